import { and, eq, gt, isNotNull, or, type SQLWrapper, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { gather, millisecondsOf, numberOrNull, readGathered, wordsOf } from '@/db/gather'
import type { Obligation } from '@/db/people/obligations'
import { PAST_REVISION, type ReportKind } from '@/report/report'
import { type Ending, owesReport, type UnitLevel } from '@/report/unit'
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
  const { t } = reader
  const { unit, name, level, kind, due, close, extendedUntil, returnDue, excuse, absence } = t.obligations
  const typed = [wordsOf(name), wordsOf(excuse), wordsOf(absence)]
  const columns = [unit, level, kind, due, close, extendedUntil, returnDue, ...typed]
  const { owed, latest, precedences, ended } = await readYear(reader, columns, units, year)
  return owed
    .map(([unit, level, kind, due = '', close, extendedUntil, returnDue, name = '', excuse, absence]): StandOfUnit => {
      const one = {
        ...{
          unit: Number(unit),
          name,
          level: level as UnitLevel,
          kind: kind as ReportKind,
          due,
          precedence: precedences.get(Number(unit)) ?? null
        },
        ...{ close: close || null, extendedUntil: extendedUntil || null, returnDue: returnDue || null, absence: absence || null }
      }
      const why = excuse || ended(one)
      const found = latest.get(keyOf(one))
      return {
        ...one,
        excuse: why,
        hasEnded: !excuse && why !== null,
        report: found?.report ?? null,
        state: standingOf(found?.state, why),
        revision: found?.revision ?? 1,
        handedInOn: found?.arrivedOn ?? null,
        returns: found?.returns ?? 0,
        lastOn: found?.lastOn ?? null
      }
    })
    .sort((a, b) => a.unit - b.unit)
}

/** Of those that owed a report for a year: until when, and when it was handed in, unless it lies with its unit again. */
export type Arrival = { due: string; handedInOn: Date | null }

/** The same units without what only a list of them needs: what a year is compared with. */
export async function listArrivals(reader: Reader, units: readonly number[], year: number): Promise<Arrival[]> {
  const { unit, kind, due, excuse, extendedUntil } = reader.t.obligations
  const isExcused = sql`case when ${excuse} is null then '' else '1' end`
  const { owed, latest, ended } = await readYear(reader, [unit, kind, due, isExcused, extendedUntil], units, year)
  return owed.flatMap(([unit, kind, due = '', excused, until]): Arrival[] => {
    const one = { unit: Number(unit), kind: kind as ReportKind, due, close: null, extendedUntil: until || null }
    const found = latest.get(keyOf(one))
    if (!found && (excused || ended(one) !== null)) return []
    const handedInOn = found && isHandedIn(found.state, found.revision) ? found.arrivedOn : null
    return standingOf(found?.state, null) === 'NOT_REQUIRED' ? [] : [{ due, handedInOn }]
  })
}

/** What a year's obligations, reports and units that ended say, in one statement: each answers for thousands of units at once. */
async function readYear({ read, t }: Reader, columns: readonly SQLWrapper[], units: readonly number[], year: number) {
  const { unit, kind, id, state, revision, arrivedOn, returns, savedOn, movedOn } = t.reports
  const owed = read
    .select({ rows: gather(...columns) })
    .from(t.obligations)
    .where(and(eq(t.obligations.year, year), among(t.obligations.unit, units)))
  const moments = [arrivedOn, savedOn, movedOn].map(millisecondsOf)
  const filed = read
    .select({ rows: gather(unit, kind, id, state, revision, returns, ...moments) })
    .from(t.reports)
    .where(and(eq(t.reports.year, year), among(unit, units), gt(revision, PAST_REVISION)))
  // Not joined to what is owed: right after an import PostgreSQL has no statistics, took a nested loop, and half a second.
  const { id: known, precedence, closedOn, lastYear, successor } = t.units
  const special = read
    .select({ rows: gather(known, precedence, closedOn, lastYear, successor) })
    .from(t.units)
    .where(or(isNotNull(precedence), isNotNull(closedOn), isNotNull(lastYear)))
  const [found] = await read.select({ owed: textOf(owed), filed: textOf(filed), special: textOf(special) }).from(sql`(select 1) as one`)
  const rows = readGathered(found?.special)
  return {
    owed: readGathered(found?.owed),
    latest: keepLatest(readGathered(found?.filed)),
    precedences: new Map(rows.map(([id, place]) => [Number(id), numberOrNull(place)])),
    ended: await openEnded({ read, t }, rows, year)
  }
}

const textOf = (rows: SQLWrapper) => sql<string | null>`${rows}`

type Latest = { report: number; state: State; revision: number; arrivedOn: Date | null; returns: number; lastOn: Date }

/** The latest revision of each report of a year, by its key. */
function keepLatest(filed: readonly string[][]): Map<number, Latest> {
  const latest = new Map<number, Latest>()
  for (const [unit, kind, report, state, revision, returns, arrivedOn, savedOn, movedOn] of filed) {
    const key = keyOf({ unit: Number(unit), kind: kind as ReportKind })
    if ((latest.get(key)?.revision ?? 0) > Number(revision)) continue
    latest.set(key, {
      ...{ report: Number(report), state: state as State, revision: Number(revision), returns: Number(returns) },
      arrivedOn: arrivedOn ? new Date(Number(arrivedOn)) : null,
      lastOn: new Date(Math.max(Number(savedOn), Number(movedOn)))
    })
  }
  return latest
}

/** A unit may have a report of each kind: a government's has the negative number, because a text for each of thousands takes longer. */
const keyOf = ({ unit, kind }: { unit: number; kind: ReportKind }) => (kind === 'government' ? -unit : unit)
const standingOf = (state: State | undefined, excuse: string | null): Standing =>
  state ?? (excuse === null ? 'NOT_STARTED' : 'NOT_REQUIRED')

/** Opens what tells why a unit that has ended owes no report; null: it owes it. */
async function openEnded({ read, t }: Reader, rows: readonly string[][], year: number) {
  const ended = new Map(
    rows.flatMap(([id, , closedOn, lastYear, successor]): [number, Ending & { successor: number | null }][] =>
      closedOn || lastYear
        ? [[Number(id), { closedOn: closedOn || null, lastYear: numberOrNull(lastYear), successor: numberOrNull(successor) }]]
        : []
    )
  )
  const later = [...ended.values()].flatMap((one) => one.successor ?? [])
  const { id, name } = t.units
  const named = later.length === 0 ? [] : await read.select({ id, name }).from(t.units).where(among(id, later))
  const names = new Map(named.map((one) => [one.id, one.name]))
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
