import { beforeAll, describe, expect, it } from 'vitest'
import { addReadFile, listReadFiles } from '@/db/imports/read-files'
import { addUnit } from '@/db/people/units'
import { addUser } from '@/db/people/users'
import { listRevisions, readReport } from '@/db/reports/reports'
import { openOwnStore } from '@/db/testing/own-store'
import { cleanReport } from '@/report/samples/clean-report'
import type { FileReading } from '@/report/understanding/plan-import'
import { understandReport } from '@/report/understanding/understand-report'
import { readWorksheets } from '@/server/files/excel/read-workbook'
import type { Passed } from '@/server/gate/gate'
import { decideDoubt, placeFile, removeFiles, takeFiles } from './bulk'
import { listBulkFiles, listImportUnits, listOpenDoubts, summarize } from './bulk-list'
import { showBulk } from './bulk-page'
import { makeBulkWorkbook } from './bulk-workbook'

const now = new Date('2025-02-10T02:00:00Z')
const AT = 'requests/received/person'
const store = await openOwnStore()
let passed: Passed
let [city, bureau, stranger] = [0, 0, 0]

beforeAll(async () => {
  city = await addUnit(store, { name: '甲市人民政府', kind: 'government', above: null, now })
  bureau = await addUnit(store, { name: '甲市教育局', kind: 'department', above: city, now })
  stranger = await addUnit(store, { name: '乙市教育局', kind: 'department', above: null, now })
  const id = (await addUser(store, { name: '管理员', password: null, now })) as number
  const memberships = [{ unit: city, role: 'admin' as const }]
  passed = { store, now, user: { id, name: '管理员', fullName: '管理员', mustChangePassword: false, memberships } }
})

let count = 0
async function add(year: number, more: Partial<FileReading> = {}, unit: number | null = bureau, isOlder = false): Promise<number> {
  const clean = cleanReport(year)
  const { values } = understandReport(clean)
  const reading: FileReading = { org: clean.unit, year, template: clean.template, values, doubts: [], ...more }
  const name = `${year}/${++count}.docx`
  const about = isOlder ? '' : JSON.stringify(summarize(reading))
  const file = { by: passed.user.id, name, hash: 'c'.repeat(64), on: now, reading: JSON.stringify(reading), about, fault: '', unit, year }
  return addReadFile(store, file)
}
const doubtsOf = async (id: number) => (await listOpenDoubts(passed)).doubts.filter(({ file }) => file.id === id)
const fileOf = async (id: number) => (await listBulkFiles(passed)).find((file) => file.id === id)
const pastOf = async (year: number) => {
  const [past] = await listRevisions(store, { unit: bureau, year, kind: 'department' })
  return past && { state: past.state, values: (await readReport(store, past)).values }
}

describe('files of a bulk import', () => {
  it('become reports of earlier years, with what is in doubt left out', async () => {
    const { [AT]: _, ...values } = understandReport(cleanReport(2021)).values
    const id = await add(2021, { values, doubts: [{ at: AT, why: '有 2 个不同的数', candidates: ['10', '11'], source: '第 1 页' }] })
    expect(await fileOf(id)).toMatchObject({ isReady: true, open: 1 })
    expect(await doubtsOf(id)).toMatchObject([{ at: AT, candidates: ['10', '11'], source: '第 1 页', file: { unit: bureau, year: 2021 } }])
    expect(await takeFiles(passed, { files: [id] })).toEqual({ ok: true, taken: 1, failed: [] })
    const past = await pastOf(2021)
    expect(past?.state).toBe('IMPORTED')
    expect(past?.values[AT]).toBeUndefined()
    // Taken once.
    expect(await takeFiles(passed, { files: [id] })).toMatchObject({ taken: 0, failed: [{ why: '已经导入或移除' }] })
  })

  it('keep what was decided about each doubt, whoever comes back', async () => {
    const { [AT]: _, problems: __, ...values } = understandReport(cleanReport(2022)).values
    const doubts = [AT, 'problems'].map((at) => ({ at, why: '不能确定', candidates: ['10', '11'] }))
    const id = await add(2022, { values, doubts })
    await decideDoubt(passed, { file: id, at: AT, text: '11' })
    await decideDoubt(passed, { file: id, at: 'problems', text: null })
    expect(await fileOf(id)).toMatchObject({ open: 0 })
    expect(await doubtsOf(id)).toEqual([])
    await takeFiles(passed, { files: [id] })
    expect((await pastOf(2022))?.values).toMatchObject({ [AT]: '11' })
    expect((await pastOf(2022))?.values.problems).toBeUndefined()
  })

  it('wait for a unit, a year, an earlier year and the form of that year', async () => {
    const waits = async (id: number) => (await fileOf(id))?.waits
    const lost = await add(2023, {}, null)
    expect(await waits(lost)).toContain('没有找到对应的单位')
    expect(await waits(await add(2025))).toContain('尚未结束')
    expect(await waits(await add(2023, { template: 'F2019' }))).toContain('不是 2023 年的格式')
    const two = { doubts: [{ at: 'org', why: '还有另一个标题', candidates: ['甲', '乙'] }] }
    expect(await waits(await add(2023, two, null))).toContain('多份年报')
    expect(await placeFile(passed, { file: lost, unit: stranger, year: 2023 })).toMatchObject({ ok: false })
    expect(await placeFile(passed, { file: lost, unit: bureau, year: 2023 })).toEqual({ ok: true })
    expect(await fileOf(lost)).toMatchObject({ isReady: true })
  })

  it('that cannot be imported have no doubts to settle, until they can be', async () => {
    const doubts = [{ at: AT, why: '不能确定', candidates: ['10', '11'] }]
    const count = async () => (await showBulk(passed, await listImportUnits(passed), {})).doubts
    const before = await count()
    const [lost, otherForm, early] = [
      await add(2019, { doubts }, null),
      await add(2022, { doubts, template: 'F2019' }),
      await add(2025, { doubts })
    ]
    for (const id of [lost, otherForm, early]) expect([(await fileOf(id))?.open, await doubtsOf(id)]).toEqual([1, []])
    expect(await count()).toBe(before)
    expect(await placeFile(passed, { file: lost, unit: bureau, year: 2019 })).toEqual({ ok: true })
    expect(await doubtsOf(lost)).toHaveLength(1)
    expect(await count()).toBe(before + 1)
    await removeFiles(passed, { files: [lost, otherForm, early] })
  })

  it('that cannot be read stand in the list and in the workbook of results, a row each', async () => {
    const file = {
      by: passed.user.id,
      name: '照片.jpg',
      hash: '',
      on: now,
      reading: '',
      about: '',
      fault: '这是图片',
      unit: null,
      year: null
    }
    const id = await addReadFile(store, file)
    expect(await addReadFile(store, file)).toBe(id)
    expect(await fileOf(id)).toMatchObject({ isReady: false, waits: '不能读取', notes: ['这是图片'] })
    const files = await listBulkFiles(passed)
    const [sheet] = readWorksheets(makeBulkWorkbook(files, await listImportUnits(passed)))
    expect(sheet?.rows).toHaveLength(files.length + 1)
    expect(sheet?.rows.find(([name]) => name === '照片.jpg')).toContain('不能读取')
    expect(sheet?.rows.find(([name]) => name === '2021/1.docx')).toEqual(expect.arrayContaining(['甲市教育局', '2021', '已导入']))
  })

  it('of one unit and year wait until one of them is removed, and what would replace an earlier import says so', async () => {
    const [first, second] = [await add(2020), await add(2020)]
    expect((await fileOf(first))?.waits).toMatch(/^与“2020\/\d+\.docx”是同一单位、同一年度，请移除其中一个$/)
    expect(await takeFiles(passed, { files: [first, second] })).toMatchObject({ taken: 0 })
    await removeFiles(passed, { files: [second] })
    expect(await fileOf(first)).toMatchObject({ isReady: true, replaces: undefined })
    await takeFiles(passed, { files: [first] })
    const third = await add(2020)
    expect(await fileOf(third)).toMatchObject({ isReady: true, replaces: '将替换已导入的 2020 年历史年报' })
    const { ready, replacing } = await showBulk(passed, await listImportUnits(passed), {})
    expect([ready.includes(third), replacing]).toEqual([false, [third]])
  })

  it('are listed without what was understood of them, those of an older version as well, a hundred a page', async () => {
    const id = await add(2024, { doubts: [{ at: AT, why: '不能确定', candidates: ['10'] }] }, bureau, true)
    expect(await fileOf(id)).toMatchObject({ isReady: true, open: 1 })
    const listed = await listReadFiles(store, passed.user.id)
    expect(listed.find((file) => file.id === id)?.about).not.toBe('')
    expect(listed[0]).not.toHaveProperty('reading')
    for (let i = 0; i < 120; i++) await add(2023, {}, null)
    const units = await listImportUnits(passed)
    const waiting = await showBulk(passed, units, { show: 'waiting', page: '2' })
    expect(waiting).toMatchObject({ shown: 'waiting', page: 2, pages: 2 })
    expect(waiting.files).toHaveLength(waiting.counts.waiting - 100)
    expect(await showBulk(passed, units, { show: 'nothing', page: '99' })).toMatchObject({ shown: 'all', page: 2 })
  })

  it('are one person’s own', async () => {
    const other: Passed = { ...passed, user: { ...passed.user, id: passed.user.id + 1000 } }
    const [first] = await listBulkFiles(passed)
    expect(await listBulkFiles(other)).toEqual([])
    expect(await decideDoubt(other, { file: first?.id ?? 0, at: AT, text: '1' })).toMatchObject({ ok: false })
    await removeFiles(other, { files: [first?.id ?? 0] })
    expect(await fileOf(first?.id ?? 0)).toBeDefined()
    await removeFiles(passed, { files: 'taken' })
    expect((await listBulkFiles(passed)).filter(({ report }) => report !== null)).toEqual([])
    await removeFiles(passed, { files: 'all' })
    expect(await listBulkFiles(passed)).toEqual([])
    expect((await pastOf(2021))?.state).toBe('IMPORTED')
  })
})
