import { and, asc, eq, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import type { Obligation } from '@/db/people/obligations'
import { PAST_REVISION } from '@/report/report'
import { type Ending, owesReport } from '@/report/unit'
import { printDay } from '@/report/workflow/dates'
import { extend } from '@/report/workflow/deadline'
import type { Standing } from '@/report/workflow/progress'
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
  savedOn: Date | null
}

/**
 * How these units stand with what they owe for a year, by number of the unit: the one place every list, count, reminder and
 * board takes it from. A unit that was closed by its date, or begins nothing more, and has not begun is there, with that as its excuse.
 */
export async function listStands({ read, t }: Reader, units: readonly number[], year: number): Promise<StandOfUnit[]> {
  const { obligations: owed, reports } = t
  const rows = await read
    .select({
      unit: owed.unit,
      name: owed.name,
      level: owed.level,
      kind: owed.kind,
      due: owed.due,
      close: owed.close,
      extendedUntil: owed.extendedUntil,
      returnDue: owed.returnDue,
      excuse: owed.excuse,
      absence: owed.absence,
      precedence: t.units.precedence,
      closedOn: t.units.closedOn,
      lastYear: t.units.lastYear,
      successor: sql<string | null>`(select later.name from ${t.units} later where later.id = ${t.units.successor})`,
      report: reports.id,
      state: reports.state,
      revision: reports.revision,
      savedOn: reports.savedOn
    })
    .from(owed)
    .innerJoin(t.units, eq(t.units.id, owed.unit))
    .leftJoin(
      reports,
      and(
        eq(reports.unit, owed.unit),
        eq(reports.year, owed.year),
        eq(reports.kind, owed.kind),
        eq(
          reports.revision,
          sql`(select max(later.revision) from ${reports} later where later.unit = ${owed.unit} and later.year = ${owed.year} and later.kind = ${owed.kind} and later.revision > ${PAST_REVISION})`
        )
      )
    )
    .where(and(eq(owed.year, year), among(owed.unit, units)))
    .orderBy(asc(owed.unit))
  return rows.map(({ closedOn, lastYear, successor, state, ...row }) => {
    const excuse = row.excuse ?? sayEnded({ closedOn, lastYear }, successor, year, extend(row, row.extendedUntil).due)
    return { ...row, excuse, hasEnded: row.excuse !== excuse, state: standingOf(state, excuse), revision: row.revision ?? 1 }
  })
}

const standingOf = (state: State | null, excuse: string | null): Standing => state ?? (excuse === null ? 'NOT_STARTED' : 'NOT_REQUIRED')

function sayEnded(ending: Ending, successor: string | null, year: number, due: string): string | null {
  if (owesReport(ending, year, due)) return null
  if (ending.closedOn && successor !== null) return `自 ${printDay(ending.closedOn)}起并入${successor}`
  return ending.closedOn ? `自 ${printDay(ending.closedOn)}起关闭` : `停用新增，报送至 ${ending.lastYear} 年`
}
