import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Reader, Store } from '@/db/engine/client'
import { keepQuery, type Placeholders } from '@/db/engine/keep-query'
import { bylineOf } from '@/db/people/users'
import type { Opened } from '@/db/permission'
import type { EntryMethod } from '@/db/schema'
import type { Address } from '@/report/template'
import { EDITABLE, type State } from '@/report/workflow/states'
import { editBetween, logEdit } from './changes'

/** `was` is the text the writer saw; the save succeeds only if it is still stored. `source`: the file it was imported from. */
export type CellChange = { at: Address; was: string; now: string; how: EntryMethod; source?: number }

/** What stands in a cell instead of what was sent: `by`, 姓名（单位）, saved it with the sign-in name `account`. */
export type CellConflict = { at: Address; text: string; by: string; account: string; on: Date }

export type Saved = { ok: true; conflicts: CellConflict[] } | { ok: false; state: State }

/**
 * Saves cells by compare-and-swap, each for itself: a conflict in one does not stop the others. An UPDATE of the report
 * row checks the state and locks it in the same transaction, so no save can follow a submission. Idempotent: repeating a
 * save with the same id changes nothing and succeeds.
 */
export async function saveCells(
  store: Store,
  { report, user }: Opened<'edit'>,
  { saveId, cells, now }: { saveId: string; cells: readonly CellChange[]; now: Date }
): Promise<Saved> {
  const { tx, t } = store
  return tx(async (db) => {
    const inside = { read: db, t }
    const closed = await keepOpen(inside, report, now)
    if (closed) return { ok: false as const, state: closed }
    const refused: CellChange[] = []
    for (const { at, was, now: text, how, source = null } of cells) {
      const [written] = await writeCell(inside, { report, at, text, was, user, now })
      if (!written) {
        refused.push({ at, was, now: text, how })
        continue
      }
      // A new row had no text before, whatever the writer sent as `was`.
      const edit = editBetween(written.version === 1 ? '' : was, text)
      if (edit.was !== edit.now)
        await logEdit(inside, { report, at, start: edit.start, was: edit.was, text: edit.now, how, source, saveId, user, now })
    }
    return { ok: true as const, conflicts: refused.length === 0 ? [] : await listConflicts(inside, report, saveId, refused) }
  })
}

type WrittenCell = { report: number; at: Address; text: string; was: string; user: number; now: Date }

/** Writes one cell if it holds `was`; part of the caller's transaction. Its version, or nothing if it holds another text. */
export const writeCell = keepQuery(({ read, t }, { report, at, text, was, user, now }: Placeholders<WrittenCell>) =>
  read
    .insert(t.cells)
    .values({ report, at, text, was, version: 1, by: user, on: now })
    .onConflictDoUpdate({
      target: [t.cells.report, t.cells.at],
      set: {
        text: sql`excluded.text`,
        was: sql`excluded.was`,
        version: sql`${t.cells.version} + 1`,
        by: sql`excluded."by"`,
        on: sql`excluded."on"`
      },
      setWhere: sql`${t.cells.text} = excluded.was`
    })
    .returning({ version: t.cells.version })
)

/** The refused cells that are conflicts: not written by an earlier try of the same save, and not equal to the wanted text already. */
async function listConflicts(
  { read: db, t }: Reader,
  report: number,
  saveId: string,
  refused: readonly CellChange[]
): Promise<CellConflict[]> {
  const addresses = refused.map(({ at }) => at)
  const repeated = await db
    .select({ at: t.changes.at })
    .from(t.changes)
    .where(and(eq(t.changes.report, report), eq(t.changes.saveId, saveId)))
  const mine = new Set(repeated.map(({ at }) => at))
  const standing = await db
    .select({ at: t.cells.at, text: t.cells.text, by: bylineOf(t), account: t.users.name, on: t.cells.on })
    .from(t.cells)
    .innerJoin(t.users, eq(t.users.id, t.cells.by))
    .where(and(eq(t.cells.report, report), inArray(t.cells.at, addresses)))
  const wanted = new Map(refused.map(({ at, now }) => [at, now]))
  return standing.filter(({ at, text }) => !mine.has(at) && text !== wanted.get(at))
}

/** Locks the report (by an UPDATE) so that it stays open to typing for the rest of the transaction; returns its state if it is not. */
export async function keepOpen(inside: Reader, report: number, now: Date): Promise<State | undefined> {
  const [open] = await touchOpen(inside, { report, now })
  if (open) return undefined
  const { read, t } = inside
  const [row] = await read.select({ state: t.reports.state }).from(t.reports).where(eq(t.reports.id, report))
  return row?.state ?? 'APPROVED'
}

const touchOpen = keepQuery(({ read, t }, { report, now }: Placeholders<{ report: number; now: Date }>) =>
  read
    .update(t.reports)
    .set({ savedOn: sql`${sql.param(now, t.reports.savedOn)}` })
    .where(and(eq(t.reports.id, report), inArray(t.reports.state, [...EDITABLE])))
    .returning({ id: t.reports.id })
)
