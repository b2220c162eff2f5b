import { and, between, eq, gt, inArray } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { PAST_REVISION, type ReportKind } from '@/report/report'
import type { IndicatorCells } from '@/report/statistics/indicators'
import type { Address, TemplateId } from '@/report/template'
import type { State } from '@/report/workflow/states'
import { type PickedFigures, pickFigures } from './figures'

/** A revision with what it says for an indicator; null where a cell of it is blank or no number, or its form lacks one. */
export type IndicatorFigure = {
  report: number
  unit: number
  year: number
  kind: ReportKind
  template: TemplateId
  over: number | null
  under: number | null
}

export type IndicatorQuery = {
  units: readonly number[]
  from: number
  to: number
  states: readonly State[]
  /** The cells on each form that has them. */
  cells: ReadonlyMap<TemplateId, IndicatorCells>
}

/** More than there are units: row ids of both engines have 31 bits. */
const UNITS = 2 ** 31

/** What a unit owes for a year, and the newest revision of it in the states asked for, if there is one. */
export type OwedFigure = { unit: number; year: number; figure: IndicatorFigure | undefined }

/** An indicator of many units over years: whoever owes a report, and what it says; one statement. */
export async function listOwedFigures({ read, t }: Reader, given: IndicatorQuery): Promise<OwedFigure[]> {
  const { figures, reports, obligations: owed } = t
  const picked = pickFigures(t, addressesOf([given.cells]))
  const { unit, year, kind } = owed
  const { id: report, revision, template } = reports
  const rows = await read
    .select({ unit, year, kind, report, template, ...picked.columns })
    .from(owed)
    .leftJoin(
      reports,
      and(
        ...[eq(reports.unit, unit), eq(reports.year, year), eq(reports.kind, kind)],
        ...[gt(revision, PAST_REVISION), inArray(reports.state, [...given.states])]
      )
    )
    .leftJoin(figures, eq(figures.report, report))
    .where(and(between(year, given.from, given.to), among(unit, given.units)))
  const add = addersOf(picked, given.cells)
  const newest = new Map<number, (typeof rows)[number]>()
  for (const row of rows) {
    const key = row.year * UNITS + row.unit
    // A later revision has the higher number.
    if ((newest.get(key)?.report ?? -1) <= (row.report ?? -1)) newest.set(key, row)
  }
  return [...newest.values()].map((row) => {
    const { report: id, template: form } = row
    const figure =
      id === null || form === null
        ? undefined
        : { ...{ report: id, unit: row.unit, year: row.year }, ...{ kind: row.kind, template: form }, ...add(form, row) }
    return { unit: row.unit, year: row.year, figure }
  })
}

/** The same of 历史年报, read in from files, by whoever owed them. */
export async function listPastFigures({ read, t }: Reader, given: IndicatorQuery): Promise<IndicatorFigure[]> {
  const { figures, reports } = t
  const picked = pickFigures(t, addressesOf([given.cells]))
  const { id: report, unit, year, kind, template, revision, state } = reports
  const rows = await read
    .select({ report, unit, year, kind, template, ...picked.columns })
    .from(reports)
    .leftJoin(figures, eq(figures.report, report))
    .where(
      and(between(year, given.from, given.to), eq(revision, PAST_REVISION), inArray(state, [...given.states]), among(unit, given.units))
    )
    .orderBy(report)
  const add = addersOf(picked, given.cells)
  return rows.map((row) => {
    const { report: id, unit: of, year: then, kind: as, template: form } = row
    return { ...{ report: id, unit: of, year: then }, ...{ kind: as, template: form }, ...add(form, row) }
  })
}

/** An indicator added up: what is above and below the line of the reports that have both, and how many these are. */
export type IndicatorSum = { over: number | null; under: number | null; covered: number }

/** Several indicators added up over some revisions, in their order; one statement. */
export async function sumIndicators(
  { read, t }: Reader,
  revisions: readonly number[],
  indicators: readonly IndicatorQuery['cells'][]
): Promise<IndicatorSum[]> {
  const picked = pickFigures(t, addressesOf(indicators))
  const { report, template } = t.figures
  const rows = await read
    .select({ template, ...picked.columns })
    .from(t.figures)
    .where(among(report, revisions))
  return indicators.map((cells) => {
    const add = addersOf(picked, cells)
    const sum: IndicatorSum = { over: null, under: null, covered: 0 }
    for (const row of rows) {
      const { over, under } = add(row.template, row)
      const isShare = (cells.get(row.template)?.under.length ?? 0) > 0
      if (over === null || (isShare && under === null)) continue
      sum.over = exact((sum.over ?? 0) + over)
      if (isShare) sum.under = exact((sum.under ?? 0) + (under ?? 0))
      sum.covered++
    }
    return sum
  })
}

type Parts = Pick<IndicatorFigure, 'over' | 'under'>
const NONE: Parts = { over: null, under: null }

/** What is above and below the line of a row. */
function addersOf(picked: PickedFigures, cells: IndicatorQuery['cells']) {
  const forms = new Map(
    [...cells].map(([form, { over, under }]) => [form, { over: picked.adder(form, over), under: picked.adder(form, under) }])
  )
  return (form: TemplateId, row: Readonly<Record<string, unknown>>): Parts => {
    const adders = forms.get(form)
    return adders ? { over: adders.over(row), under: adders.under(row) } : NONE
  }
}

const addressesOf = (indicators: readonly IndicatorQuery['cells'][]): Address[] => [
  ...new Set(indicators.flatMap((cells) => [...cells.values()].flatMap(({ over, under }) => [...over, ...under])))
]

function exact(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError('a sum is beyond what a number holds exactly')
  return amount
}
