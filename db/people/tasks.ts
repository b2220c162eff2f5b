import { and, asc, desc, eq, gt, ne, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import type { Schema } from '@/db/schema'
import { PAST_REVISION, type ReportKind } from '@/report/report'
import { owesReport, type UnitLevel } from '@/report/unit'
import { type Campaign, datesFor, extend, printDue } from '@/report/workflow/deadline'
import { listNearestCampaigns } from './campaigns'
import { composeMessages, sayDates, type UnitWords } from './change-dates'
import { addNoticeToEach } from './notices'
import { listObligations, type Obligation } from './obligations'
import { listUnitsBelow, reviewingUnit, type Unit } from './units'

/** 年度任务: what a unit issues for a year to itself and all below it. */
export type TaskGiven = {
  unit: number
  year: number
  dates: Campaign
  levels: readonly UnitLevel[]
  kinds: readonly ReportKind[]
  /** 无需报送, by unit, with the reason. */
  excuses: ReadonlyMap<number, string>
  /** Who reviews the units of a level from now on: the unit above each, or the one that issues. Else as it was. */
  reviews: Partial<Record<UnitLevel, 'above' | 'issuer'>>
  notice: string
  /** 任务要求, a line each. */
  requirements: string
}

/** `begun`: should owe nothing but has begun, and stays; `elsewhere`: stands in the task of a nearer unit. */
export type PlanKind = 'new' | 'changed' | 'excused' | 'same' | 'begun' | 'elsewhere'

/** What a task means for one unit. `says`: what it is told; `after`: what it owes then. */
export type PlanLine = UnitWords & { is: PlanKind; after?: Obligation; reviewedBy?: number | null; hasChanged?: boolean }

/** A task as it was issued. */
export type IssuedTask = Schema['campaigns']['$inferSelect']

/** The task a unit issued for a year; undefined: it issued none. */
export async function findTask({ read, t }: Reader, unit: number, year: number): Promise<IssuedTask | undefined> {
  const [task] = await read
    .select()
    .from(t.campaigns)
    .where(and(eq(t.campaigns.unit, unit), eq(t.campaigns.year, year)))
  return task
}

/** The tasks these units issued that demand something of the reports. */
export async function listDemandingTasks({ read, t }: Reader, units: readonly number[]): Promise<(IssuedTask & { issuer: string })[]> {
  const rows = await read
    .select({ task: t.campaigns, issuer: t.units.name })
    .from(t.campaigns)
    .innerJoin(t.units, eq(t.units.id, t.campaigns.unit))
    .where(and(among(t.campaigns.unit, units), ne(t.campaigns.requirements, '')))
    .orderBy(desc(t.campaigns.year), asc(t.campaigns.unit))
  return rows.map(({ task, issuer }) => ({ ...task, issuer }))
}

/** Exactly who would owe what, and what would change, if the task were issued at a moment. Writes nothing. */
export async function planTask(reader: Reader, given: TaskGiven, on: Date): Promise<PlanLine[]> {
  const { unit: issuer, year } = given
  const units = await listUnitsBelow(reader, [issuer])
  const ids = units.map(({ id }) => id)
  const below = new Set(ids.filter((id) => id !== issuer))
  const owed = new Map((await listObligations(reader, ids, year)).map((one) => [one.unit, one]))
  const nearest = await listNearestCampaigns(reader, ids, year)
  const begun = await listBegun(reader, ids, year)
  const extended = await listExtended(reader, ids, year)
  const datesOf = (unit: Unit): Campaign => {
    const own = nearest.get(unit.id)
    return own && below.has(own.unit) ? own : given.dates
  }
  const names = new Map(units.map(({ id, name }) => [id, name]))
  return units.flatMap((unit): PlanLine[] => {
    const before = owed.get(unit.id)
    const said = { unit: unit.id, name: before?.name ?? unit.name }
    if (before?.task && below.has(before.task)) return [{ ...said, is: 'elsewhere', says: '' }]
    const isAsked = given.levels.includes(unit.level) && given.kinds.includes(unit.kind)
    const excuse = isAsked ? (given.excuses.get(unit.id) ?? null) : before?.task === issuer ? '不在本次任务范围内' : undefined
    if (excuse === undefined) return []
    const reviewedBy = isAsked ? reviewerGiven(unit, given) : unit.reviewedBy
    const kind = before && begun.has(unit.id) ? before.kind : unit.kind
    const after: Obligation = {
      ...{ unit: unit.id, year, task: issuer, name: said.name, level: before?.level ?? unit.level, kind },
      reviewer: reviewingUnit({ ...unit, reviewedBy }),
      ...datesFor(datesOf(unit), kind),
      extendedUntil: before?.extendedUntil ?? extended.get(unit.id) ?? null,
      returnDue: before?.returnDue ?? null,
      requirements: isAsked ? given.requirements : (before?.requirements ?? ''),
      excuse: begun.has(unit.id) ? (before?.excuse ?? null) : excuse,
      absence: before?.absence ?? null,
      on: before?.on ?? on
    }
    if (!before && !owesReport(unit, after.year, after.due)) return []
    if (excuse !== null && begun.has(unit.id)) return [{ ...said, is: 'begun', says: '已开始填报，不能列为无需报送' }]
    const line = { ...said, after, ...(reviewedBy !== unit.reviewedBy && { reviewedBy }) }
    if (!before?.task) return [{ ...line, is: after.excuse === null ? 'new' : 'excused', says: sayNew(after) }]
    const says = sayChange(before, after, (id) => names.get(id ?? -1) ?? '上级单位')
    if (says === '') return [{ ...line, is: 'same', says, hasChanged: reviewedBy !== unit.reviewedBy }]
    return [{ ...line, is: after.excuse !== null && before.excuse === null ? 'excused' : 'changed', says, hasChanged: true }]
  })
}

/** Who reviews a unit once the task is issued: null for the unit above it. */
function reviewerGiven({ id, level, above, reviewedBy }: Unit, { unit: issuer, reviews }: TaskGiven): number | null {
  const chosen = id === issuer ? undefined : reviews[level]
  if (!chosen) return reviewedBy
  return chosen === 'above' || above === issuer ? null : issuer
}

function sayNew({ due, close, correctionEnd, extendedUntil, excuse }: Obligation): string {
  if (excuse !== null) return `无需报送（${excuse}）`
  const own = extend({ due, close }, extendedUntil)
  const words = [
    `请于 ${printDue(own.due)} 前报送`,
    own.close && `${printDue(own.close)} 关闭报送`,
    correctionEnd && `更正截止 ${printDue(correctionEnd)}`
  ]
  return words.filter(Boolean).join('，')
}

function sayChange(before: Obligation, after: Obligation, nameOf: (unit: number | null) => string): string {
  const words = [
    sayDates(before, after),
    before.excuse !== after.excuse && (after.excuse === null ? '改为应当报送' : `无需报送（${after.excuse}）`),
    before.kind !== after.kind && (after.kind === 'government' ? '改为报送政府汇总年报' : '改为报送本级年报'),
    before.requirements !== after.requirements && '任务要求有调整，见填报页面',
    before.reviewer !== after.reviewer && `改由 ${nameOf(after.reviewer)} 审核`
  ]
  return words.filter(Boolean).join('，')
}

async function listBegun({ read, t }: Reader, units: readonly number[], year: number): Promise<Set<number>> {
  const rows = await read
    .selectDistinct({ unit: t.reports.unit })
    .from(t.reports)
    .where(and(eq(t.reports.year, year), gt(t.reports.revision, PAST_REVISION), among(t.reports.unit, units)))
  return new Set(rows.map(({ unit }) => unit))
}

async function listExtended({ read, t }: Reader, units: readonly number[], year: number): Promise<Map<number, string>> {
  const rows = await read
    .select({ unit: t.extensions.unit, until: t.extensions.until })
    .from(t.extensions)
    .where(and(eq(t.extensions.year, year), among(t.extensions.unit, units)))
    .orderBy(asc(t.extensions.id))
  return new Map(rows.map(({ unit, until }) => [unit, until]))
}

/** Units a transaction: others write between two of them. */
const CHUNK = 500

/**
 * Issues a task: writes what differs from what is owed already, tells whom it concerns once, and nothing the second time.
 * Stopped half-way it is issued again, and goes on with the rest. `issue`: the one the decision was made on; false if somebody
 * else issued in between, and then nothing was written.
 */
export async function issueTask(
  store: Store,
  given: TaskGiven,
  { issue, by, on }: { issue: number; by: number; on: Date }
): Promise<boolean> {
  const { unit, year, dates, levels, kinds, notice, requirements } = given
  const kept = {
    ...dates,
    notice,
    requirements,
    levels: levels.join(','),
    kinds: kinds.join(','),
    issuedOn: on,
    issuedBy: by,
    issue: issue + 1
  }
  const { tx, t } = store
  const isOurs = await tx(async (db) => {
    const written = await db
      .insert(t.campaigns)
      .values({ unit, year, ...kept })
      .onConflictDoUpdate({ target: [t.campaigns.unit, t.campaigns.year], set: kept, setWhere: eq(t.campaigns.issue, issue) })
      .returning({ issue: t.campaigns.issue })
    return written.length > 0
  })
  if (!isOurs) return false
  const lines = (await planTask(store, given, on)).filter(({ is, hasChanged }) => is === 'new' || is === 'excused' || hasChanged)
  const messages = await composeMessages(
    store,
    lines.filter(({ says }) => says !== ''),
    year
  )
  for (let from = 0; from < lines.length; from += CHUNK) {
    const chunk = lines.slice(from, from + CHUNK)
    const here = new Set(chunk.map((line) => line.unit))
    await tx(async (db) => {
      const inside = { read: db, t }
      await writeLines(inside, chunk, { year, by, on })
      const due = messages.filter(({ units: [first] }) => here.has(first as number))
      await addNoticeToEach(inside, due, { report: null, on, once: `task ${unit} ${year} ${issue + 1}` })
    })
  }
  return true
}

async function writeLines({ read: db, t }: Reader, lines: readonly PlanLine[], { year, by, on }: { year: number; by: number; on: Date }) {
  const after = lines.flatMap((line) => (line.after ? [line.after] : []))
  const taken = (column: string) => sql.raw(`excluded.${column}`)
  const set = {
    ...{ task: taken('task'), kind: taken('kind'), reviewer: taken('reviewer'), due: taken('due'), close: taken('"close"') },
    ...{
      correctionEnd: taken('correction_end'),
      extendedUntil: taken('extended_until'),
      excuse: taken('excuse'),
      requirements: taken('requirements')
    }
  }
  await db
    .insert(t.obligations)
    .values(after)
    .onConflictDoUpdate({ target: [t.obligations.unit, t.obligations.year], set })
  const changed = lines.filter(({ hasChanged, says }) => hasChanged && says !== '')
  if (changed.length > 0)
    await db.insert(t.obligationChanges).values(changed.map(({ unit, says }) => ({ unit, year, says, reason: '年度任务调整', by, on })))
  for (const reviewedBy of new Set(lines.flatMap((line) => (line.reviewedBy === undefined ? [] : [line.reviewedBy])))) {
    const units = lines.flatMap((line) => (line.reviewedBy === reviewedBy ? [line.unit] : []))
    await db.update(t.units).set({ reviewedBy }).where(among(t.units.id, units))
  }
}
