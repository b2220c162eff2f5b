import { differenceOf, isBroken } from './checks/arithmetic'
import type { Sheet } from './finding'
import { printAmount, readCell } from './input'
import type { Address, Cell, Equation } from './template'

const MOST_CELLS = 3

/** An error-level sum or balance of the template whose cells are filled. */
type Identity = { equation: Equation; difference: number }

/** A typed cell that may be changed. */
export type Lever = {
  cell: number
  /** How far each cell moves for one piece more in this one: itself, and the totals computed from it. */
  shifts: ReadonlyMap<number, number>
  /** The same for the difference of each identity, by its index. */
  moves: ReadonlyMap<number, number>
}

/** Levers with the same moves: the search takes them as one, any of them will do. */
export type Choice = readonly [Lever, ...Lever[]]

export type Pull<On> = { on: On; by: number }

/**
 * The smallest sets of changes, three cells at most, after which no identity is broken. Empty if none is broken, or
 * nothing so small mends them all without touching a fixed cell.
 */
export function findPulls(sheet: Sheet, fixed: ReadonlySet<Address>): Pull<Choice>[][] {
  const identities = sheet.template.equations
    .filter(({ rule }) => rule.level === 'error')
    .map((equation): Identity => ({ equation, difference: differenceOf(sheet, equation) }))
    .filter(({ difference }) => !Number.isNaN(difference))
  if (!identities.some(isOff)) return []
  const choices = groupAlike(listLevers(sheet, identities, fixed))
  // What was explained instead of corrected has only fixed cells left, and stays as it is.
  const isAnswered = (i: number) => identities[i]?.equation.rule.override && !choices.some(([{ moves }]) => moves.has(i))
  return search(
    sheet,
    identities.map((identity, i) => (isAnswered(i) ? { ...identity, difference: 0 } : identity)),
    choices
  )
}

const isOff = ({ equation, difference }: Identity) => isBroken(equation, difference)

function listLevers({ template, amounts }: Sheet, identities: readonly Identity[], fixed: ReadonlySet<Address>): Lever[] {
  return template.cells.flatMap(({ role }, cell): Lever[] => {
    if (role === 'group' || amounts.readings[cell]?.is !== 'number') return []
    const shifts = new Map([[cell, 1]])
    for (const total of template.computed) {
      if (amounts.readings[total]?.is !== 'blank' || Number.isNaN(amounts.taken[total])) continue
      const shift = sumOf((template.cells[total] as Cell).parts, (part) => shifts.get(part) ?? 0)
      if (shift !== 0) shifts.set(total, shift)
    }
    if ([...shifts.keys()].some((shifted) => fixed.has((template.cells[shifted] as Cell).at))) return []
    const add = (terms: Equation['left']) => sumOf(terms, (term) => (term.last ? 0 : (shifts.get(term.cell) ?? 0) * (term.minus ? -1 : 1)))
    const moves = new Map(
      identities.flatMap(({ equation }, i) => {
        const move = add(equation.left) - add(equation.right)
        return move === 0 ? [] : [[i, move]]
      })
    )
    return moves.size > 0 ? [{ cell, shifts, moves }] : []
  })
}

function groupAlike(levers: readonly Lever[]): Choice[] {
  const choices = new Map<string, [Lever, ...Lever[]]>()
  for (const lever of levers) {
    const key = [...lever.moves].join(' ')
    const alike = choices.get(key)
    if (alike) alike.push(lever)
    else choices.set(key, [lever])
  }
  return [...choices.values()]
}

/**
 * The smallest sets of pulls that leave no identity off. Some cell of such a set is alone in moving some broken identity,
 * which tells by how much; with that one pulled, the same is true of the others.
 */
function search(sheet: Sheet, identities: readonly Identity[], choices: readonly Choice[]): Pull<Choice>[][] {
  const now = identities.map((identity) => ({ ...identity }))
  const touching = identities.map((_, i) => choices.filter(([{ moves }]) => moves.has(i)))
  const found = new Map<string, Pull<Choice>[]>()

  const turn = ([{ moves }]: Choice, by: number) => {
    for (const [i, move] of moves) (now[i] as Identity).difference += move * by
  }
  const mostMended = (off: readonly number[]) =>
    Math.max(0, ...off.flatMap((i) => touching[i] ?? []).map(([{ moves }]) => off.filter((i) => moves.has(i)).length))

  const extend = (pulls: readonly Pull<Choice>[], left: number) => {
    const off = now.flatMap((identity, i) => (isOff(identity) ? [i] : []))
    if (off.length === 0) {
      const inOrder = pulls.toSorted((a, b) => a.on[0].cell - b.on[0].cell)
      found.set(inOrder.map(({ on }) => on[0].cell).join(), inOrder)
    }
    if (off.length === 0 || off.length > left * mostMended(off)) return
    // The last pull has to mend them all, so any one of them will tell it.
    for (const i of left === 1 ? off.slice(0, 1) : off) {
      for (const on of touching[i] as Choice[]) {
        const by = -(now[i] as Identity).difference / (on[0].moves.get(i) as number)
        if (pulls.some((before) => before.on === on) || !on.some((lever) => isValid(sheet, lever, by))) continue
        turn(on, by)
        extend([...pulls, { on, by }], left - 1)
        turn(on, -by)
      }
    }
  }

  for (let most = 1; most <= MOST_CELLS && found.size === 0; most++) extend([], most)
  return [...found.values()]
}

/** Whether the cell would still hold something that can be read: nothing below 0 in a count. */
export function isValid({ template, amounts }: Sheet, { cell }: Lever, by: number): boolean {
  const { kind } = template.cells[cell] as Cell
  return Number.isInteger(by) && readCell(printAmount((amounts.taken[cell] as number) + by, kind), kind).is === 'number'
}

export function sumOf<T>(list: readonly T[], amount: (one: T) => number): number {
  return list.reduce((total, one) => total + amount(one), 0)
}
