import { and, asc, eq, getTableColumns, isNull } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import type { Schema } from '@/db/schema'

/** A file of somebody's 批量导入. */
export type ReadFile = Schema['readFiles']['$inferSelect']

/** The same as lists have it: what was understood of it is a hundred times as long as what they show. */
export type ListedFile = Omit<ReadFile, 'reading'>

/** Adds a file to those somebody reads in together; the one that is there if it was read before, by name and content. */
export async function addReadFile({ tx, t }: Store, file: Omit<ReadFile, 'id' | 'decided' | 'report'>): Promise<number> {
  return tx(async (db) => {
    await db
      .insert(t.readFiles)
      .values({ ...file, decided: '{}' })
      .onConflictDoNothing()
    const [found] = await db
      .select({ id: t.readFiles.id })
      .from(t.readFiles)
      .where(and(eq(t.readFiles.by, file.by), eq(t.readFiles.name, file.name), eq(t.readFiles.hash, file.hash)))
    return (found as { id: number }).id
  })
}

/** Somebody's files in the order of their names. */
export async function listReadFiles({ read, t }: Reader, by: number): Promise<ListedFile[]> {
  const { reading: _, ...listed } = getTableColumns(t.readFiles)
  return read.select(listed).from(t.readFiles).where(eq(t.readFiles.by, by)).orderBy(asc(t.readFiles.name), asc(t.readFiles.id))
}

/** One of somebody's own files. */
export async function findReadFile({ read, t }: Reader, by: number, id: number): Promise<ReadFile | undefined> {
  const [file] = await read
    .select()
    .from(t.readFiles)
    .where(and(eq(t.readFiles.by, by), eq(t.readFiles.id, id)))
  return file
}

/** Changes what is known or decided of one of somebody's files, as long as it has become no report. */
export async function updateReadFile(
  { tx, t }: Store,
  { by, id }: Pick<ReadFile, 'by' | 'id'>,
  now: Partial<Pick<ReadFile, 'unit' | 'year' | 'about' | 'decided' | 'report'>>
): Promise<void> {
  await tx(async (db) => {
    await db
      .update(t.readFiles)
      .set(now)
      .where(and(eq(t.readFiles.by, by), eq(t.readFiles.id, id), isNull(t.readFiles.report)))
  })
}

/** Puts files of somebody aside; reports they became stay. */
export async function removeReadFiles({ tx, t }: Store, by: number, ids: readonly number[]): Promise<void> {
  await tx(async (db) => {
    await db.delete(t.readFiles).where(and(eq(t.readFiles.by, by), among(t.readFiles.id, ids)))
  })
}
