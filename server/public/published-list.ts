import type { Store } from '@/db/engine/client'
import { tellApart } from '@/db/people/units'
import { type Listed, listPublicYears, listPublished } from '@/db/reports/published'
import { dayOf } from '@/report/workflow/dates'
import { LastKnown } from '@/server/base/last-known'
import { wholeNumber } from '@/server/base/whole-number'

/** The search of an address; invalid parameters are ignored. */
export type PublicSearch = { words: string; year: number | undefined; page: number }

export const LINES_OF_PAGE = 100

/** Parses an address of the list: `q` words, `year`, `page` from 1. */
export function readSearch(asked: URLSearchParams): PublicSearch {
  return {
    words: (asked.get('q') ?? '').trim().slice(0, 100),
    year: wholeNumber(asked.get('year') ?? ''),
    page: wholeNumber(asked.get('page') ?? '') ?? 1
  }
}

/** `listedAs`: the name of the unit, with what tells it from another on the page. */
type Line = Listed & { listedAs: string }
type Found = { lines: Line[]; total: number; years: number[] }
const found = new WeakMap<Store, LastKnown<Found>>()

/** A page of the public list, and the years with entries; the last known one while the database does not answer. */
export function searchPublished(store: Store, search: PublicSearch): Promise<Found> {
  const known = found.get(store) ?? new LastKnown<Found>()
  found.set(store, known)
  const { words, year, page } = search
  return known.read(JSON.stringify(search), async () => {
    const { lines, total } = await listPublished(store, { search: words, year, limit: LINES_OF_PAGE, offset: (page - 1) * LINES_OF_PAGE })
    const apart = await tellApart(store, lines)
    return {
      lines: lines.map((line, i) => ({ ...line, listedAs: apart[i]?.unitName ?? line.unitName })),
      total,
      years: await listPublicYears(store)
    }
  })
}

/** A line of the list as page and interface give it. */
export function describeLine({ unit, listedAs, year, revision, state, publishedOn }: Line) {
  return {
    path: `/published/${unit}/${year}`,
    unit: listedAs,
    year,
    revision,
    isWithdrawn: state === 'WITHDRAWN',
    publishedOn: dayOf(publishedOn)
  }
}
