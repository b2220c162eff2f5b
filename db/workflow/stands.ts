import { and, asc, eq, gt, isNotNull, or, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import type { Obligation } from '@/db/people/obligations'
import { PAST_REVISION, type ReportKind } from '@/report/report'
import { type Ending, owesReport } from '@/report/unit'
import { printDay } from '@/report/workflow/dates'
import { extend } from '@/report/workflow/deadline'
import { isHandedIn, type Standing } from '@/report/workflow/progress'
import type { State } from '@/report/workflow/states'

/** What a unit owes for a year and how it stands with it: the latest revision of its report, or none. */
export type StandOfUnit = Pick<
  Obligation,
  'unit' | 'name' | 'level' | 'kind' | 'due' | 'close' | 'extendedUntil' | 'returnDue' | 'excuse' | 'absence'
> & {
  /** It is excused because it ended by its date. */
  hasEnded: boolean
  report: number | null
  /** 排序号 of the unit. */
  precedence: number | null
  state: Standing
  revision: number
  /** When the first revision first reached whoever reviews it and was not withdrawn. */
  handedInOn: Date | null
  /** Over all revisions. */
  returns: number
  /** When it was last saved or moved. */
  lastOn: Date | null
}

/**
 * How these units stand with what they owe for a year, by number of the unit: the one place every list, count, reminder and
 * board takes it from. A unit that was closed by its date, or begins nothing more, and has not begun is there, with that as its excuse.
 */
export async function listStands(reader: Reader, units: readonly number[], year: number): Promise<StandOfUnit[]> {
  const { read, t } = reader
  const { unit, name, level, kind, due, close, extendedUntil, returnDue, excuse, absence } = t.obligations
  const owed = await read
    .select({ unit, name, level, kind, due, close, extendedUntil, returnDue, excuse, absence, precedence: t.units.precedence })
    .from(t.obligations)
    .innerJoin(t.units, eq(t.units.id, unit))
    .where(and(eq(t.obligations.year, year), among(unit, units)))
    .orderBy(asc(unit))
  const { id, state, revision, savedOn, arrivedOn, returns, movedOn } = t.reports
  const lastOn = sql<Date>`case when ${movedOn} > ${savedOn} then ${movedOn} else ${savedOn} end`.mapWith(savedOn)
  const filed = await read
    .select({ unit: t.reports.unit, kind: t.reports.kind, report: id, state, revision, arrivedOn, returns, lastOn })
    .from(t.reports)
    .where(and(eq(t.reports.year, year), among(t.reports.unit, units), gt(revision, PAST_REVISION)))
    .orderBy(asc(revision))
  // The latest revision comes last.
  const latest = new Map(filed.map((one) => [keyOf(one), one]))
  const ended = await listEnded(reader, year)
  return owed.map((one) => {
    const found = latest.get(keyOf(one))
    const why = one.excuse ?? ended(one)
    return {
      ...one,
      excuse: why,
      hasEnded: one.excuse !== why,
      report: found?.report ?? null,
      state: standingOf(found?.state, why),
      revision: found?.revision ?? 1,
      handedInOn: found?.arrivedOn ?? null,
      returns: found?.returns ?? 0,
      lastOn: found?.lastOn ?? null
    }
  })
}

/** Of those that owed a report for a year: until when, and when it was handed in, unless it lies with its unit again. */
export type Arrival = { due: string; handedInOn: Date | null }

/** The same units without what only a list of them needs: what a year is compared with. */
export async function listArrivals(reader: Reader, units: readonly number[], year: number): Promise<Arrival[]> {
  const { read, t } = reader
  const { unit, kind, due, excuse, extendedUntil } = t.obligations
  const owed = await read
    .select({ unit, kind, due, excuse, extendedUntil })
    .from(t.obligations)
    .where(and(eq(t.obligations.year, year), among(unit, units)))
  const { state, revision, arrivedOn } = t.reports
  const filed = await read
    .select({ unit: t.reports.unit, kind: t.reports.kind, state, revision, arrivedOn })
    .from(t.reports)
    .where(and(eq(t.reports.year, year), among(t.reports.unit, units), gt(revision, PAST_REVISION)))
    .orderBy(asc(revision))
  const latest = new Map(filed.map((one) => [keyOf(one), one]))
  const ended = await listEnded(reader, year)
  return owed.flatMap((one) => {
    const found = latest.get(keyOf(one))
    const standing = standingOf(found?.state, one.excuse ?? ended({ ...one, close: null }))
    if (standing === 'NOT_REQUIRED') return []
    return [{ due: one.due, handedInOn: found && isHandedIn(found.state, found.revision) ? found.arrivedOn : null }]
  })
}

/** A unit may have a report of each kind: a government's has the negative number, because a text for each of thousands takes longer. */
const keyOf = ({ unit, kind }: { unit: number; kind: ReportKind }) => (kind === 'government' ? -unit : unit)
const standingOf = (state: State | undefined, excuse: string | null): Standing =>
  state ?? (excuse === null ? 'NOT_STARTED' : 'NOT_REQUIRED')

/** Opens what tells why a unit that has ended owes no report; null: it owes it. */
async function listEnded({ read, t }: Reader, year: number) {
  const { id, name, closedOn, lastYear, successor } = t.units
  const rows = await read
    .select({ id, closedOn, lastYear, successor })
    .from(t.units)
    .where(or(isNotNull(closedOn), isNotNull(lastYear)))
  const later = rows.flatMap((one) => one.successor ?? [])
  const named = later.length === 0 ? [] : await read.select({ id, name }).from(t.units).where(among(id, later))
  const names = new Map(named.map((one) => [one.id, one.name]))
  const ended = new Map(rows.map((one) => [one.id, one]))
  return (one: { unit: number; due: string; close: string | null; extendedUntil: string | null }): string | null => {
    const ending = ended.get(one.unit)
    return ending ? sayEnded(ending, names.get(ending.successor ?? -1), year, extend(one, one.extendedUntil).due) : null
  }
}

function sayEnded(ending: Ending, successor: string | undefined, year: number, due: string): string | null {
  if (owesReport(ending, year, due)) return null
  if (ending.closedOn && successor) return `自 ${printDay(ending.closedOn)}起并入${successor}`
  return ending.closedOn ? `自 ${printDay(ending.closedOn)}起关闭` : `停用新增，报送至 ${ending.lastYear} 年`
}
