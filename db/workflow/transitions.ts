import { and, eq, inArray, lt, lte, or, sql } from 'drizzle-orm'
import type { Reader, Store } from '@/db/engine/client'
import { keepFigures } from '@/db/figures/figures'
import { hashOf } from '@/db/hash'
import { tellHolders } from '@/db/people/notices'
import { setReturnDue } from '@/db/people/obligations'
import { ENTERED_ON_PAPER, entersForUnit } from '@/db/people/paper-units'
import type { Opened } from '@/db/permission'
import { appendEvent, listHistory } from '@/db/reports/events'
import { type Filing, findFiling, findSnapshot, readReport, startRevision } from '@/db/reports/reports'
import { findSubmissions } from '@/db/reports/submissions'
import { makeSnapshot, readSnapshot } from '@/report/snapshot'
import { openTemplate } from '@/report/templates'
import { countFindings } from '@/report/workflow/counts'
import { printDue } from '@/report/workflow/deadline'
import { differences } from '@/report/workflow/difference'
import { isEditable, type State } from '@/report/workflow/states'
import { CLAIM_HOURS, type Demand, openTransition, type TransitionName } from '@/report/workflow/transitions'
import { type Case, DEMANDS, judgeCase, type Unmet } from './demands'
import { copyContributors } from './members'
import { listNextYear, tellMovedOpenings } from './next-year'
import { targetOf } from './target'

/** `report`: the revision to go on with, another one after a correction was granted. */
export type Moved =
  | { ok: true; report: number; state: State }
  | { ok: false; why: 'moved'; state: State; by: string }
  | ({ ok: false; why: 'demand'; demand: Demand } & Unmet)

/** `until`: the day by which what is returned is due again, yyyy-mm-dd. */
type Given = { version: number; reason?: string; changeNote?: string; to?: number; until?: string; now: Date }

/**
 * Takes one step of the table in report/workflow/transitions.ts, if state and version are still those the decision was made
 * on (optimistic lock) and the stored data meets every demand. State, event, snapshot and notices are one transaction.
 */
export async function moveReport<N extends TransitionName>(
  { tx, t }: Store,
  { report, state, user }: Opened<N>,
  name: N,
  { version, reason = '', changeNote = '', to, until, now }: Given
): Promise<Moved> {
  const { from, demands, tells } = openTransition(name)
  const attempt = tx(async (db): Promise<Moved> => {
    const inside = { read: db, t }
    const filing = await findFiling(inside, report)
    if (!filing || !from.includes(state)) throw new Refusal(await whoMoved(inside, report))
    const isEntered = name === 'submit' && (await entersForUnit(inside, filing.unit, user))
    const target = await targetOf(inside, name, filing, isEntered)
    const one: Case = { inside, filing, user, reason, changeNote, to: to ?? null, now }
    if (name === 'publish') await supersede(one)
    const [moved] = await db
      .update(t.reports)
      .set({ state: target, version: version + 1, ...effectOf(name, target, one) })
      .where(and(eq(t.reports.id, report), eq(t.reports.version, version), eq(t.reports.state, state)))
      .returning({ version: t.reports.version })
    if (!moved) throw new Refusal(await whoMoved(inside, report))
    for (const demand of demands) {
      const unmet = await DEMANDS[demand](one)
      if (unmet) throw new Refusal({ ok: false, why: 'demand', demand, ...unmet })
    }
    const snapshot = name === 'submit' ? await keepSnapshot(one, moved.version) : undefined
    const event = {
      report,
      version: moved.version,
      name,
      from: state,
      to: target,
      reason: isEntered ? ENTERED_ON_PAPER : reason || changeNote,
      by: user,
      on: now,
      snapshot
    }
    const hash = await appendEvent(inside, event)
    if (name === 'submit' || name === 'pass') await keepCounts(one, target)
    await recountNextYear(one)
    const isDated = name === 'return' && filing.revision === 1
    if (isDated) await setReturnDue(inside, filing, { until: until ?? null, reason, by: user, on: now })
    const dated = isDated && until ? `${reason}；请于 ${printDue(until)} 前重新报送` : reason
    const words = isEntered ? ENTERED_ON_PAPER : dated
    if (name === 'publish' && filing.revision > 1) await tellMovedOpenings(inside, filing, { by: user, now })
    await tellHolders(inside, filing, { name, to: target, roles: tells, by: user, also: one.to, reason: words, now })
    if (name !== 'correct') return { ok: true, report, state: target }
    const next = await startRevision(inside, filing, { by: user, reason, after: hash, now })
    if (next === undefined) throw new Refusal({ ok: false, why: 'demand', demand: 'only revision' })
    await copyContributors(inside, report, next)
    return { ok: true, report: next, state: 'DRAFT' }
  })
  return attempt.catch((error) => {
    if (error instanceof Refusal) return error.moved
    throw error
  })
}

/** Thrown inside the transaction to roll it back. */
class Refusal extends Error {
  constructor(readonly moved: Moved) {
    super()
  }
}

/** What else a step writes into the row. */
function effectOf(name: TransitionName, target: State, { user, to, changeNote, now }: Case): Partial<Filing> {
  const claimEnds = new Date(now.getTime() + CLAIM_HOURS * 3_600_000)
  const handedIn = target === 'SUBMITTED' && (name === 'submit' || name === 'pass') ? { submittedOn: now } : {}
  switch (name) {
    case 'claim':
      return { claimedBy: user, claimEnds }
    case 'handOver':
      return { claimedBy: to, claimEnds }
    case 'release':
    case 'return':
    case 'approve':
      return { claimedBy: null, claimEnds: null }
    case 'withdraw':
      return { submittedOn: null }
    case 'publish':
      return { changeNote }
    default:
      return handedIn
  }
}

/** Stores the snapshot of a submission; its hash goes into the event chain. */
async function keepSnapshot(one: Case, version: number): Promise<string> {
  const { inside, filing } = one
  const { read: db, t } = inside
  const report = await readReport(inside, filing)
  const json = makeSnapshot(report)
  const hash = hashOf(json)
  await db.insert(t.snapshots).values({ report: filing.id, version, json, hash, explained: 0, changed: 0 })
  await keepFigures(inside, { report: filing.id, version }, report)
  await db.update(t.reports).set({ submittedHash: hash }).where(eq(t.reports.id, filing.id))
  return hash
}

/**
 * Denormalizes the counts of explained findings and changed places for the side that decides now (unit and reviewer compare
 * with different submissions). Updated whenever they change: on arrival, with a waiver, when last year's report moves.
 */
async function keepCounts(one: Pick<Case, 'inside' | 'filing' | 'now' | 'judged'>, state: State): Promise<void> {
  const { inside, filing } = one
  const { read: db, t } = inside
  const snapshot = await findSnapshot(inside, filing.id)
  if (!snapshot) return
  const { explained } = countFindings(await judgeCase(one))
  const { last } = await findSubmissions(inside, { ...filing, state }, await listHistory(inside, filing.id))
  const { template, values } = readSnapshot(snapshot.json)
  const changed = last ? differences(openTemplate(template), last, values).length : 0
  await db
    .update(t.snapshots)
    .set({ explained, changed })
    .where(and(eq(t.snapshots.report, filing.id), eq(t.snapshots.version, snapshot.version)))
}

/** Next year's report is checked against this one: recounts it when a step makes these figures count, or no longer. */
async function recountNextYear({ inside, filing, now }: Case): Promise<void> {
  for (const next of await listNextYear(inside, filing))
    if (!isEditable(next.state)) await keepCounts({ inside, filing: next, now }, next.state)
}

/** 免予核对: waives a rule for these values, as part of the history. False if the report has moved on. */
export async function addWaiver(
  { tx, t }: Store,
  { report, state, user }: Opened<'waive'>,
  { finding, basis, text, now }: { finding: string; basis: string; text: string; now: Date }
): Promise<boolean> {
  return tx(async (db) => {
    const inside = { read: db, t }
    const [held] = await db
      .update(t.reports)
      .set({ version: sql`${t.reports.version} + 1` })
      .where(and(eq(t.reports.id, report), eq(t.reports.state, state)))
      .returning({ version: t.reports.version })
    const filing = held && (await findFiling(inside, report))
    if (!filing) return false
    await db.insert(t.waivers).values({ report, finding, basis, text, by: user, on: now })
    const reason = `${finding.split(' ')[0]}：${text}`
    await appendEvent(inside, { report, version: held.version, name: 'waive', from: state, to: state, reason, by: user, on: now })
    await tellHolders(inside, filing, { name: 'waive', to: state, roles: ['filler'], by: user, also: null, reason, now })
    // While the unit types nobody uses these counts; the next submission counts the waiver.
    if (!isEditable(state)) await keepCounts({ inside, filing, now }, state)
    return true
  })
}

/** Supersedes the revisions a publication replaces; first, because a unique index allows one public revision at a time. */
async function supersede({ inside, filing, user, now }: Case): Promise<void> {
  const { read: db, t } = inside
  const { unit, year, kind, revision } = filing
  const earlier = await db
    .select()
    .from(t.reports)
    .where(
      and(
        eq(t.reports.unit, unit),
        eq(t.reports.year, year),
        eq(t.reports.kind, kind),
        lt(t.reports.revision, revision),
        inArray(t.reports.state, ['PUBLISHED', 'WITHDRAWN'])
      )
    )
  for (const { id, version, state } of earlier) {
    const [old] = await db
      .update(t.reports)
      .set({ state: 'SUPERSEDED', version: version + 1 })
      .where(and(eq(t.reports.id, id), eq(t.reports.version, version)))
      .returning({ version: t.reports.version })
    if (!old) throw new Refusal(await whoMoved(inside, id))
    const reason = `第 ${revision} 版公布`
    await appendEvent(inside, {
      report: id,
      version: old.version,
      name: 'supersede',
      from: state,
      to: 'SUPERSEDED',
      reason,
      by: user,
      on: now
    })
  }
}

async function whoMoved(reader: Reader, report: number): Promise<Moved> {
  const last = (await listHistory(reader, report)).at(-1)
  return { ok: false, why: 'moved', state: last?.to ?? 'DRAFT', by: last?.by ?? '' }
}

/** 领取到期: puts reports back whose claim has ended or whose claimer is gone, each in its own transaction, and tells who had claimed them. */
export async function expireClaims({ read, tx, t }: Store, now: Date): Promise<void> {
  const gone = read.select({ id: t.users.id }).from(t.users).where(eq(t.users.closed, true))
  const isDue = and(eq(t.reports.state, 'IN_REVIEW'), or(lte(t.reports.claimEnds, now), inArray(t.reports.claimedBy, gone)))
  for (const filing of await read.select().from(t.reports).where(isDue)) {
    await tx(async (db) => {
      const inside = { read: db, t }
      const [released] = await db
        .update(t.reports)
        .set({ state: 'SUBMITTED', version: filing.version + 1, claimedBy: null, claimEnds: null })
        .where(and(eq(t.reports.id, filing.id), eq(t.reports.version, filing.version), isDue))
        .returning({ version: t.reports.version })
      if (!released) return
      const reason = filing.claimEnds && filing.claimEnds <= now ? '' : '领取人的账号已停用'
      const event = { report: filing.id, version: released.version, from: 'IN_REVIEW', to: 'SUBMITTED', reason, by: null } as const
      await appendEvent(inside, { ...event, on: now, name: 'expire' })
      await tellHolders(inside, filing, { name: 'expire', to: 'SUBMITTED', roles: [], by: null, also: filing.claimedBy, reason: '', now })
    })
  }
}
