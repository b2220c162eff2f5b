import type { Page } from '@playwright/test'
import { at, expect } from './world'

declare global {
  interface Window {
    breaks?: boolean
  }
}

/** Makes drawing a cell fail while `window.breaks`: as a fault of ours would, in the middle of typing. */
export async function breakOnDemand(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { replaceAll } = String.prototype
    String.prototype.replaceAll = function (this: string, ...given: Parameters<typeof replaceAll>) {
      if (window.breaks && given[0] === '/' && this.startsWith('requests/')) throw new Error('broken on demand')
      return replaceAll.apply(this, given)
    } as typeof replaceAll
  })
}

/** Types into a cell of a table with a total; drawing the total fails, and with it the form. */
export async function failAt(page: Page, address: string, text: string): Promise<void> {
  await page.evaluate(() => {
    window.breaks = true
  })
  await at(page, address).fill(text)
  await expect(page.getByRole('heading', { name: '出错了' })).toBeVisible()
  await page.evaluate(() => {
    window.breaks = false
  })
}
