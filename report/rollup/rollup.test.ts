import { describe, expect, it } from 'vitest'
import type { Template } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import { randomOf } from '@/report/testing/random'
import { coverageAddress, listUnnoted } from './coverage-note'
import { figuresOf } from './figures'
import type { Inclusion } from './inclusion'
import { coverageOf, type Member, rollUp, sayCoverage, type Tallied, type Total } from './rollup'

const template = openTemplate('F2021')
const AT = 'disclosure/penalty/decisions'

/** A tree with a figure for each cell of each unit that reports for itself. */
type Leaf = { member: Member; values: Record<string, string> }

/** What the database answers for these reports, computed from their texts. */
function tallyOf(leaves: readonly Leaf[]): Tallied {
  const sums = new Map<string, { amount: number; covered: number }>()
  const gaps: Tallied['gaps'][number][] = []
  for (const { member, values } of leaves) {
    if (!member.source) continue
    for (const { at, amount, standing } of figuresOf({ ...cleanReport(2024), values })) {
      if (standing !== 'value') gaps.push({ report: member.source.report, at, standing })
      else sums.set(at, { amount: (sums.get(at)?.amount ?? 0) + (amount ?? 0), covered: (sums.get(at)?.covered ?? 0) + 1 })
    }
  }
  return { sums, gaps }
}

const member = (unit: number, inclusion: Inclusion = 'counted', of: Template = template): Member => ({
  ...{ unit, name: `局${unit}`, inclusion, reason: inclusion === 'counted' ? '' : '已退回' },
  ...(inclusion === 'counted' && { source: { report: 1000 + unit, template: of } })
})
const leaf = (unit: number, values: Record<string, string>, inclusion: Inclusion = 'counted'): Leaf => ({
  member: member(unit, inclusion),
  values: { ...cleanReport(2024).values, ...values }
})
const sumOf = (leaves: readonly Leaf[], adjustments: { at: string; amount: number }[] = []) =>
  rollUp(
    template,
    leaves.map((one) => one.member),
    tallyOf(leaves),
    adjustments
  )

describe('missing, not required, closed, blank and zero are five different things', () => {
  const leaves = [
    leaf(1, { [AT]: '7' }),
    leaf(2, { [AT]: '0' }),
    leaf(3, { [AT]: '' }),
    leaf(4, { [AT]: '若干' }),
    leaf(5, {}, 'missing'),
    leaf(6, {}, 'absent'),
    leaf(7, {}, 'exempt'),
    leaf(8, {}, 'closed')
  ]
  const total = sumOf(leaves).get(AT) as Total

  it('a cell says how many of those that owe it are in it, and who is not', () => {
    expect(total).toMatchObject({ amount: 7, covered: 2, of: 6 })
    expect(total.uncovered.map(({ unit, why }) => [unit, why])).toEqual([
      [5, 'missing'],
      [6, 'absent'],
      [3, 'blank'],
      [4, 'unreadable']
    ])
  })
  it('the aggregate names who is not counted', () => {
    const coverage = coverageOf(leaves.map((one) => one.member))
    expect(sayCoverage(coverage)).toBe('汇总自 6 个单位中的 4 个；未计入：局5（已退回）、局6（缺报：已退回）')
    expect(sayCoverage(coverage, 1)).toBe('汇总自 6 个单位中的 4 个；未计入：局5（已退回）等 2 个')
    expect(sayCoverage(coverageOf([member(1), member(7, 'exempt')]))).toBe('汇总自全部 1 个单位')
  })
  it('where nobody has a value there is none, which is not zero', () => {
    expect(sumOf([leaf(1, { [AT]: '' })]).get(AT)).toMatchObject({ amount: null, covered: 0, of: 1 })
    expect(sumOf([leaf(1, { [AT]: '0' })]).get(AT)).toMatchObject({ amount: 0, covered: 1 })
  })
  it('a cell another form has not is said to be so', () => {
    const older = { ...leaf(2, {}), member: member(2, 'counted', openTemplate('F2019')) }
    const only = template.cells.find(({ at, role }) => role === 'input' && !openTemplate('F2019').index.has(at))?.at ?? ''
    const both = [leaf(1, { [only]: '3' }), older]
    const sums = rollUp(
      template,
      both.map((one) => one.member),
      tallyOf(both.slice(0, 1)),
      []
    )
    expect(sums.get(only)).toMatchObject({ covered: 1, uncovered: [{ unit: 2, why: 'inapplicable' }] })
  })
})

it('the note names everybody who is not counted, each by a name of his own', () => {
  const uncovered = [...['甲县教育局', '甲县教育局分局', '甲县水利局'].entries()].map(([unit, name]) => ({
    ...member(unit, 'missing'),
    name
  }))
  const unnoted = (note: string) =>
    listUnnoted({ ...cleanReport(2024), values: { [coverageAddress(template)]: note } }, uncovered).map(({ name }) => name)
  expect(unnoted('注：不含甲县教育局分局、甲县水利局。')).toEqual(['甲县教育局'])
  expect(unnoted('注：不含甲县教育局、甲县教育局分局、甲县水利局。')).toEqual([])
  expect(unnoted('')).toHaveLength(3)
})

describe('nobody is added up twice', () => {
  it('a unit named twice is refused', () => {
    expect(() => sumOf([leaf(1, {}), leaf(1, {})])).toThrow(RangeError)
  })
})

it('an adjustment may take away', () => {
  expect(sumOf([leaf(1, { [AT]: '7' })], [{ at: AT, amount: -3 }]).get(AT)).toMatchObject({ amount: 4, covered: 1, adjusted: -3 })
})

it('sums stay exact up to what a number holds, and are refused beyond', () => {
  const at = 'disclosure/fees/amount'
  const leaves = [leaf(1, { [at]: '99999999.999999' }), leaf(2, { [at]: '0.000001' })]
  expect(sumOf(leaves, [{ at, amount: 900_000_000_000_000 }]).get(at)?.amount).toBe(1_000_000_000_000_000)
  expect(() => sumOf(leaves, [{ at, amount: 2 ** 53 }])).toThrow(RangeError)
})

/** Everybody below, down to the next government: what the database answers, see `db/rollup/seasons.test.ts`. */
function listMemberUnits(aggregate: number, tree: readonly { id: number; above: number | null; isAggregate: boolean }[]): number[] {
  return tree.flatMap((one) => (one.above === aggregate ? [one.id, ...(one.isAggregate ? [] : listMemberUnits(one.id, tree))] : []))
}

const ROUNDS = 12
const cells = template.cells.filter(({ role }) => role === 'input').map(({ at }) => at)

it.each(Array.from({ length: ROUNDS }, (_, i) => i))('random trees, states and adjustments add up: %i', (seed) => {
  const random = randomOf(seed + 1)
  // Governments stand on governments; every fifth unit is one.
  const tree = [{ id: 0, above: null as number | null, isAggregate: true }]
  for (let id = 1; id < 2 + random(40); id++) tree.push({ id, above: random(id), isAggregate: random(5) === 0 })
  const governments = tree.filter(({ isAggregate }) => isAggregate).map(({ id }) => id)
  const inclusions: Inclusion[] = ['counted', 'counted', 'counted', 'missing', 'absent', 'exempt', 'closed']
  const texts = ['', '0', '3', '41', '若干', '/']
  const own = new Map<number, Leaf>()
  const adjustments = new Map<number, { at: string; amount: number }[]>()
  for (const { id, isAggregate } of tree) {
    const values = Object.fromEntries(cells.map((at) => [at, texts[random(texts.length)] as string]))
    if (!isAggregate) own.set(id, leaf(id, values, inclusions[random(inclusions.length)]))
    else adjustments.set(id, random(2) === 0 ? [] : [{ at: cells[random(cells.length)] as string, amount: random(9) }])
  }

  // No unit twice: the members of all governments are all units but the first, each once.
  const members = new Map(governments.map((id) => [id, listMemberUnits(id, tree)]))
  expect([...members.values()].flat().sort((a, b) => a - b)).toEqual(tree.slice(1).map(({ id }) => id))

  /** The report of a government, made of its members' as the product does it: texts of sums. */
  const textsOf = (id: number): Leaf => {
    const known = own.get(id)
    if (known) return known
    const below = (members.get(id) ?? []).map(textsOf)
    const totals = sumOf(below, adjustments.get(id))
    for (const at of cells) checkCell(totals.get(at) as Total, below, adjustments.get(id) ?? [])
    const values = Object.fromEntries(cells.map((at) => [at, printSum(totals.get(at) as Total)]))
    return { member: member(id), values }
  }
  const summed = textsOf(0)

  // A roll-up of roll-ups is the roll-up of the leaves.
  const leaves = [...own.values()].filter((one) => one.member.inclusion === 'counted')
  const all = [...adjustments.values()].flat()
  const flat = sumOf(leaves, all)
  const top = new Map(figuresOf({ ...cleanReport(2024), values: summed.values }).map(({ at, amount }) => [at, amount]))
  for (const at of cells) expect(top.get(at), at).toBe(flat.get(at)?.amount ?? null)
})

/** The text a form would have for it. */
function printSum({ at, amount }: Total): string {
  if (amount === null) return ''
  const kind = template.cells[template.index.get(at) ?? -1]?.kind
  return kind === 'fee' ? String(amount / 1e6) : kind === 'money' ? `${amount / 100}元` : String(amount)
}

function checkCell(total: Total, below: readonly Leaf[], lines: readonly { at: string; amount: number }[]): void {
  const standing = below.flatMap(({ member: one, values }) =>
    one.source ? figuresOf({ ...cleanReport(2024), values }).filter(({ at, amount }) => at === total.at && amount !== null) : []
  )
  const here = lines.filter(({ at }) => at === total.at)
  const sum = [...standing, ...here].reduce((whole, { amount }) => whole + (amount ?? 0), 0)
  expect(total.amount).toBe(standing.length + here.length === 0 ? null : sum)
  expect([total.covered, total.covered + total.uncovered.length]).toEqual([standing.length, total.of])
}
