import { and, asc, count, countDistinct, eq, gt, inArray, ne, notInArray, sql } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import { gather, readGathered } from '@/db/gather'
import { listObligations } from '@/db/people/obligations'
import { findUnit, listUnitsAbove } from '@/db/people/units'
import type { Filing } from '@/db/reports/reports'
import { PAST_REVISION, type ReportKind } from '@/report/report'
import type { Inclusion } from '@/report/rollup/inclusion'
import type { Member } from '@/report/rollup/rollup'
import { COUNTED, STATE_CLASSES, type StateClass } from '@/report/rollup/state-class'
import { openTemplate } from '@/report/templates'
import { STANDING_NAMES, type Standing } from '@/report/workflow/progress'
import { findContacts } from './season'
import { listStands, type StandOfUnit } from './stands'

/** A member with the hash of the snapshot that counts, and how its report stands now. */
export type MemberUnit = Member & {
  standing: Standing
  /** The latest revision of its report, counted or not. */
  report: number | null
  hash: string | null
  /** When what counts was handed in. */
  handedInOn: Date | null
  kind: ReportKind
}

type Aggregate = Pick<Filing, 'unit' | 'year' | 'kind'> & Partial<Pick<Filing, 'counting'>>

/**
 * Whom the report of a government adds up, in the order of their numbers: who owes a report of the year, in the tree as it is today,
 * down to the next government, which stands there with its own aggregate for all below it. So each unit is in exactly one sum.
 * `counting`: another class of states than its own. Nobody: it has no member and is typed like any other. A report of another kind has
 * none.
 */
export async function listMembers(
  reader: Reader,
  aggregate: Aggregate,
  counting: StateClass = aggregate.counting ?? COUNTED
): Promise<MemberUnit[]> {
  if (aggregate.kind !== 'government') return []
  const rows = await (await selectMembers(reader, aggregate)).query
  return includeUnits(
    reader,
    rows.map(({ unit }) => unit),
    aggregate.year,
    counting
  )
}

/** A query for the units of members and what they owe, to be executed or to select from. */
async function selectMembers({ read, t }: Reader, { unit: aggregate, year }: Pick<Aggregate, 'unit' | 'year'>) {
  const { units, unitsAbove, obligations: owed } = t
  const governments = await read
    .select({ id: unitsAbove.unit })
    .from(unitsAbove)
    .innerJoin(units, eq(units.id, unitsAbove.unit))
    .leftJoin(owed, and(eq(owed.unit, units.id), eq(owed.year, year)))
    .where(and(eq(unitsAbove.above, aggregate), ne(unitsAbove.unit, aggregate), sql`coalesce(${owed.kind}, ${units.kind}) = 'government'`))
  const belowThem = read
    .select({ unit: unitsAbove.unit })
    .from(unitsAbove)
    .where(
      and(
        among(
          unitsAbove.above,
          governments.map(({ id }) => id)
        ),
        ne(unitsAbove.unit, unitsAbove.above)
      )
    )
  return {
    query: read
      .select({ unit: owed.unit, kind: owed.kind })
      .from(unitsAbove)
      .innerJoin(owed, and(eq(owed.unit, unitsAbove.unit), eq(owed.year, year)))
      .where(
        and(
          ...[eq(unitsAbove.above, aggregate), ne(unitsAbove.unit, aggregate)],
          governments.length > 0 ? notInArray(unitsAbove.unit, belowThem) : undefined
        )
      )
  }
}

/**
 * How some units that owe a year's report stand to a sum of it, in the order of their numbers. An aggregate, the statistics and a
 * file of many reports take what is in their sums from here.
 */
export async function includeUnits(
  reader: Reader,
  units: readonly number[],
  year: number,
  counting: StateClass = COUNTED
): Promise<MemberUnit[]> {
  if (units.length === 0) return []
  const sources = await listSources(reader, units, year, counting)
  return (await listStands(reader, units, year)).map((stand): MemberUnit => {
    const source = sources.get(`${stand.unit} ${stand.kind}`)
    const inclusion = source ? 'counted' : inclusionOf(stand)
    const reason = source ? '' : (reasonOf(inclusion, stand) ?? '')
    return {
      ...{ unit: stand.unit, name: stand.name, inclusion, reason, standing: stand.state, report: stand.report },
      ...(source && { source: { report: source.id, template: openTemplate(source.template) } }),
      ...{ hash: source?.submittedHash ?? null, handedInOn: source?.submittedOn ?? null, kind: stand.kind }
    }
  })
}

function inclusionOf({ state, report, hasEnded, absence }: StandOfUnit): Inclusion {
  if (state === 'NOT_REQUIRED') return hasEnded && report === null ? 'closed' : 'exempt'
  return absence === null ? 'missing' : 'absent'
}

function reasonOf(inclusion: Inclusion, stand: StandOfUnit): string | null {
  if (inclusion === 'absent') return stand.absence
  return inclusion === 'missing' ? STANDING_NAMES[stand.state] : stand.excuse
}

/** The newest revision of each report of a year that stands in the class, by unit and kind: `12 department`. */
export async function listSources({ read, t }: Reader, units: readonly number[], year: number, counting: StateClass) {
  const { id, unit, kind, template, submittedHash, revision, state } = t.reports
  const rows = await read
    .select({ id, unit, kind, template, submittedHash, submittedOn: t.reports.submittedOn, revision, state })
    .from(t.reports)
    .where(
      and(eq(t.reports.year, year), among(unit, units), gt(revision, PAST_REVISION), inArray(state, [...STATE_CLASSES[counting].states]))
    )
    .orderBy(asc(revision))
  return new Map(rows.map((row) => [`${row.unit} ${row.kind}`, row]))
}

/** What a member was when the sums were taken. */
export type Contributor = {
  unit: number
  name: string
  inclusion: Inclusion
  reason: string
  source: number | null
  version: number | null
  hash: string | null
  on: Date
}

/** Who was added up when the sums of an aggregate were taken last, all or some of them; nobody: they never were. */
export async function listContributors({ read, t }: Reader, report: number, only?: readonly number[]): Promise<Contributor[]> {
  const { unit, name, inclusion, reason, source, version, hash, on } = t.contributors
  return read
    .select({ unit, name, inclusion, reason, source, version, hash, on })
    .from(t.contributors)
    .where(and(eq(t.contributors.report, report), only && among(unit, only)))
    .orderBy(asc(unit))
}

/** Which of these revisions are sums of others. */
export async function listSummed({ read, t }: Reader, reports: readonly number[]): Promise<Set<number>> {
  const { report } = t.contributors
  const rows = await read.selectDistinct({ report }).from(t.contributors).where(among(report, reports))
  return new Set(rows.map((row) => row.report))
}

/** A correction of an aggregate begins with the sums of what it corrects. Part of the caller's transaction. */
export async function copyContributors(inside: Reader, from: number, to: number): Promise<void> {
  const { read: db, t } = inside
  const taken = await listContributors(inside, from)
  if (taken.length > 0) await db.insert(t.contributors).values(taken.map((one) => ({ ...one, report: to })))
}

/** The members whose counted report, or how they are counted, is another than when the sums were taken: computed, never flagged. */
export function listChanged(taken: readonly Contributor[], members: readonly MemberUnit[]) {
  const before = new Map(taken.map((one) => [one.unit, one]))
  const now = new Map(members.map((one) => [one.unit, one]))
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((unit) => {
    const [was, is] = [before.get(unit), now.get(unit)]
    return was?.inclusion === is?.inclusion && was?.hash === is?.hash ? [] : [{ unit, name: (is ?? was)?.name ?? '', was, is }]
  })
}

/**
 * The same read from the database without its members: those whose counted snapshot is still the one that was taken are left out by
 * the query, and only the others are looked at, as `listMembers` would.
 */
export async function findChanged(reader: Reader, aggregate: Aggregate & Pick<Filing, 'id'>) {
  if (aggregate.kind !== 'government') return []
  const counting = aggregate.counting ?? COUNTED
  const { read, t } = reader
  const { contributors, reports } = t
  const { query } = await selectMembers(reader, aggregate)
  const members = query.as('members')
  const isAsTaken = sql`coalesce(${contributors.inclusion}, '') = 'counted' and coalesce(${contributors.hash}, '') = coalesce(${reports.submittedHash}, '-')`
  const ofAggregate = eq(contributors.report, aggregate.id)
  const [found] = await read
    .select({
      others: sql<string | null>`${gather(members.unit)} filter (where not (${isAsTaken}))`,
      still: countDistinct(contributors.unit),
      taken: sql<number>`(${read.select({ taken: count() }).from(contributors).where(ofAggregate)})`.mapWith(Number)
    })
    .from(members)
    .leftJoin(contributors, and(ofAggregate, eq(contributors.unit, members.unit)))
    .leftJoin(
      reports,
      and(
        ...[eq(reports.unit, members.unit), eq(reports.year, aggregate.year), eq(reports.kind, members.kind)],
        ...[gt(reports.revision, PAST_REVISION), inArray(reports.state, [...STATE_CLASSES[counting].states])]
      )
    )
  const present = [...new Set(readGathered(found?.others).flatMap((row) => row.map(Number)))]
  const gone =
    found?.still === found?.taken
      ? []
      : await read
          .select({ unit: contributors.unit })
          .from(contributors)
          .where(and(ofAggregate, notInArray(contributors.unit, read.select({ unit: members.unit }).from(members))))
  const all = [...present, ...gone.map(({ unit }) => unit)]
  return listChanged(await listContributors(reader, aggregate.id, all), await includeUnits(reader, present, aggregate.year, counting))
}

/** So many are named in a refusal; 汇总构成 has them all. */
const MOST_NAMED = 10

/** `甲局（未开始，联系人 赵某 0554-0000100）`: who blocks, and whom to call. */
export async function nameBlocking(reader: Reader, members: readonly MemberUnit[]): Promise<string> {
  const first = members.slice(0, MOST_NAMED)
  const contacts = await findContacts(
    reader,
    first.map(({ unit }) => unit)
  )
  const named = first.map(({ unit, name, reason }) => {
    const contact = contacts.get(unit)
    return `${name}（${reason}${contact ? `，联系人 ${[contact.name, contact.phone].filter(Boolean).join(' ')}` : ''}）`
  })
  return `${named.join('、')}${members.length > MOST_NAMED ? '等' : ''}`
}

/** The aggregate a unit's report goes into: that of the nearest government above it that owes one. Undefined: of none. */
export async function findAggregateAbove(
  reader: Reader,
  { unit, year }: Pick<Aggregate, 'unit' | 'year'>
): Promise<{ unit: number; name: string } | undefined> {
  const above = (await listUnitsAbove(reader, unit)).filter((id) => id !== unit)
  const owed = new Map((await listObligations(reader, above, year)).map((one) => [one.unit, one]))
  for (const id of above) {
    const kind = owed.get(id)?.kind ?? (await findUnit(reader, id))?.kind
    if (kind === 'government') return owed.has(id) ? { unit: id, name: owed.get(id)?.name ?? '' } : undefined
  }
  return undefined
}
