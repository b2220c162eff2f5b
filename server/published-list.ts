import type { Store } from '@/db/client'
import { type Listed, listPublicYears, listPublished } from '@/db/published'
import { dayOf } from '@/report/dates'
import { LastKnown } from './last-known'
import { wholeNumber } from './published'

/** What somebody looks for among the published reports. Whatever cannot be understood is as if not asked for. */
export type Search = { words: string; year: number | undefined; page: number }

export const LINES_OF_PAGE = 100

export function readSearch(asked: URLSearchParams): Search {
  return {
    words: (asked.get('q') ?? '').trim().slice(0, 100),
    year: wholeNumber(asked.get('year') ?? ''),
    page: wholeNumber(asked.get('page') ?? '') ?? 1
  }
}

type Found = { lines: Listed[]; total: number; years: number[] }
const found = new WeakMap<Store, LastKnown<Found>>()

/** A page of what is public and the years there is something for; as it was last while the database does not answer. */
export function searchPublished(store: Store, search: Search): Promise<Found> {
  const known = found.get(store) ?? new LastKnown<Found>()
  found.set(store, known)
  const { words, year, page } = search
  return known.read(JSON.stringify(search), async () => ({
    ...(await listPublished(store, { search: words, year, limit: LINES_OF_PAGE, offset: (page - 1) * LINES_OF_PAGE })),
    years: await listPublicYears(store)
  }))
}

export function describeLine({ unit, unitName, year, revision, state, publishedOn }: Listed) {
  return {
    path: `/published/${unit}/${year}`,
    unit: unitName,
    year,
    revision,
    isWithdrawn: state === 'WITHDRAWN',
    publishedOn: dayOf(publishedOn)
  }
}
