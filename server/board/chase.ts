import { z } from 'zod'
import { listObligations } from '@/db/people/obligations'
import { listPeople } from '@/db/people/users'
import { type Chased, chaseUnits, listChased } from '@/db/season/chase'
import { describeOne, listOwedOf } from '@/db/season/reminders'
import { listSent } from '@/db/season/sent'
import { listYears } from '@/report/templates'
import { compareUnits } from '@/report/unit'
import { dayOf } from '@/report/workflow/dates'
import { STANDING_NAMES } from '@/report/workflow/progress'
import type { Passed, Refusal } from '@/server/gate/gate'
import { listReviewed } from '@/server/gate/reach'
import { listBoardUnits } from './board'
import { type BoardFilter, readBoardFilter } from './choose-lines'

/** A unit that owes a year's report: how long it has, where it stands, who would be told and by which way. */
export type Owing = {
  unit: number
  name: string
  state: string
  /** Until its deadline; negative once it has passed. */
  days: number
  /** What would be told of it. */
  says: string
  people: { name: string; phone: string | null; hasEmail: boolean }[]
  chased?: Chased
  /** 缺报 and why; none: the aggregate above waits for it. */
  absence: string | null
}

/** Who is looked at: some units by their numbers, or those a board shows; without either all one reviews. */
export type ChaseChoice = { units?: readonly number[]; filter?: BoardFilter; page?: number }

/** A page of the units that owe. Of all pages: `all`, those chosen from the start, and those chased today. */
export type ChaseList = { year: number; all: number[]; meant: number[]; today: number[]; owing: Owing[]; page: number; pages: number }

/** Days before the deadline from which a unit is chosen from the start. */
const NEAR = 7
const PAGE_ROWS = 100

/** The units somebody reviews that still owe a year's report, as far as they were chosen; the latest first. */
export async function listOwing(
  passed: Passed,
  asked?: number,
  { units: wanted, filter, page: askedPage = 1 }: ChaseChoice = {}
): Promise<ChaseList> {
  const { store, user, now } = passed
  const years = listYears(dayOf(now))
  const year = years.find((one) => one === asked) ?? (years[0] as number)
  const reached = await listReviewed({ store, user })
  const chosen = wanted ?? (filter && (await listBoardUnits(passed, { ...filter, year })))
  const isChosen = chosen && new Set(chosen)
  const units = reached.flatMap(({ id }) => (isChosen && !isChosen.has(id) ? [] : [id]))
  const { dues, owed } = await listOwedOf(store, { units, year, today: dayOf(now), stage: '' })
  const chased = await listChased(store, units, year, now)
  const serving = new Map<number, number[]>()
  for (const { user: one, due } of owed) serving.set(due.standing.unit, [...(serving.get(due.standing.unit) ?? []), one])
  const named = dues.toSorted(
    (a, b) => a.days - b.days || compareUnits({ ...a.standing, name: a.standing.unitName }, { ...b.standing, name: b.standing.unitName })
  )
  const pages = Math.max(Math.ceil(named.length / PAGE_ROWS), 1)
  const page = Math.min(askedPage, pages)
  const shown = named.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)
  const unitsShown = shown.map(({ standing }) => standing.unit)
  const absences = new Map((await listObligations(store, unitsShown, year)).map(({ unit, absence }) => [unit, absence]))
  const known = await listPeople(store, [...new Set(unitsShown.flatMap((unit) => serving.get(unit) ?? []))])
  const people = new Map(known.map((one) => [one.id, one]))
  return {
    ...{ year, page, pages },
    all: named.map(({ standing }) => standing.unit),
    // Who was chosen on the board is meant; otherwise those whose date is near.
    meant: named.flatMap(({ standing: { unit }, days }) =>
      (chosen || days <= NEAR) && serving.has(unit) && !chased.get(unit)?.isToday ? [unit] : []
    ),
    today: named.flatMap(({ standing: { unit } }) => (chased.get(unit)?.isToday ? [unit] : [])),
    owing: shown.map((due) => ({
      ...{ unit: due.standing.unit, name: due.standing.unitName, state: STANDING_NAMES[due.standing.state], days: due.days },
      says: describeOne(due),
      people: (serving.get(due.standing.unit) ?? [])
        .flatMap((one) => people.get(one) ?? [])
        .map(({ name, officePhone, mobile, email }) => ({ name, phone: officePhone ?? mobile, hasEmail: email !== null })),
      chased: chased.get(due.standing.unit),
      absence: absences.get(due.standing.unit) ?? null
    }))
  }
}

const PAGE_SENT = 50

/** 发送记录 of a year: who was reminded of reports somebody reviews, by hand or by itself, a page of it. */
export async function openSent({ store, user }: Passed, year: number, asked: number) {
  const units = (await listReviewed({ store, user })).map(({ id }) => id)
  const from = (Math.min(Math.max(Math.trunc(asked), 1), 10_000) - 1) * PAGE_SENT
  const sent = await listSent(store, { units, year, from, most: PAGE_SENT })
  return { ...sent, page: from / PAGE_SENT + 1, pages: Math.max(Math.ceil(sent.found / PAGE_SENT), 1) }
}

export const chase = z.object({
  year: z.int(),
  units: z.array(z.int()).min(1, '请选择要催报的单位').max(3000),
  words: z.string().trim().max(200, '附言最多 200 字'),
  again: z.boolean(),
  /** 立即: by e-mail and gateways too, although it is night. */
  isUrgent: z.boolean().default(false)
})

/** 催报: sends to everybody who serves the chosen units, as far as they are reviewed here and still owe. */
export async function chaseOwing(
  { store, user, now }: Passed,
  { year, units, words, again, isUrgent }: z.output<typeof chase>
): Promise<{ ok: true; says: string } | Refusal> {
  const reached = new Set((await listReviewed({ store, user })).map(({ id }) => id))
  if (!units.every((unit) => reached.has(unit))) return { ok: false, error: '所选单位不由您审核，请刷新页面' }
  const sent = await chaseUnits(store, { units, year, words, again, isUrgent, now })
  const silent = sent.unreached.length > 0 ? `；没有人员、未能通知：${sent.unreached.join('、')}` : ''
  if (sent.people === 0) return { ok: false, error: `没有发送：所选单位已报送，或者今天已经催过${silent}` }
  return { ok: true, says: `已发给 ${sent.people} 人，涉及 ${sent.units} 个单位${silent}` }
}

type Asked = Record<string, string | string[] | undefined>

/** Parses an address of 催报: `unit` names units, `from=board` with the filter of a board those it shows. */
export function readChaseChoice(given: Asked): ChaseChoice {
  const { page } = readBoardFilter(given)
  if (given.unit !== undefined) return { page, units: [given.unit].flat().map(Number) }
  return given.from === 'board' ? { page, filter: readBoardFilter(given) } : { page }
}
