import { listLastYearCells } from '@/db/figures/last-year-cells'
import { type Filing, findFilings } from '@/db/reports/reports'
import { printAdjustment } from '@/db/rollup/adjustments'
import { type Contribution, readContributions } from '@/db/rollup/contributions'
import { findStaleness } from '@/db/rollup/stale'
import { findTooLarge, printSum } from '@/db/rollup/take'
import { findTaking, listTakings, listTakingsThen, readTakenContributions, type Taking } from '@/db/rollup/takings'
import { readTotals } from '@/db/rollup/totals'
import { listContributors, listMembers, listSummed, type MemberUnit } from '@/db/workflow/members'
import { findContacts } from '@/db/workflow/season'
import type { ReportKind } from '@/report/report'
import { sayBlank } from '@/report/rollup/figures'
import { INCLUSION_NAMES } from '@/report/rollup/inclusion'
import { coverageOf, sayCoverage } from '@/report/rollup/rollup'
import { COUNTED, STATE_CLASS_KEYS, STATE_CLASSES, type StateClass } from '@/report/rollup/state-class'
import { OTHER_FORM } from '@/report/statistics/measure'
import type { Address, Cell, Template } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { STANDING_NAMES } from '@/report/workflow/progress'
import { isEditable, STATE_NAMES } from '@/report/workflow/states'
import { listReadable, type PassedReport } from '@/server/gate/gate'
import { publicPathOf } from '@/server/public/published'
import { NAMED, tellSums } from './tell-sums'

/**
 * Everything the page 汇总构成 shows of an aggregate: who is in it, what has changed since, and one cell opened, as it was summed last
 * or at an earlier time (`wanted`, the number of a taking). Undefined: there was no such taking.
 */
export async function readSumPage(passed: PassedReport<'read'>, at: Address | undefined, wanted?: number) {
  const { store, filing, roles } = passed
  const template = openTemplate(filing.template)
  const cell = at === undefined ? undefined : template.cells[template.index.get(at) ?? -1]
  const taking = wanted === undefined ? undefined : await findTaking(store, filing.id, wanted)
  if (wanted !== undefined && !taking) return undefined
  const takings = await listTakings(store, filing.id)
  const isLast = taking === undefined || taking.id === takings[0]?.id
  const members = await listMembers(store, filing)
  const contacts = await findContacts(
    store,
    members.map(({ unit }) => unit)
  )
  const readable = await listReadable(
    passed,
    members.flatMap(({ report, source }) => source?.report ?? report ?? [])
  )
  const told = await tellSums(store, filing, members)
  return {
    id: filing.id,
    unit: filing.unitName,
    year: filing.year,
    state: filing.state,
    told,
    /** What the opened cell covers: as it was at an earlier taking, else as it is. */
    covers: isLast ? told?.words : taking && sayCoverage(coverageOf(taking.contributors), NAMED),
    newestOn: await findNewest(passed, members, taking),
    mayTake: roles.includes('filler') && isEditable(filing.state),
    takings: takings.map(({ counting, ...one }) => ({ ...one, counting: STATE_CLASSES[counting].name })),
    shown: taking?.id ?? takings[0]?.id,
    isLast,
    isFiller: roles.includes('filler'),
    stale: await tellStale(passed, template, members),
    classes: await countClasses(passed, members),
    members: members.map(({ unit, name, inclusion, reason, standing, report, source }) => {
      const contact = contacts.get(unit)
      const target = source?.report ?? report
      return {
        ...{ unit, name, reason, is: INCLUSION_NAMES[inclusion], standing: STANDING_NAMES[standing] },
        contact: contact && [contact.name, contact.phone].filter(Boolean).join(' '),
        href: target && readable.has(target) ? `/reports/${target}/review` : undefined
      }
    }),
    opened:
      cell &&
      (await openCell(passed, template, cell, {
        taking: isLast ? undefined : taking,
        on: (taking ?? takings[0])?.on ?? passed.now,
        kinds: new Map(members.map((one) => [one.unit, one.kind]))
      })),
    tables: template.tables.map((table) => ({
      name: table.name,
      cells: template.cells.flatMap((one) => (one.table !== table || one.role === 'group' ? [] : [{ at: one.at, name: one.name }]))
    }))
  }
}

/**
 * When the newest report that is in the sums was handed in: not when the page was made, nor what was handed in since they were taken.
 */
async function findNewest({ store, filing }: PassedReport<'read'>, members: readonly MemberUnit[], taking: Taking | undefined) {
  const taken = taking?.contributors ?? (await listContributors(store, filing.id))
  const [{ on } = {}] = taken
  if (!on) return newest(members.map(({ handedInOn }) => handedInOn))
  const sources = await findFilings(
    store,
    taken.flatMap(({ source }) => source ?? [])
  )
  return newest(sources.map(({ submittedOn }) => (submittedOn && submittedOn > on ? on : submittedOn)))
}

const newest = (days: readonly (Date | null)[]): Date | undefined =>
  days.flatMap((day) => day ?? []).reduce<Date | undefined>((latest, day) => (latest && latest > day ? latest : day), undefined)

async function tellStale({ store, filing }: PassedReport<'read'>, template: Template, known: readonly MemberUnit[]) {
  const { members, cells } = await findStaleness(store, filing, known)
  if (members.length === 0) return undefined
  const totals = await readTotals(store, filing).then(
    ({ totals: present }) => present,
    (error) => void findTooLarge(error)
  )
  return {
    members,
    cells: (totals ? cells : []).map(({ at, was, now }) => {
      const cell = template.cells[template.index.get(at) ?? -1] as Cell
      const fresh = totals?.get(at)?.amount ?? 0
      return { at, name: cell.name, was: printSum(cell, fresh - now + was), now: printSum(cell, fresh) }
    })
  }
}

/** How many members there would be in each class: 已公布, 审核通过以上, 已报送以上. */
async function countClasses({ store, filing }: PassedReport<'read'>, known: readonly MemberUnit[]) {
  const counted: { key: StateClass; name: string; covered: number; of: number; isChosen: boolean }[] = []
  for (const key of STATE_CLASS_KEYS) {
    const isChosen = key === (filing.counting ?? COUNTED)
    const { covered, of } = coverageOf(isChosen ? known : await listMembers(store, filing, key))
    counted.push({ key, name: STATE_CLASSES[key].name, covered, of, isChosen })
  }
  return counted
}

/** One cell: its members ranked by what they have, with share, last year and where to look; its adjustments; and what it comes to. */
async function openCell(
  passed: PassedReport<'read'>,
  template: Template,
  cell: Cell,
  { taking, on, kinds }: { taking: Taking | undefined; on: Date; kinds: ReadonlyMap<number, ReportKind> }
) {
  const { store, filing } = passed
  const { contributions, adjustments } = taking
    ? await readTakenContributions(store, filing, taking, cell.at)
    : await readContributions(store, filing, cell.at)
  const sources = await findFilings(
    store,
    contributions.flatMap(({ source }) => source ?? [])
  )
  const readable = await listReadable(
    passed,
    sources.map(({ id }) => id)
  )
  const reports = new Map(sources.map((one) => [one.id, one]))
  const last = await listLastYearCells(
    store,
    { template, year: filing.year, at: cell.at },
    contributions.map(({ unit, source }) => ({ unit, kind: reports.get(source ?? -1)?.kind ?? kinds.get(unit) ?? 'department' }))
  )
  const parts = [...contributions.flatMap(({ amount }) => amount ?? []), ...adjustments.map(({ amount }) => amount)]
  const whole = parts.reduce((sum, one) => sum + one, 0)
  const aggregates = await listSummed(
    store,
    sources.map(({ id }) => id)
  )
  const takings = await listTakingsThen(store, [...aggregates], on)
  const rows = contributions
    .toSorted((a, b) => (b.amount ?? Number.NEGATIVE_INFINITY) - (a.amount ?? Number.NEGATIVE_INFINITY))
    .map(({ unit, name, inclusion, reason, amount, standing, source }) => {
      const report = reports.get(source ?? -1)
      const before = last.get(unit)
      return {
        ...{ unit, name },
        value: amount === null ? sayNothing({ inclusion, reason, standing }) : printSum(cell, amount),
        amount,
        share: amount === null || whole === 0 ? '' : `${((100 * amount) / whole).toFixed(1)}%`,
        last: before === undefined || before.amount === null ? (before?.gap ?? '') : printSum(cell, before.amount),
        hasLast: before?.amount !== undefined && before.amount !== null,
        state: report ? STATE_NAMES[report.state] : INCLUSION_NAMES[inclusion],
        href: report && linkTo(report, cell.at, readable.has(report.id), aggregates.has(report.id) && { taking: takings.get(report.id) })
      }
    })
  return {
    at: cell.at,
    name: cell.name,
    isTotal: cell.role !== 'input',
    rows,
    adjustments: adjustments.map(({ id, amount, reason, by, on, at }) => {
      const place = template.cells[template.index.get(at) ?? -1] as Cell
      return { id, value: printAdjustment(cell, amount), reason, by, on, place: at === cell.at ? undefined : place.name }
    }),
    sum: printSum(cell, parts.length === 0 ? null : whole),
    ...sumLastYear(
      cell,
      contributions.map((one) => ({ ...one, last: last.get(one.unit)?.amount ?? null }))
    )
  }
}

/**
 * What the members shown had the year before together; and where that is of others than this year's sum, of whom it is. Who owes nothing
 * this year is missed only where he had something.
 */
function sumLastYear(cell: Cell, members: readonly (Pick<Contribution, 'inclusion' | 'amount'> & { last: number | null })[]) {
  const add = (some: typeof members) => some.reduce((sum, { last }) => sum + (last ?? 0), 0)
  const known = members.filter(({ last }) => last !== null)
  if (known.length === 0) return { lastSum: '', lastCovers: '成员单位均无上年数' }
  const asked = members.filter(({ last, inclusion }) => last !== null || (inclusion !== 'exempt' && inclusion !== 'closed'))
  const both = known.filter(({ amount }) => amount !== null)
  const covers = [
    asked.length === known.length ? '' : `上年数含 ${asked.length} 个单位中的 ${known.length} 个`,
    both.length === 0 || both.length === known.length ? '' : `今年有数的 ${both.length} 个上年合计 ${printSum(cell, add(both))}`
  ]
  return { lastSum: printSum(cell, add(known)), lastCovers: covers.filter(Boolean).join('；') }
}

/** Why a member has no value in a cell. */
function sayNothing({ inclusion, reason, standing }: Pick<Contribution, 'inclusion' | 'reason' | 'standing'>): string {
  if (inclusion === 'counted') return standing === null ? OTHER_FORM : sayBlank(standing)
  return reason || INCLUSION_NAMES[inclusion]
}

/**
 * To the member's own cell: opened further where it is itself a sum, as it was taken when it was counted here; else in its text; what
 * one may not open, on its public page.
 */
function linkTo(report: Filing, at: Address, isReadable: boolean, sum: false | { taking: number | undefined }): string | undefined {
  const page = isReadable ? `/reports/${report.id}/review` : publicPathOf(report)
  if (isReadable && sum)
    return `/reports/${report.id}/sum?at=${encodeURIComponent(at)}${sum.taking === undefined ? '' : `&taking=${sum.taking}`}`
  // Cells have their address as their id, in the review as on the public page.
  return page && `${page}#${at}`
}
