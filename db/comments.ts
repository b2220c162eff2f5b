import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { type Anchor, isAnchor, type Outcome, outcomeOf, type Thread } from '@/report/comment'
import { differences } from '@/report/difference'
import { readSnapshot } from '@/report/snapshot'
import { openTemplate } from '@/report/templates'
import type { Values } from '@/report/values'
import type { Reader, Store } from './client'
import type { Opened } from './permission'
import { type Filing, findFiling, findSnapshot, readReport } from './reports'
import type { Schema } from './schema'

/** 意见, which the unit reads, or 内部意见, which only those who review read. They lie in two tables and never change sides. */
export type Board = 'comments' | 'internalComments'

const tableOf = (t: Schema, board: Board) => t[board]

/** The threads of a revision in the order they were opened. */
export async function listThreads({ read, t }: Reader, report: number, board: Board): Promise<Thread[]> {
  const table = tableOf(t, board)
  const closer = read.$with('closer').as(read.select({ id: t.users.id, closedName: t.users.name }).from(t.users))
  const rows = await read
    .with(closer)
    .select({
      id: table.id,
      thread: table.thread,
      at: table.at,
      quote: table.quote,
      text: table.text,
      by: t.users.name,
      on: table.on,
      version: table.version,
      asks: table.asks,
      closedBy: closer.closedName,
      closedOn: table.closedOn
    })
    .from(table)
    .innerJoin(t.users, eq(t.users.id, table.by))
    .leftJoin(closer, eq(closer.id, table.closedBy))
    .where(eq(table.report, report))
    .orderBy(asc(table.id))
  return rows
    .filter(({ thread }) => thread === null)
    .map(({ id, at, quote, closedBy, closedOn }) => ({
      id,
      at,
      quote,
      closedBy,
      closedOn,
      remarks: rows
        .filter((row) => row.id === id || row.thread === id)
        .map((row) => ({ id: row.id, text: row.text, by: row.by, on: row.on, version: row.version, asks: row.asks }))
    }))
}

/** What became of each thread, as the report stands now with these values. */
export async function judgeThreads(
  reader: Reader,
  { id, template }: Pick<Filing, 'id' | 'template'>,
  values: Values,
  threads: readonly Thread[]
): Promise<Map<number, Outcome>> {
  const versions = new Set(threads.flatMap(({ remarks }) => remarks.filter(({ asks }) => asks).map(({ version }) => version)))
  const changed = new Map<number, string[]>()
  for (const version of versions) {
    // A remark was made on what had been handed in by then.
    const seen = await findSnapshot(reader, id, version)
    const before = seen ? readSnapshot(seen.json).values : values
    changed.set(
      version,
      differences(openTemplate(template), before, values).map(({ at }) => at)
    )
  }
  return new Map(threads.map((thread) => [thread.id, outcomeOf(thread, (version) => changed.get(version) ?? [])]))
}

export type Remarked = { ok: true; id: number } | { ok: false; why: 'moved' | 'no place' | 'no thread' }

/** Opens a thread on a place of the report; `comment` on what the unit reads, `note` among reviewers. */
export async function addThread(
  store: Store,
  opened: Opened<'comment'> | Opened<'note'>,
  board: Board,
  { at, quote, text, now }: Anchor & { text: string; now: Date }
): Promise<Remarked> {
  const { tx, t } = store
  return tx(async (db): Promise<Remarked> => {
    const inside = { read: db, t }
    const filing = await holdState(inside, opened)
    if (!filing || (board === 'comments' && !mayAskNow(filing, opened.user))) return { ok: false, why: 'moved' }
    const { values } = await readReport(inside, filing)
    if (!isAnchor(openTemplate(filing.template), values, { at, quote })) return { ok: false, why: 'no place' }
    return insert(inside, board, { at, quote, text, thread: null, asks: true, opened, version: filing.version, now })
  })
}

/** Replies in a thread. `asks`: see isAsking in report/status.ts. */
export async function addReply(
  store: Store,
  opened: Opened<'reply'> | Opened<'note'>,
  board: Board,
  { thread, text, asks, now }: { thread: number; text: string; asks: boolean; now: Date }
): Promise<Remarked> {
  const { tx, t } = store
  const table = tableOf(t, board)
  return tx(async (db): Promise<Remarked> => {
    const inside = { read: db, t }
    const filing = await holdState(inside, opened)
    if (!filing) return { ok: false, why: 'moved' }
    const [root] = await db
      .select()
      .from(table)
      .where(and(eq(table.id, thread), eq(table.report, opened.report), isNull(table.thread)))
    if (!root) return { ok: false, why: 'no thread' }
    return insert(inside, board, { at: root.at, quote: root.quote, text, thread, asks, opened, version: filing.version, now })
  })
}

/** Closes a thread, or opens it again. */
export async function settleThread(
  store: Store,
  opened: Opened<'comment'> | Opened<'note'>,
  board: Board,
  { thread, isClosed, now }: { thread: number; isClosed: boolean; now: Date }
): Promise<Remarked> {
  const { tx, t } = store
  const table = tableOf(t, board)
  return tx(async (db): Promise<Remarked> => {
    const filing = await holdState({ read: db, t }, opened)
    if (!filing || (board === 'comments' && !mayAskNow(filing, opened.user))) return { ok: false, why: 'moved' }
    const [settled] = await db
      .update(table)
      .set(isClosed ? { closedBy: opened.user, closedOn: now } : { closedBy: null, closedOn: null })
      .where(and(eq(table.id, thread), eq(table.report, opened.report), isNull(table.thread)))
      .returning({ id: table.id })
    return settled ? { ok: true, id: settled.id } : { ok: false, why: 'no thread' }
  })
}

/** A report that somebody claimed takes comments from him alone. */
const mayAskNow = ({ state, claimedBy }: Filing, user: number) => state !== 'IN_REVIEW' || claimedBy === user

/** Holds the report in the state the gate saw for the rest of the transaction; undefined if it has moved on. */
async function holdState({ read: db, t }: Reader, { report, state }: Opened<'comment' | 'reply' | 'note'>): Promise<Filing | undefined> {
  const [held] = await db
    .update(t.reports)
    .set({ version: sql`${t.reports.version}` })
    .where(and(eq(t.reports.id, report), eq(t.reports.state, state)))
    .returning({ id: t.reports.id })
  return held && findFiling({ read: db, t }, report)
}

async function insert(
  { read: db, t }: Reader,
  board: Board,
  {
    at,
    quote,
    text,
    thread,
    asks,
    opened: { report, user },
    version,
    now
  }: Anchor & {
    text: string
    thread: number | null
    asks: boolean
    opened: Opened<'comment' | 'reply' | 'note'>
    version: number
    now: Date
  }
): Promise<Remarked> {
  const [added] = await db
    .insert(tableOf(t, board))
    .values({ report, thread, at, quote, text, by: user, on: now, version, asks })
    .returning({ id: tableOf(t, board).id })
  if (!added) throw new Error('the comment was not stored')
  return { ok: true, id: added.id }
}
