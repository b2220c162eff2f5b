import { and, asc, count, eq, inArray, sum } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'

/** 通知附件 of a task as it is listed, without its bytes. */
export type Attachment = { id: number; unit: number; year: number; name: string; size: number }

/** The files of the tasks these units issued for a year, in the order in which they came. */
export async function listAttachments({ read, t }: Reader, issuers: readonly number[], year: number): Promise<Attachment[]> {
  const { id, unit, name, size } = t.attachments
  return read
    .select({ id, unit, year: t.attachments.year, name, size })
    .from(t.attachments)
    .where(and(among(unit, issuers), eq(t.attachments.year, year)))
    .orderBy(asc(id))
}

/** How many files a task may have, and how many bytes altogether. */
export type MostAttached = { files: number; bytes: number }

/** Adds a file to a task; false if there would be too many then. */
export async function addAttachment(
  { tx, t }: Store,
  file: { unit: number; year: number; name: string; bytes: Uint8Array; by: number; on: Date },
  most: MostAttached
): Promise<boolean> {
  const { bytes, ...row } = file
  const content = Buffer.from(bytes).toString('base64')
  return tx(async (db) => {
    const isTask = and(eq(t.attachments.unit, row.unit), eq(t.attachments.year, row.year))
    const [there] = await db
      .select({ files: count(), bytes: sum(t.attachments.size).mapWith(Number) })
      .from(t.attachments)
      .where(isTask)
    if (there && (there.files >= most.files || (there.bytes ?? 0) + bytes.length > most.bytes)) return false
    await db.insert(t.attachments).values({ ...row, size: bytes.length, content })
    return true
  })
}

/** Takes a file back from a task. */
export async function removeAttachment({ tx, t }: Store, { unit, year, id }: Pick<Attachment, 'unit' | 'year' | 'id'>): Promise<boolean> {
  return tx(async (db) => {
    const isIt = and(eq(t.attachments.id, id), eq(t.attachments.unit, unit), eq(t.attachments.year, year))
    return (await db.delete(t.attachments).where(isIt).returning({ id: t.attachments.id })).length > 0
  })
}

/** Copies files of another year's task of the same unit into a task that has none of them yet, by name. */
export async function copyAttachments(
  { tx, t }: Store,
  { unit, from, to, ids, by, on }: { unit: number; from: number; to: number; ids: readonly number[]; by: number; on: Date }
): Promise<void> {
  if (ids.length === 0) return
  await tx(async (db) => {
    const there = await listAttachments({ read: db, t }, [unit], to)
    const names = new Set(there.map(({ name }) => name))
    const isChosen = and(eq(t.attachments.unit, unit), eq(t.attachments.year, from), among(t.attachments.id, ids))
    for (const { id: _, name, ...file } of await db.select().from(t.attachments).where(isChosen).orderBy(asc(t.attachments.id)))
      if (!names.has(name)) await db.insert(t.attachments).values({ ...file, name, year: to, by, on })
  })
}

/**
 * A file for somebody who works, in whatever role, in a unit the task was issued to or in the one that issued it, or administers that
 * one; nobody else finds it.
 */
export async function findAttachment(
  { read, t }: Reader,
  id: number,
  { units, administers }: { units: readonly number[]; administers: readonly number[] }
): Promise<{ name: string; bytes: Uint8Array } | undefined> {
  const [found] = await read.select().from(t.attachments).where(eq(t.attachments.id, id))
  if (!found) return undefined
  const { unit, year, name, content } = found
  const owed = and(eq(t.obligations.task, unit), eq(t.obligations.year, year), among(t.obligations.unit, units))
  const isTold = (await read.select({ unit: t.obligations.unit }).from(t.obligations).where(owed).limit(1)).length > 0
  const above = and(eq(t.unitsAbove.unit, unit), inArray(t.unitsAbove.above, [...administers]))
  const isOurs =
    units.includes(unit) ||
    (administers.length > 0 && (await read.select({ unit: t.unitsAbove.unit }).from(t.unitsAbove).where(above).limit(1)).length > 0)
  return isTold || isOurs ? { name, bytes: Buffer.from(content, 'base64') } : undefined
}
