import { listObligations } from '@/db/people/obligations'
import { tellApart } from '@/db/people/units'
import { listAnswers, listWaivers } from '@/db/reports/answers'
import { judgeThreads, listThreads } from '@/db/reports/comments'
import { listHistory } from '@/db/reports/events'
import { type Filing, findFilings } from '@/db/reports/reports'
import { readContext } from '@/db/workflow/context'
import { findNextSteps } from '@/db/workflow/next-steps'
import { listQueued, type Queued } from '@/db/workflow/queue'
import { judge } from '@/report/rules/judge'
import { openSheet } from '@/report/sheet'
import { preamble, type Template } from '@/report/template'
import { compareUnits } from '@/report/unit'
import { anchorName, isWaiting, type Thread } from '@/report/workflow/comment'
import { type Counts, completeness, countPages, listPages, OVERVIEW } from '@/report/workflow/counts'
import { dayOf, daysUntil } from '@/report/workflow/dates'
import { isOwing } from '@/report/workflow/progress'
import { isEditable, STATES } from '@/report/workflow/states'
import { type Passed, unitsWith } from '@/server/gate/gate'
import { readVisible } from '@/server/gate/visible'
import { listAskedTime, readTaskNotices, type TaskNotice } from './desk-tasks'
import { type NextStepWords, tellNextStep } from './next-step'

/** A comment that waits for an answer of the unit. */
export type OpenComment = { id: number; place: string; section: string; text: string; by: string }

/** Where a report of one's own stands and what it waits for. */
export type DeskCard = {
  filing: Queued
  counts: Counts
  /** What each page of the form still needs, but the overview. */
  pages: { key: string; name: string; counts: Counts; isEmpty: boolean }[]
  /** 0 to 1 */
  filled: number
  /** Until the unit's own deadline, while the report still lies with it. A correction has none. */
  daysLeft?: number
  returned?: { by: string; reason: string }
  /** What it waits for. */
  next?: NextStepWords
  comments: OpenComment[]
  /** What its task says, while the report lies with its unit. */
  task?: TaskNotice
  /** 延期 that was asked for and is not answered yet. */
  askedUntil?: string
}

/** The reports of units somebody fills in for, his own or others, the latest revision of each, newest year first. */
export async function listCards(passed: Passed, units = unitsWith(passed.user, 'filler')): Promise<DeskCard[]> {
  const { user, now } = passed
  const mine = await listQueued(passed.store, units, STATES)
  mine.sort((a, b) => b.year - a.year || compareUnits({ ...a, name: a.unitName }, { ...b, name: b.unitName }))
  const steps = await findNextSteps(passed.store, mine, now)
  const whole = new Map(
    (
      await findFilings(
        passed.store,
        mine.map(({ id }) => id)
      )
    ).map((one) => [one.id, one])
  )
  const named = await tellApart(passed.store, mine)
  const cards = await Promise.all(named.map((filing) => describe(passed, filing, whole.get(filing.id) as Filing)))
  const asked = (await listObligations(passed.store, units)).flatMap(({ unit, year, task }) =>
    task === null ? [] : [{ unit, year, task }]
  )
  const told = await readTaskNotices(
    passed.store,
    asked.filter(({ unit, year }) => mine.some((one) => one.unit === unit && one.year === year && isEditable(one.state)))
  )
  const time = await listAskedTime(passed.store, units)
  return cards.map((card) => {
    const { id, unit, year, state } = card.filing
    const next = steps.get(id)
    const issuer = isEditable(state) ? asked.find((one) => one.unit === unit && one.year === year)?.task : undefined
    const askedUntil = isOwing(state) ? time.get(`${unit} ${year}`) : undefined
    return { ...card, askedUntil, task: told.get(`${issuer} ${year}`), next: next && tellNextStep(next, user.id) }
  })
}

async function describe({ store, now }: Passed, filing: Queued, whole: Filing): Promise<DeskCard> {
  const today = dayOf(now)
  const report = await readVisible({ store, filing: whole, roles: ['filler'] })
  const context = await readContext(store, whole, now)
  const sheet = openSheet(report, isEditable(filing.state) ? context : { ...context, lastYear: undefined })
  const judged = judge(sheet, await listAnswers(store, filing.id), await listWaivers(store, filing.id))
  const threads = isEditable(filing.state) ? await judgeThreads(store, filing, report, await listThreads(store, filing.id, 'comments')) : []
  const counted = countPages(sheet.template, judged, threads)
  const counts = counted.get(OVERVIEW.key) as Counts
  const isEmpty = (key: string) => key === preamble.key && !report.values[key]?.trim()
  const back =
    filing.state === 'RETURNED'
      ? (await listHistory(store, filing.id)).findLast(({ to, from }) => to === 'RETURNED' && from !== 'RETURNED')
      : undefined
  return {
    filing,
    counts,
    pages: listPages(sheet.template)
      .filter(({ key }) => key !== OVERVIEW.key)
      .map(({ key, name }) => ({ key, name, counts: counted.get(key) as Counts, isEmpty: isEmpty(key) })),
    filled: completeness(sheet.template, counts),
    daysLeft: isOwing(filing.state) && filing.revision === 1 ? daysUntil(filing.deadline.due, today) : undefined,
    returned: back,
    comments: threads.filter(isWaiting).map((thread) => describeComment(sheet.template, thread))
  }
}

function describeComment(template: Template, thread: Thread): OpenComment {
  const asked = thread.remarks.findLast(({ asks }) => asks)
  const place = thread.quote === '' ? anchorName(template, thread) : `“${thread.quote}”`
  return { id: thread.id, place, section: thread.at.split('/')[0] ?? '', text: asked?.text ?? '', by: asked?.by ?? '' }
}
