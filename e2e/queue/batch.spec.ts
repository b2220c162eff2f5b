import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { openStore } from '@/db/engine/client'
import { findFiling } from '@/db/reports/reports'
import { newPublisher } from '@/db/testing/publisher'
import { cleanReport } from '@/report/testing/clean'
import { test } from '../testing/server'
import { enter, expect, expectAccessible } from '../testing/world'

const unique = () => Math.random().toString(36).slice(2, 8)

test('a supervisor takes the reports of the city along as one zip', { tag: '@wide' }, async ({ page, browser, world }) => {
  const name = `甲市教育局${unique()}`
  const one = await newPublisher(world.store, name)
  await one.publish(2022)
  await one.publish(2023)
  await world.report(await world.unit(`甲市财政局${unique()}`, { above: one.city }), 2023, cleanReport(2023).values)
  const supervisor = await world.user({ id: one.city }, 'reviewer')
  await enter(page, supervisor)
  await page.goto('/')
  await page.getByRole('link', { name: '批量导出' }).click()
  await page.getByLabel('年度').selectOption('2023')
  await page.waitForURL(/year=2023/)
  await expect(page.getByRole('group', { name: '年报' }).getByRole('checkbox')).toHaveCount(2)
  await expect(page.getByRole('group', { name: '年报' })).toContainText(name)
  await page.getByLabel('JSON').check()
  await expectAccessible(page)
  await page.getByRole('button', { name: '开始打包' }).click()
  const list = page.getByRole('region', { name: '我的导出' })
  await expect(list.getByRole('status')).toHaveText('已完成，3 个文件，保留七天')
  await expectAccessible(page)
  const [download] = await Promise.all([page.waitForEvent('download'), list.getByRole('link', { name: '下载' }).click()])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  const title = `${name}2023年政府信息公开工作年度报告`
  expect(Object.keys(unzipSync(Buffer.concat(chunks)))).toEqual(['docx', 'pdf', 'json'].map((format) => `${format}/${title}.${format}`))

  const zip = await list.getByRole('link', { name: '下载' }).getAttribute('href')
  const stranger = await browser.newPage()
  await enter(stranger, await world.user({ id: one.city }, 'reviewer'))
  expect((await stranger.request.get(zip ?? '')).status()).toBe(404)
  await stranger.goto('/batch')
  await expect(stranger.getByRole('region', { name: '我的导出' })).toHaveCount(0)
  await stranger.close()

  await page.reload()
  await list.getByRole('button', { name: '删除' }).click()
  await page.getByRole('button', { name: '确认删除这次导出' }).click()
  await expect(list).toHaveCount(0)
  expect((await page.request.get(zip ?? '')).status()).toBe(404)
})

test('a clerk has no business there, and nobody without an account', async ({ page, world }) => {
  const unit = await world.unit(`乙市教育局${unique()}`)
  await page.goto('/batch')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await enter(page, await world.user(unit, 'filler'))
  await page.goto('/')
  await expect(page.getByRole('link', { name: '批量导出' })).toHaveCount(0)
  expect((await page.request.get('/batch')).status()).toBe(404)
  for (const id of ['..%2f..%2fnianbao.db', '0000000000000000', '%22'])
    expect((await page.request.get(`/batch/${id}/zip`)).status()).toBe(404)
})

test('an export that a kill -9 interrupted goes on by itself at the next start', { tag: '@wide' }, async ({ folder: data, launch }) => {
  test.slow()
  const id = '0123456789abcdef'
  const folder = join(data, 'batch', id)
  const store = await openStore(join(data, 'nianbao.db'))
  const one = await newPublisher(store)
  const report = await one.publish(2023)
  const filing = await findFiling(store, report)
  await store.close()
  const item = { report, version: filing?.version, unit: one.unit.id, unitName: one.unit.name, year: 2023, state: 'PUBLISHED' }
  const order = {
    id,
    by: one.reviewer,
    startedOn: new Date().toISOString(),
    words: '2023 年',
    formats: ['docx', 'pdf'],
    items: [] as unknown[]
  }
  order.items = Array.from({ length: 60 }, () => item)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'order.json'), JSON.stringify(order))
  // What no order is must not keep the server from starting.
  mkdirSync(join(data, 'batch', 'f'.repeat(16)))
  writeFileSync(join(data, 'batch', 'f'.repeat(16), 'order.json'), '{"id"')

  const countMade = () => readdirSync(folder).filter((name) => /^\d+\.(docx|pdf)$/.test(name)).length
  const first = await launch()
  await expect.poll(countMade, { intervals: [20], timeout: 60_000 }).toBeGreaterThan(3)
  await first.end('SIGKILL')
  const made = countMade()
  expect(made).toBeLessThan(120)
  await launch()
  await expect.poll(countMade, { timeout: 60_000 }).toBeGreaterThan(made)
  await expect.poll(countMade, { timeout: 120_000 }).toBe(120)
  expect(existsSync(join(folder, '59.pdf'))).toBe(true)
})
