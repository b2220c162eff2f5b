import { verifyHistory } from '@/db/reports/events'
import { openCase } from '../testing/case'
import { comment, confirm, dialog, side, stateOf, steps } from '../testing/review-page'
import { enter, expect, expectAccessible, test } from '../testing/world'

test('a stale page says who did what and offers to load afresh; a double click does it once', async ({ page, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  await expect(page.getByText('您已领取')).toBeVisible()
  await one.step('release', 'reviewer')
  await one.step('withdraw', 'filler')
  await steps(page)
    .getByRole('button', { name: /审核通过/ })
    .click()
  await dialog(page).getByRole('button', { name: '确认审核通过' }).click()
  await expect(dialog(page).getByRole('alert')).toContainText(`年报刚由 ${one.filler}（甲市教育局） 办理，现在是“填报中”`)
  await expectAccessible(page)
  await one.step('submit', 'filler')
  await dialog(page).getByRole('button', { name: '刷新页面' }).click()
  await expect(stateOf(page).getByText('待审核')).toBeVisible()

  await steps(page)
    .getByRole('button', { name: /领取审核/ })
    .click()
  await expect(page.getByText('您已领取')).toBeVisible()
  await steps(page)
    .getByRole('button', { name: /审核通过/ })
    .click()
  await dialog(page).getByRole('button', { name: '确认审核通过' }).dblclick()
  await expect(stateOf(page).getByText('审核通过')).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: '年报刚由' })).toHaveCount(0)
  expect(await verifyHistory(world.store, one.report)).toBeUndefined()
})

test('a report is handed over to a colleague with a note, who finds it claimed', async ({ page, browser, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  await steps(page).getByRole('button', { name: '转交…' }).click()
  await dialog(page).getByLabel('转交给').selectOption({ label: one.colleague })
  await dialog(page).getByLabel('转交说明').fill('出差，请代为审核')
  await dialog(page).getByRole('button', { name: '确认转交' }).click()
  await expect(page.getByText(`由 ${one.colleague}（甲市人民政府） 领取`)).toBeVisible()
  const other = await (await browser.newContext()).newPage()
  await enter(other, one.colleague)
  await other.goto(`/reports/${one.report}/review`)
  await expect(other.getByText('您已领取')).toBeVisible()
  await other.keyboard.press('8')
  await expect(side(other).getByText('出差，请代为审核')).toBeVisible()
})

test('an administrator waives a finding with a reason, which stands beside it and in the history, and the unit may submit', async ({
  page,
  browser,
  world
}) => {
  const one = await openCase(world, { values: { 'requests/received/person': '11' } })
  await enter(page, one.admin)
  await page.goto(`/reports/${one.report}/review`)
  const broken = side(page).getByRole('listitem').filter({ hasText: '本年新收加上年结转' }).first()
  await expect(broken).toContainText('■ 错误')
  const count = await side(page).getByRole('button', { name: '免予核对…' }).count()
  for (let i = 0; i < count; i++) {
    await side(page).getByRole('button', { name: '免予核对…' }).first().click()
    await side(page).getByRole('textbox').fill('历史遗留，另行核查')
    await side(page).getByRole('button', { name: '免予核对', exact: true }).click()
    await expect(side(page).getByText('免予核对：历史遗留，另行核查')).toHaveCount(i + 1)
  }
  await expectAccessible(page)
  await page.keyboard.press('8')
  await expect(
    side(page)
      .getByText(/：历史遗留，另行核查/)
      .first()
  ).toBeVisible()

  const unit = await (await browser.newContext()).newPage()
  await enter(unit, one.filler)
  await unit.goto(`/reports/${one.report}?part=requests`)
  await expect(unit.getByText('免予核对：历史遗留，另行核查').first()).toBeVisible()
  await unit.getByRole('button', { name: '提交审核' }).click()
  await dialog(unit).getByRole('button', { name: '提交审核' }).click()
  await expect(stateOf(unit).getByText('待审核')).toBeVisible()
})

test('inside the unit each person of the chain agrees or sends back with the same bar', async ({ page, world }) => {
  const one = await openCase(world, { chain: ['CHECKING'] })
  await one.step('submit', 'filler')
  await enter(page, one.checker)
  await page.goto(`/reports/${one.report}/review`)
  await comment(page, 'problems', '请写具体。')
  await confirm(page, /退回填报/, '确认退回填报', { 退回原因: '请写具体一些' })
  await expect(stateOf(page).getByText('已退回')).toBeVisible()
  await one.type({ problems: '人手不足，今后将加强培训，改进工作。' })
  await one.step('submit', 'filler')
  await page.reload()
  await expect(side(page).getByRole('listitem').first()).toContainText('已改')
  await side(page).getByRole('button', { name: '了结' }).click()
  await expect(side(page).getByText('已了结')).toBeVisible()
  await confirm(page, /同意/, '确认同意')
  await expect(stateOf(page).getByText('待审核')).toBeVisible()
})
