import { makeSnapshot } from '@/report/snapshot'
import { cleanReport } from '@/report/testing/clean'
import type { Format } from '@/server/files/formats'
import { compareFile } from '@/server/files/verify'
import { readWord } from '@/server/files/word/read-word'
import { openCase } from '../testing/case'
import { at, enter, expect, openPart, saveState, test } from '../testing/world'

const FILES: [string, Format][] = [
  ['word', 'docx'],
  ['pdf', 'pdf'],
  ['sheet', 'xlsx'],
  ['csv', 'csv'],
  ['json', 'json']
]

test('every file of a report holds what the report holds, and is named so that no name leads anywhere', async ({ page, world }) => {
  const unit = await world.unit('../甲"市"民政局')
  const values = { ...cleanReport(2024).values, 'requests/note': '=HYPERLINK("http://example.org")' }
  const report = await world.report(unit, 2024, values)
  await enter(page, await world.user(unit, 'filler'))
  for (const [path, format] of FILES) {
    const response = await page.request.get(`/reports/${report}/${path}?signed=2025-01-16`)
    expect(response.status(), path).toBe(200)
    const [, name = ''] = /filename\*=UTF-8''(.*)$/.exec(response.headers()['content-disposition'] ?? '') ?? []
    expect(decodeURIComponent(name)).toMatch(/^甲市民政局.*2024年政府信息公开工作年度报告\.\w+$/)
    const json = await page.request.get(`/reports/${report}/json`)
    const snapshot = await json.text()
    expect(JSON.parse(snapshot).values).toEqual(values)
    const printed = { mark: '草稿', imprint: { date: '2025-01-16' } }
    expect(compareFile(new Uint8Array(await response.body()), format, snapshot, printed), path).toEqual([])
    expect(makeSnapshot({ ...JSON.parse(snapshot) })).toBe(snapshot)
  }
})

test('the blank form has the headings of the report’s form and nothing in its cells', async ({ page, world }) => {
  const unit = await world.unit('甲市民政局')
  const report = await world.report(unit, 2024, cleanReport(2024).values)
  await enter(page, await world.user(unit, 'filler'))
  const { tables, paragraphs } = readWord(new Uint8Array(await (await page.request.get(`/reports/${report}/blank`)).body()))
  expect(paragraphs).toContain('（一）主动公开。')
  expect(tables[2]?.at(-1)).toEqual(new Array(15).fill(''))
})

test('no browser and no cache keeps what is not published', async ({ page, world }) => {
  const unit = await world.unit('甲市民政局')
  const report = await world.report(unit, 2024, cleanReport(2024).values)
  await enter(page, await world.user(unit, 'filler'))
  const { drawing } = await (await page.request.get(`/reports/${report}/preview`)).json()
  const below = ['', '/review', '/word', '/pdf', '/sheet', '/csv', '/json', '/blank', '/preview', `/preview?drawing=${drawing}&page=1`]
  const others = ['/', '/inbox', '/inbox/unread']
  for (const path of [...below.map((file) => `/reports/${report}${file}`), ...others])
    expect((await page.request.get(path)).headers()['cache-control'], path).toContain('no-store')
})

test('a character no face has is told at its field as it is typed, before a file is asked for', async ({ page, world }) => {
  const one = await openCase(world)
  await enter(page, one.filler)
  await openPart(page, one.report, 'problems')
  await at(page, 'problems').focus()
  await page.keyboard.insertText('联系人：李𠀀。')
  const panel = page.getByRole('complementary', { name: '问题与填报说明' })
  await expect(panel).toContainText('“𠀀”不能印刷，请删去或改写')
  await openPart(page, one.report, 'requests')
  await at(page, 'requests/received/person').fill('12（含𠀀镇）')
  await page.keyboard.press('Tab')
  await expect(panel).toContainText('“𠀀”不能印刷，请删去或改写')
  // It is told again where the report would be handed in, and it is not.
  await expect(saveState(page)).toHaveText(/已保存/)
  await page.getByRole('button', { name: /提交/ }).first().click()
  await expect(page.getByText('“𠀀”不能印刷').first()).toBeVisible()
  expect((await world.filing(one.report))?.state).toBe('DRAFT')
})
