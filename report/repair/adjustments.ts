import type { Sheet } from '@/report/finding'
import { printAmount, readCell } from '@/report/input'
import { differenceOf, isBroken } from '@/report/rules/arithmetic'
import type { Address, Cell, Equation, Template } from '@/report/template'
import type { Amounts } from '@/report/values'

const MOST_CELLS = 3

/** An error-level sum or balance of the template whose cells are filled. */
type Identity = { equation: Equation; difference: number }

/** A typed cell that may be changed. */
export type Adjustable = {
  cell: number
  /** How far each cell moves for one piece more in this one: itself, and the totals computed from it. */
  shifts: ReadonlyMap<number, number>
  /** The same for the difference of each identity, by its index. */
  moves: ReadonlyMap<number, number>
}

/** Cells with the same moves: the search takes them as one, any of them will do. */
export type Choice = readonly [Adjustable, ...Adjustable[]]

export type Adjustment<On> = { on: On; by: number }

/**
 * The smallest sets of changes, three cells at most, after which no identity is broken. Empty if none is broken, or
 * nothing so small mends them all without touching a fixed cell.
 */
export function findAdjustments(sheet: Sheet, fixed: ReadonlySet<Address>): Adjustment<Choice>[][] {
  const identities = sheet.template.equations
    .filter(({ rule }) => rule.level === 'error')
    .map((equation): Identity => ({ equation, difference: differenceOf(sheet, equation) }))
    .filter(({ difference }) => !Number.isNaN(difference))
  if (!identities.some(isOff)) return []
  const choices = groupAlike(listAdjustables(sheet, identities, fixed))
  // What was explained instead of corrected has only fixed cells left, and stays as it is.
  const isAnswered = (i: number) => identities[i]?.equation.rule.override && !choices.some(([{ moves }]) => moves.has(i))
  return search(
    sheet,
    identities.map((identity, i) => (isAnswered(i) ? { ...identity, difference: 0 } : identity)),
    choices
  )
}

const isOff = ({ equation, difference }: Identity) => isBroken(equation, difference)

function listAdjustables({ template, amounts }: Sheet, identities: readonly Identity[], fixed: ReadonlySet<Address>): Adjustable[] {
  const totalsOf = listTotals(template, amounts)
  const identitiesOf = listCoefficients(template, identities)
  const isFixed = (cell: number) => fixed.has((template.cells[cell] as Cell).at)
  return template.cells.flatMap(({ role }, cell): Adjustable[] => {
    if (role === 'group' || amounts.readings[cell]?.is !== 'number') return []
    const shifts = new Map<number, number>()
    const shift = (one: number) => {
      shifts.set(one, (shifts.get(one) ?? 0) + 1)
      totalsOf[one]?.forEach(shift)
    }
    shift(cell)
    if ([...shifts.keys()].some(isFixed)) return []
    const moves = movesOf(shifts, identitiesOf)
    return moves.size > 0 ? [{ cell, shifts, moves }] : []
  })
}

/** How far each identity moves, in their order: those that are alike are known by it. */
function movesOf(shifts: ReadonlyMap<number, number>, identitiesOf: readonly Coefficient[][]): Map<number, number> {
  const moves = new Map<number, number>()
  for (const [cell, by] of shifts) {
    for (const { identity, times } of identitiesOf[cell] ?? []) moves.set(identity, (moves.get(identity) ?? 0) + times * by)
  }
  return new Map([...moves].filter(([, move]) => move !== 0).sort(([a], [b]) => a - b))
}

/** For each cell the totals that are computed from it; one that is typed, or not computed yet, stays as it is. */
function listTotals({ cells, computed }: Template, { readings, taken }: Amounts): number[][] {
  const totals: number[][] = cells.map(() => [])
  for (const total of computed) {
    if (readings[total]?.is !== 'blank' || Number.isNaN(taken[total])) continue
    for (const part of (cells[total] as Cell).parts) totals[part]?.push(total)
  }
  return totals
}

type Coefficient = { identity: number; times: number }

/** For each cell the identities it stands in, and how often: less than 0 on the right side. */
function listCoefficients({ cells }: Template, identities: readonly Identity[]): Coefficient[][] {
  const coefficients: Coefficient[][] = cells.map(() => [])
  identities.forEach(({ equation: { left, right } }, identity) => {
    const add = (terms: Equation['left'], side: 1 | -1) => {
      for (const { cell, minus, last } of terms) if (!last) coefficients[cell]?.push({ identity, times: minus ? -side : side })
    }
    add(left, 1)
    add(right, -1)
  })
  return coefficients
}

function groupAlike(adjustables: readonly Adjustable[]): Choice[] {
  const choices = new Map<string, [Adjustable, ...Adjustable[]]>()
  for (const adjustable of adjustables) {
    const key = [...adjustable.moves].join(' ')
    const alike = choices.get(key)
    if (alike) alike.push(adjustable)
    else choices.set(key, [adjustable])
  }
  return [...choices.values()]
}

/**
 * The smallest sets of adjustments that mend every identity, by depth-first search. In such a set some broken identity
 * contains one changed cell only, so the difference gives that cell's change; then the same holds for the rest.
 */
function search(sheet: Sheet, identities: readonly Identity[], choices: readonly Choice[]): Adjustment<Choice>[][] {
  const now = identities.map((identity) => ({ ...identity }))
  const touching = identities.map((_, i) => choices.filter(([{ moves }]) => moves.has(i)))
  const found = new Map<string, Adjustment<Choice>[]>()

  const turn = ([{ moves }]: Choice, by: number) => {
    for (const [i, move] of moves) (now[i] as Identity).difference += move * by
  }
  const listOff = () => {
    const off: number[] = []
    for (let i = 0; i < now.length; i++) if (isOff(now[i] as Identity)) off.push(i)
    return off
  }
  const mostMended = (off: readonly number[]) =>
    Math.max(0, ...off.flatMap((i) => touching[i] ?? []).map(([{ moves }]) => off.filter((i) => moves.has(i)).length))
  const mendsAll = ([{ moves }]: Choice, by: number, off: readonly number[]) => {
    if (moves.size < off.length || !off.every((i) => moves.has(i))) return false
    for (const [i, move] of moves) {
      const { equation, difference } = now[i] as Identity
      if (isBroken(equation, difference + move * by)) return false
    }
    return true
  }
  const keep = (adjustments: readonly Adjustment<Choice>[]) => {
    const inOrder = [...adjustments].sort((a, b) => a.on[0].cell - b.on[0].cell)
    found.set(inOrder.map(({ on }) => on[0].cell).join(), inOrder)
  }

  const extend = (adjustments: readonly Adjustment<Choice>[], left: number) => {
    const off = listOff()
    if (off.length === 0) keep(adjustments)
    if (off.length === 0 || (left > 1 && off.length > left * mostMended(off))) return
    // The last adjustment has to mend them all, so any one of them will tell it.
    for (const i of left === 1 ? off.slice(0, 1) : off) {
      for (const on of touching[i] as Choice[]) {
        const by = -(now[i] as Identity).difference / (on[0].moves.get(i) as number)
        if (left === 1 && !mendsAll(on, by, off)) continue
        if (adjustments.some((before) => before.on === on) || !on.some((adjustable) => isValid(sheet, adjustable, by))) continue
        if (left === 1) {
          keep([...adjustments, { on, by }])
          continue
        }
        turn(on, by)
        extend([...adjustments, { on, by }], left - 1)
        turn(on, -by)
      }
    }
  }

  for (let most = 1; most <= MOST_CELLS && found.size === 0; most++) extend([], most)
  return [...found.values()]
}

/** Whether the cell would still hold something that can be read: nothing below 0 in a count. */
export function isValid({ template, amounts }: Sheet, { cell }: Adjustable, by: number): boolean {
  const { kind } = template.cells[cell] as Cell
  return Number.isInteger(by) && readCell(printAmount((amounts.taken[cell] as number) + by, kind), kind).is === 'number'
}

/** The sum of an amount over a list. */
export function sumOf<T>(list: readonly T[], amount: (one: T) => number): number {
  return list.reduce((total, one) => total + amount(one), 0)
}
