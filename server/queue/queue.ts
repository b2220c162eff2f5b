import { z } from 'zod'
import { listReviewers } from '@/db/people/notices'
import { listFormerNames } from '@/db/people/units'
import { listStandings } from '@/db/workflow/queue'
import { listYears } from '@/report/templates'
import { dayOf } from '@/report/workflow/dates'
import { STANDINGS, type Standing, type Tally, tally } from '@/report/workflow/progress'
import type { Passed } from '@/server/gate/gate'
import { describeRow, type QueueRow } from './describe-row'
import { inOrder, isPlain, isPublishable, listAsked, listFollowed, nameApart, openPlacer, type Placed } from './place'
import { listWaiting } from './waiting'

/** What a list is asked for; `waiting` is one's own work, everything else one year of all units. */
export type QueueFilter = { state: 'waiting' | 'all' | Standing; year?: number; search: string; page: number }

const filter = z.object({
  state: z.enum(['waiting', 'all', ...STANDINGS]).catch('waiting'),
  year: z.coerce.number().int().min(2000).max(2999).optional().catch(undefined),
  search: z.string().trim().max(60).catch(''),
  page: z.coerce.number().int().min(1).catch(1)
})

/** Parses the filter of an address; invalid parts are ignored. */
export function readFilter(given: Record<string, string | string[] | undefined>): QueueFilter {
  return filter.parse(given)
}

const PAGE_ROWS = 50
/** As many as are approved or published in one go. */
const MOST_AT_ONCE = 100

/** A report as a step of many names it. */
export type BulkLine = { id: number; unitName: string; year: number; version: number }

export type Queue = {
  rows: QueueRow[]
  /** Of all pages. */
  found: number
  pages: number
  years: number[]
  filter: QueueFilter
  /** How the units of the year stand; none for one's own work. */
  tally?: Tally
  /** What may be approved, and what may be published, in one go, of all pages. */
  plain: BulkLine[]
  publishable: BulkLine[]
}

/** A page of the list somebody asked for. */
export async function openQueue(passed: Passed, asked: QueueFilter): Promise<Queue> {
  const { store, now } = passed
  const years = listYears(dayOf(now))
  const isOwnWork = asked.state === 'waiting'
  const chosen = { ...asked, year: asked.year ?? (isOwnWork ? undefined : years[0]) }
  const all = isOwnWork ? await listWaiting(passed) : await nameApart(passed, await listYear(passed, chosen.year as number))
  const ofYear = all.filter(({ one }) => chosen.year === undefined || one.year === chosen.year)
  const ofState = ofYear.filter(({ one }) => isOwnWork || chosen.state === 'all' || one.state === chosen.state)
  const found = asked.search === '' ? ofState : await filterByName(passed, ofState, asked.search)
  const pages = Math.max(Math.ceil(found.length / PAGE_ROWS), 1)
  const page = Math.min(chosen.page, pages)
  const rows = found.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS).map((placed) => describeRow(passed, placed))
  for (const row of rows) if (row.isMine) row.colleagues = (await listReviewers(store, row.unit)).filter(({ id }) => id !== passed.user.id)
  return {
    rows,
    found: found.length,
    pages,
    years,
    filter: { ...chosen, page },
    tally: isOwnWork ? undefined : tally(ofYear.map(({ one }) => one.state)),
    plain: listBulk(found.filter(isPlain)),
    publishable: listBulk(found.filter(isPublishable))
  }
}

function listBulk(placed: readonly Placed[]): BulkLine[] {
  return placed
    .flatMap(({ one }) => (one.id === null ? [] : [one]))
    .slice(0, MOST_AT_ONCE)
    .map(({ id, unitName, year, version }) => ({ id, unitName, year, version }))
}

/** Every unit somebody may follow, for a year: what waits for him first, then by deadline. */
async function listYear(passed: Passed, year: number): Promise<Placed[]> {
  const { reached, read, units } = await listFollowed(passed)
  const standings = await listStandings(
    passed.store,
    units.map(({ id }) => id),
    year
  )
  const place = await openPlacer(passed, { reached, asked: await listAsked(passed, reached), followed: read }, standings)
  return standings.map((one) => ({ ...place(one), one })).sort(inOrder)
}

/** Filters by words in the unit's present or former names. */
async function filterByName({ store }: Passed, lines: readonly Placed[], search: string): Promise<Placed[]> {
  const former = await listFormerNames(store, [...new Set(lines.map(({ one }) => one.unit))])
  const matching = new Set(former.filter(({ name }) => name.includes(search)).map(({ unit }) => unit))
  return lines.filter(({ one }) => one.unitName.includes(search) || matching.has(one.unit))
}
