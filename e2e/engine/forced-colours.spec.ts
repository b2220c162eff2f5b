import type { Locator } from '@playwright/test'
import { openTown } from '../testing/pages'
import { at, enter, expect, expectAccessible, openPart, test } from '../testing/world'

test.use({ contextOptions: { forcedColors: 'active' } })

/** How an element is framed, whatever its colours: in high contrast nothing else is left. */
const frameOf = (element: Locator): Promise<string> =>
  element.evaluate((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    return outlineStyle === 'none' ? 'none' : `${outlineWidth} ${outlineStyle}`
  })

test('in high contrast errors, the current part and what is pressed are framed', { tag: '@wide' }, async ({ page, world }) => {
  const { clerk, chief, draft, handed, published } = await openTown(world)
  await enter(page, clerk)
  await openPart(page, draft, 'requests')
  const error = page.locator('[data-level="error"]').first()
  await expect(error).toBeVisible()
  const right = at(page, 'requests/not-held/person')
  expect([await frameOf(error), await frameOf(right)]).toEqual(['2px solid', 'none'])
  await right.focus()
  expect(await frameOf(right)).toBe('3px solid')
  const nav = page.getByRole('navigation', { name: '年报各部分' })
  expect(await frameOf(nav.locator('[aria-current]'))).toBe('2px solid')
  expect(await frameOf(nav.locator('a:not([aria-current])').first())).toBe('none')
  await expectAccessible(page)

  await enter(page, chief)
  for (const path of ['/', '/queue?state=all', `/reports/${handed}/review`, '/admin/units']) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    for (const current of await page.locator('main, aside, nav').locator('[aria-current]:visible, [aria-pressed=true]:visible').all())
      expect.soft(await frameOf(current), path).toBe('2px solid')
    await expectAccessible(page)
  }
  await page.goto(published)
  await expectAccessible(page)
})

test('in high contrast it is seen what is ticked and switched on', { tag: '@wide' }, async ({ page, world }) => {
  const { chief } = await openTown(world)
  await enter(page, chief)
  const groundOf = (element: Locator) => element.evaluate((one) => getComputedStyle(one).backgroundColor)
  await page.goto('/batch')
  const [ticked, free] = [page.getByRole('checkbox', { name: 'PDF' }), page.getByRole('checkbox', { name: 'JSON' })]
  await expect(ticked).toBeChecked()
  expect(await groundOf(ticked)).not.toBe(await groundOf(free))
  await page.goto('/queue')
  const track = page.locator('.mantine-Switch-track')
  await expect(track).toBeVisible()
  const isOn = await groundOf(track)
  await page.getByRole('switch', { name: '使用单键快捷键' }).press('Space')
  await expect.poll(() => groundOf(track)).not.toBe(isOn)
})
