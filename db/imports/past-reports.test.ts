import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { saveCells } from '@/db/reports/cells'
import { listHistory, verifyHistories } from '@/db/reports/events'
import { findLastYear } from '@/db/reports/last-year'
import { findPublicByHash, listPublished } from '@/db/reports/published'
import { listRevisions, readReport, startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { owe } from '@/db/testing/owe'
import { listPastTexts } from '@/db/testing/past-texts'
import { opened, openFiling, take } from '@/db/testing/steps'
import { listQueued } from '@/db/workflow/queue'
import { listStands } from '@/db/workflow/stands'
import { cleanReport } from '@/report/testing/clean'
import { STATES } from '@/report/workflow/states'
import { addImport, areImportsOf, listImports } from './imports'
import { importPastReport } from './past-reports'

const now = new Date('2025-01-10T02:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store
  let count = 0
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  async function newUnit() {
    const name = `史局${++count}`
    const unit = {
      id: await addUnit(store, { name, kind: 'department', above: null, now }),
      name,
      kind: 'department' as const,
      closedOn: null
    }
    const by = (await addUser(store, { name: `史员${count}`, password: null, now })) as number
    await addMembership(store, { user: by, unit: unit.id, role: 'filler' })
    await owe(store, unit.id, 2023, now)
    return { unit, by }
  }
  const file = (name: string) => ({ name, hash: 'a'.repeat(64), words: name })
  const statesOf = async (unit: number) => (await listStands(store, [unit], 2023)).map(({ state }) => state)

  async function readIn(given: Awaited<ReturnType<typeof newUnit>>, values = cleanReport(2023).values, name = '去年.pdf') {
    const imported = await importPastReport(store, { ...given, year: 2023, values, file: file(name), now })
    return imported.ok ? imported.report : 0
  }

  it('a report read in is last year’s report of its unit and is counted nowhere as filed', async () => {
    const given = await newUnit()
    const past = await readIn(given)
    expect(await openFiling(store, past)).toMatchObject({ state: 'IMPORTED', revision: 0, version: 0 })
    const year = (await startReport(store, { unit: given.unit, year: 2024, by: given.by, now })) as number
    expect((await findLastYear(store, await openFiling(store, year)))?.report.values).toEqual(cleanReport(2023).values)
    expect(await statesOf(given.unit.id)).toEqual(['NOT_STARTED'])
    expect(await listQueued(store, [given.unit.id], STATES, 2023)).toEqual([])
    expect(await listHistory(store, past)).toMatchObject([{ name: 'import', from: null, to: 'IMPORTED', reason: '去年.pdf' }])
    expect(await listImports(store, past)).toMatchObject([{ name: '去年.pdf', places: Object.keys(cleanReport(2023).values).length }])
  })

  it('a second file replaces what the first one said, and every text that stood there is kept', async () => {
    const given = await newUnit()
    const past = await readIn(given)
    const at = 'requests/received/person'
    expect(await readIn(given, { ...cleanReport(2023).values, [at]: '11' }, '更正.docx')).toBe(past)
    const filing = await openFiling(store, past)
    expect(filing.version).toBe(1)
    expect((await readReport(store, filing)).values[at]).toBe('11')
    expect((await listPastTexts(store, past, at)).map(({ text, how }) => [text, how])).toEqual([
      ['10', 'imported'],
      ['11', 'imported']
    ])
  })

  it('a report of the same year is filed beside it, and takes its place as last year’s', async () => {
    const given = await newUnit()
    await readIn(given)
    const filed = (await startReport(store, { unit: given.unit, year: 2023, by: given.by, now, values: { problems: '另写。' } })) as number
    expect(await openFiling(store, filed)).toMatchObject({ state: 'DRAFT', revision: 1 })
    const year = (await startReport(store, { unit: given.unit, year: 2024, by: given.by, now })) as number
    // What its unit is still typing does not count.
    expect((await findLastYear(store, await openFiling(store, year)))?.report.values.problems).not.toBe('另写。')
    expect(await statesOf(given.unit.id)).toEqual(['DRAFT'])
  })

  it('is published by whoever may, unless a report of the year is there, and is replaced by no other file then', async () => {
    const given = await newUnit()
    await addMembership(store, { user: given.by, unit: given.unit.id, role: 'signer' })
    const past = await readIn(given)
    expect(await take(store, 'publish', past, given.by, { now })).toMatchObject({ ok: true, state: 'PUBLISHED' })
    const { submittedHash } = await openFiling(store, past)
    expect(await findPublicByHash(store, submittedHash ?? '')).toMatchObject([{ revision: 0, state: 'PUBLISHED' }])
    expect((await listPublished(store, { unit: given.unit.id, limit: 9 })).total).toBe(1)
    expect(await statesOf(given.unit.id)).toEqual(['NOT_STARTED'])
    expect(await importPastReport(store, { ...given, year: 2023, values: {}, file: file('x'), now })).toEqual({ ok: false, why: 'public' })

    const other = await newUnit()
    const second = await readIn(other)
    await startReport(store, { unit: other.unit, year: 2023, by: other.by, now })
    expect(await take(store, 'publish', second, other.by, { now })).toMatchObject({ ok: false, demand: 'only revision' })
    expect(await listRevisions(store, { unit: other.unit.id, year: 2023, kind: 'department' })).toHaveLength(2)
  })

  it('a year without a national form has no report', async () => {
    const given = await newUnit()
    expect(await importPastReport(store, { ...given, year: 2010, values: {}, file: file('x'), now })).toEqual({ ok: false, why: 'no form' })
  })

  it('what is taken over of a file into a draft names the file', async () => {
    const given = await newUnit()
    const draft = (await startReport(store, { unit: given.unit, year: 2024, by: given.by, now })) as number
    const may = await opened(store, 'edit', draft, given.by)
    const source = await addImport(store, may, { name: '年报.docx', hash: 'b'.repeat(64), now })
    expect(await listImports(store, draft)).toEqual([])
    const cells = ['problems', 'other-matters'].map((at) => ({ at, was: '', now: '无。', how: 'imported' as const, source }))
    await saveCells(store, may, { saveId: `import-${count}`, cells, now })
    expect(await listImports(store, draft)).toMatchObject([
      { id: source, name: '年报.docx', places: 2, by: expect.stringContaining('史员') }
    ])
    expect(await areImportsOf(store, draft, new Set([source]))).toBe(true)
    expect(await areImportsOf(store, draft, new Set([source + 1000]))).toBe(false)
  })

  it('leaves histories that all verify', async () => {
    expect((await verifyHistories(store)).breaks).toEqual([])
  })
})
