import { cleanReport } from '@/report/testing/clean'
import { at, enter, expect, expectAccessible, openPart, saveState, test } from '../testing/world'

test('a text says how much may still be written, is kept whole when it is too long, and saved once it was made shorter', {
  tag: '@wide'
}, async ({ page, world }) => {
  const unit = await world.unit('甲市水务局')
  const report = await world.report(unit, 2024, cleanReport(2024).values)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'problems')
  const field = at(page, 'problems')
  await field.fill('长'.repeat(19_000))
  await expect(page.getByText('还可以写 1000 字')).toBeVisible()
  await expect(saveState(page)).toHaveText(/已保存/)
  await field.fill('长'.repeat(20_100))
  const alert = page.getByRole('alert').filter({ hasText: '请删减 100 字' })
  await expect(alert).toBeVisible()
  await expect(saveState(page)).toHaveText(/没有保存/)
  await expectAccessible(page)
  await expect.poll(async () => (await world.values(report)).problems?.length).toBe(19_000)
  await field.fill('长'.repeat(20_000))
  await expect(alert).toBeHidden()
  await expect(saveState(page)).toHaveText(/已保存/)
  await expect.poll(async () => (await world.values(report)).problems?.length).toBe(20_000)
})
