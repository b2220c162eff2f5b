import type { Page } from '@playwright/test'
import { alertOf, enter, expect, expectAccessible, test } from '../testing/world'

const panel = (page: Page, name: string | RegExp) => page.getByRole('region', { name, exact: true })

test('dates hold for a unit and all below, a unit gets more time with a reason, and each unit shows what holds and why', {
  tag: '@wide'
}, async ({ page, world }) => {
  const city = await world.unit('丑市人民政府', { kind: 'government' })
  const bureau = await world.unit('丑市教育局', { above: city.id })
  const filler = await world.user(bureau, 'filler')
  const admin = await world.user(city, 'admin')
  await world.owe(city, 2024)
  await enter(page, admin)
  await page.goto('/admin/campaigns?year=2024')
  await expect(page.getByRole('row', { name: '报送截止 2025年3月31日 24:00 按“丑市人民政府”的安排' })).toBeVisible()
  await expect(page.getByText('应报送 2 个，其中 2 个尚未开始')).toBeVisible()
  await expectAccessible(page)

  const dates = panel(page, '安排日期')
  await dates.getByLabel('部门报送截止').fill('2025-01-20')
  await dates.getByLabel('部门关闭报送').fill('2025-01-10')
  await dates.getByRole('button', { name: '保存安排' }).click()
  await expect(alertOf(page)).toHaveText('部门关闭报送不能早于部门报送截止 2025年1月20日 24:00')
  await expect(dates.getByLabel('部门关闭报送')).toBeFocused()
  await dates.getByLabel('部门关闭报送').fill('2025-02-10')
  await dates.getByLabel('部门更正截止').fill('2025-06-30')
  await dates.getByLabel('政府更正截止').fill('2025-12-31')
  await dates.getByRole('button', { name: '保存安排' }).click()
  await expect(dates.getByRole('status')).toHaveText('已保存，适用于“丑市人民政府”及其下级单位')
  await expect(page.getByRole('row', { name: '更正截止 2025年12月31日 24:00 按“丑市人民政府”的安排' })).toBeVisible()
  const all = panel(page, '2024 年的全部安排')
  for (const row of [
    '本级/部门 2025年1月20日 24:00 2025年2月10日 24:00 2025年6月30日',
    '政府汇总 2025年3月31日 24:00 不关闭 2025年12月31日'
  ])
    await expect(all.getByRole('row', { name: `丑市人民政府 ${row} 24:00` })).toBeVisible()

  const choice = panel(page, '丑市人民政府 2024 年年报')
  await choice.getByRole('combobox', { name: '单位' }).click()
  await choice.getByRole('combobox', { name: '单位' }).fill('丑市教')
  await page.getByRole('option', { name: '丑市教育局' }).click()
  await choice.getByRole('button', { name: '查看' }).click()
  await expect(page.getByRole('row', { name: '报送截止 2025年1月20日 24:00 按“丑市人民政府”的安排' })).toBeVisible()

  const extension = panel(page, '延期')
  await extension.getByLabel('延期至').fill('2025-01-15')
  await extension.getByLabel('理由').fill('机构搬迁未完')
  await extension.getByRole('button', { name: '批准延期' }).click()
  await expect(alertOf(page)).toHaveText('延期要晚于报送截止 2025年1月20日 24:00')
  await extension.getByLabel('延期至').fill('2025-05-15')
  await extension.getByRole('button', { name: '批准延期' }).click()
  await expect(extension.getByRole('status')).toHaveText('“丑市教育局”已延期至 2025年5月15日 24:00')
  await expect(
    page.getByRole('row', { name: new RegExp(`报送截止 2025年5月15日 24:00 ${admin}（丑市人民政府） 于 .*批准延期：机构搬迁未完`) })
  ).toBeVisible()
  await expect(panel(page, '2024 年的全部延期').getByRole('row', { name: /丑市教育局 2025年5月15日 24:00 机构搬迁未完/ })).toBeVisible()
  expect((await world.notices(filler)).map(({ text }) => text.split('：')[1])).toEqual([
    '延期至 2025年5月15日 24:00（机构搬迁未完）',
    '报送截止由 2025年1月31日 24:00 改为 2025年1月20日 24:00，关闭报送由 不关闭 改为 2025年2月10日 24:00，更正截止由 不限 改为 2025年6月30日 24:00',
    '请于 2025年1月31日 24:00 前报送'
  ])
})

test('a district sets earlier dates for its own, never later ones, and gives itself no extension', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const city = await world.unit('寅市人民政府', { kind: 'government' })
  const county = await world.unit('寅县人民政府', { kind: 'government', above: city.id })
  await enter(page, await world.user(county, 'admin'))
  await page.goto('/admin/campaigns?year=2024')
  await expect(panel(page, '延期')).toHaveCount(0)
  const dates = panel(page, '安排日期')
  await dates.getByLabel('部门报送截止').fill('2025-02-20')
  await dates.getByRole('button', { name: '保存安排' }).click()
  await expect(alertOf(page)).toHaveText('部门报送截止不能晚于上级的 2025年1月31日 24:00，需要更多时间请向上级申请延期')
  await dates.getByLabel('部门报送截止').fill('2025-01-20')
  await dates.getByRole('button', { name: '保存安排' }).click()
  await expect(panel(page, '2024 年的全部安排').getByRole('row', { name: /寅县人民政府 本级\/部门 2025年1月20日/ })).toBeVisible()
  await dates.getByRole('button', { name: '取消本单位的安排' }).click()
  await page.getByRole('button', { name: '确认取消本单位的安排' }).click()
  await expect(page.getByText('没有单位另作安排')).toBeVisible()
  await expect(dates.getByLabel('部门报送截止')).toHaveValue('2025-01-31')
})
