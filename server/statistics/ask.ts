import { z } from 'zod'
import { STATE_CLASSES, type StateClass } from '@/report/rollup/state-class'
import { findIndicator, type Indicator } from '@/report/statistics/indicators'
import { listYears } from '@/report/templates'
import { UNIT_LEVELS } from '@/report/unit'
import { dayOf } from '@/report/workflow/dates'

const year = z.coerce.number().int().min(2000).max(2999).optional().catch(undefined)
const STATE_CLASS_NAMES = Object.keys(STATE_CLASSES) as StateClass[]

const ask = z.object({
  indicator: z.string().max(80).optional().catch(undefined),
  from: year,
  to: year,
  counting: z.enum(STATE_CLASS_NAMES).catch('approved'),
  group: z.string().max(20).catch(''),
  level: z.enum(['', ...UNIT_LEVELS]).catch(''),
  kind: z.enum(['', 'department', 'government']).catch(''),
  by: z.enum(['group', 'level', 'kind']).catch('group'),
  order: z.enum(['falling', 'rising']).catch('falling'),
  /** Statistics that were kept: the same units, years and revisions whenever they are looked at. */
  kept: z.coerce.number().int().positive().optional().catch(undefined),
  /** The unit that is marked in pictures. */
  unit: z.coerce.number().int().positive().optional().catch(undefined),
  page: z.coerce.number().int().min(1).catch(1)
})

/**
 * What statistics are asked for; all of it stands in the address. Years from `from` to `to`, the last one is ranked; of a span nobody
 * chose, years before there was anything are left out.
 */
export type StatisticsAsk = Omit<z.output<typeof ask>, 'indicator' | 'from' | 'to'> & {
  indicator: Indicator
  from: number
  to: number
  isUsualSpan: boolean
}

/** So many years at first, and at most. */
const [USUAL_YEARS, MOST_YEARS] = [5, 10]

/** Parses the address; invalid parts are ignored, and years are put in order. */
export function readAsk(given: Record<string, string | string[] | undefined>, now: Date): StatisticsAsk & { years: number[] } {
  const { indicator, from, to, ...asked } = ask.parse(given)
  const years = listYears(dayOf(now))
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const within = (one: number) => Math.min(Math.max(one, first), last)
  const ends = [from, to].flatMap((one) => (one === undefined ? [] : [within(one)]))
  const end = to === undefined ? Math.max(years[0] as number, ...ends) : Math.max(...ends)
  const start = from === undefined ? Math.max(end - USUAL_YEARS + 1, first) : Math.min(...ends)
  return {
    ...asked,
    indicator: findIndicator(indicator),
    from: Math.max(start, end - MOST_YEARS + 1),
    to: end,
    isUsualSpan: from === undefined,
    years: [...years].sort((a, b) => b - a)
  }
}
