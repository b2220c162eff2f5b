import type { Page } from '@playwright/test'
import type { Values } from '@/report/values'
import { at, expect } from './world'

declare global {
  interface Window {
    breaks?: boolean
  }
}

/** A row whose computed total re-renders at each keystroke once its first cell is filled in. */
export const SUMMED: Values = Object.fromEntries(
  ['company', 'research', 'welfare', 'legal', 'other'].map((column) => [`requests/received/${column}`, '1'])
)

/** Makes the render of a total throw while `window.breaks` is set, as a bug would in the middle of typing. */
export async function breakOnDemand(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { setAttribute } = Element.prototype
    Element.prototype.setAttribute = function (name, value) {
      if (window.breaks && name === 'placeholder') throw new Error('broken on demand')
      setAttribute.call(this, name, value)
    }
  })
}

/** Types into a cell of a row with a total; rendering the total throws, and with it the form. */
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
