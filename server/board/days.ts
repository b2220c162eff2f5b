import type { Arrival } from '@/db/workflow/stands'
import { daysPast } from '@/report/workflow/deadline'
import { isHandedIn } from '@/report/workflow/progress'
import type { BoardLine } from './board'

/** Shares (0 to 1) of the units that had handed in, by days from the date: `-3` is three days before it. */
export type DayPoint = { day: number; share: number; count: number }

/** `due`: the date most units have; `today`: days from it; `from`: where the curve begins. */
export type DayCurve = { due: string | null; today: number; from: number; now: DayPoint[]; before: DayPoint[] }

const FIRST_DAY = -45
const LAST_DAY = 30
const MOST_DAYS = -120

/** By which day those who have handed in did so first, against the date and last year; what lies with its unit again does not count. */
export function countDays(lines: readonly BoardLine[], last: readonly Arrival[], now: Date): DayCurve {
  const owing = lines.flatMap(({ stage, due, handedInOn, state, revision }): Arrival[] =>
    stage === undefined ? [] : [{ due, handedInOn: isHandedIn(state, revision) ? handedInOn : null }]
  )
  const due = commonest(owing)
  if (due === null) return { due, today: 0, from: FIRST_DAY, now: [], before: [] }
  const today = daysPast(due, now)
  // Before the season it begins earlier, so that what came first is seen.
  const from = Math.max(Math.min(FIRST_DAY, Math.floor((today - 15) / 15) * 15), MOST_DAYS)
  const lastDue = commonest(last)
  return {
    ...{ due, today, from },
    now: curve(owing, due, from).filter(({ day }) => day <= today),
    before: lastDue === null ? [] : curve(last, lastDue, from)
  }
}

function commonest(units: readonly Arrival[]): string | null {
  const counts = new Map<string, number>()
  for (const { due } of units) counts.set(due, (counts.get(due) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

function curve(units: readonly Arrival[], due: string, from: number): DayPoint[] {
  const handedIn = new Map<number, number>()
  let count = 0
  for (const { handedInOn } of units) {
    if (!handedInOn) continue
    const day = daysPast(due, handedInOn)
    if (day < from) count++
    else handedIn.set(day, (handedIn.get(day) ?? 0) + 1)
  }
  const points: DayPoint[] = []
  for (let day = from; day <= LAST_DAY; day++) {
    count += handedIn.get(day) ?? 0
    points.push({ day, count, share: units.length === 0 ? 0 : count / units.length })
  }
  return points
}
