import { at, enter, expect, expectAccessible, openPart, saveState, test } from '../testing/world'

test('a unit marked 纸质报送 is entered for by whoever reviews it, and its history says who did', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const county = await world.unit('庚县人民政府', { kind: 'government' })
  const town = await world.unit('庚镇人民政府', { kind: 'government', above: county.id })
  await enter(page, await world.user(county, 'admin', 'reviewer'))
  await page.goto('/')
  await expect(page.getByRole('heading', { name: '代录的年报' })).toHaveCount(0)
  await page.goto(`/admin/units/${town.id}`)
  const details = page.getByRole('region', { name: '基本信息' })
  await details.getByLabel('纸质报送').check()
  await details.getByRole('button', { name: '保存基本信息' }).click()
  await expect(details.getByRole('status')).toHaveText('已保存')

  await page.goto('/')
  const desk = page.getByRole('region', { name: '代录的年报（纸质报送单位）' })
  await desk.getByText('新建年报').click()
  await expectAccessible(page)
  await desk.getByRole('button', { name: '开始填报' }).click()
  await page.waitForURL(/\/reports\/\d+/)
  const report = Number(/\d+/.exec(new URL(page.url()).pathname)?.[0])
  await openPart(page, report, 'requests')
  await at(page, 'requests/received/person').fill('3')
  await expect(saveState(page)).toContainText('已保存')
  await page.goto(`/reports/${report}`)
  await expect(page.getByRole('region', { name: '历程' })).toContainText('代为录入（纸质报送）')
  await page.goto('/')
  await expect(desk.getByText('庚镇人民政府 · ')).toBeVisible()
})
