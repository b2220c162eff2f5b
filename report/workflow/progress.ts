import { isIn, STATE_NAMES, type State } from './states'

/** Where a unit stands with a year's report: in a state, or not begun. */
export type Standing = State | 'NOT_STARTED'

export const STANDING_NAMES: Record<Standing, string> = { NOT_STARTED: '未开始', ...STATE_NAMES }
export const STANDINGS = Object.keys(STANDING_NAMES) as Standing[]

/** Whether the report still lies with its unit, so that a deadline means something. */
export function isOwing(standing: Standing): boolean {
  return standing === 'NOT_STARTED' || isIn(standing, 'filling', 'checking')
}

/** Whether a revision was handed in; what is being corrected was, whatever becomes of the correction. */
export const isHandedIn = (standing: Standing, revision: number): boolean => revision > 1 || !isOwing(standing)

/** How many units stand where. What is not required is not missing: it counts neither as required nor as handed in. */
export type Tally = { required: number; handedIn: number; of: Record<Standing, number> }

/** Counts units, each by its standing. */
export function tally(standings: readonly Standing[]): Tally {
  const of = Object.fromEntries(STANDINGS.map((standing) => [standing, 0])) as Record<Standing, number>
  for (const standing of standings) of[standing]++
  const required = standings.length - of.NOT_REQUIRED
  return { required, handedIn: required - standings.filter(isOwing).length, of }
}

/** 提醒日程 where nobody set another: days before the deadline on which a unit that still owes is told; -1: the day after. */
export const USUAL_REMINDERS: readonly number[] = [7, 3, 1, 0, -1, -3]

/** Days after the last reminder in which it still makes sense, if it could not be given on its day. */
const GRACE = 6

/** The reminder of a schedule that is due when so many days are left; a day on which nothing ran is made up for by the next. */
export function reminderFor(daysLeft: number, schedule: readonly number[] = USUAL_REMINDERS): number | undefined {
  const reached = schedule.filter((day) => daysLeft <= day)
  return reached.length === 0 || daysLeft < Math.min(...schedule) - GRACE ? undefined : Math.min(...reached)
}
