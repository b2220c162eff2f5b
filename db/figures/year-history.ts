import { and, asc, between, eq, inArray } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { listPredecessors } from '@/db/people/succession'
import type { Filing } from '@/db/reports/reports'
import type { Address, TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { RELIABLE, type State } from '@/report/workflow/states'
import { listFigures } from './figures'

/** One year before a report, as its cells have it. `of`: the units added up, where it is not the unit's own report alone. */
export type YearOfCells = {
  year: number
  state: State
  of: string[]
  /** By the address on the present form; a cell the form of that year lacks is not there, one that was no number is null. */
  cells: Map<Address, number | null>
  /** What a corrected report had said before, the latest first: the cells that were another number. */
  corrected: { revision: number; cells: Map<Address, number | null> }[]
}

type Revision = Pick<Filing, 'id' | 'unit' | 'unitName' | 'year' | 'revision' | 'state' | 'template'>

/**
 * The years before a report, the latest first, as they stand now: the surest revision of each, and what it corrected. Where units
 * went into this one, the reports of all of them are added up; of one body entered twice the unit's own counts, or the first.
 */
export async function listYearsBefore(reader: Reader, { unit, year, kind, template }: Filing, most: number): Promise<YearOfCells[]> {
  const { read, t } = reader
  const before = await listPredecessors(reader, unit)
  const same = new Set(before.flatMap((one) => (one.kind === 'duplicate' ? [one.unit] : [])))
  const units = [unit, ...before.map((one) => one.unit)]
  const { id, unitName, revision, state, template: form } = t.reports
  const revisions: Revision[] = await read
    .select({ id, unit: t.reports.unit, unitName, year: t.reports.year, revision, state, template: form })
    .from(t.reports)
    .where(
      and(
        ...[among(t.reports.unit, units), eq(t.reports.kind, kind), between(t.reports.year, year - most, year - 1)],
        inArray(state, [...RELIABLE, 'SUPERSEDED'])
      )
    )
    .orderBy(asc(revision))
  const amounts = new Map<number, Map<Address, number | null>>()
  const ids = revisions.map((one) => one.id)
  for (const { report, at, amount } of await listFigures(reader, ids)) {
    const cells = amounts.get(report) ?? new Map<Address, number | null>()
    amounts.set(report, cells.set(at, amount))
  }
  const cellsOf = (one: Revision) => placeOnForm(amounts.get(one.id) ?? new Map(), one.template, template)
  const found: YearOfCells[] = []
  for (let y = year - 1; y >= year - most; y--) {
    const surest = units.flatMap((of) => {
      const own = revisions.filter((one) => one.unit === of && one.year === y)
      return RELIABLE.flatMap((wanted) => own.filter((one) => one.state === wanted)).slice(0, 1)
    })
    const added = surest.filter((one, i) => i === 0 || !same.has(one.unit))
    const [first] = added
    if (!first) continue
    const older = revisions.filter((one) => one.unit === first.unit && one.year === y && one.state === 'SUPERSEDED').reverse()
    const isOwn = added.length === 1 && first.unit === unit
    const cells = addCells(added.map(cellsOf))
    const corrected = added.length > 1 ? [] : older.map((one) => ({ revision: one.revision, cells: cellsOf(one) }))
    found.push({
      ...{ year: y, state: first.state, of: isOwn ? [] : added.map((one) => one.unitName), cells },
      corrected: corrected.map((one, i) => ({ ...one, cells: listDifferent(one.cells, corrected[i - 1]?.cells ?? cells) }))
    })
  }
  return found
}

/** Cells of one form at the addresses where another has what they mean. */
function placeOnForm(cells: ReadonlyMap<Address, number | null>, from: TemplateId, to: TemplateId): Map<Address, number | null> {
  if (from === to) return new Map(cells)
  const [old, now] = [openTemplate(from), openTemplate(to)]
  return new Map(
    [...cells].flatMap(([at, amount]) => {
      const meaning = old.cells[old.index.get(at) ?? -1]?.meaning
      const place = meaning && now.meanings.get(meaning)
      return place ? [[place, amount] as const] : []
    })
  )
}

/** A cell that is no number in one of them is none in their sum. */
function addCells(all: readonly Map<Address, number | null>[]): Map<Address, number | null> {
  const [first = new Map<Address, number | null>(), ...others] = all
  const sum = new Map(first)
  for (const cells of others)
    for (const [at, amount] of cells) {
      const known = sum.get(at)
      sum.set(at, known === null || amount === null ? null : (known ?? 0) + amount)
    }
  return sum
}

const listDifferent = (cells: ReadonlyMap<Address, number | null>, than: ReadonlyMap<Address, number | null>) =>
  new Map([...cells].filter(([at, amount]) => than.get(at) !== amount))
