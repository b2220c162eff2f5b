import { expect, it } from 'vitest'
import { addUnit } from '@/db/people/units'
import { addUser } from '@/db/people/users'
import { findLastYear } from '@/db/reports/last-year'
import { startReport } from '@/db/reports/reports'
import { owe } from '@/db/testing/owe'
import { openOwnStore } from '@/db/testing/own-store'
import { newPublisher } from '@/db/testing/publisher'
import { openFiling } from '@/db/testing/steps'
import { closeUnit, renameUnit } from '@/db/testing/unit-verbs'
import { openBoard } from '@/server/board/board'
import { readBoardFilter } from '@/server/board/choose-lines'
import type { Passed, PassedReport } from '@/server/gate/gate'
import { readYears } from '@/server/statistics/year-history'

const YEAR = 2024
const store = await openOwnStore()
const AT = 'requests/received/person'

/** A bureau that handed in last year's report in time and published it, with `received` applications. */
async function newBureau(name: string, received: string) {
  const one = await newPublisher(store, name)
  await owe(store, one.city, YEAR, new Date('2024-12-20T02:00:00Z'))
  await one.publish(YEAR, { [AT]: received })
  const look = async (year: number) => {
    const head = { store, now: new Date('2026-01-20T02:00:00Z'), user: { id: 1, memberships: [{ unit: one.city, role: 'reviewer' }] } }
    const { rows, summary } = await openBoard(head as unknown as Passed, readBoardFilter({ year: String(year), level: 'department' }))
    const { unit, name: called, timeliness, stage, excuse } = rows.find((row) => row.unit === one.unit.id) ?? {}
    return { line: { unit, called, timeliness, stage, excuse }, before: summary.days.before.at(-1)?.count, total: summary.total.total }
  }
  return { ...one, look }
}

const begin = async (unit: { id: number; name: string }, by: number) => {
  const started = { unit: { ...unit, kind: 'department' as const }, year: YEAR + 1, by, now: new Date('2026-01-10T02:00:00Z') }
  const filing = await openFiling(store, (await startReport(store, started)) as number)
  return { filing, years: await readYears({ store, filing } as unknown as PassedReport<'read'>) }
}

it('a renamed unit keeps its line in the year before, in time, and its figures, in the form and in its own history', async () => {
  const one = await newBureau('旅游局', '13')
  const was = await one.look(YEAR)
  expect(was).toMatchObject({ line: { called: '旅游局', timeliness: 'on time', stage: 'published' } })
  await renameUnit(store, one.unit.id, '文化和旅游局', '2025-06-01')
  // The board of that year names it as it was called then.
  expect(await one.look(YEAR)).toEqual(was)
  await owe(store, one.city, YEAR + 1, new Date('2025-12-20T02:00:00Z'))
  expect(await one.look(YEAR + 1)).toMatchObject({ line: { called: '文化和旅游局', timeliness: 'open' }, before: 1 })
  const { filing, years } = await begin({ id: one.unit.id, name: '文化和旅游局' }, one.filler)
  expect((await findLastYear(store, filing))?.report).toMatchObject({ unit: '旅游局', values: { [AT]: '13' } })
  expect(years.years).toMatchObject([{ year: YEAR, gap: '', cells: { [AT]: '13' } }])
})

it('a unit that went into another keeps its line, in time; whoever came after has the figures of both and its own timeliness', async () => {
  const one = await newBureau('旅游局', '13')
  const heir = {
    id: await addUnit(store, { name: '文体局', kind: 'department', above: one.city, now: new Date('2024-12-01T02:00:00Z') }),
    name: '文体局'
  }
  const clerk = (await addUser(store, {
    ...{ name: 'heir', password: null, now: new Date('2024-12-01T02:00:00Z') },
    memberships: [{ unit: heir.id, role: 'filler' as const }]
  })) as number
  const was = await one.look(YEAR)
  await closeUnit(store, one.unit.id, { closedOn: '2025-06-01', successor: heir.id })
  expect(await one.look(YEAR)).toEqual(was)
  await owe(store, one.city, YEAR + 1, new Date('2025-12-20T02:00:00Z'))
  // The year after it owes nothing, and the heir is compared with what it handed in.
  expect(await one.look(YEAR + 1)).toMatchObject({ line: { unit: undefined }, before: 1 })
  const { filing, years } = await begin(heir, clerk)
  const before = await findLastYear(store, filing)
  expect(before?.report.values[AT]).toBe('13')
  expect(years.years).toMatchObject([{ year: YEAR, cells: { [AT]: '13' }, note: expect.stringContaining('旅游局') }])
})
