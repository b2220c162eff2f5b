import { and, desc, eq, ne, or } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { hashOf } from '@/db/hash'
import { listReviewers } from '@/db/people/notices'
import { findDeadline } from '@/db/people/obligations'
import { findUnit, reviewsItself } from '@/db/people/units'
import { listAnswers, listWaivers } from '@/db/reports/answers'
import { judgeThreads, listThreads } from '@/db/reports/comments'
import { type Filing, listRevisions, readReport } from '@/db/reports/reports'
import type { Judged } from '@/report/answer'
import { PAST_REVISION } from '@/report/report'
import { listUnnoted } from '@/report/rollup/coverage-note'
import { coverageOf } from '@/report/rollup/rollup'
import { COUNTED, type StateClass } from '@/report/rollup/state-class'
import { judge } from '@/report/rules/judge'
import { openSheet } from '@/report/sheet'
import { makeSnapshot } from '@/report/snapshot'
import { isWaiting } from '@/report/workflow/comment'
import { countFindings, countOpen, sayOpen } from '@/report/workflow/counts'
import { hasPassed } from '@/report/workflow/deadline'
import { listDeciders } from '@/report/workflow/rights'
import { SETTLED, turnOf } from '@/report/workflow/states'
import { type Demand, REQUESTS, SHORTEST_REASON } from '@/report/workflow/transitions'
import { readContext } from './context'
import { findChanged, listMembers, type MemberUnit, nameBlocking } from './members'

/** A transition inside its transaction: the revision before it, and what was given with it. */
export type Case = {
  inside: Reader
  filing: Filing
  user: number
  reason: string
  changeNote: string
  /** The colleague it is handed to. */
  to: number | null
  now: Date
  /** Memoized findings: computing them is the most expensive part of a step, and they cannot change meanwhile. */
  judged?: Judged[]
  /** The members of an aggregate, likewise: between two statements somebody else may change one, and each demand would see another. */
  members?: Map<StateClass, MemberUnit[]>
}

/** An unmet demand: how many items block it, or a detail. */
export type Unmet = { count?: number; detail?: string }

/** Whether a demand of the table in report/workflow/transitions.ts is met; undefined if it is. */
export const DEMANDS: Record<Demand, (one: Case) => Promise<Unmet | undefined>> = {
  reason: async ({ reason }) => unmetIf(reason.trim().length < SHORTEST_REASON),
  'change note': async ({ filing, changeNote }) => unmetIf(filing.revision > 1 && changeNote.trim().length < SHORTEST_REASON),
  clean: async (one) => {
    const counts = countFindings(await judgeCase(one))
    const count = countOpen(counts)
    return count > 0 ? { count, detail: sayOpen(counts) } : undefined
  },
  comment: async (one) => unmetIf((await listOpenThreads(one)).length === 0),
  'closed comments': async (one) => countUnmet((await listOpenThreads(one)).length),
  answers: async (one) => {
    const open = await listOpenThreads(one)
    if (open.length === 0) return undefined
    const threads = await judgeThreads(one.inside, one.filing, await readReport(one.inside, one.filing), open)
    return countUnmet(threads.filter(isWaiting).length)
  },
  'in time': async ({ inside, filing, now }) => {
    const { close } = await findDeadline(inside, filing)
    return close !== null && hasPassed(close, now) ? { detail: close } : undefined
  },
  'correction time': async ({ inside, filing, now }) => {
    const { correctionEnd } = await findDeadline(inside, filing)
    return correctionEnd !== null && hasPassed(correctionEnd, now) ? { detail: correctionEnd } : undefined
  },
  'only revision': async ({ inside, filing }) =>
    unmetIf(
      (await listRevisions(inside, filing)).some(
        ({ id, state, revision }) => id !== filing.id && (revision > filing.revision || !SETTLED.includes(state))
      )
    ),
  "other's work": async ({ inside, filing, user }) => {
    const authors = await listAuthors(inside, filing.id)
    if (!authors.has(user)) return undefined
    const unit = turnOf(filing.state) === 'reviewer' ? await findUnit(inside, filing.unit) : undefined
    const isAlone =
      unit !== undefined && listDeciders(await listReviewers(inside, unit.id), authors, reviewsItself(unit)).some(({ id }) => id === user)
    return unmetIf(!isAlone)
  },
  'own claim': async ({ filing: { claimedBy, claimEnds }, user, now }) =>
    unmetIf(claimedBy !== user || claimEnds === null || claimEnds <= now),
  colleague: async ({ inside, filing, user, to }) => {
    const colleagues = await listReviewers(inside, filing.unit)
    return unmetIf(to === null || to === user || !colleagues.some(({ id }) => id === to) || (await listAuthors(inside, filing.id)).has(to))
  },
  unchanged: async ({ inside, filing }) => unmetIf(hashOf(makeSnapshot(await readReport(inside, filing))) !== filing.submittedHash),
  'second person': async ({ inside, filing, user }) => {
    const last = await findLastEvent(inside, filing.id)
    return unmetIf(last?.name !== 'askTakeDown' || last.by === user)
  },
  request: async ({ inside, filing }) => {
    const last = await findLastEvent(inside, filing.id)
    return unmetIf(!REQUESTS.some((name) => name === last?.name))
  },
  members: async (one) => {
    // Sums may count what was only handed in; what is handed in itself, approved or public may not.
    const counting = one.filing.counting === 'submitted' ? COUNTED : one.filing.counting
    const missing = (await listMembersOf(one, counting)).filter(({ inclusion }) => inclusion === 'missing')
    return missing.length > 0 ? { count: missing.length, detail: await nameBlocking(one.inside, missing) } : undefined
  },
  summed: async ({ inside, filing }) =>
    filing.revision === PAST_REVISION ? undefined : countUnmet((await findChanged(inside, filing)).length),
  'coverage note': async (one) => {
    const { uncovered } = coverageOf(await listMembersOf(one, one.filing.counting))
    if (uncovered.length === 0) return undefined
    const unnoted = listUnnoted(await readReport(one.inside, one.filing), uncovered)
    return unnoted.length > 0 ? { count: unnoted.length, detail: unnoted.map(({ name }) => name).join('、') } : undefined
  }
}

/** The members of an aggregate; what was read in from a file was added up by nobody here. */
async function listMembersOf(one: Case, chosen: StateClass | null | undefined): Promise<MemberUnit[]> {
  const { inside, filing } = one
  if (filing.revision === PAST_REVISION) return []
  const counting = chosen ?? COUNTED
  one.members ??= new Map()
  const known = one.members.get(counting) ?? (await listMembers(inside, filing, counting))
  one.members.set(counting, known)
  return known
}

async function findLastEvent({ read, t }: Reader, report: number) {
  const [last] = await read.select().from(t.events).where(eq(t.events.report, report)).orderBy(desc(t.events.version)).limit(1)
  return last
}

const unmetIf = (isUnmet: boolean): Unmet | undefined => (isUnmet ? {} : undefined)
const countUnmet = (count: number): Unmet | undefined => (count > 0 ? { count } : undefined)

/** Every finding on a stored revision, with the explanations and waivers that hold. */
export async function judgeFiling(reader: Reader, filing: Filing, now: Date): Promise<Judged[]> {
  const sheet = openSheet(await readReport(reader, filing), await readContext(reader, filing, now))
  return judge(sheet, await listAnswers(reader, filing.id), await listWaivers(reader, filing.id))
}

/** The same, memoized for the step. */
export async function judgeCase(one: Pick<Case, 'inside' | 'filing' | 'now' | 'judged'>): Promise<Judged[]> {
  one.judged ??= await judgeFiling(one.inside, one.filing, one.now)
  return one.judged
}

async function listOpenThreads({ inside, filing }: Case) {
  return (await listThreads(inside, filing.id, 'comments')).filter(({ closedOn }) => closedOn === null)
}

/** Who typed into a revision or submitted it; content copied from a corrected revision does not count. */
async function listAuthors(reader: Reader, report: number): Promise<ReadonlySet<number>> {
  return (await listAuthorsOf(reader, [report])).get(report) ?? new Set()
}

/** The same for several revisions at once; one that nobody has touched is not in the answer. */
export async function listAuthorsOf({ read, t }: Reader, reports: readonly number[]): Promise<Map<number, Set<number>>> {
  const typed = await read
    .selectDistinct({ report: t.changes.report, by: t.changes.by })
    .from(t.changes)
    .where(and(among(t.changes.report, reports), or(ne(t.changes.saveId, 'start'), ne(t.changes.how, 'carried'))))
  const submitted = await read
    .selectDistinct({ report: t.events.report, by: t.events.by })
    .from(t.events)
    .where(and(among(t.events.report, reports), eq(t.events.name, 'submit')))
  const authors = new Map<number, Set<number>>()
  for (const { report, by } of [...typed, ...submitted]) if (by !== null) authors.set(report, (authors.get(report) ?? new Set()).add(by))
  return authors
}
