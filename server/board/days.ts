import type { CourseOfUnit } from '@/db/workflow/season'
import { dayOf, daysUntil } from '@/report/workflow/dates'
import type { BoardLine } from './board'

/** Shares (0 to 1) of the units that had handed in, by days from the date: `-3` is three days before it. */
export type DayPoint = { day: number; share: number; count: number }

/** `due`: the date most units have; `today`: days from it. */
export type DayCurve = { due: string | null; today: number; now: DayPoint[]; before: DayPoint[] }

export const FIRST_DAY = -45
export const LAST_DAY = 30

/** How many had handed in by day, against the date and last year. */
export function countDays(lines: readonly BoardLine[], before: readonly CourseOfUnit[], now: Date): DayCurve {
  const owing = lines.filter(({ stage }) => stage !== undefined)
  const due = commonest(owing)
  if (due === null) return { due, today: 0, now: [], before: [] }
  const today = -daysUntil(due, dayOf(now))
  const last = before.filter(({ state }) => state !== 'NOT_REQUIRED')
  const lastDue = commonest(last)
  return {
    ...{ due, today },
    now: curve(owing, due).filter(({ day }) => day <= today),
    before: lastDue === null ? [] : curve(last, lastDue)
  }
}

type Handed = Pick<CourseOfUnit, 'handedInOn' | 'due'>

function commonest(units: readonly Handed[]): string | null {
  const counts = new Map<string, number>()
  for (const { due } of units) counts.set(due, (counts.get(due) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

function curve(units: readonly Handed[], due: string): DayPoint[] {
  const days = units.flatMap(({ handedInOn }) => (handedInOn ? [-daysUntil(due, dayOf(handedInOn))] : []))
  const points: DayPoint[] = []
  for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
    const count = days.filter((one) => one <= day).length
    points.push({ day, count, share: units.length === 0 ? 0 : count / units.length })
  }
  return points
}
