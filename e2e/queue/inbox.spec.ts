import { cleanReport } from '@/report/testing/clean'
import { enter, expect, expectAccessible, test } from '../testing/world'

test('what happened lies in the inbox, counted until it is read, and leads to its report', { tag: '@wide' }, async ({ page, world }) => {
  const city = await world.unit('巳市人民政府', { kind: 'government' })
  const bureau = await world.unit('巳市民政局', { above: city.id })
  const [filler, reviewer] = [await world.user(bureau, 'filler'), await world.user(city, 'reviewer')]
  const year = new Date().getFullYear() - 1
  const report = await world.report(bureau, year, cleanReport(year).values)
  await enter(page, reviewer)
  await page.goto('/')
  const link = page.getByRole('link', { name: /^消息/ })
  await expect(link).toHaveText('消息')
  await link.click()
  await expect(page.getByText('暂无消息')).toBeVisible()

  await world.notify(reviewer, null, '系统将于今晚维护')
  await world.notify(reviewer, report, '巳市民政局填报中')
  await world.hand(report, filler)
  await page.reload()
  await expect(link).toContainText('3 条未读')
  await expectAccessible(page)
  const items = page.getByRole('main').getByRole('listitem')
  await expect(items).toHaveCount(3)
  await expect(items.nth(0)).toContainText(`巳市民政局 ${year} 年年报：提交审核`)
  await expect(items.nth(2).getByRole('link')).toHaveCount(0)

  await items.nth(0).getByRole('link').click()
  await page.waitForURL(`/reports/${report}/review`)
  await expect(link).toContainText('2 条未读')
  await link.click()
  await page.getByRole('button', { name: '全部标为已读' }).click()
  await expect(page.getByRole('status')).toHaveText('全部已读')
  await expect(link).toHaveText('消息')

  await test.step('the notice of a report that went back to its unit leads to who has it now', async () => {
    await world.step('withdraw', report, filler)
    await page.reload()
    await items
      .nth(0)
      .getByRole('link', { name: /提交审核/ })
      .click()
    await expect(page.getByRole('heading', { name: `巳市民政局 ${year} 年年报` })).toBeVisible()
    await expect(page.getByText('现为“填报中”，在该单位办理，报送后可以查看。')).toBeVisible()
    await expectAccessible(page)
  })
})
