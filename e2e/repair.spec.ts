import { cleanReport } from '@/report/testing'
import { at, enter, expect, expectAccessible, openPart, saveState, tabTo, test } from './world'

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
  await expect(page.getByRole('heading', { name: '错误 0' })).toBeVisible()
  await expect(saveState(page)).toHaveText(/已保存/)
  await page.keyboard.press('Control+z')
  await expect(at(page, 'requests/must-create/person')).toHaveValue('2')
  await expect(hint).toBeVisible()

  // One key takes the first one, wherever the cursor stands.
  await at(page, 'requests/received/person').focus()
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { name: '错误 0' })).toBeVisible()
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
  await expect(page.getByRole('heading', { name: '错误 0' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect.poll(() => world.values(report)).toMatchObject(wrong)
})
