import { listYears } from '@/report/templates'
import { dayOf } from '@/report/workflow/dates'
import { alertOf, enter, expect, expectAccessible, test } from '../testing/world'

const YEAR = listYears(dayOf(new Date()))[0] as number

test('a task is previewed, issued, found on the desk before it has begun, and stands on the board', async ({ page, world }) => {
  const city = await world.unit('申市人民政府', { kind: 'government' })
  const bureau = await world.unit('申市教育局', { above: city.id })
  await world.unit('申市档案馆', { above: city.id })
  const filler = await world.user(bureau, 'filler')
  await enter(page, await world.user(city, 'admin', 'reviewer'))
  await page.goto(`/admin/tasks?year=${YEAR}`)
  await expect(page.getByText('尚未下达。')).toBeVisible()
  await page.getByLabel('无需报送的单位').fill('申市档案馆，不是行政机关')
  await page.getByLabel('通知正文').fill('请各单位按时编制。')
  // Dates out of order: what is wrong is said at its field, and the focus is there.
  await page.getByLabel('政府关闭报送').fill(`${YEAR + 1}-02-01`)
  await page.getByRole('button', { name: '预览' }).click()
  await expect(alertOf(page)).toHaveText(`政府关闭报送不能早于政府报送截止 ${YEAR + 1}年3月31日 24:00`)
  await expect(page.getByLabel('政府关闭报送')).toBeFocused()
  await page.getByLabel('政府关闭报送').fill(`${YEAR + 1}-04-30`)
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByRole('status').filter({ hasText: '新下达' })).toHaveText(
    '新下达 2 个，无需报送 1 个。将通知 1 名填报员，每人一条消息。'
  )
  await expect(page.getByRole('row', { name: '申市档案馆 无需报送 无需报送（不是行政机关）' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^申市人民政府 新下达 .*3月31日 24:00 前报送.*4月30日 24:00 关闭报送/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^申市教育局 新下达 .*1月31日 24:00 前报送$/ })).toBeVisible()
  await expectAccessible(page)
  // What is changed after the preview wants another one.
  await page.getByLabel('通知正文').fill('请各单位按时编制并公布。')
  await expect(page.getByRole('button', { name: '下达任务' })).toHaveCount(0)
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByRole('button', { name: '下达任务' }).click()
  await expect(page.getByText('修改后重新下达，只通知受影响的单位')).toBeVisible()

  await page.goto(`/board?year=${YEAR}`)
  await expect(page.getByRole('link', { name: '合计：未开始 2' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: '无需报送 1 个' }).click()
  await expect(page.getByRole('row', { name: /申市档案馆.*无需报送.*不是行政机关/ })).toBeVisible()

  await enter(page, filler)
  await page.goto('/')
  const task = page.getByRole('list', { name: '待开始的任务' }).getByRole('listitem')
  await expect(task).toContainText(`申市教育局 ${YEAR} 年年报任务`)
  await task.getByText('通知全文').click()
  await expect(task.getByText('请各单位按时编制并公布。')).toBeVisible()
  await expectAccessible(page)
  await task.getByRole('button', { name: `开始填报 ${YEAR} 年年报` }).click()
  await page.waitForURL(/\/reports\/\d+/)
})
