import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Store } from '@/db/engine/client'
import { keepFigures } from '@/db/figures/figures'
import { hashOf } from '@/db/hash'
import { declareAbsence } from '@/db/people/obligations'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { type Filing, findFiling, findSnapshot, readReport, startReport } from '@/db/reports/reports'
import { addAdjustment } from '@/db/rollup/adjustments'
import { takeSums } from '@/db/rollup/take'
import { type Report, type ReportKind, RULES_VERSION } from '@/report/report'
import { figuresOf } from '@/report/rollup/figures'
import { makeSnapshot, readSnapshot } from '@/report/snapshot'
import type { Address } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import { randomOf } from '@/report/testing/random'
import type { Values } from '@/report/values'
import type { State } from '@/report/workflow/states'
import { owe } from './owe'
import { opened } from './steps'
import { closeUnit, moveUnit } from './unit-verbs'

export const SEASON_YEAR = 2024
export const SEASON_NOW = new Date('2025-01-10T02:00:00.000Z')
/** What members have in their cells: numbers up to 10¹³, nothing, and what is none. */
const TEXTS = ['', '0', '3', '41', '若干', '/', '10000000000000']
const STATES: readonly (State | undefined)[] = ['PUBLISHED', 'PUBLISHED', 'APPROVED', 'SUBMITTED', 'RETURNED', undefined]
const DAY = '2025-01-05'

type SeasonUnit = { id: number; name: string; kind: ReportKind }
/** A city in a random season: `units` without the city. */
export type Season = {
  store: Store
  city: SeasonUnit
  units: SeasonUnit[]
  by: number
  reviewer: number
  random: (below: number) => number
}

/** For tests: a random tree of governments and departments with reports in all states, some on another form, all sums taken. */
export async function newSeason(store: Store, seed: number): Promise<Season> {
  const random = randomOf(seed)
  const mark = `${seed}·${Math.round(performance.now() * 1000)}`
  const now = new Date(SEASON_NOW.getTime() - 1000 * 3600)
  const unit = async (name: string, kind: ReportKind, above: number | null): Promise<SeasonUnit> => {
    const as = `${name}${mark}`
    return {
      id: await addUnit(store, { name: as, kind, above, level: kind === 'government' ? 'county' : 'department', now }),
      name: as,
      kind
    }
  }
  const city = await unit('市', 'government', null)
  const units: SeasonUnit[] = []
  for (let i = 0; i < 9 + random(8); i++) {
    const above = [city, ...units][random(units.length + 1)] as SeasonUnit
    units.push(await unit(`单位${i}`, random(4) === 0 ? 'government' : 'department', above.id))
  }
  const by = (await addUser(store, { name: `填${mark}`, password: null, now })) as number
  const reviewer = (await addUser(store, { name: `审${mark}`, password: null, now })) as number
  await addMembership(store, { user: reviewer, unit: city.id, role: 'reviewer' })
  await owe(store, city.id, SEASON_YEAR, now)
  const season = { store, city, units, by, reviewer, random }
  for (const one of units.filter(({ kind }) => kind === 'department')) {
    const state = STATES[random(STATES.length)]
    if (state) await fileAs(season, one, state)
    else await leaveOut(season, one)
  }
  await sumAll(season)
  return season
}

const cellsOf = (template: 'F2019' | 'F2021') => openTemplate(template).cells.flatMap(({ at, role }) => (role === 'input' ? [at] : []))

/** What a member says: random texts in some cells of a clean report. */
function makeContent({ random }: Season, { name, kind }: SeasonUnit): Report {
  const template = random(6) === 0 ? 'F2019' : 'F2021'
  const cells = cellsOf(template)
  const values: Record<Address, string> = {}
  for (let i = 0; i < 30; i++) values[cells[random(cells.length)] as Address] = TEXTS[random(TEXTS.length)] as string
  // A form belongs to years: what says it is of the older form says it is of the older year.
  return { ...cleanReport(template === 'F2019' ? 2020 : SEASON_YEAR, values), unit: name, kind }
}

/**
 * A report in a state with its snapshot and figures, past checks that would not let every text through; `values` in place of random
 * ones.
 */
async function fileAs(season: Season, unit: SeasonUnit, state: State, values?: Values): Promise<number> {
  const { store } = season
  const { t } = store
  const content = { ...makeContent(season, unit), ...(values && { template: 'F2021' as const, values }) }
  const year = SEASON_YEAR
  return store.tx(async (db) => {
    const inside = { read: db, t }
    const before = await db
      .select()
      .from(t.reports)
      .where(and(eq(t.reports.unit, unit.id), eq(t.reports.year, year)))
    const last = before.sort((a, b) => b.revision - a.revision)[0]
    // What is public is corrected by a revision of its own; anything else is handed in again.
    const isNew = !last || last.state === 'PUBLISHED'
    if (last && isNew) await db.update(t.reports).set({ state: 'SUPERSEDED' }).where(eq(t.reports.id, last.id))
    const version = (last?.version ?? 0) + 1
    const json = makeSnapshot(content)
    const of = { template: content.template, state, version, submittedHash: hashOf(json), submittedOn: SEASON_NOW, savedOn: SEASON_NOW }
    const frozen = { unit: unit.id, unitName: unit.name, year, kind: unit.kind, rules: RULES_VERSION, changeNote: '' }
    const revision = (last?.revision ?? 0) + 1
    const [made] = isNew
      ? await db
          .insert(t.reports)
          .values({ ...frozen, ...of, revision })
          .returning({ id: t.reports.id })
      : [last]
    const report = made?.id as number
    if (!isNew) await db.update(t.reports).set(of).where(eq(t.reports.id, report))
    await db.insert(t.snapshots).values({ report, version, json, hash: hashOf(json), explained: 0, changed: 0 })
    await keepFigures(inside, { report, version }, content)
    return report
  })
}

/** A unit without a report: nobody says why, or it is declared 缺报, excused or closed. */
async function leaveOut(season: Season, { id, ...unit }: SeasonUnit): Promise<void> {
  const { store, random, by } = season
  switch (random(4)) {
    case 0:
      await declareAbsence(store, { unit: id, year: SEASON_YEAR, reason: '台账尚未移交', by, on: SEASON_NOW })
      break
    case 1:
      await setExcuse(season, { id, ...unit }, '新成立')
      break
    case 2:
      await closeUnit(store, id, { closedOn: DAY })
  }
}

const setExcuse = ({ store }: Season, { id }: SeasonUnit, excuse: string | null) =>
  store.tx(async (db) => {
    await db
      .update(store.t.obligations)
      .set({ excuse })
      .where(and(eq(store.t.obligations.unit, id), eq(store.t.obligations.year, SEASON_YEAR)))
  })

/** Takes the sums of every government, those below first, and publishes all but the city's; the report of each. */
export async function sumAll(season: Season): Promise<Map<number, number>> {
  const made = new Map<number, number>()
  const depths = await season.store.read.select().from(season.store.t.unitsAbove).where(eq(season.store.t.unitsAbove.above, season.city.id))
  const deepest = new Map(depths.map(({ unit, steps }) => [unit, steps]))
  const governments = [season.city, ...season.units].filter(({ kind }) => kind === 'government')
  for (const one of governments.sort((a, b) => (deepest.get(b.id) ?? 0) - (deepest.get(a.id) ?? 0)))
    made.set(one.id, await sumUp(season, one))
  return made
}

async function sumUp({ store, by, city, random }: Season, unit: SeasonUnit): Promise<number> {
  const { t } = store
  const report = (await startReport(store, {
    unit,
    year: SEASON_YEAR,
    by,
    now: SEASON_NOW,
    values: cleanReport(SEASON_YEAR).values
  })) as number
  await store.tx(async (db) => {
    await db.update(t.reports).set({ state: 'DRAFT' }).where(eq(t.reports.id, report))
  })
  const may = await opened(store, 'edit', report, by)
  const taken = await takeSums(store, may, SEASON_NOW)
  if (!taken.ok && taken.why !== 'no members') throw new Error(taken.why)
  const cells = cellsOf('F2021')
  if (taken.ok && random(2) === 0) {
    const at = cells[random(cells.length)] as Address
    const { values } = await readReport(store, (await findFiling(store, report)) as Filing)
    await addAdjustment(store, may, {
      at,
      was: values[at] ?? '',
      amount: 1 + random(9),
      reason: '联合发文只计一次',
      now: SEASON_NOW
    })
  }
  if (unit.id !== city.id) await publishSums({ store, by }, report)
  return report
}

/** Makes an aggregate public as it stands in its form, past the steps and checks of a real one. */
export async function publishSums({ store, by }: Pick<Season, 'store' | 'by'>, report: number): Promise<void> {
  const { t } = store
  await store.tx(async (db) => {
    const inside = { read: db, t }
    const filing = await findFiling(inside, report)
    if (!filing) throw new Error(`no report ${report}`)
    const content = await readReport(inside, filing)
    const [json, version] = [makeSnapshot(content), filing.version + 1]
    const hash = hashOf(json)
    await db.insert(t.snapshots).values({ report, version, json, hash, explained: 0, changed: 0 })
    await keepFigures(inside, { report, version }, content)
    const step = { name: 'publish' as const, from: 'APPROVED' as const, to: 'PUBLISHED' as const, reason: '', by, on: SEASON_NOW }
    await db.insert(t.events).values({ report, version, ...step, payload: '', previous: '', hash: '' })
    const is = { state: 'PUBLISHED' as const, version, submittedHash: hash, submittedOn: SEASON_NOW }
    await db.update(t.reports).set(is).where(eq(t.reports.id, report))
  })
}

/** One thing that happens to a season: reports are handed in, corrected or taken back, units move, merge, are excused or declared. */
export async function changeSeason(season: Season): Promise<string> {
  const { store, units, city, random } = season
  const departments = units.filter(({ kind }) => kind === 'department')
  const one = departments[random(departments.length)] as SeasonUnit
  const other = [city, ...units][random(units.length + 1)] as SeasonUnit
  const { t } = store
  switch (random(7)) {
    case 0:
    case 1:
      await fileAs(season, one, STATES[random(5)] ?? 'APPROVED')
      return `${one.name} handed in`
    case 2:
      await store.tx(async (db) => {
        await db
          .update(t.reports)
          .set({ state: 'RETURNED' })
          .where(and(eq(t.reports.unit, one.id), sql`${t.reports.state} not in ('SUPERSEDED', 'WITHDRAWN')`))
      })
      return `${one.name} taken back`
    case 3:
      await declareAbsence(store, {
        unit: one.id,
        year: SEASON_YEAR,
        reason: random(2) ? '台账尚未移交' : null,
        by: season.by,
        on: SEASON_NOW
      })
      return `${one.name} declared`
    case 4:
      await setExcuse(season, one, random(2) ? '新成立' : null)
      return `${one.name} excused`
    case 5:
      await moveUnit(store, one.id, other.id, DAY)
      return `${one.name} moved below ${other.name}`
    default:
      await closeUnit(store, one.id, { closedOn: DAY, successor: departments[random(departments.length)]?.id ?? null })
      return `${one.name} merged`
  }
}

/** What the tree is, read from the units themselves. */
export async function readTree({ store, city, units }: Season) {
  const ids = new Set([city, ...units].map(({ id }) => id))
  const rows = await store.read.select({ id: store.t.units.id, above: store.t.units.above, kind: store.t.units.kind }).from(store.t.units)
  return rows.filter(({ id }) => ids.has(id))
}

/** What a report says in each cell of the tables, read from its latest snapshot. */
export async function readLatest({ store }: Season, report: number) {
  const snapshot = await findSnapshot(store, report)
  if (!snapshot) throw new Error(`no snapshot of ${report}`)
  return new Map(figuresOf(readSnapshot(snapshot.json)).map((figure) => [figure.at, figure]))
}

/** The lines in force beside a unit's sums. */
export const listLines = ({ store }: Season, unit: number) =>
  store.read
    .select({ at: store.t.adjustments.at, amount: store.t.adjustments.amount })
    .from(store.t.adjustments)
    .where(and(eq(store.t.adjustments.unit, unit), isNull(store.t.adjustments.endedOn)))
