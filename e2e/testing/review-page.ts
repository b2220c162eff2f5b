import type { Page } from '@playwright/test'
import { expect, expectAccessible } from './world'

export const stateOf = (page: Page) => page.getByRole('region', { name: '报告', exact: true })
export const steps = (page: Page) => page.getByRole('region', { name: '办理' })
export const side = (page: Page) => page.getByRole('complementary', { name: '审核' })
export const dialog = (page: Page) => page.getByRole('dialog')
/** The place of the report that is navigated to, and its line in the list. */
export const current = (page: Page) => page.locator('article [data-current]')
export const lineOf = (page: Page) => side(page).locator('li[aria-current]')

/** Selects a place of the report and writes a comment on it. */
export async function comment(page: Page, address: string, text: string): Promise<void> {
  await page.locator(`article [data-at="${address}"]`).first().click()
  await page.keyboard.press('c')
  await page.getByRole('region', { name: '写意见' }).getByRole('textbox').fill(text)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('region', { name: '写意见' })).toHaveCount(0)
}

/** Takes a step through its dialog; its fields are found by their labels. */
export async function confirm(page: Page, step: string | RegExp, button: string, words: Record<string, string> = {}): Promise<void> {
  await steps(page).getByRole('button', { name: step }).click()
  for (const [label, text] of Object.entries(words)) await dialog(page).getByLabel(label).fill(text)
  await expectAccessible(page)
  await dialog(page).getByRole('button', { name: button }).click()
  await expect(dialog(page)).toHaveCount(0)
}
