import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Reader, Store } from '@/db/engine/client'
import { fullNameOf } from '@/db/people/users'
import { PAST_REVISION } from '@/report/report'
import { dayOf } from '@/report/workflow/dates'

/** Something that must never be so, and the unit whose administrators are told. */
export type Broken = { unit: number; says: string }

/** Claims that ended are released every half minute: later than this, nothing releases them. */
const LATEST_RELEASE = 3_600_000

/** What must never be so, of the whole installation: work that lies with nobody, rights of whoever left, units no count reaches. */
export async function listBroken(reader: Reader, now: Date): Promise<Broken[]> {
  return [
    ...(await listLostClaims(reader, now)),
    ...(await listUnowed(reader)),
    ...(await listRightsLeft(reader)),
    ...(await listLoose(reader))
  ]
}

async function listLostClaims({ read, t }: Reader, now: Date): Promise<Broken[]> {
  const { unit, unitName, year, claimedBy, claimEnds, state } = t.reports
  const rows = await read
    .select({ unit, unitName, year, name: fullNameOf(t), isClosed: t.users.closed, ends: claimEnds })
    .from(t.reports)
    .leftJoin(t.users, eq(t.users.id, claimedBy))
    .where(
      and(eq(state, 'IN_REVIEW'), or(isNull(claimedBy), eq(t.users.closed, true), lt(claimEnds, new Date(now.getTime() - LATEST_RELEASE))))
    )
  return rows.map((row) => {
    const why = row.isClosed === null ? '没有领取人' : row.isClosed ? `领取人${row.name}的账号已停用` : `${row.name}的领取已到期，没有退回`
    return { unit: row.unit, says: `${row.unitName} ${row.year} 年年报在审核中，但${why}` }
  })
}

/** Reports no board counts, because nothing says that they are owed. */
async function listUnowed({ read, t }: Reader): Promise<Broken[]> {
  const { unit, unitName, year, kind, revision } = t.reports
  const rows = await read
    .selectDistinct({ unit, unitName, year })
    .from(t.reports)
    .leftJoin(t.obligations, and(eq(t.obligations.unit, unit), eq(t.obligations.year, year), eq(t.obligations.kind, kind)))
    .where(and(gt(revision, PAST_REVISION), isNull(t.obligations.unit)))
  return rows.map((row) => ({ unit: row.unit, says: `${row.unitName} ${row.year} 年有年报，但不在应报送名单中，未计入进度` }))
}

async function listRightsLeft({ read, t }: Reader): Promise<Broken[]> {
  const signedIn = read.select({ user: t.sessions.user }).from(t.sessions)
  const rows = await read
    .select({ unit: t.users.unit, name: fullNameOf(t) })
    .from(t.users)
    .where(and(eq(t.users.closed, true), isNotNull(t.users.unit), inArray(t.users.id, signedIn)))
  return rows.flatMap(({ unit, name }) => (unit === null ? [] : [{ unit, says: `${name}的账号已停用，但仍处于登录状态` }]))
}

/** Units that boards of those above do not reach: the tree and what is kept of it differ. */
async function listLoose({ read, t }: Reader): Promise<Broken[]> {
  const own = and(eq(t.unitsAbove.unit, t.units.id), eq(t.unitsAbove.steps, 1))
  const rows = await read
    .select({ unit: t.units.id, name: t.units.name })
    .from(t.units)
    .leftJoin(t.unitsAbove, own)
    .where(sql`coalesce(${t.units.above}, 0) <> coalesce(${t.unitsAbove.above}, 0)`)
  return rows.map(({ unit, name }) => ({ unit, says: `${name}的上级与隶属关系记录不一致` }))
}

export type Night = { on: Date; found: Broken[] }

/** From this hour in UTC+8; where nothing runs at night, with the next start. */
const FIRST_HOUR = 2

/** 夜间检查: once a day, whichever process comes first. What was found is kept, and written to the log. */
export async function checkNightly(store: Store, now: Date): Promise<void> {
  const { read, tx, t } = store
  const day = dayOf(new Date(now.getTime() - FIRST_HOUR * 3_600_000))
  const [done] = await read.select({ day: t.nights.day }).from(t.nights).where(eq(t.nights.day, day))
  if (done) return
  const found = await listBroken(store, now)
  const kept = await tx((db) =>
    db
      .insert(t.nights)
      .values({ day, on: now, found: JSON.stringify(found) })
      .onConflictDoNothing()
      .returning({ day: t.nights.day })
  )
  if (kept.length > 0) for (const { says } of found) process.stderr.write(`${now.toISOString()} night: ${says}\n`)
}

/** The latest check, with what it found of some units; undefined before the first. */
export async function findLastNight({ read, t }: Reader, units: ReadonlySet<number>): Promise<Night | undefined> {
  const [row] = await read.select().from(t.nights).orderBy(desc(t.nights.day)).limit(1)
  return row && { on: row.on, found: (JSON.parse(row.found) as Broken[]).filter(({ unit }) => units.has(unit)) }
}
