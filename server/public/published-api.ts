import type { Store } from '@/db/engine/client'
import { type Listed, readPublicSnapshot } from '@/db/reports/published'
import { readNumbers } from '@/report/snapshot'
import { dayOf } from '@/report/workflow/dates'
import { FORMATS } from '@/server/files/formats'
import { indexNumber, type Publication, pathOf } from './published'
import { answerFresh, JSON_TYPE } from './published-answer'
import { LINES_OF_PAGE, readSearch, searchPublished } from './published-list'
import { describePublication, describeRevision } from './published-table'

/** CORS: public data may be read by pages of any site; no cookies are involved. */
export const OPEN = { 'Access-Control-Allow-Origin': '*' }

/** An error as problem details (RFC 9457). */
export function answerProblem(request: Request, status: number, title: string): Response {
  const body = JSON.stringify({ type: 'about:blank', status, title })
  return answerFresh(request, { status, type: JSON_TYPE, headers: OPEN }, body)
}

/** The page of the list somebody asked for. */
export async function listForApi(store: Store, asked: URLSearchParams): Promise<string> {
  const search = readSearch(asked)
  const { lines, total } = await searchPublished(store, search)
  const pages = Math.ceil(total / LINES_OF_PAGE)
  return JSON.stringify({ total, page: search.page, pages, reports: lines.map(describeListed) })
}

function describeListed({ publishedOn, ...line }: Listed) {
  return { ...line, indexNumber: indexNumber(line), publishedOn: dayOf(publishedOn), links: linksOf(line) }
}

/**
 * A revision in full: `report` is the snapshot, byte for byte as hashed; `numbers` are computed from it.
 */
export async function reportForApi(store: Store, publication: Publication): Promise<string> {
  const { one, revisions } = publication
  const { path: _, current: __, otherYears: ___, revisions: ____, ...about } = describePublication(publication)
  const head = JSON.stringify({
    ...about,
    unit: one.unit,
    unitName: one.unitName,
    kind: one.kind,
    links: linksOf(one),
    revisions: revisions.map((revision) => {
      const { path, ...line } = describeRevision(revision)
      return { ...line, links: linksOf(revision) }
    })
  })
  const snapshot = await readPublicSnapshot(store, one)
  const numbers = readNumbers(snapshot)
  return `${head.slice(0, -1)},"report":${snapshot}${numbers ? `,"numbers":${JSON.stringify(numbers)}` : ''}}`
}

/** Addresses from the root of this server. */
function linksOf(one: { unit: number; year: number; revision: number }) {
  const page = pathOf(one)
  return {
    page,
    data: `/api/v1/reports/${one.unit}/${one.year}/${one.revision}`,
    files: Object.fromEntries(FORMATS.map((format) => [format, `${page}/report.${format}`]))
  }
}
