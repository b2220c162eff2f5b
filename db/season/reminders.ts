import { and, asc, eq, gt, gte, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader, Store } from '@/db/engine/client'
import { addNoticeToEach, type Message } from '@/db/people/notices'
import { listSchedules } from '@/db/people/schedules'
import { fullNameOf } from '@/db/people/users'
import { listStands, type StandOfUnit } from '@/db/workflow/stands'
import { dayOf, daysUntil } from '@/report/workflow/dates'
import { type Deadline, datesNow, printDue } from '@/report/workflow/deadline'
import { isOwing, reminderFor, STANDING_NAMES } from '@/report/workflow/progress'
import type { Role } from '@/report/workflow/roles'
import { EDITABLE, turnOf } from '@/report/workflow/states'

/** People of one transaction. */
const MOST_PEOPLE = 100
/** Units named in one message; the others are counted. */
const MOST_NAMED = 20

/**
 * Reminds those who still owe reports of the deadlines: one message a person however many units he serves, of each stage
 * once; idempotent across processes. Who owes and who serves is read again in the transaction that tells him.
 */
export async function remindOwing(store: Store, now: Date): Promise<void> {
  const { tx, t } = store
  const today = dayOf(now)
  const planned = await listOwed(store, today)
  const units = new Map<number, number[]>()
  for (const { user, due } of planned) units.set(user, [...(units.get(user) ?? []), due.standing.unit])
  const people = [...units.keys()]
  for (let i = 0; i < people.length; i += MOST_PEOPLE) {
    const some = new Set(people.slice(i, i + MOST_PEOPLE))
    await tx(async (db) => {
      const inside = { read: db, t }
      const theirs = [...new Set([...some].flatMap((user) => units.get(user) ?? []))]
      const owed = (await listOwed(inside, today, theirs)).filter(({ user }) => some.has(user))
      await remindEach(inside, groupByUser(owed), { now })
    })
  }
}

/** A first report that a unit still owes; `id` is null where it has not begun. */
type OwedReport = Pick<StandOfUnit, 'unit' | 'state' | 'precedence'> & {
  id: number | null
  unitName: string
  year: number
  deadline: Deadline
}

/** A report that is owed; of each stage somebody is told once. */
export type Due = { standing: OwedReport; days: number; stage: string; hands?: Hands }

/** Who typed into a report last, or opened it if nobody typed, in the days that count as having it in hand. */
type Hands = { user: number; name: string; has: '已在办理' | '已打开' }
const IN_HAND_DAYS = 3

/** What each person is to be told of. */
export function groupByUser(owed: readonly Owed[]): Map<number, Due[]> {
  const dues = new Map<number, Due[]>()
  for (const { user, due } of owed) {
    const own = dues.get(user)
    if (own) own.push(due)
    else dues.set(user, [due])
  }
  return dues
}

/** Rows of one statement: each has four parameters. */
const MOST_ROWS = 1000

/**
 * Tells each person of what he has not been told yet, with the words of whoever asks: the same few statements however many people
 * there are. Returns who was told, and of what.
 */
export async function remindEach(
  inside: Reader,
  dues: ReadonlyMap<number, readonly Due[]>,
  { now, words = '', isUrgent }: { now: Date; words?: string; isUrgent?: boolean }
): Promise<Map<number, readonly Due[]>> {
  const { read, t } = inside
  const rows = [...dues].flatMap(([user, own]) => own.map(({ standing: { unit, year }, stage }) => ({ user, unit, year, stage })))
  const added = []
  for (let i = 0; i < rows.length; i += MOST_ROWS)
    added.push(
      ...(await read
        .insert(t.reminders)
        .values(rows.slice(i, i + MOST_ROWS))
        .onConflictDoNothing()
        .returning())
    )
  const isAdded = new Set(added.map(({ user, unit, year, stage }) => `${user} ${unit} ${year} ${stage}`))
  const fresh = new Map<number, readonly Due[]>()
  for (const [user, own] of dues) {
    const found = own.filter(({ standing: { unit, year }, stage }) => isAdded.has(`${user} ${unit} ${year} ${stage}`))
    if (found.length > 0) fresh.set(user, found)
  }
  const reports = [...fresh.values()].flatMap((own) => own.flatMap(({ standing }) => standing.id ?? []))
  const hands = await listHands(inside, [...new Set(reports)], now)
  const messages = [...fresh].map(([user, own]): Message => {
    const known = own.map((due): Due => {
      const found = hands.get(due.standing.id ?? -1)
      return found && found.user !== user ? { ...due, hands: found } : due
    })
    const [first] = known as [Due]
    const { standing, stage } = first
    const isOne = known.length === 1
    return {
      ...{ user, report: isOne ? standing.id : null, once: isOne ? `due ${standing.unit} ${standing.year} ${stage}` : null },
      text: `${isOne ? describeOne(first) : describeAll(known)}${words && `。${words}`}`
    }
  })
  const told = await addNoticeToEach(inside, messages, { report: null, on: now, isUrgent })
  const noticeOf = new Map(told.map(({ id, user }) => [user, id]))
  const sent = added.filter(({ user }) => noticeOf.has(user)).map(({ id }) => id)
  if (sent.length > 0) {
    const cases = [...noticeOf].map(([user, notice]) => `when ${user} then ${notice}`).join(' ')
    await read
      .update(t.reminders)
      .set({ notice: sql`case ${t.reminders.user} ${sql.raw(cases)} end` })
      .where(among(t.reminders.id, sent))
  }
  return new Map([...fresh].filter(([user]) => noticeOf.has(user)))
}

/** What a message about one report says. */
export const describeOne = (due: Due): string => `${due.standing.unitName} ${due.standing.year} 年年报：${describe(due)}`

const describe = ({ days, standing, hands }: Due) =>
  `${wordsFor(days, standing.deadline.due)}，现为“${STANDING_NAMES[standing.state]}”${hands ? `，同事${hands.name}${hands.has}` : ''}`

/** Who has each of these reports in hand that its unit is still filling in. */
async function listHands({ read, t }: Reader, reports: readonly number[], now: Date): Promise<Map<number, Hands>> {
  if (reports.length === 0) return new Map()
  const since = new Date(now.getTime() - IN_HAND_DAYS * 86_400_000)
  const editable = inArray(t.reports.state, [...EDITABLE])
  // What was opened before it was returned counts no more.
  const openings = await read
    .select({ report: t.openings.report, user: t.openings.user, name: fullNameOf(t) })
    .from(t.openings)
    .innerJoin(t.users, and(eq(t.users.id, t.openings.user), eq(t.users.closed, false)))
    .innerJoin(t.reports, eq(t.reports.id, t.openings.report))
    .where(
      and(
        among(t.openings.report, reports),
        editable,
        gt(t.openings.on, since),
        or(isNull(t.reports.movedOn), gte(t.openings.on, t.reports.movedOn))
      )
    )
    .orderBy(asc(t.openings.on))
  const typed = await read
    .select({ report: t.changes.report, user: t.changes.by, name: fullNameOf(t) })
    .from(t.changes)
    .innerJoin(t.users, and(eq(t.users.id, t.changes.by), eq(t.users.closed, false)))
    .innerJoin(t.reports, eq(t.reports.id, t.changes.report))
    .where(and(among(t.changes.report, reports), editable, gt(t.changes.on, since), ne(t.changes.saveId, 'start')))
    .orderBy(asc(t.changes.id))
  return new Map<number, Hands>([
    ...openings.map(({ report, ...hands }) => [report, { ...hands, has: '已打开' }] as const),
    ...typed.map(({ report, ...hands }) => [report, { ...hands, has: '已在办理' }] as const)
  ])
}

function describeAll(dues: readonly Due[]): string {
  const lines = dues
    .toSorted((a, b) => a.days - b.days)
    .slice(0, MOST_NAMED)
    .map((due) => `${due.standing.unitName} ${due.standing.year} 年年报${describe(due)}`)
  const more = dues.length > MOST_NAMED ? `；其余 ${dues.length - MOST_NAMED} 份请在工作台查看` : ''
  return `您负责的 ${dues.length} 份年报尚未报送：${lines.join('；')}${more}`
}

/** Everybody who is to be reminded, of each report that is due; of all units or of some. */
async function listOwed(reader: Reader, today: string, units?: readonly number[]): Promise<Owed[]> {
  return listServing(reader, await listDue(reader, today, units))
}

type Owed = { user: number; due: Due }

/** The same of a year's reports of some units, due or not, for somebody who asks by hand. */
export async function listOwedOf(
  reader: Reader,
  { units, year, today, stage }: { units: readonly number[]; year: number; today: string; stage: string }
): Promise<{ dues: Due[]; owed: Owed[] }> {
  const owing = await listOwedReports(reader, units, year)
  const dues = owing.map((standing) => ({ standing, days: daysUntil(standing.deadline.due, today), stage }))
  return { dues, owed: await listServing(reader, dues) }
}

async function listServing({ read, t }: Reader, dues: readonly Due[]): Promise<Owed[]> {
  const serving = await read
    .select({ user: t.memberships.user, unit: t.memberships.unit, role: t.memberships.role })
    .from(t.memberships)
    .innerJoin(t.users, eq(t.users.id, t.memberships.user))
    .where(
      and(
        among(
          t.memberships.unit,
          dues.map(({ standing }) => standing.unit)
        ),
        eq(t.users.closed, false)
      )
    )
  const byUnit = new Map<number, typeof serving>()
  for (const one of serving) byUnit.set(one.unit, [...(byUnit.get(one.unit) ?? []), one])
  return dues.flatMap((due) => {
    const roles = rolesToRemind(due.standing)
    const users = (byUnit.get(due.standing.unit) ?? []).filter(({ role }) => roles.includes(role)).map(({ user }) => user)
    return [...new Set(users)].map((user) => ({ user, due }))
  })
}

/** Reports of last year are due, or of this one where a campaign ends early. */
async function listDue(reader: Reader, today: string, only?: readonly number[]): Promise<Due[]> {
  const { read, t } = reader
  const { id, closedOn } = t.units
  const open = await read
    .select({ id })
    .from(t.units)
    .where(and(or(isNull(closedOn), gt(closedOn, today)), only && among(id, only)))
  const units = open.map((unit) => unit.id)
  const year = Number(today.slice(0, 4))
  const owing = [...(await listOwedReports(reader, units, year - 1)), ...(await listOwedReports(reader, units, year))]
  const schedules = await listSchedules(reader, units)
  return owing.flatMap((standing) => {
    const days = daysUntil(standing.deadline.due, today)
    const stage = reminderFor(days, schedules.get(standing.unit))
    if (stage === undefined) return []
    return [{ standing, days, stage: `${standing.deadline.due} ${stage}` }]
  })
}

/** What these units still owe for a year. A correction is not due on the day of the report itself. */
async function listOwedReports(reader: Reader, units: readonly number[], year: number): Promise<OwedReport[]> {
  const stands = await listStands(reader, units, year)
  return stands
    .filter(({ state, revision }) => isOwing(state) && revision === 1)
    .map((one) => ({ ...one, id: one.report, unitName: one.name, year, deadline: datesNow(one, one) }))
}

/** Whose turn it is, and the filler, who answers for it. */
function rolesToRemind({ state }: OwedReport): Role[] {
  const turn = state === 'NOT_STARTED' || state === 'NOT_REQUIRED' ? undefined : turnOf(state)
  return turn ? ['filler', turn] : ['filler']
}

function wordsFor(days: number, due: string): string {
  const left = days < 0 ? `已过 ${-days} 天` : days === 0 ? '就在今天' : `还有 ${days} 天`
  return `报送截止 ${printDue(due)}，${left}`
}
