import type { Page, Request } from '@playwright/test'

/** The next server action request of the page, so that it can be replayed. */
export function nextAction(page: Page): Promise<Request> {
  return page.waitForRequest((request) => request.headers()['next-action'] !== undefined)
}

/** The arguments an action was sent with. */
export const argumentsOf = (request: Request): unknown[] => JSON.parse(request.postData() ?? '[]')

/** Sends the same action with other arguments, as a forged request; returns the server's answer. */
export async function replay(page: Page, request: Request, ...args: unknown[]): Promise<string> {
  const { 'next-action': action = '', 'next-router-state-tree': tree = '', accept = '' } = request.headers()
  const response = await page.request.post(request.url(), {
    headers: {
      'next-action': action,
      'next-router-state-tree': tree,
      accept,
      'content-type': 'text/plain;charset=UTF-8',
      origin: new URL(request.url()).origin
    },
    data: JSON.stringify(args)
  })
  return response.text()
}
