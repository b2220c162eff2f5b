import { asc, eq, type SQL, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { digitsOf, gather, readGathered } from '@/db/gather'
import { findSnapshot } from '@/db/reports/reports'
import type { Schema } from '@/db/schema'
import { UnreadableReport } from '@/report/reading/read'
import type { Report } from '@/report/report'
import { type Figure, figuresOf } from '@/report/rollup/figures'
import { amountAt, packFigures, readStretch, stretchesOf, tallyFigures, unpackFigures } from '@/report/rollup/packed-figures'
import type { Tallied } from '@/report/rollup/rollup'
import { readSnapshot } from '@/report/snapshot'
import { addExactly } from '@/report/statistics/measure'
import type { Address, TemplateId } from '@/report/template'
import { openTemplate, templates } from '@/report/templates'

/** A figure with the revision (its row in `reports`) it stands in. */
export type FigureOfReport = Figure & { report: number }

/**
 * Keeps the figures of a snapshot that was just made, in the place of those of an earlier one of the same revision; part of the
 * caller's transaction. Each snapshot is stored together with this.
 */
export async function keepFigures({ read: db, t }: Reader, { report, version }: Of, content: Report): Promise<void> {
  const { template } = content
  const row = { version, template, packed: Buffer.from(packFigures(figuresOf(content))) }
  await db
    .insert(t.figures)
    .values({ report, ...row })
    .onConflictDoUpdate({ target: t.figures.report, set: row })
}

/** A snapshot: the version of its revision. */
type Of = { report: number; version: number }

/** The figures of some revisions, all or those at some addresses, in the order of revision and form; a revision never handed in has none. */
export async function listFigures({ read, t }: Reader, reports: readonly number[], at?: readonly Address[]): Promise<FigureOfReport[]> {
  const only = at && new Set(at)
  const rows = await read
    .select({ report: t.figures.report, template: t.figures.template, packed: t.figures.packed })
    .from(t.figures)
    .where(among(t.figures.report, reports))
    .orderBy(asc(t.figures.report))
  return rows.flatMap(({ report, template, packed }) =>
    unpackFigures(openTemplate(template), packed, only).map((figure) => ({ report, ...figure }))
  )
}

/**
 * Adds up each cell over some revisions, and lists which are blank or no number in which, with one statement. Throws RangeError
 * for a sum a number cannot hold exactly: a wrong sum is worse than none.
 */
export async function sumFigures({ read, t }: Reader, reports: readonly number[]): Promise<Tallied> {
  const { report, template, packed } = t.figures
  const rows = await read.select({ report, template, packed }).from(t.figures).where(among(report, reports))
  return tallyFigures(rows.map((row) => ({ ...row, template: openTemplate(row.template) })))
}

/**
 * Cells at some addresses of the figures in a query, without the rest of them: what to select, as hexadecimal digits, and how these
 * are read. Null where the row of figures is missing, or its form has none of them.
 */
export function pickFigures(t: Schema, addresses: readonly Address[]): PickedFigures {
  const { figures } = t
  const forms = new Map(templates.map((one) => [one.id, stretchesOf(one, addresses)] as const).filter(([, some]) => some.length > 0))
  const most = Math.max(0, ...[...forms.values()].map(({ length }) => length))
  const stretches = Array.from({ length: most }, (_, i) => {
    const cases = [...forms].flatMap(([form, some]) => {
      const { start, length } = some[i] ?? {}
      return start === undefined
        ? []
        : [sql`when ${figures.template} = ${form} then ${digitsOf(t, sql`substr(${figures.packed}, ${sql.raw(`${start}, ${length}`)})`)}`]
    })
    return sql<string | null>`case ${sql.join(cases, sql` `)} end`
  })
  const read = (template: TemplateId, row: Readonly<Record<string, unknown>>) =>
    (forms.get(template) ?? []).flatMap((stretch, i) => {
      const digits = row[`stretch${i}`]
      return typeof digits === 'string' ? readStretch(stretch, digits) : []
    })
  const adder = (template: TemplateId, of: readonly Address[]) => {
    const places = of.map((at) => {
      const some = forms.get(template) ?? []
      const stretch = some.findIndex(({ cells }) => cells.some((cell) => cell.at === at))
      return { stretch, place: some[stretch]?.cells.find((cell) => cell.at === at)?.place ?? 0 }
    })
    return (digits: readonly string[], from = 0) => addAt(digits, from, places)
  }
  const cut = (template: TemplateId, packed: Uint8Array) =>
    (forms.get(template) ?? []).map(({ start, length }) => Buffer.from(packed.subarray(start - 1, start - 1 + length)).toString('hex'))
  return { cut, stretches, columns: Object.fromEntries(stretches.map((one, i) => [`stretch${i}`, one.as(`stretch${i}`)])), read, adder }
}

function addAt(digits: readonly string[], from: number, places: readonly { stretch: number; place: number }[]): number | null {
  let sum: number | null = null
  for (const { stretch, place } of places) {
    const some = stretch < 0 ? '' : digits[from + stretch]
    const amount = some ? amountAt(some, place) : null
    if (amount === null) return null
    sum = addExactly(sum, amount)
  }
  return sum
}

export type PickedFigures = {
  /** What to gather, and the same as columns of their own. */
  stretches: SQL<string | null>[]
  columns: Record<string, SQL.Aliased<string | null>>
  /** The cells of a row that has these columns. */
  read: (template: TemplateId, row: Readonly<Record<string, unknown>>) => Figure[]
  /** The same stretches of packed figures at hand. */
  cut: (template: TemplateId, packed: Uint8Array) => string[]
  /** Adds up some of the cells on a form, of stretches that stand in a list from a place on; null where one is no value or missing, NaN where the sum is inexact. */
  adder: (template: TemplateId, of: readonly Address[]) => (digits: readonly string[], from?: number) => number | null
}

/** Revisions, each with the version of the snapshot that is meant; undefined: the latest. */
export type Versions = ReadonlyMap<number, number | undefined>

/** The picked stretches of some revisions: from the figures where these are of that version, else from the snapshot itself. */
export async function readPicked(reader: Reader, picked: PickedFigures, revisions: Versions): Promise<PickedReport[]> {
  const { report, version, template } = reader.t.figures
  const [found] = await reader.read
    .select({ rows: gather(report, version, template, ...picked.stretches) })
    .from(reader.t.figures)
    .where(among(report, [...revisions.keys()]))
  const read: PickedReport[] = []
  for (const [id, then, form, ...digits] of readGathered(found?.rows)) {
    const [of, wanted] = [Number(id), revisions.get(Number(id))]
    const older = wanted === undefined || wanted === Number(then) ? undefined : await findSnapshot(reader, of, wanted)
    const content = older && readSnapshot(older.json)
    if (content)
      read.push({ report: of, template: content.template, digits: picked.cut(content.template, packFigures(figuresOf(content))) })
    else read.push({ report: of, template: form as TemplateId, digits })
  }
  return read
}

export type PickedReport = { report: number; template: TemplateId; digits: readonly string[] }

/** How many reports are filled in one transaction, so that others can write in between. */
const BATCH = 50

/**
 * Fills in the figures of reports that were handed in before figures were kept, batch after batch: interrupted, it goes on where it
 * stopped. Returns how many it filled; one statement where there is nothing to do. `tell` hears of each batch. A snapshot that
 * cannot be read any more is passed over, for no figure of it could be right.
 */
export async function fillFigures({ read, tx, t }: Store, tell: (done: number, of: number) => void = () => undefined): Promise<number> {
  const rows = await read
    .selectDistinct({ report: t.snapshots.report })
    .from(t.snapshots)
    .where(sql`not exists (select 1 from ${t.figures} where ${t.figures.report} = ${t.snapshots.report})`)
    .orderBy(asc(t.snapshots.report))
  let filled = 0
  for (let i = 0; i < rows.length; i += BATCH) {
    await tx(async (db) => {
      for (const { report } of rows.slice(i, i + BATCH)) filled += await fillOne({ read: db, t }, report)
    })
    tell(Math.min(i + BATCH, rows.length), rows.length)
  }
  return filled
}

async function fillOne(inside: Reader, report: number): Promise<number> {
  const { read: db, t } = inside
  // Locks the row, as each submission does: otherwise one that comes at the same moment would be overwritten by what was before it.
  await db
    .update(t.reports)
    .set({ version: sql`${t.reports.version}` })
    .where(eq(t.reports.id, report))
  const snapshot = await findSnapshot(inside, report)
  try {
    if (snapshot) await keepFigures(inside, { report, version: snapshot.version }, readSnapshot(snapshot.json))
    return 1
  } catch (error) {
    if (error instanceof UnreadableReport) return 0
    throw error
  }
}
