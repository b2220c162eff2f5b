import { openCase } from '../testing/case'
import { at, enter, expect, openPart, test } from '../testing/world'

test('under the frozen head no row is cut, its group is named, and hints stand clear of the borders', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const one = await openCase(world, { values: { 'requests/granted/person': '12' } })
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  const grid = page.getByRole('grid')
  const findCut = () =>
    grid.evaluate((table: HTMLTableElement) => {
      const edge = table.tHead?.getBoundingClientRect().bottom ?? 0
      const rows = [...table.tBodies].flatMap(({ rows }) => [...rows])
      return rows.filter((row) => row.getBoundingClientRect().top < edge - 1 && row.getBoundingClientRect().bottom > edge + 1).length
    })
  for (const place of ['requests/carried-out/person', 'requests/not-held/person', 'requests/received/person']) {
    await at(page, place).focus()
    await expect.poll(findCut, place).toBe(0)
  }
  await at(page, 'requests/carried-out/person').focus()
  await expect(grid.getByText('三、本年度办理结果')).toBeInViewport({ ratio: 1 })
  const gaps = await page
    .locator('[id^="hint-"]:not(:empty)')
    .evaluateAll((hints) =>
      hints.map((hint) => (hint.closest('td')?.getBoundingClientRect().bottom ?? 0) - hint.getBoundingClientRect().bottom)
    )
  expect(gaps.length).toBeGreaterThan(0)
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(2)
})
