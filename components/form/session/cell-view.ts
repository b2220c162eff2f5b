import { countsAs, type Judged } from '@/report/answer'
import type { Sheet } from '@/report/finding'
import { printCell } from '@/report/input'
import type { Level } from '@/report/rule'
import type { Address } from '@/report/template'
import { printNumber } from '@/report/values'

/** What the rules say of one cell. */
export type CellMark = {
  level?: Exclude<Level, 'note'>
  /** Ids of the cards that say what is wrong, parted by spaces. */
  cards?: string
  /** How far the two sides of a broken rule are apart, at the rule's total. */
  off?: string
  /** Concerned by the finding somebody is looking at. */
  active?: true
}

/** What one cell shows beside its text. */
export type CellView = CellMark & {
  /** 识别为: the number understood, where the text is not plainly that number. */
  understood?: string
  /** The computed value of a total. */
  computed?: string
  /** Somebody typed another total than the computed one. */
  differs?: true
}

export const PLAIN: CellView = {}

/** The id of what tells of a finding on the page, its words without its buttons. */
export const cardId = (finding: string): string => `finding-${finding.replaceAll(' ', '|')}`

/** The marks that findings, and the finding somebody is looking at, put on their cells. */
export function markCells(judged: readonly Judged[], active: readonly Address[]): Map<Address, CellMark> {
  const marks = new Map<Address, CellMark>()
  const markOf = (at: Address): CellMark => {
    const mark = marks.get(at) ?? {}
    marks.set(at, mark)
    return mark
  }
  for (const one of judged) {
    const { at, off } = one.finding
    const level = countsAs(one)
    if (level !== 'error' && level !== 'warning') continue
    const card = cardId(one.key)
    for (const address of at) {
      const mark = markOf(address)
      mark.cards = mark.cards ? `${mark.cards} ${card}` : card
      if (mark.level !== 'error') mark.level = level
    }
    if (off && at[0] !== undefined) markOf(at[0]).off = off
  }
  for (const at of active) markOf(at).active = true
  return marks
}

/** What every cell shows; the same object as `before` where nothing about it has changed. */
export function describeCells(
  { template, stored, amounts }: Sheet,
  marks: ReadonlyMap<Address, CellMark>,
  before: ReadonlyMap<Address, CellView>
): Map<Address, CellView> {
  const cells = new Map<Address, CellView>()
  template.cells.forEach(({ at, kind, role }, i) => {
    const view: CellView = { ...marks.get(at) }
    const reading = amounts.readings[i]
    if (reading?.is === 'number' && (reading.as !== 'plain' || reading.note)) view.understood = printCell(stored[at], kind)
    if (role === 'total') {
      const [taken, computed] = [amounts.taken[i] as number, amounts.computed[i] as number]
      view.computed = printNumber(computed, kind) || undefined
      if (reading?.is !== 'blank' && taken !== computed) view.differs = true
    }
    const known = before.get(at) ?? PLAIN
    cells.set(at, isSame(known, view) ? known : view)
  })
  return cells
}

function isSame(a: CellView, b: CellView): boolean {
  return (
    a.level === b.level &&
    a.cards === b.cards &&
    a.understood === b.understood &&
    a.computed === b.computed &&
    a.differs === b.differs &&
    a.off === b.off &&
    a.active === b.active
  )
}
