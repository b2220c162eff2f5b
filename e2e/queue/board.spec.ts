import { cleanReport } from '@/report/testing/clean'
import { enter, expect, expectAccessible, test } from '../testing/world'

const YEAR = 2024

test('a board keeps what it is asked for in its address and follows what happens without losing the place', async ({ page, world }) => {
  const city = await world.unit('午市人民政府', { kind: 'government' })
  const bureaus = []
  for (let i = 1; i <= 14; i++) bureaus.push(await world.unit(`午市第${i}局`, { above: city.id }))
  const [first] = bureaus as [(typeof bureaus)[number]]
  const clerk = await world.user(first, 'filler')
  await world.owe(city, YEAR)
  await enter(page, await world.user(city, 'reviewer'))
  await page.goto(`/board?year=${YEAR}`)
  const status = page.getByRole('status').filter({ hasText: /^共 \d+ 个单位$/ })
  await expect(status).toHaveText('共 15 个单位')

  const filter = page.getByRole('search')
  // Who has not handed in is the first thing to choose.
  await expect(filter.getByRole('combobox').nth(1)).toContainText('尚未报送')
  await filter.getByLabel('情况').selectOption('尚未报送')
  await filter.getByLabel('级别').selectOption('部门')
  await filter.getByRole('button', { name: '查找' }).click()
  await expect(status).toHaveText('共 14 个单位')
  const asked = page.url()
  expect(asked).toContain('problem=missing')
  await page.getByRole('link', { name: '单位', exact: true }).click()
  await expect(page).toHaveURL(/sort=name/)
  // As people count: 第2局 before 第10局.
  await expect(page.getByRole('rowheader').filter({ hasText: '午市' }).nth(1)).toContainText('午市第2局')
  await page.goBack()
  await expect(page).toHaveURL(asked)

  const row = page.getByRole('row', { name: /午市第14局/ })
  const tick = row.getByRole('checkbox')
  await tick.check()
  await tick.focus()
  const scrolled = await page.evaluate(() => {
    window.scrollTo(0, document.body.scrollHeight)
    return window.scrollY
  })
  expect(scrolled).toBeGreaterThan(0)
  const report = await world.report(first, YEAR, cleanReport(YEAR).values)
  await world.hand(report, clerk)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(status).toHaveText('共 13 个单位')
  await expect(tick).toBeChecked()
  await expect(tick).toBeFocused()
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(0)
  await expectAccessible(page)
})
