import type { Address, Template } from '@/report/template'
import type { FigureStanding } from './figures'
import { type Inclusion, sayInclusion } from './inclusion'

/** A unit that is to be added up. `source`: the revision that counts, on which form; none unless it is counted. */
export type Member = {
  unit: number
  name: string
  inclusion: Inclusion
  /** Why it is not counted: where it stands, or what was declared. */
  reason: string
  source?: { report: number; template: Template }
}

/** A line added to a cell beside the members, in the last decimal of the cell. */
export type SumAdjustment = { id: number; at: Address; amount: number; reason: string; by: string; on: Date }

/** The figures of the counted members as they are added up: sums of values, and every cell that is none. */
export type Tallied = {
  sums: ReadonlyMap<Address, { amount: number; covered: number }>
  gaps: readonly { report: number; at: Address; standing: Exclude<FigureStanding, 'value'> }[]
}

/** Why a member is not in a cell: it is not counted at all, its cell says nothing, is no number, or is not on its form. */
export type Uncovered = { unit: number; name: string; why: 'missing' | 'absent' | 'blank' | 'unreadable' | 'inapplicable' }

/**
 * One cell of an aggregate. `amount`: members and adjustments together; null where nobody has a value and nothing is adjusted,
 * which is not zero. `of`: how many members owe it.
 */
export type Total = { at: Address; amount: number | null; covered: number; of: number; uncovered: Uncovered[]; adjusted: number }

/** A member as it is named. */
export type NamedMember = Pick<Member, 'unit' | 'name' | 'inclusion' | 'reason'>

/** Members that owe a report, and those of them that are counted: what every page says of an aggregate. */
export type Coverage = { covered: number; of: number; uncovered: NamedMember[] }

/** Whether a member owes a report: 无需报送 and closed ones are in no denominator. */
const owes = ({ inclusion }: Pick<Member, 'inclusion'>): boolean => inclusion !== 'exempt' && inclusion !== 'closed'

/** How many of those that owe are counted, and who is not. */
export function coverageOf(members: readonly NamedMember[]): Coverage {
  const owing = members.filter(owes)
  const uncovered = owing.filter(({ inclusion }) => inclusion !== 'counted')
  return { covered: owing.length - uncovered.length, of: owing.length, uncovered }
}

/**
 * Adds up every cell of a form over its members. Inputs are sums of what the members have there; totals are computed from
 * these sums and cover who is in all of their parts. Throws RangeError where a unit is named twice, SumTooLarge
 * where a number does not hold a sum exactly.
 */
export function rollUp(
  template: Template,
  members: readonly Member[],
  { sums, gaps }: Tallied,
  adjustments: readonly Pick<SumAdjustment, 'at' | 'amount'>[]
): Map<Address, Total> {
  if (new Set(members.map(({ unit }) => unit)).size < members.length) throw new RangeError('a unit would be counted twice')
  const owing = members.filter(owes)
  const counted = owing.filter(({ inclusion }) => inclusion === 'counted')
  const byReport = new Map(counted.map((member) => [member.source?.report, member]))
  const lacking = new Map<Address, Uncovered[]>()
  for (const { report, at, standing } of gaps) {
    const member = byReport.get(report)
    if (!member) continue
    const others = lacking.get(at) ?? []
    others.push({ unit: member.unit, name: member.name, why: standing })
    lacking.set(at, others)
  }
  const never = owing.flatMap(({ unit, name, inclusion }): Uncovered[] =>
    inclusion === 'missing' || inclusion === 'absent' ? [{ unit, name, why: inclusion }] : []
  )
  const forms = new Map<Template, Uncovered[]>()
  for (const { unit, name, source } of counted) {
    if (!source) continue
    const same = forms.get(source.template) ?? []
    same.push({ unit, name, why: 'inapplicable' })
    forms.set(source.template, same)
  }
  const adjusted = new Map<Address, number>()
  for (const { at, amount } of adjustments) adjusted.set(at, (adjusted.get(at) ?? 0) + amount)

  const totals = new Map<Address, Total>()
  for (const { at, role } of template.cells) {
    if (role !== 'input') continue
    const sum = sums.get(at)
    const others = [...forms].flatMap(([form, same]) => (form.index.has(at) ? [] : same))
    const line = adjusted.get(at)
    const uncovered = [...never, ...(lacking.get(at) ?? []), ...others]
    const amount = sum === undefined && line === undefined ? null : exact((sum?.amount ?? 0) + (line ?? 0), at)
    totals.set(at, { at, amount, covered: owing.length - uncovered.length, of: owing.length, uncovered, adjusted: line ?? 0 })
  }
  for (const i of template.computed) {
    const { at, parts } = template.cells[i] as Template['cells'][number]
    const below = parts.map((part) => totals.get(template.cells[part]?.at ?? '') as Total)
    const uncovered = [...new Map(below.flatMap((part) => part.uncovered).map((one) => [one.unit, one])).values()]
    const amount = below.some((part) => part.amount === null)
      ? null
      : exact(
          below.reduce((sum, part) => sum + (part.amount ?? 0), 0),
          at
        )
    const line = below.reduce((sum, part) => sum + part.adjusted, 0)
    totals.set(at, { at, amount, covered: owing.length - uncovered.length, of: owing.length, uncovered, adjusted: line })
  }
  return totals
}

/** A sum that a number cannot hold exactly: a wrong one is worse than none. */
export class SumTooLarge extends RangeError {
  constructor(readonly at: Address) {
    super(`the sum at ${at} is beyond what a number holds exactly`)
  }
}

function exact(amount: number, at: Address): number {
  if (!Number.isSafeInteger(amount)) throw new SumTooLarge(at)
  return amount
}

/**
 * `汇总自 15 个单位中的 12 个；未计入：甲局（已退回）、乙局（缺报：…）`; without the second half where nobody is missing. `most`: how
 * many are named where a line is all there is room for.
 */
export function sayCoverage({ covered, of, uncovered }: Coverage, most = uncovered.length): string {
  if (uncovered.length === 0) return `汇总自全部 ${of} 个单位`
  const names = uncovered.slice(0, most).map(({ name, inclusion, reason }) => `${name}（${sayInclusion(inclusion, reason)}）`)
  const others = uncovered.length > most ? `等 ${uncovered.length} 个` : ''
  return `汇总自 ${of} 个单位中的 ${covered} 个；未计入：${names.join('、')}${others}`
}
