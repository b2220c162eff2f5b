import { describeUnit } from '@/db/people/units'
import { cleanReport } from '@/report/samples/clean-report'
import { PLAIN, writeDocx } from '@/server/testing/foreign/foreign-files'
import { confirm, steps } from '../testing/review-page'
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
  // What came on paper and as a file is read in by the same hand.
  await page.getByRole('button', { name: '导入', exact: true }).click()
  const year = (await world.filing(report))?.year as number
  const typed = { ...cleanReport(year), unit: town.name }
  const dialog = page.getByRole('dialog', { name: '导入年报文件' })
  await dialog.locator('input[type=file]').setInputFiles({ name: '庚镇.docx', mimeType: '', buffer: Buffer.from(writeDocx(typed, PLAIN)) })
  await dialog.getByRole('button', { name: /^导入 \d+ 处$/ }).click()
  await expect.poll(async () => Object.keys(await world.values(report)).length).toBeGreaterThan(50)
  expect((await world.values(report))['requests/received/person']).toBe('3')
  await page.goto(`/reports/${report}`)
  await expect(page.getByRole('region', { name: '历程' })).toContainText('代为录入（纸质报送）')
  await expect(page.getByRole('region', { name: '历程' })).toContainText(/庚镇\.docx（SHA-256 [\da-f]{16}）/)
  await page.goto('/')
  await expect(desk.getByText('庚镇人民政府 · ')).toBeVisible()
})

test('what was entered for a unit with a 填报员 alone is confirmed or sent back by him, and never by whoever entered it', async ({
  page,
  world
}) => {
  const mark = Math.random().toString(36).slice(2, 7)
  const county = await world.unit(`壬县${mark}人民政府`, { kind: 'government' })
  const town = await world.unit(`壬镇${mark}人民政府`, { kind: 'government', above: county.id })
  await describeUnit(world.store, town.id, { onPaper: true })
  const [enters, clerk] = [await world.user(county, 'reviewer'), await world.user(town, 'filler')]
  const report = await world.report(town, 2023, cleanReport(2023).values)
  await world.hand(report, enters)
  expect((await world.filing(report))?.state).toBe('SIGNING')

  await enter(page, enters)
  await page.goto(`/reports/${report}/review`)
  await expect(steps(page).getByRole('button', { name: /同意/ })).toHaveCount(0)
  await enter(page, clerk)
  await page.goto('/inbox')
  await expect(page.getByRole('main')).toContainText('代为录入（纸质报送）')
  await page.goto(`/reports/${report}/review`)
  await expect(steps(page).getByRole('button', { name: /退回填报/ })).toBeVisible()
  await expect(steps(page).getByRole('button', { name: /公布/ })).toHaveCount(0)
  await confirm(page, /同意/, '确认同意')
  await expect.poll(async () => (await world.filing(report))?.state).toBe('SUBMITTED')
})
