import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { findSnapshot } from '@/db/reports/reports'
import { UnreadableReport } from '@/report/reading/read'
import type { Report } from '@/report/report'
import { type Figure, figuresOf } from '@/report/rollup/figures'
import { readSnapshot } from '@/report/snapshot'
import type { Address } from '@/report/template'

/** A figure with the revision (its row in `reports`) it stands in. */
export type FigureOfReport = Figure & { report: number }

/**
 * Keeps the figures of a report beside the snapshot that was just made of it, in the place of those of an earlier one; part of
 * the caller's transaction. Each snapshot is stored together with this.
 */
export async function keepFigures({ read: db, t }: Reader, report: number, content: Report): Promise<void> {
  await db.delete(t.figures).where(among(t.figures.report, [report]))
  const rows = figuresOf(content).map((figure) => ({ report, ...figure }))
  if (rows.length > 0) await db.insert(t.figures).values(rows)
}

/** The figures of some revisions, all or those at some addresses, in the order of revision and address; a revision never handed in has none. */
export async function listFigures({ read, t }: Reader, reports: readonly number[], at?: readonly Address[]): Promise<FigureOfReport[]> {
  return read
    .select()
    .from(t.figures)
    .where(and(among(t.figures.report, reports), at && inArray(t.figures.at, [...at])))
    .orderBy(asc(t.figures.report), asc(t.figures.at))
}

/** One cell added up over some revisions: the sum of what stands as a value there (in the last decimal), and in how many it does. */
export type FigureSum = { at: Address; amount: number; covered: number }

/**
 * Adds up each cell over some revisions, with one statement; a cell that is a value in none of them is not in the answer.
 * Throws RangeError for a sum a number cannot hold exactly: a wrong sum is worse than none.
 */
export async function sumFigures({ read, t }: Reader, reports: readonly number[], at?: readonly Address[]): Promise<FigureSum[]> {
  const { figures } = t
  const sums = await read
    .select({
      at: figures.at,
      amount: sql<number>`sum(${figures.amount})`.mapWith(Number),
      covered: sql<number>`count(${figures.amount})`.mapWith(Number)
    })
    .from(figures)
    .where(and(among(figures.report, reports), at && inArray(figures.at, [...at])))
    .groupBy(figures.at)
  const beyond = sums.find(({ amount }) => !Number.isSafeInteger(amount))
  if (beyond) throw new RangeError(`the sum at ${beyond.at} is beyond what a number holds exactly`)
  return sums.filter(({ covered }) => covered > 0)
}

/** Which of these cells are no value in one of these revisions: blank or unreadable. */
export async function listGaps({ read, t }: Reader, reports: readonly number[], cells: readonly Address[]) {
  if (cells.length === 0) return []
  const { report, at, standing } = t.figures
  const rows = await read
    .select({ report, at, standing })
    .from(t.figures)
    .where(and(among(report, reports), inArray(at, [...cells]), ne(standing, 'value')))
  return rows.flatMap((row) => (row.standing === 'value' ? [] : [{ ...row, standing: row.standing }]))
}

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
    if (snapshot) await keepFigures(inside, report, readSnapshot(snapshot.json))
    return 1
  } catch (error) {
    if (error instanceof UnreadableReport) return 0
    throw error
  }
}
