import { eq } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import type { Opened } from '@/db/permission'
import { keepOpen, writeCell } from '@/db/reports/cells'
import { editBetween, logEdit } from '@/db/reports/changes'
import { type Filing, findFiling, readReport } from '@/db/reports/reports'
import { listContributors } from '@/db/workflow/members'
import { printAmount } from '@/report/input'
import { coverageAddress, proposeNote } from '@/report/rollup/coverage-note'
import { coverageOf, SumTooLarge } from '@/report/rollup/rollup'
import { COUNTED, type StateClass } from '@/report/rollup/state-class'
import type { Address, Cell } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { keepTaking, nextMoment } from './takings'
import { readTotals } from './totals'

/** A sum as the form has it: 元 where a cell of money says its unit; nothing where nobody has a value. */
export const printSum = ({ kind }: Pick<Cell, 'kind'>, amount: number | null): string =>
  amount === null ? '' : printAmount(amount, kind, kind === 'money' ? '元' : undefined)

/** Why sums are not taken: the report takes nothing any more, it adds up nobody, or the sum of a cell is too large to be exact. */
export type NotTaken = { why: 'closed' | 'no members' } | { why: 'too large'; at: Address }

/**
 * Takes the sums of the members as they are now into the report of an aggregate, with who contributed, in one transaction.
 * `chosen`: from now on it counts this class. Totals are left to the form. The note on what is covered is written, unless the office has
 * chosen its own words. Returns how many places changed.
 */
export async function takeSums(
  { tx, t }: Store,
  { report, user }: Opened<'edit'>,
  now: Date,
  chosen?: StateClass
): Promise<{ ok: true; changed: number } | ({ ok: false } & NotTaken)> {
  return tx(async (db) => {
    const inside = { read: db, t }
    if (await keepOpen(inside, report, now)) return { ok: false as const, why: 'closed' as const }
    const filing = (await findFiling(inside, report)) as Filing
    const before = filing.counting ?? COUNTED
    const counting = chosen ?? before
    const added = await readTotals(inside, filing, counting).catch(findTooLarge)
    if (added instanceof SumTooLarge) return { ok: false as const, why: 'too large' as const, at: added.at }
    const { members, totals } = added
    if (members.length === 0) return { ok: false as const, why: 'no members' as const }
    const template = openTemplate(filing.template)
    // What somebody typed into a total would hide what its parts come to.
    const sums = template.cells.flatMap((cell): [Address, string][] =>
      cell.role === 'group' ? [] : [[cell.at, cell.role === 'input' ? printSum(cell, totals.get(cell.at)?.amount ?? null) : '']]
    )
    const texts = new Map(sums)
    const { values } = await readReport(inside, filing)
    const [noteAt, proposed] = [coverageAddress(template), proposeNote(coverageOf(members), counting)]
    const earlier = proposeNote(coverageOf(await listContributors(inside, report)), before)
    const wasProposed = [undefined, '', earlier].includes(values[noteAt])
    if (wasProposed) texts.set(noteAt, proposed)
    const changed = await writeSums(inside, { report, user, now, texts })
    if (counting !== before) await db.update(t.reports).set({ counting }).where(eq(t.reports.id, report))
    const on = await nextMoment(inside, filing, now)
    await db.delete(t.contributors).where(eq(t.contributors.report, report))
    const versions = await listVersions(
      inside,
      members.flatMap(({ source }) => source?.report ?? [])
    )
    const contributors = members.map(({ unit, name, inclusion, reason, source, hash }) => {
      const of = { source: source?.report ?? null, version: versions.get(source?.report ?? -1) ?? null }
      return { report, unit, name, inclusion, reason, ...of, hash, on }
    })
    for (let i = 0; i < contributors.length; i += ROWS) await db.insert(t.contributors).values(contributors.slice(i, i + ROWS))
    await keepTaking(inside, { report, counting, by: user })
    return { ok: true as const, changed }
  })
}

/** For a promise of sums: which one a number does not hold exactly. */
export function findTooLarge(error: unknown): SumTooLarge {
  if (error instanceof SumTooLarge) return error
  throw error
}

/** The versions of the snapshots that are added up. */
async function listVersions({ read, t }: Reader, reports: readonly number[]): Promise<Map<number, number>> {
  const { report, version } = t.figures
  const rows = await read.select({ report, version }).from(t.figures).where(among(report, reports))
  return new Map(rows.map((row) => [row.report, row.version]))
}

/** Rows a statement: SQLite takes 32,766 parameters. */
const ROWS = 500

/** Writes texts that differ from what stands there, each into the history as 汇总; part of the caller's transaction. */
export async function writeSums(
  inside: Reader,
  { report, user, now, texts }: { report: number; user: number; now: Date; texts: ReadonlyMap<Address, string> }
): Promise<number> {
  const { values } = await readReport(inside, (await findFiling(inside, report)) as Filing)
  const saveId = `summed ${now.getTime()}`
  let changed = 0
  for (const [at, text] of texts) {
    const was = values[at] ?? ''
    if (was === text) continue
    changed++
    await writeCell(inside, { report, at, text, was, user, now })
    const edit = editBetween(was, text)
    await logEdit(inside, { report, at, start: edit.start, was: edit.was, text: edit.now, how: 'summed', source: null, saveId, user, now })
  }
  return changed
}
