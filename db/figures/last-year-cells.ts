import { and, eq, inArray } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { gather, readGathered } from '@/db/gather'
import { listPredecessorsOf } from '@/db/people/succession'
import type { ReportKind } from '@/report/report'
import { sayBlank } from '@/report/rollup/figures'
import { OTHER_FORM } from '@/report/statistics/measure'
import type { Address, Template, TemplateId } from '@/report/template'
import { templates } from '@/report/templates'
import { RELIABLE, type State } from '@/report/workflow/states'
import { pickFigures } from './figures'

/** A cell as it was the year before: an amount in its last decimal, or why there is none. */
export type LastYearCell = { amount: number; gap?: undefined } | { amount: null; gap: string }

/** Nobody has handed in a report of that year, or read one in. */
const NO_REPORT = '无年报'

/**
 * What many units said in a cell the year before, each as its own form shows it: the surest report, found by what the cell means where
 * the form was another, and of units that went into one the sum. A unit that is among those asked about has its own line and is in
 * no other. `kind`: of its report this year; those before it are of the same.
 */
export async function listLastYearCells(
  { read, t }: Reader,
  { template: asked, year, at }: { template: Template; year: number; at: Address },
  units: readonly { unit: number; kind: ReportKind }[]
): Promise<Map<number, LastYearCell>> {
  const places = findOnForms(asked, at)
  const picked = pickFigures(t, [...new Set(places.values())])
  const own = new Map(units.map((one) => [one.unit, one.kind]))
  const before = await listPredecessorsOf({ read, t }, [...own.keys()])
  const kinds = new Map([...before].flatMap(([unit, some]) => some.map((one) => [one.unit, own.get(unit)])))
  for (const [unit, kind] of own) kinds.set(unit, kind)
  const { unit, kind, state, template } = t.reports
  const [found] = await read
    .select({ rows: gather(unit, kind, state, template, ...picked.stretches) })
    .from(t.reports)
    .leftJoin(t.figures, eq(t.figures.report, t.reports.id))
    .where(and(among(unit, [...kinds.keys()]), eq(t.reports.year, year - 1), inArray(state, [...RELIABLE])))
  const surest = new Map<number, { rank: number; cell: () => LastYearCell }>()
  for (const [id, kindThen, stateThen, form, ...digits] of readGathered(found?.rows)) {
    const [of, rank] = [Number(id), RELIABLE.indexOf(stateThen as State)]
    const known = surest.get(of)
    if (kindThen !== kinds.get(of) || (known && known.rank <= rank)) continue
    surest.set(of, { rank, cell: () => cellOf(form as TemplateId, digits) })
  }
  const cellOf = (form: TemplateId, digits: readonly string[]): LastYearCell => {
    const place = places.get(form)
    if (!place) return { amount: null, gap: OTHER_FORM }
    const figure = picked.read(form, digits).find((one) => one.at === place)
    return figure && figure.amount !== null ? { amount: figure.amount } : { amount: null, gap: sayBlank(figure?.standing) }
  }
  return new Map(
    [...own.keys()].map((one) => {
      const others = (before.get(one) ?? []).filter((other) => !own.has(other.unit))
      const first = [one, ...others.flatMap(({ unit: of, kind: how }) => (how === 'duplicate' ? [of] : []))].flatMap(
        (of) => surest.get(of) ?? []
      )
      const merged = others.flatMap(({ unit: of, kind: how }) => (how === 'duplicate' ? [] : (surest.get(of) ?? [])))
      return [one, addCells([...first.slice(0, 1), ...merged].map(({ cell }) => cell()))] as const
    })
  )
}

/** Where a cell of its meaning stands on each form that has one. */
function findOnForms(template: Template, at: Address): Map<TemplateId, Address> {
  const meaning = template.cells[template.index.get(at) ?? -1]?.meaning
  return new Map(
    templates.flatMap((form) => {
      const place = meaning === undefined ? undefined : form.meanings.get(meaning)
      return place === undefined ? [] : [[form.id, place] as const]
    })
  )
}

/** A sum of what has a value throughout; else why there is none. */
function addCells(cells: readonly LastYearCell[]): LastYearCell {
  const gap = cells.length === 0 ? NO_REPORT : cells.find((cell) => cell.amount === null)?.gap
  return gap === undefined ? { amount: cells.reduce((sum, cell) => sum + (cell.amount ?? 0), 0) } : { amount: null, gap }
}
