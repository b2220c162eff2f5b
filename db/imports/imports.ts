import { and, asc, countDistinct, eq } from 'drizzle-orm'
import type { Reader, Store } from '@/db/engine/client'
import { bylineOf } from '@/db/people/users'
import type { Opened } from '@/db/permission'

/** A file of which something was taken over: how many places it changed, who read it in and when. */
export type ImportLine = { id: number; name: string; hash: string; by: string; on: Date; places: number }

/** Notes that a file was read for a report, by its name and the SHA-256 of its bytes; its number is named by what is taken over. */
export async function addImport(
  { tx, t }: Store,
  { report, user }: Opened<'edit'>,
  { name, hash, now }: { name: string; hash: string; now: Date }
): Promise<number> {
  return tx(async (db) => {
    const [added] = await db.insert(t.imports).values({ report, name, hash, by: user, on: now }).returning({ id: t.imports.id })
    return (added as { id: number }).id
  })
}

/** Whether these files were read for a report. */
export async function areImportsOf({ read, t }: Reader, report: number, ids: ReadonlySet<number>): Promise<boolean> {
  if (ids.size === 0) return true
  const known = await read.select({ id: t.imports.id }).from(t.imports).where(eq(t.imports.report, report))
  const own = new Set(known.map(({ id }) => id))
  return [...ids].every((id) => own.has(id))
}

/** The files of which something was taken over into a report, in their order. */
export async function listImports({ read, t }: Reader, report: number): Promise<ImportLine[]> {
  return read
    .select({
      id: t.imports.id,
      name: t.imports.name,
      hash: t.imports.hash,
      by: bylineOf(t),
      on: t.imports.on,
      places: countDistinct(t.changes.at)
    })
    .from(t.imports)
    .innerJoin(t.changes, and(eq(t.changes.report, report), eq(t.changes.source, t.imports.id)))
    .innerJoin(t.users, eq(t.users.id, t.imports.by))
    .where(eq(t.imports.report, report))
    .groupBy(t.imports.id, t.users.id)
    .orderBy(asc(t.imports.id))
}

/** A file that was read for a report, by its number. */
export async function findImport({ read, t }: Reader, report: number, id: number): Promise<{ name: string; hash: string } | undefined> {
  const [found] = await read
    .select({ name: t.imports.name, hash: t.imports.hash })
    .from(t.imports)
    .where(and(eq(t.imports.report, report), eq(t.imports.id, id)))
  return found
}
