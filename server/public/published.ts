import { LRUCache } from 'lru-cache'
import type { Store } from '@/db/engine/client'
import { describeSuccession, listHeirs, listSuccessions } from '@/db/people/succession'
import { listPublicRevisions, type PublicRevision, readPublicSnapshot, readPublicStamp } from '@/db/reports/published'
import { type Report, templateOf, titleOf } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import { type Difference, differences } from '@/report/workflow/difference'
import { noFigures, readYearFigures, type YearFigures } from '@/report/workflow/outcomes'
import { STATE_NAMES, type State } from '@/report/workflow/states'
import { env } from '@/server/base/env'
import { LastKnown } from '@/server/base/last-known'
import { wholeNumber } from '@/server/base/whole-number'

/** A published revision among the others of its unit. */
export type Publication = {
  one: PublicRevision
  /** Every revision of the same year, oldest first. */
  revisions: readonly PublicRevision[]
  /** The revision that counts for each other year, oldest first. */
  otherYears: readonly PublicRevision[]
  /** What is public of the five years up to this one, oldest first; none if this one stands alone. */
  lastYears: readonly PublicRevision[]
  /** The years whose report was withdrawn. */
  withdrawn: ReadonlySet<number>
  /** What the unit went into since, and where that is published; the report itself stays as it is. */
  successor?: Successor
  /** Cache key: changes with every public step of the unit. */
  stamp: string
}

export type Successor = { words: string; path: string }

const YEARS_OF_TREND = 5

/** The parts of an address under /published, as text. */
export type PublicAddress = { unit: string; year: string; revision?: string }

/** The revision at an address; without a number the one that counts. Undefined for everything the public does not know of. */
export async function findPublication(store: Store, address: PublicAddress): Promise<Publication | undefined> {
  const [unit, year] = [wholeNumber(address.unit), wholeNumber(address.year)]
  const revision = address.revision === undefined ? undefined : wholeNumber(address.revision)
  if (unit === undefined || year === undefined || (address.revision !== undefined && revision === undefined)) return undefined
  const { revisions: all, successor } = await listKept(store, unit)
  const revisions = all.filter((one) => one.year === year)
  const one = revision === undefined ? counting(revisions) : revisions.find((candidate) => candidate.revision === revision)
  if (!one) return undefined
  const years = [...new Set(all.map((other) => other.year))].map((other) => counting(all.filter((candidate) => candidate.year === other)))
  const counted = years.flatMap((other) => other ?? [])
  const lastYears = counted
    .map((other) => (other.year === year ? one : other))
    .filter((other) => other.state !== 'WITHDRAWN' && other.year <= year && other.year > year - YEARS_OF_TREND)
  const withdrawn = new Set(counted.flatMap((other) => (other.state === 'WITHDRAWN' ? [other.year] : [])))
  return {
    one,
    revisions,
    otherYears: counted.filter((other) => other.year !== year),
    lastYears: lastYears.length > 1 ? lastYears : [],
    withdrawn,
    successor,
    stamp: `${all.map(({ report, version }) => `${report}.${version}`).join(' ')} ${successor?.words ?? ''}`
  }
}

/** Where a year's report is to be looked for that a unit which has ended never published: in words, and what its successors published. */
export type Elsewhere = { words: string; reports: { title: string; path: string }[] }

/**
 * What an address leads to where nothing is: the reports of a year of those that came after the unit. Undefined unless they or the
 * unit itself have published something: of everything else the public knows nothing.
 */
export async function findElsewhere(store: Store, { unit: wanted, year: of }: PublicAddress): Promise<Elsewhere | undefined> {
  const [unit, year] = [wholeNumber(wanted), wholeNumber(of)]
  if (unit === undefined || year === undefined) return undefined
  const { revisions, successor } = await listKept(store, unit)
  if (!successor || revisions.some((one) => one.year === year)) return undefined
  const heirs = await Promise.all((await listHeirs(store, unit)).map(async (heir) => (await listKept(store, heir)).revisions))
  const found = heirs.flatMap((all) => all.find((one) => one.year === year && one.state === 'PUBLISHED') ?? [])
  if (found.length === 0 && revisions.length === 0) return undefined
  const reports = found.map((one) => ({ title: titleOf({ unit: one.unitName, year }), path: `/published/${one.unit}/${year}` }))
  return { words: successor.words, reports }
}

type OfUnit = { revisions: readonly PublicRevision[]; successor?: Successor }
type Kept = { lists: LRUCache<string, OfUnit>; stamps: LastKnown<string> }
const kept = new WeakMap<Store, Kept>()

/** The revisions of a unit, cached until its next public step; the last known ones while the database does not answer. */
async function listKept(store: Store, unit: number): Promise<OfUnit> {
  const { lists, stamps } = kept.get(store) ?? { lists: new LRUCache({ max: 1000 }), stamps: new LastKnown() }
  kept.set(store, { lists, stamps })
  const key = `${unit} ${await stamps.read(String(unit), () => readStamp(store, unit))}`
  const known = lists.get(key)
  if (known) return known
  const found = { revisions: await listPublicRevisions(store, unit), successor: await findSuccessor(store, unit) }
  lists.set(key, found)
  return found
}

const readStamp = async (store: Store, unit: number): Promise<string> =>
  `${await readPublicStamp(store, unit)} ${(await findSuccessor(store, unit))?.words ?? ''}`

async function findSuccessor(store: Store, unit: number): Promise<Successor | undefined> {
  const succession = (await listSuccessions(store, [unit])).get(unit)
  const name = succession?.successors[0]?.name ?? ''
  return succession && { words: describeSuccession(succession), path: `/published?q=${encodeURIComponent(name)}` }
}

/** The published revision of a year, or its last one if it was withdrawn. */
function counting(revisions: readonly PublicRevision[]): PublicRevision | undefined {
  return revisions.find(({ state }) => state === 'PUBLISHED') ?? revisions.at(-1)
}

/** A revision that is or was public. Throws if it is neither. */
export async function readPublicReport(store: Store, revision: PublicRevision): Promise<Report> {
  return readSnapshot(await readPublicSnapshot(store, revision))
}

/** What a correction changed, place by place; nothing if there is no earlier revision or it may not be read. */
export async function readCorrections(store: Store, { one, revisions }: Publication, report: Report): Promise<Difference[]> {
  const before = revisions.findLast(({ revision }) => revision < one.revision)
  if (!before || before.state === 'WITHDRAWN') return []
  return differences(templateOf(report), (await readPublicReport(store, before)).values, report.values)
}

/** The figures of the years up to this one, each year between the first and the last; one without a public report is a gap. */
export async function readTrend(store: Store, { lastYears, withdrawn }: Publication): Promise<YearFigures[]> {
  const known = await Promise.all(lastYears.map(async (revision) => readYearFigures(await readPublicReport(store, revision))))
  const [first = 0, last = -1] = [known[0]?.year, known.at(-1)?.year]
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const year = first + i
    return known.find((one) => one.year === year) ?? noFigures(year, withdrawn.has(year) ? STATE_NAMES.WITHDRAWN : '未公开')
  })
}

/**
 * 索引号 of a report, by the pattern in INDEX_NUMBER: `{unit}` is the number of the unit, `{year}` the year of the report,
 * `{unit:6}` the same in six digits. All revisions have the same, so that nobody assigns it and it never changes.
 */
export function indexNumber({ unit, year }: Pick<PublicRevision, 'unit' | 'year'>, pattern = env().INDEX_NUMBER): string {
  return pattern.replace(/\{(unit|year)(?::(\d))?\}/g, (_, name, digits = '1') =>
    String(name === 'unit' ? unit : year).padStart(Number(digits), '0')
  )
}

/** The public path of a revision; undefined unless it is public now. */
export function publicPathOf(one: Pick<PublicRevision, 'unit' | 'year' | 'revision'> & { state: State }): string | undefined {
  return one.state === 'PUBLISHED' || one.state === 'SUPERSEDED' ? pathOf(one) : undefined
}

/** The permanent address of a revision. */
export function pathOf({ unit, year, revision }: Pick<PublicRevision, 'unit' | 'year' | 'revision'>): string {
  return `/published/${unit}/${year}/${revision}`
}
