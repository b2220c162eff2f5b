import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '@/db/engine/client'
import { importPastReport } from '@/db/imports/past-reports'
import { listUnitsAbove } from '@/db/people/units'
import { findFiling, findSnapshot, startReport } from '@/db/reports/reports'
import { newPublisher } from '@/db/testing/publisher'
import { readSnapshot } from '@/report/snapshot'
import { cleanReport } from '@/report/testing/clean'
import type { Role } from '@/report/workflow/roles'
import { makeSummaryWorkbook } from '@/server/files/excel/summary-workbook'
import type { Format } from '@/server/files/formats'
import { makeFile } from '@/server/files/make-file'
import { streamZip } from '@/server/files/xml/zip-stream'
import type { BatchItem } from './batch'

const folder = mkdtempSync(join(tmpdir(), 'batch-'))
process.env.DATA_DIR = folder
const { cancelBatch, findBatch, listBatches, listFiles, resumeBatch, resumeBatches, startBatch } = await import('./batch')
const { listChoice } = await import('./batch-choice')
const { listSenders, writeLetter } = await import('./letter')
const { cancelOwnBatch, followBatches, orderBatch, resumeOwnBatch } = await import('./order-batch')

const now = new Date('2026-01-20T02:00:00Z')
let store: Store
let published: BatchItem[]
let draft: BatchItem

beforeAll(async () => {
  store = await openStore(join(folder, 'test.db'))
  const one = await newPublisher(store, '甲市教育局')
  const other = await newPublisher(store, '乙市公安局')
  const reports = [await one.publish(2022), await one.publish(2023), await other.publish(2023)]
  published = await Promise.all(reports.map(itemOf))
  const file = { name: '前年.pdf', hash: 'a'.repeat(64), words: '前年.pdf' }
  await importPastReport(store, { unit: one.unit, year: 2021, values: cleanReport(2021).values, file, by: one.filler, now })
  draft = await itemOf((await startReport(store, { unit: one.unit, year: 2024, by: one.filler, now })) as number)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

async function itemOf(report: number): Promise<BatchItem> {
  const filing = await findFiling(store, report)
  if (!filing) throw new Error(`no report ${report}`)
  const { version, unit, unitName, year, state } = filing
  return { report, version, unit, unitName, year, state }
}

const cover = { sentence: '合计涵盖 2 个单位。', lines: [] }
const order = (by: number, items: BatchItem[], formats: Format[] = ['docx', 'json']) =>
  startBatch(store, { by, words: '2023 年', formats, items, cover: { ...cover, isAdded: items.map(() => true) } }, now)

async function until(id: string, is: string) {
  for (;;) {
    const batch = await findBatch(id)
    if (batch?.state.is === is) return batch
    await wait(5)
  }
}

const zipOf = async (id: string) => {
  const batch = await until(id, 'done')
  const files = listFiles(batch).map((file) => ({ ...file, isPacked: file.format === 'docx' }))
  return unzipSync(new Uint8Array(await new Response(streamZip(files)).arrayBuffer()))
}

describe('an order', () => {
  it('of workbooks brings a summary with a line for each report', async () => {
    const [, one, other] = published as [BatchItem, BatchItem, BatchItem]
    const files = await zipOf(await order(1, [one, other], ['xlsx']))
    const titles = ['甲市教育局2023年', '乙市公安局2023年'].map((words) => `xlsx/${words}政府信息公开工作年度报告.xlsx`)
    expect(Object.keys(files)).toEqual(['汇总表.xlsx', ...titles])
    const snapshots = await Promise.all([one, other].map(async ({ report }) => (await findSnapshot(store, report))?.json ?? ''))
    const lines = snapshots.map((snapshot) => ({ report: readSnapshot(snapshot), state: '已公布', isAdded: true }))
    const summary = makeSummaryWorkbook(lines, { title: '2023年政府信息公开工作年度报告汇总表', cover })
    expect(Buffer.from(files['汇总表.xlsx'] ?? []).equals(Buffer.from(summary))).toBe(true)
  })

  it('becomes a zip with every file of every report, each what the snapshot gives', async () => {
    const files = await zipOf(await order(1, published))
    const titles = ['甲市教育局2022年', '甲市教育局2023年', '乙市公安局2023年'].map((words) => `${words}政府信息公开工作年度报告`)
    expect(Object.keys(files)).toEqual(['docx', 'json'].flatMap((format) => titles.map((title) => `${format}/${title}.${format}`)))
    const snapshot = (await findSnapshot(store, published[0]?.report ?? 0))?.json ?? ''
    expect(Buffer.from(files[`json/${titles[0]}.json`] ?? []).toString()).toBe(snapshot)
    expect(
      Buffer.from(files[`docx/${titles[0]}.docx`] ?? []).equals(Buffer.from(await makeFile(snapshot, 'docx', { isFinal: true })))
    ).toBe(true)
  })

  it('tells how far it is, to whoever ordered it and nobody else', async () => {
    const id = await order(2, published)
    await until(id, 'done')
    expect(await listBatches(2)).toMatchObject([{ id, made: 6, total: 6, state: { is: 'done' } }])
    expect((await listBatches(3)).length).toBe(0)
  })

  it('is taken for reports a person may export, and stopped by nobody else', async () => {
    const unit = published[0]?.unit as number
    const passed = (id: number, ...roles: Role[]) => ({
      store,
      now,
      user: { id, name: '', fullName: '李禾', mustChangePassword: false, memberships: roles.map((role) => ({ unit, role })) }
    })
    const wanted = { year: 2022, reports: [published[0]?.report as number], formats: ['json' as const] }
    expect(await orderBatch(passed(90, 'filler'), wanted)).toMatchObject({ ok: false, error: expect.stringMatching(/不在您的权限范围内/) })
    expect(await orderBatch(passed(91, 'admin'), { ...wanted, reports: [draft.report] })).toMatchObject({ ok: false })
    expect(await orderBatch(passed(91, 'admin'), wanted)).toEqual({ ok: true })
    const { batches } = await followBatches(passed(91))
    expect(batches).toMatchObject([{ words: '2022 年，1 份（已公布）' }])
    const [{ id } = { id: '' }] = batches
    for (const act of [cancelOwnBatch, resumeOwnBatch]) expect(await act(passed(92, 'admin'), { id })).toMatchObject({ ok: false })
    await until(id, 'done')
    expect(await cancelOwnBatch(passed(91), { id })).toEqual({ ok: true })
    expect((await followBatches(passed(91))).batches).toEqual([])
  })

  it('goes on where it was: what is there is not made again', async () => {
    const id = await order(4, published)
    await until(id, 'done')
    const path = join(folder, 'batch', id)
    writeFileSync(join(path, '0.docx'), 'kept')
    rmSync(join(path, '1.json'))
    writeFileSync(join(path, '1.json.part'), 'half')
    expect(await findBatch(id)).toMatchObject({ made: 5, state: { is: 'stopped' } })
    await resumeBatch(store, id)
    const batch = await until(id, 'done')
    expect(batch.made).toBe(6)
    expect(Buffer.from((await zipOf(id))['docx/甲市教育局2022年政府信息公开工作年度报告.docx'] ?? []).toString()).toBe('kept')
  })

  it('goes on by itself when the server is started, with the others, and not one that lies there broken', async () => {
    const ids = [await order(8, published), await order(8, published)]
    for (const id of ids) {
      await until(id, 'done')
      rmSync(join(folder, 'batch', id, '0.docx'))
    }
    mkdirSync(join(folder, 'batch', 'e'.repeat(16)))
    writeFileSync(join(folder, 'batch', 'e'.repeat(16), 'order.json'), '{')
    await resumeBatches(store)
    for (const id of ids) expect((await until(id, 'done')).made).toBe(6)
  })

  it('is gone without a trace once it is cancelled', async () => {
    const ids = [await order(5, published), await order(5, published)]
    for (const id of ids) await cancelBatch(id)
    for (const id of ids) {
      expect(await findBatch(id)).toBeUndefined()
      await expect.poll(() => existsSync(join(folder, 'batch', id))).toBe(false)
    }
    expect(await listBatches(5)).toEqual([])
  })

  it('that cannot be finished says why, keeps what it has, and leaves no half file', async () => {
    const id = await order(6, [...published.slice(0, 1), draft])
    const batch = await until(id, 'failed')
    expect(batch).toMatchObject({ made: 2, total: 4, state: { is: 'failed', error: expect.stringContaining('没有提交过') } })
    expect(readdirSync(join(folder, 'batch', id)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('of two units of the same name gives two files', async () => {
    const twin = await newPublisher(store, '甲市教育局')
    const files = await zipOf(await order(7, [...published.slice(1, 2), await itemOf(await twin.publish(2023))], ['json']))
    expect(Object.keys(files)).toHaveLength(2)
  })

  it('is not found by an id that is none', async () => {
    for (const id of ['', '..', '../../etc', 'f'.repeat(16), '%2e%2e', 'G'.repeat(16)]) expect(await findBatch(id), id).toBeUndefined()
  })
})

it('a letter to the superior lists what was approved at and below the unit of whoever asks, and is his who looks after it', async () => {
  const unit = published[0]?.unit as number
  const [city = 0] = (await listUnitsAbove(store, unit)).filter((id) => id !== unit)
  const passed = (at: number, role: Role) => ({
    store,
    now,
    user: { id: 1, name: '', fullName: '李禾', mustChangePassword: false, memberships: [{ unit: at, role }] }
  })
  const choice = await listChoice(passed(city, 'compiler'))
  const sendersOf = (year: number) => listSenders(passed(city, 'compiler'), choice, year)
  expect(await sendersOf(2023)).toEqual([{ id: city, name: '甲市教育局的上级', to: '' }])
  const letter = await writeLetter(passed(city, 'compiler'), { unit: city, year: 2023, to: '某某省人民政府：' })
  expect(letter?.blocks[0]).toMatchObject({ runs: [{ text: '某某省人民政府：' }] })
  const list = letter?.blocks.find(({ is }) => is === 'table')
  const hash = (await findSnapshot(store, published[1]?.report ?? 0))?.hash
  expect(list?.is === 'table' && list.rows.slice(1).map((row) => row.map(({ text }) => text))).toEqual([
    ['1', '甲市教育局', '第 1 版', '已公布', hash?.slice(0, 16)]
  ])
  expect(choice.filter(({ year }) => year === 2021)).toMatchObject([{ unit, state: 'IMPORTED' }])
  expect(await sendersOf(2021)).toEqual([])
  expect(await writeLetter(passed(city, 'compiler'), { unit: city, year: 2021, to: '' })).toBeUndefined()
  expect(await writeLetter(passed(unit, 'compiler'), { unit: city, year: 2023, to: '' })).toBeUndefined()
  expect(await writeLetter(passed(city, 'filler'), { unit: city, year: 2023, to: '' })).toBeUndefined()
})

it('stops reading files when nobody reads the zip any more', async () => {
  const path = join(folder, 'big')
  writeFileSync(path, Buffer.alloc(1_000_000))
  const names = Array.from({ length: 50 }, (_, i) => ({ path: i === 49 ? join(folder, 'not there') : path, name: `${i}`, isPacked: true }))
  const reader = streamZip(names).getReader()
  await reader.read()
  await expect(reader.cancel()).resolves.toBeUndefined()
})
