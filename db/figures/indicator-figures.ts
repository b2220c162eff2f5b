import { and, between, eq, inArray } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { gather, readGathered } from '@/db/gather'
import { PAST_REVISION, type ReportKind } from '@/report/report'
import type { IndicatorCells } from '@/report/statistics/indicators'
import { addExactly } from '@/report/statistics/measure'
import type { Address, TemplateId } from '@/report/template'
import type { State } from '@/report/workflow/states'
import { type PickedFigures, pickFigures, readPicked, type Versions } from './figures'

/** A revision with what it says for an indicator; null where a cell of it is blank or no number, or its form lacks one. */
export type IndicatorFigure = {
  report: number
  unit: number
  year: number
  kind: ReportKind
  /** A 历史年报, read in from a file. */
  isPast: boolean
  template: TemplateId
  over: number | null
  under: number | null
}

type Span = { units: readonly number[]; from: number; to: number }

/** Who owes a report of which kind, by year and unit. */
export type OwedKinds = ReadonlyMap<number, ReadonlyMap<number, ReportKind>>

/** Which of some units owe a report over years; one statement, which answers with one text. */
export async function listOwedKinds({ read, t }: Reader, { units, from, to }: Span): Promise<OwedKinds> {
  const { unit, year, kind } = t.obligations
  const [found] = await read
    .select({ rows: gather(unit, year, kind) })
    .from(t.obligations)
    .where(and(between(year, from, to), among(unit, units)))
  const years = new Map<number, Map<number, ReportKind>>()
  for (let then = from; then <= to; then++) years.set(then, new Map())
  for (const [of, then, as] of readGathered(found?.rows)) years.get(Number(then))?.set(Number(of), as as ReportKind)
  return years
}

export type IndicatorQuery = Span & {
  states: readonly State[]
  /** The cells on each form that has them. */
  cells: ReadonlyMap<TemplateId, IndicatorCells>
}

/**
 * What every revision of some units that is in the states asked for says for an indicator over years, in the order in which they were
 * begun or read in; one statement, which answers with one text. Not joined to what is owed: both engines take twice as long for that.
 */
export async function listIndicatorFigures({ read, t }: Reader, given: IndicatorQuery): Promise<IndicatorFigure[]> {
  const { figures, reports } = t
  const picked = pickFigures(t, addressesOf([given.cells]))
  const { id: report, unit, year, kind, revision, template, state } = reports
  const [found] = await read
    .select({ rows: gather(report, unit, year, kind, revision, template, ...picked.stretches) })
    .from(reports)
    .leftJoin(figures, eq(figures.report, report))
    .where(and(between(year, given.from, given.to), inArray(state, [...given.states]), among(unit, given.units)))
  const add = addersOf(picked, given.cells)
  const rows = readGathered(found?.rows).map((row): IndicatorFigure => {
    const form = row[5] as TemplateId
    const { over, under } = add(form, row, FIRST_STRETCH)
    const [as, isPast] = [row[3] as ReportKind, Number(row[4]) <= PAST_REVISION]
    return { report: Number(row[0]), unit: Number(row[1]), year: Number(row[2]), kind: as, isPast, template: form, over, under }
  })
  return rows.sort((a, b) => a.report - b.report)
}

const FIRST_STRETCH = 6

/** An indicator added up: what is above and below the line of the reports that have both, and how many these are. */
export type IndicatorSum = { over: number | null; under: number | null; covered: number }

/** Several indicators added up over some revisions, in their order. */
export async function sumIndicators(
  reader: Reader,
  revisions: Versions,
  indicators: readonly IndicatorQuery['cells'][]
): Promise<IndicatorSum[]> {
  const picked = pickFigures(reader.t, addressesOf(indicators))
  const rows = await readPicked(reader, picked, revisions)
  return indicators.map((cells) => {
    const add = addersOf(picked, cells)
    const sum: IndicatorSum = { over: null, under: null, covered: 0 }
    for (const { template, digits } of rows) {
      const { over, under } = add(template, digits)
      const isShare = (cells.get(template)?.under.length ?? 0) > 0
      if (over === null || (isShare && under === null)) continue
      sum.over = addExactly(sum.over, over)
      if (isShare) sum.under = addExactly(sum.under, under ?? 0)
      sum.covered++
    }
    return sum
  })
}

/** What some revisions said for an indicator in the version of each that is named; one without figures is not there. */
export async function listPartsThen(reader: Reader, revisions: Versions, cells: IndicatorQuery['cells']): Promise<Map<number, Parts>> {
  const picked = pickFigures(reader.t, addressesOf([cells]))
  const add = addersOf(picked, cells)
  return new Map((await readPicked(reader, picked, revisions)).map(({ report, template, digits }) => [report, add(template, digits)]))
}

type Parts = Pick<IndicatorFigure, 'over' | 'under'>
const NONE: Parts = { over: null, under: null }

/** What is above and below the line of a report, of stretches that stand in a list from a place on. */
function addersOf(picked: PickedFigures, cells: IndicatorQuery['cells']) {
  const forms = new Map(
    [...cells].map(([form, { over, under }]) => [form, { over: picked.adder(form, over), under: picked.adder(form, under) }])
  )
  return (form: TemplateId, digits: readonly string[], from = 0): Parts => {
    const adders = forms.get(form)
    return adders ? { over: adders.over(digits, from), under: adders.under(digits, from) } : NONE
  }
}

const addressesOf = (indicators: readonly IndicatorQuery['cells'][]): Address[] => [
  ...new Set(indicators.flatMap((cells) => [...cells.values()].flatMap(({ over, under }) => [...over, ...under])))
]
