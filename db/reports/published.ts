import { and, asc, count, desc, eq, gte, inArray, like, lt, type SQL, sql } from 'drizzle-orm'
import type { Reader } from '@/db/engine/client'
import { precedenceOf } from '@/db/people/units'
import type { ReportKind } from '@/report/report'
import type { EventName } from '@/report/workflow/transitions'
import { findSnapshot } from './reports'

/** The state of a revision as the public sees it. A withdrawn one stays withdrawn when a later one replaces it. */
export type PublicState = 'PUBLISHED' | 'SUPERSEDED' | 'WITHDRAWN'

/** A revision the public may know of, without its content, which is never read of a withdrawn one. */
export type PublicRevision = {
  report: number
  unit: number
  unitName: string
  year: number
  kind: ReportKind
  revision: number
  state: PublicState
  /** Grows with every event of the revision. */
  version: number
  /** SHA-256 of its snapshot. */
  hash: string
  changeNote: string
  publishedOn: Date
  withdrawn?: { on: Date; reason: string }
}

const PUBLIC_STATES = ['PUBLISHED', 'SUPERSEDED', 'WITHDRAWN'] as const satisfies readonly PublicState[]
const PUBLIC_EVENTS: readonly EventName[] = ['publish', 'takeDown', 'republish', 'supersede']

/** Everything a unit ever published, by year and revision, oldest first. */
export async function listPublicRevisions(reader: Reader, unit: number): Promise<PublicRevision[]> {
  return listRevisionsWhere(reader, eq(reader.t.reports.unit, unit))
}

/** A cache key: the ids and versions of all revisions a unit ever published. Far cheaper than reading them. */
export async function readPublicStamp({ read, t }: Reader, unit: number): Promise<string> {
  const rows = await read
    .select({ report: t.reports.id, version: t.reports.version })
    .from(t.reports)
    .where(and(eq(t.reports.unit, unit), inArray(t.reports.state, [...PUBLIC_STATES])))
    .orderBy(asc(t.reports.year), asc(t.reports.revision))
  return rows.map(({ report, version }) => `${report}.${version}`).join(' ')
}

/** The published revisions whose hash begins with these hexadecimal digits. */
export async function findPublicByHash(reader: Reader, digits: string): Promise<PublicRevision[]> {
  const { submittedHash } = reader.t.reports
  return listRevisionsWhere(reader, and(gte(submittedHash, digits), lt(submittedHash, `${digits}g`)))
}

/** The published revisions of units that were so called when they filed for a year. */
export async function findPublicByName(reader: Reader, unitName: string, year: number): Promise<PublicRevision[]> {
  const { reports } = reader.t
  return listRevisionsWhere(reader, and(eq(reports.unitName, unitName), eq(reports.year, year)))
}

async function listRevisionsWhere({ read, t }: Reader, where: SQL | undefined): Promise<PublicRevision[]> {
  const rows = await read
    .select({
      report: t.reports.id,
      unit: t.reports.unit,
      unitName: t.reports.unitName,
      year: t.reports.year,
      kind: t.reports.kind,
      revision: t.reports.revision,
      state: t.reports.state,
      version: t.reports.version,
      hash: t.reports.submittedHash,
      changeNote: t.reports.changeNote,
      event: t.events.name,
      from: t.events.from,
      reason: t.events.reason,
      on: t.events.on
    })
    .from(t.reports)
    .innerJoin(t.events, and(eq(t.events.report, t.reports.id), inArray(t.events.name, [...PUBLIC_EVENTS])))
    .where(and(where, inArray(t.reports.state, [...PUBLIC_STATES])))
    .orderBy(asc(t.reports.year), asc(t.reports.revision), asc(t.events.version))
  const revisions = new Map<number, PublicRevision>()
  for (const { event, from, reason, on, state, hash, ...row } of rows) {
    const known = revisions.get(row.report) ?? { ...row, state: state as PublicState, hash: hash ?? '', publishedOn: on }
    revisions.set(row.report, known)
    if (event === 'takeDown') known.withdrawn = { on, reason }
    if (event === 'republish') known.withdrawn = undefined
    if (event === 'supersede' && from === 'WITHDRAWN') known.state = 'WITHDRAWN'
  }
  return [...revisions.values()]
}

/** The canonical JSON a published revision was frozen in. Throws for one that is withdrawn: nobody may read it. */
export async function readPublicSnapshot(reader: Reader, { report, state }: PublicRevision): Promise<string> {
  const snapshot = state === 'WITHDRAWN' ? undefined : await findSnapshot(reader, report)
  if (!snapshot) throw new Error(`report ${report} is not public`)
  return snapshot.json
}

/** A line of the public list: the revision that counts for a unit and a year. */
export type Listed = {
  unit: number
  unitName: string
  year: number
  kind: ReportKind
  revision: number
  state: Exclude<PublicState, 'SUPERSEDED'>
  hash: string
  changeNote: string
  publishedOn: Date
}

/** `search`: part of a unit's name, present or past. */
export type PublicationQuery = { year?: number; search?: string; unit?: number; limit: number; offset?: number; newestFirst?: boolean }

/**
 * What is public, one line a unit and year: the newest year first, governments before departments, then by 排序号 and name;
 * `newestFirst`: by the day of publication instead. `total` counts all that match.
 */
export async function listPublished({ read, t }: Reader, wanted: PublicationQuery): Promise<{ lines: Listed[]; total: number }> {
  const { year, search = '', unit, limit, offset = 0, newestFirst } = wanted
  const pattern = `%${search.replace(/[\\%_]/g, '')}%`
  const formerly = read.select({ unit: t.unitNames.unit }).from(t.unitNames).where(like(t.unitNames.name, pattern))
  const now = read.select({ unit: t.units.id }).from(t.units).where(like(t.units.name, pattern))
  const where = and(
    inArray(t.reports.state, ['PUBLISHED', 'WITHDRAWN']),
    year === undefined ? undefined : eq(t.reports.year, year),
    unit === undefined ? undefined : eq(t.reports.unit, unit),
    search === ''
      ? undefined
      : sql`(${like(t.reports.unitName, pattern)} or ${inArray(t.reports.unit, now)} or ${inArray(t.reports.unit, formerly)})`
  )
  const [counted] = await read.select({ total: count() }).from(t.reports).where(where)
  const lines = await read
    .select({
      unit: t.reports.unit,
      unitName: t.reports.unitName,
      year: t.reports.year,
      kind: t.reports.kind,
      revision: t.reports.revision,
      state: t.reports.state,
      hash: t.reports.submittedHash,
      changeNote: t.reports.changeNote,
      publishedOn: t.events.on
    })
    .from(t.reports)
    .innerJoin(t.events, and(eq(t.events.report, t.reports.id), eq(t.events.name, 'publish')))
    .innerJoin(t.units, eq(t.units.id, t.reports.unit))
    .where(where)
    .orderBy(
      ...(newestFirst
        ? [desc(t.events.on), desc(t.reports.id)]
        : [desc(t.reports.year), desc(t.reports.kind), precedenceOf(t), asc(t.reports.unitName), asc(t.reports.id)])
    )
    .limit(limit)
    .offset(offset)
  return {
    total: counted?.total ?? 0,
    lines: lines.map((line) => ({ ...line, state: line.state as Listed['state'], hash: line.hash ?? '' }))
  }
}

/** The years something is public for, the newest first. */
export async function listPublicYears({ read, t }: Reader): Promise<number[]> {
  const rows = await read
    .selectDistinct({ year: t.reports.year })
    .from(t.reports)
    .where(inArray(t.reports.state, ['PUBLISHED', 'WITHDRAWN']))
    .orderBy(desc(t.reports.year))
  return rows.map(({ year }) => year)
}
