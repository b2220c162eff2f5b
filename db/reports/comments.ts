import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Reader, Store } from '@/db/engine/client'
import { addNotices } from '@/db/people/notices'
import { bylineOf, listHolders } from '@/db/people/users'
import type { Opened } from '@/db/permission'
import type { Schema } from '@/db/schema'
import type { Report } from '@/report/report'
import { openSheet } from '@/report/sheet'
import { readSnapshot } from '@/report/snapshot'
import type { Values } from '@/report/values'
import { type Anchor, type Board, isAnchor, type JudgedThread, judgeThreads as judge, type Thread } from '@/report/workflow/comment'
import { type Filing, findFiling, findSnapshot, readReport } from './reports'

const tableOf = (t: Schema, board: Board) => t[board]

/** The threads of a revision in the order they were opened. */
export async function listThreads({ read, t }: Reader, report: number, board: Board): Promise<Thread[]> {
  const table = tableOf(t, board)
  const closer = read.$with('closer').as(read.select({ id: t.users.id, closedName: bylineOf(t).as('closed_name') }).from(t.users))
  const rows = await read
    .with(closer)
    .select({
      id: table.id,
      thread: table.thread,
      at: table.at,
      quote: table.quote,
      text: table.text,
      by: bylineOf(t),
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

/** The snapshots the asking remarks were written on, by version. */
export async function readSeen(reader: Reader, report: number, threads: readonly Thread[]): Promise<Map<number, Values>> {
  const versions = new Set(threads.flatMap(({ remarks }) => remarks.filter(({ asks }) => asks).map(({ version }) => version)))
  const seen = new Map<number, Values>()
  for (const version of versions) {
    const snapshot = await findSnapshot(reader, report, version)
    if (snapshot) seen.set(version, readSnapshot(snapshot.json).values)
  }
  return seen
}

/** The threads of a revision with what became of each, as the report stands now. */
export async function judgeThreads(
  reader: Reader,
  { id }: Pick<Filing, 'id'>,
  report: Report,
  threads: readonly Thread[]
): Promise<JudgedThread[]> {
  const { template, report: read } = openSheet(report)
  return judge(template, threads, await readSeen(reader, id, threads), read.values)
}

export type Remarked = { ok: true; id: number } | { ok: false; why: 'moved' | 'no place' | 'no thread' }

/** Opens a thread on a place of the report, on the board of 意见 or of 内部意见. */
export async function addThread(
  store: Store,
  opened: Opened<'comment'> | Opened<'internalComment'>,
  board: Board,
  { at, quote, text, now }: Anchor & { text: string; now: Date }
): Promise<Remarked> {
  const { tx, t } = store
  return tx(async (db): Promise<Remarked> => {
    const inside = { read: db, t }
    const filing = await holdState(inside, opened)
    if (!filing || (board === 'comments' && !mayAskNow(filing, opened.user))) return { ok: false, why: 'moved' }
    const { template, report } = openSheet(await readReport(inside, filing))
    if (!isAnchor(template, report.values, { at, quote })) return { ok: false, why: 'no place' }
    if (board === 'comments') await tellUnread(inside, filing, { asks: true, by: opened.user, now })
    return insert(inside, board, { at, quote, text, thread: null, asks: true, opened, version: filing.version, now })
  })
}

/** Replies in a thread. `asks`: see isAsking in report/workflow/rights.ts. */
export async function addReply(
  store: Store,
  opened: Opened<'reply'> | Opened<'internalComment'>,
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
    if (board === 'comments') await tellUnread(inside, filing, { asks, by: opened.user, now })
    return insert(inside, board, { at: root.at, quote: root.quote, text, thread, asks, opened, version: filing.version, now })
  })
}

/** Closes a thread, or opens it again. */
export async function settleThread(
  store: Store,
  opened: Opened<'comment'> | Opened<'internalComment'>,
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

/** Notifies the unit of a question, or the claimer of an answer; once until that notice is read. */
async function tellUnread(inside: Reader, filing: Filing, { asks, by, now }: { asks: boolean; by: number; now: Date }): Promise<void> {
  const { read, t } = inside
  const { id: report, unit, unitName, year, claimedBy } = filing
  const users = asks ? (await listHolders(inside, unit, ['filler'])).map(({ id }) => id) : claimedBy === null ? [] : [claimedBy]
  const text = `${unitName} ${year} 年年报：${asks ? '有新的意见' : '意见有了答复'}`
  const unread = await read
    .select({ user: t.notices.user })
    .from(t.notices)
    .where(and(eq(t.notices.report, report), eq(t.notices.text, text), isNull(t.notices.readOn)))
  const told = [by, ...unread.map(({ user }) => user)]
  await addNotices(
    inside,
    users.filter((user) => !told.includes(user)),
    { report, text, on: now }
  )
}

/** On a claimed report only the claimer may comment. */
const mayAskNow = ({ state, claimedBy }: Filing, user: number) => state !== 'IN_REVIEW' || claimedBy === user

/** Locks the report in the state the gate saw for the rest of the transaction; undefined if the state has changed. */
async function holdState(
  { read: db, t }: Reader,
  { report, state }: Opened<'comment' | 'reply' | 'internalComment'>
): Promise<Filing | undefined> {
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
    opened: Opened<'comment' | 'reply' | 'internalComment'>
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
