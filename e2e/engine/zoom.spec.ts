import type { Page } from '@playwright/test'
import { openTown } from '../testing/pages'
import { enter, expect, expectAccessible, openPart, test } from '../testing/world'

/** A screen of 1366 × 768 at 200 %, one of 1822 × 1024 at 200 %. */
const TWICE = [
  { width: 683, height: 384 },
  { width: 911, height: 512 }
]

/** Cells of the table that are not wholly in sight, or lie under something, when they have the focus. */
function findHidden(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const hidden: string[] = []
    for (const field of document.querySelectorAll<HTMLElement>('[role="grid"] input')) {
      field.focus()
      const { left, right, top, bottom } = field.getBoundingClientRect()
      const corners = [
        [left + 3, top + 3],
        [right - 3, top + 3],
        [left + 3, bottom - 3],
        [right - 3, bottom - 3]
      ]
      const isSeen = corners.every(([x, y]) => field.parentElement?.contains(document.elementFromPoint(x as number, y as number)))
      if (!isSeen) hidden.push(field.getAttribute('name') ?? '')
    }
    return hidden
  })
}

for (const size of TWICE) {
  test(`at 200 % (${size.width} × ${size.height}) the cell with the focus is in sight, whichever it is`, async ({ page, world }) => {
    await page.setViewportSize(size)
    const { clerk, draft } = await openTown(world)
    await enter(page, clerk)
    for (const part of ['disclosure', 'requests', 'disputes']) {
      await openPart(page, draft, part)
      expect.soft(await findHidden(page), part).toEqual([])
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), part).toBeLessThanOrEqual(size.width)
      await expectAccessible(page)
    }
  })
}

for (const part of ['the public and the clerk', 'the reviewer and administrator'] as const) {
  test(`at 400 % no page of ${part} scrolls sideways`, async ({ page, world }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    const { pages, chief } = await openTown(world)
    let present: string | undefined
    for (const { path, who } of pages.filter((one) => (one.who === chief) === (part === 'the reviewer and administrator'))) {
      if (who && who !== present) await enter(page, who)
      present = who
      await page.goto(path)
      await expect(page.getByRole('heading').first()).toBeVisible()
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
    }
  })
}
