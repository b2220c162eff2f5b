import { cleanReport } from '@/report/testing/clean'
import { at, enter, expect, expectAccessible, openPart, saveState, tabTo, test } from '../testing/world'

test('a broken sum comes with what would mend it: applied by keyboard, and taken back in one step', async ({ page, world }) => {
  const unit = await world.unit('甲市水利局')
  const values = { 'requests/must-create/person': '2', 'requests/granted/person': '6', 'overview/requests': '全年收到申请10件，办结9件。' }
  const report = await world.report(unit, 2024, cleanReport(2024, values).values)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'requests')

  const hint = page.getByRole('listitem').filter({ hasText: '把（四）2 的自然人从 2 改为 3' }).last()
  await expect(hint).toBeVisible()
  await expectAccessible(page)
  const apply = hint.getByRole('button', { name: '应用' })
  await tabTo(page, apply)
  await expect(at(page, 'requests/must-create/person')).toHaveAttribute('data-active')
  await page.keyboard.press('Enter')
  await expect(at(page, 'requests/must-create/person')).toHaveValue('3')
  await expect(page.getByRole('heading', { name: /^本部分：(?!.*处错误)/ })).toBeVisible()
  await expect(saveState(page)).toHaveText(/已保存/)
  await page.keyboard.press('Control+z')
  await expect(at(page, 'requests/must-create/person')).toHaveValue('2')
  await expect(hint).toBeVisible()

  // Two are as likely as each other: the key leads to them, wherever the cursor stands, and changes nothing.
  await at(page, 'requests/received/person').focus()
  await page.keyboard.press('F9')
  await expect(page.getByText('修复建议（有几种可能，按 F9 选择）')).toBeVisible()
  await expect(page.getByRole('button', { name: '应用' }).first()).toBeFocused()
  await expect(at(page, 'requests/must-create/person')).toHaveValue('2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /^本部分：(?!.*处错误)/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(hint).toBeVisible()
  await expect.poll(() => world.values(report)).toMatchObject({ 'requests/must-create/person': '2', 'requests/granted/person': '6' })
})

test('three wrong cells in two tables are mended in one step', async ({ page, world }) => {
  const unit = await world.unit('乙市水利局')
  const wrong = { 'requests/received/person': '12', 'requests/received/legal': '4', 'disputes/review/total': '3' }
  const report = await world.report(unit, 2024, cleanReport(2024, wrong).values)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'requests')
  await page.getByRole('button', { name: '应用' }).first().click()
  await expect(page.getByRole('heading', { name: /^本部分：(?!.*处错误)/ })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect.poll(() => world.values(report)).toMatchObject(wrong)
})

test('a slip in the cell typed last is the first hint, and one key takes it back', async ({ page, world }) => {
  const unit = await world.unit('丙市水利局')
  const report = await world.report(
    unit,
    2024,
    cleanReport(2024, { 'requests/received/person': '11', 'requests/carried-out/person': '2' }).values
  )
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'requests')
  await at(page, 'requests/carried-out/person').fill('3')
  await expect(page.getByText('修复建议（F9 应用第一条）')).toBeVisible()
  await page.keyboard.press('F9')
  await expect(at(page, 'requests/carried-out/person')).toHaveValue('2')
  await expect(at(page, 'requests/state-secret/person')).toHaveValue('0')
  await expect(page.getByRole('heading', { name: /^本部分：(?!.*处错误)/ })).toBeVisible()
})
