import { cleanReport } from '@/report/testing/clean'
import { openCase, YEAR } from '../testing/case'
import { enter, expect, expectAccessible, openPart, test } from '../testing/world'

test('every rule is listed with its words, formula, example and level, and found by its id', { tag: '@wide' }, async ({ page, world }) => {
  const unit = await world.unit('戊市统计局')
  await enter(page, await world.user(unit, 'filler'))
  await page.goto('/')
  await page.getByRole('link', { name: '核对规则' }).click()
  await page.getByRole('link', { name: 'T3-04', exact: true }).click()
  const rule = page.getByRole('row', { name: /^T3-04/ })
  await expect(rule).toBeInViewport()
  await expect(rule).toContainText('■ 错误')
  await expect(rule).toContainText('本年新收加上年结转等于（七）总计加结转下年度')
  await expect(rule).toContainText('二、上年结转政府信息公开申请数量 = （七）总计 + 四、结转下年度继续办理')
  await expect(rule).toContainText('自然人：本年新收加上年结转 11，（七）总计加结转下年度 10，多 1')
  await expect(page.getByRole('row', { name: /^T2o-03/ })).toContainText('2019—2020 年度')
  // What is scrolled halfway under the heading is no small target.
  await page.evaluate(() => window.scrollTo(0, 0))
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})

test('without script the rules are kept to one level and led to by family', async ({ page, browser, world }) => {
  const unit = await world.unit('戊市审计局')
  await enter(page, await world.user(unit, 'filler'))
  await page.goto('/')
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() })
  const rules = await plain.newPage()
  await rules.goto('/rules')
  await rules.getByRole('navigation', { name: '级别' }).getByRole('link', { name: '提示' }).click()
  await expect(rules.getByRole('row', { name: /^T4-05/ })).toBeVisible()
  await expect(rules.getByRole('row', { name: /^T3-04/ })).toHaveCount(0)
  await rules.getByRole('navigation', { name: '规则分类' }).getByRole('link', { name: '文字规范' }).click()
  await expect(rules.getByRole('heading', { name: /文字规范/ })).toBeInViewport()
  await plain.close()
})

test('a finding leads to its rule', { tag: '@wide' }, async ({ page, world }) => {
  const unit = await world.unit('戊市财政局')
  const report = await world.report(unit, 2024, { 'requests/received/company': '-1' })
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'requests')
  const opening = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'T3-01' }).click()
  const rules = await opening
  await expect(rules.getByRole('row', { name: /^T3-01/ })).toBeInViewport()
})

test('from what does not follow last year a link leads to asking for a correction of last year', async ({ page, world }) => {
  const one = await openCase(world, { values: { 'requests/carried-in/person': '2', 'requests/carried-out/person': '3' } })
  const last = await world.report(one.bureau, YEAR - 1, cleanReport(YEAR - 1).values)
  await world.hand(last, one.filler)
  for (const name of ['claim', 'approve', 'publish'] as const) await one.step(name, 'reviewer', { changeNote: '' }, last)
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  await page.getByRole('link', { name: '申请更正上年' }).first().click()
  await page.waitForURL(`/reports/${last}/review`)
  await page.getByRole('button', { name: '申请更正…' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('上年结转应为 2 件，漏报一件')
  await page.getByRole('dialog').getByRole('button', { name: '申请更正' }).click()
  await expect.poll(async () => (await world.notices(one.reviewer)).some(({ text }) => text.includes('更正'))).toBe(true)
})
