import { verifyHistory } from '@/db/reports/events'
import { openCase, YEAR } from '../testing/case'
import { confirm, stateOf } from '../testing/review-page'
import { enter, expect, expectAccessible, test } from '../testing/world'

test('a published report is taken down by a second person who was asked, and published again', { tag: '@wide' }, async ({
  page,
  browser,
  world
}) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  for (const step of ['claim', 'approve', 'publish'] as const) await one.step(step, 'reviewer')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  await expect(stateOf(page).getByRole('link', { name: '公开页面' })).toHaveAttribute('href', `/published/${one.bureau.id}/${YEAR}/1`)
  await confirm(page, /^申请撤下/, '确认申请撤下', { 理由: '表三有误，待核实' })

  const other = await (await browser.newContext()).newPage()
  await enter(other, one.colleague)
  await other.goto('/')
  await other.getByRole('link', { name: /^消息/ }).click()
  await other.getByRole('link', { name: /申请撤下（表三有误，待核实）/ }).click()
  await confirm(other, /^撤下/, '确认撤下', { 理由: '数字有误，核实后重新公布' })
  await expect(stateOf(other).getByText('已撤下')).toBeVisible()
  await expect(stateOf(other).getByRole('link', { name: '公开页面' })).toHaveCount(0)
  await page.goto(`/published/${one.bureau.id}/${YEAR}`)
  await expect(page.getByRole('main')).toContainText('数字有误，核实后重新公布')

  await confirm(other, /^重新公布/, '确认重新公布', { 理由: '经核实数字无误' })
  await expect(stateOf(other).getByText('已公布', { exact: true })).toBeVisible()
  await page.goto(`/published/${one.bureau.id}/${YEAR}`)
  await expect(page.getByRole('table').first()).toBeVisible()
  expect(await verifyHistory(world.store, one.report)).toBeUndefined()
})

test('a unit that has not begun is excused from reporting, and required to report again', async ({ page, world }) => {
  const city = await world.unit('午市人民政府', { kind: 'government' })
  const bureau = await world.unit('午市史志办', { above: city.id })
  await world.owe(bureau, YEAR)
  await enter(page, await world.user(city, 'reviewer'))
  await page.goto(`/queue?state=all&year=${YEAR}`)
  const row = page.getByRole('row', { name: new RegExp(bureau.name) })
  const dialog = page.getByRole('dialog')
  for (const [step, reason, state] of [
    ['列为无需报送', '机构已经撤并', '无需报送'],
    ['恢复报送', '撤并推迟到明年', '填报中']
  ] as const) {
    await row.getByRole('button', { name: new RegExp(`^${step}`) }).click()
    await dialog.getByLabel('理由').fill(reason)
    await expectAccessible(page)
    await dialog.getByRole('button', { name: `确认${step}` }).click()
    await expect(dialog).toHaveCount(0)
    await expect(row.getByRole('cell', { name: state })).toBeVisible()
  }
})
