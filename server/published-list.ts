import type { Store } from '@/db/client'
import { type Listed, listPublished } from '@/db/published'
import { dayOf } from '@/report/dates'
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

export function searchPublished(store: Store, { words, year, page }: Search): Promise<{ lines: Listed[]; total: number }> {
  return listPublished(store, { search: words, year, limit: LINES_OF_PAGE, offset: (page - 1) * LINES_OF_PAGE })
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
