import type { Page } from '@playwright/test'
import { openCase } from '../testing/case'
import { paste } from '../testing/paste'
import { at, enter, expect, expectAccessible, openPart, PASSWORD, saveState, test } from '../testing/world'

/** A key an input method takes for itself, as systems send it that do not say they are composing. */
async function composeWith(page: Page, key: 'Enter' | 'ArrowDown'): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229 })
  if (key === 'Enter') await session.send('Input.dispatchKeyEvent', { type: 'char', key, text: '\r' })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode: 229 })
  await session.detach()
}

test('where the browser forbids storage the form is filled in and saved, and the keys are switched off for the page', {
  tag: '@wide'
}, async ({ page, world }) => {
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('forbidden', 'SecurityError')
        }
      })
  })
  const one = await openCase(world)
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  await at(page, 'requests/received/person').fill('77')
  await expect(saveState(page)).toContainText('已保存')
  await expect.poll(async () => (await world.values(one.report))['requests/received/person']).toBe('77')
  await at(page, 'requests/received/person').fill('10')
  await expect(saveState(page)).toContainText('已保存')

  await one.type({})
  await one.step('submit', 'filler')
  await enter(page, one.reviewer)
  await page.goto('/queue')
  await page.keyboard.press('j')
  const line = page.getByRole('link', { name: /^审核：/ })
  await expect(line).toBeFocused()
  await line.blur()
  await page.getByLabel('使用单键快捷键').click()
  await page.getByLabel('使用单键快捷键').blur()
  await page.keyboard.press('j')
  await expect(line).not.toBeFocused()
  expect(complaints).toEqual([])
})

test('single keys switched off in the queue are off in the review and on the desk as well', { tag: '@wide' }, async ({ page, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await enter(page, one.reviewer)
  await page.goto('/queue')
  await page.getByLabel('使用单键快捷键').click()
  await page.getByLabel('使用单键快捷键').blur()
  await expectAccessible(page)
  for (const key of ['o', 'l', 'j']) await page.keyboard.press(key)
  await expect(page.getByRole('link', { name: /^审核：/ })).not.toBeFocused()
  expect(new URL(page.url()).pathname).toBe('/queue')
  expect(await one.filing()).toMatchObject({ state: 'SUBMITTED' })
  await page.goto('/')
  await expect(page.getByLabel('使用单键快捷键')).not.toBeChecked()
  await page.keyboard.press('o')
  await page.goto(`/reports/${one.report}/review`)
  await expect(page.getByRole('button', { name: /领取审核/ })).toBeVisible()
  await page.keyboard.press('l')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await one.filing()).toMatchObject({ state: 'SUBMITTED' })
})

test('a key that an input method is composing with neither moves nor sends', { tag: '@wide' }, async ({ page, world }) => {
  const one = await openCase(world)
  await page.goto('/sign-in')
  await page.getByLabel('用户名').fill('no-one')
  await page.getByLabel('密码', { exact: true }).fill('nothing')
  await expect(page.getByRole('button', { name: '登录' })).toBeEnabled()
  await composeWith(page, 'Enter')
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0)

  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  const cell = at(page, 'requests/received/person')
  await cell.focus()
  for (const key of ['Enter', 'ArrowDown'] as const) await composeWith(page, key)
  await expect(cell).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(cell).not.toBeFocused()
})

test('the keyboard skips to the first cell, and is back in its cell after a paste and after signing in again', async ({ page, world }) => {
  const one = await openCase(world)
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: '跳到第一格' })).toBeFocused()
  await expect(page.getByRole('button', { name: '跳到第一格' })).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Enter')
  await expect(at(page, 'requests/received/person')).toBeFocused()

  const cell = at(page, 'requests/carried-in/person')
  for (const answer of ['Enter', 'Escape']) {
    await cell.focus()
    await paste(page, { text: '0\t0\n' })
    await expect(page.getByRole('dialog', { name: '粘贴预览' })).toBeVisible()
    await page.keyboard.press(answer)
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(cell).toBeFocused()
  }

  await world.expire(one.filler)
  const last = at(page, 'requests/received/company')
  await last.fill('3')
  await page.getByRole('dialog').getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(last).toBeFocused()
  await expect(saveState(page)).toContainText('已保存')
})
