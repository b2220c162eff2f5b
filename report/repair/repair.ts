import { lastAmountOf, type Sheet } from '@/report/finding'
import { printAmount } from '@/report/input'
import { readProse } from '@/report/prose/find-claims'
import { type Address, type Cell, groups, joinNames, type Line, lineName } from '@/report/template'
import { type Adjustable, type Adjustment, type Choice, findAdjustments, isValid, sumOf } from './adjustments'
import { likelihoodOfSlip, weightOfRecent } from './likelihood'

/** One way to make every broken identity hold again; a text of '' leaves a total to be computed. */
export type Repair = {
  changes: readonly { at: Address; now: string }[]
  /** `把（四）2 的自然人从 2 改为 3` */
  says: string
  /** So much likelier than any other that it may be applied without asking which. */
  isClear: boolean
}

const MOST_REPAIRS = 5

/** How much likelier than the next one a repair must be to be clear. */
const CLEARLY = 8

/**
 * 修复建议: the smallest sets of cell changes after which no identity (an error-level sum or balance of the template whose
 * cells are filled) is broken. At most three cells each and at most five sets, likeliest first: what was typed last
 * (`recent`, the last cell first), then a digit slipped, doubled, swapped or left out, the number the text tells, last
 * year's, a smaller number. A 0 is not offered to become another number while there is anything else, unless one of these speaks for it.
 * `fixed` cells keep their number, also where it is computed. Empty if nothing is broken or nothing so small mends it;
 * takes a few milliseconds.
 */
export function findRepairs(sheet: Sheet, fixed: ReadonlySet<Address>, recent: readonly Address[] = []): Repair[] {
  const told = readTold(sheet)
  const found = findAdjustments(sheet, fixed)
    .flatMap((adjustments) => spellOut(sheet, { told, recent }, adjustments))
    .sort((a, b) => b.weight - a.weight || a.size - b.size)
  const founded = found.filter(({ isBaseless }) => !isBaseless)
  const [first, second, ...others] = founded.length > 0 ? founded : found
  if (!first) return []
  const isClear = !second || first.weight >= CLEARLY * second.weight
  return [first, ...(second ? [second] : []), ...others]
    .slice(0, MOST_REPAIRS)
    .map((one) => describe(sheet, one.adjustments, one === first && isClear))
}

type Spelt = {
  adjustments: Adjustment<Adjustable>[]
  /** How likely it is that these cells were typed wrongly and meant to be so; only its proportion to others counts. */
  weight: number
  size: number
  /** A 0 is to become another number, and nothing speaks for it. */
  isBaseless: boolean
}

/** What may speak for a change beside the two numbers. */
type Hints = { told: readonly Told[]; recent: readonly Address[] }

/** Every way to take one adjustable of each choice, with what speaks for it. */
function spellOut(sheet: Sheet, hints: Hints, adjustments: readonly Adjustment<Choice>[]): Spelt[] {
  const nothing: Spelt = { adjustments: [], weight: 1, size: 0, isBaseless: false }
  return adjustments.reduce<Spelt[]>(
    (ways, { on, by }) =>
      on
        .filter((adjustable) => isValid(sheet, adjustable, by))
        .map((adjustable): Spelt => weigh(sheet, hints, { on: adjustable, by }))
        .sort((a, b) => Number(a.isBaseless) - Number(b.isBaseless) || b.weight - a.weight)
        .slice(0, MOST_REPAIRS)
        .flatMap((one) =>
          ways.map((way) => ({
            adjustments: [...way.adjustments, ...one.adjustments],
            weight: way.weight * one.weight,
            size: way.size + one.size,
            isBaseless: way.isBaseless || one.isBaseless
          }))
        ),
    [nothing]
  )
}

/** Each number of the text that agrees with the tables after a change, and did not before, speaks for it. */
const TOLD = 10
/** What stood there last year may well stand there again. */
const LIKE_LAST_YEAR = 5
/** Most cells of a form are 0 and were meant to be. */
const FROM_ZERO = 0.3
/** A small number stands in a form more often than a large one, and 0 most often; only the proportion of two counts. */
const oftenness = (amount: number) => 1 / Math.sqrt(amount + 1)

function weigh(sheet: Sheet, { told, recent }: Hints, adjustment: Adjustment<Adjustable>): Spelt {
  const { template, amounts } = sheet
  const { on, by } = adjustment
  const evidence = moreAgree(told, adjustment)
  const { at, kind, meaning } = template.cells[on.cell] as Cell
  const was = amounts.taken[on.cell] as number
  const now = was + by
  const isRecent = recent.includes(at)
  const isAsLastYear = now !== 0 && lastAmountOf(sheet, meaning) === now
  const weight =
    likelihoodOfSlip(printAmount(now, kind), printAmount(was, kind)) *
    weightOfRecent(recent, at) *
    TOLD ** evidence *
    (isAsLastYear ? LIKE_LAST_YEAR : 1) *
    (was === 0 ? FROM_ZERO : 1) *
    (oftenness(now) / oftenness(was))
  return { adjustments: [adjustment], weight, size: Math.abs(by), isBaseless: was === 0 && !isRecent && !isAsLastYear && evidence <= 0 }
}

/** A number the text tells, with the sums of cells it may be, and whether the tables say the same now. */
type Told = { value: number; sums: readonly { cells: readonly number[]; amount: number }[]; agrees: boolean }

function readTold(sheet: Sheet): Told[] {
  const { template, amounts } = sheet
  return readProse(sheet)
    .flatMap(({ statements }) => statements)
    .filter(({ subject, weak, scope, number }) => subject && !weak && scope === 'own' && !number.percent && !number.about)
    .map(({ reads, number: { value } }) => {
      const sums = reads.map((sum) => {
        const cells = sum.map((at) => template.index.get(at) ?? -1)
        return { cells, amount: sumOf(cells, (cell) => amounts.taken[cell] ?? Number.NaN) }
      })
      return { value, sums, agrees: sums.some(({ amount }) => amount === value) }
    })
}

/** How many more numbers of the text agree with the tables after a change. */
function moreAgree(told: readonly Told[], { on: { shifts }, by }: Adjustment<Adjustable>): number {
  return sumOf(told, ({ value, sums, agrees }) => {
    const willAgree = sums.some(({ cells, amount }) => amount + by * sumOf(cells, (cell) => shifts.get(cell) ?? 0) === value)
    return Number(willAgree) - Number(agrees)
  })
}

function describe(sheet: Sheet, adjustments: readonly Adjustment<Adjustable>[], isClear: boolean): Repair {
  const { template, amounts, report } = sheet
  const changes = adjustments.map(({ on, by }) => {
    const cell = template.cells[on.cell] as Cell
    const [was, now] = [amounts.taken[on.cell] as number, (amounts.taken[on.cell] as number) + by]
    const parts = sumOf(
      cell.parts,
      (part) => (amounts.taken[part] as number) + sumOf(adjustments, (adjustment) => (adjustment.on.shifts.get(part) ?? 0) * adjustment.by)
    )
    const isComputed = cell.role === 'total' && parts === now && !report.outside
    const name = joinNames(shortName(cell), '的', lineName(cell.column))
    const text = printAmount(now, cell.kind)
    return {
      at: cell.at,
      now: isComputed ? '' : text,
      says: `${name}从 ${printAmount(was, cell.kind)} 改为${isComputed ? '自动计算的' : ''} ${text}`
    }
  })
  return { changes: changes.map(({ at, now }) => ({ at, now })), says: `把${changes.map(({ says }) => says).join('，')}`, isClear }
}

/** `（四）2` for a numbered row under a numbered heading, else the row's own name. */
function shortName({ row, block }: Cell): string {
  const numberOf = (line: Line | undefined) => /^(?:（.）|\d+(?=\.))/.exec(line?.label ?? '')?.[0]
  const heading = numberOf(groups(block.rows).findLast(({ lines }) => lines?.includes(row)))
  const number = numberOf(row)
  return heading && number ? `${heading}${number} ` : lineName(row)
}
