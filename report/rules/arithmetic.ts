import { amountOf, type Check, type Finding, offBy, type Sheet, tell } from '@/report/finding'
import { printAmount } from '@/report/input'
import { told } from '@/report/rule'
import type { Address, Cell, Equation, IndexedTerm } from '@/report/template'

/** The rules of the template; their words are made from the lines they name. */
export const arithmetic: Check = {
  rules: [
    {
      id: 'T3-05',
      level: 'error',
      ...told(
        typeof window === 'undefined' && {
          words: '总计列同样适用 T3-02、T3-03、T3-04，导入的报告逐列核对。',
          breaks: [{ values: { 'requests/handled/total': '8' }, shownAs: 'T3-03' }],
          holds: { values: { 'requests/handled/total': '9' }, shownAs: 'T3-03' }
        }
      )
    }
  ],
  find: findBrokenEquations
}

/** Every equation the template declares, on every line it holds for; silent while one of its cells is unfilled. */
function findBrokenEquations(sheet: Sheet): Finding[] {
  const findings: Finding[] = []
  for (const equation of sheet.template.equations) {
    const difference = differenceOf(sheet, equation)
    if (isBroken(equation, difference)) findings.push(describe(sheet, equation, difference))
  }
  return findings
}

/** Left side less right side; NaN while one of its cells is unfilled, or where it does not hold on this line. */
export function differenceOf(sheet: Sheet, { left, right, group, total }: Equation): number {
  const { readings, computed, taken } = sheet.amounts
  if (group !== undefined && readings[group]?.is !== 'number') return Number.NaN
  if (total !== undefined) return (computed[total] as number) - (taken[total] as number)
  return addSide(sheet, left) - addSide(sheet, right)
}

/** `difference`: left less right in last decimals. An unreadable side (NaN) breaks nothing. */
export function isBroken({ rule }: Equation, difference: number): boolean {
  return rule.relation === '=' ? difference !== 0 && !Number.isNaN(difference) : difference < 0
}

function addSide(sheet: Sheet, terms: readonly IndexedTerm[]): number {
  let total = 0
  for (const { cell, minus, last } of terms) {
    const amount = last ? lastAmount(sheet, cell) : (sheet.amounts.taken[cell] as number)
    total += minus ? -amount : amount
  }
  return total
}

function lastAmount({ template, last }: Sheet, cell: number): number {
  return last ? amountOf(last, (template.cells[cell] as Cell).meaning) : Number.NaN
}

function describe(sheet: Sheet, { rule, on, left, right }: Equation, difference: number): Finding {
  const { cells } = sheet.template
  const leftSum = addSide(sheet, left)
  const kind = cells[left[0]?.cell ?? -1]?.kind ?? 'count'
  const [leftText, rightText] = [printAmount(leftSum, kind), printAmount(leftSum - difference, kind)]
  const off = offBy(difference, kind)
  const together = rule.computes ? '合计' : ''
  const compared =
    rule.relation === '='
      ? `，${rule.right.name} ${rightText}，${off}`
      : `，小于${right.length > 0 ? rule.right.name : ''} ${rightText}，差 ${printAmount(-difference, kind)}`
  // The total comes first: that is where a clerk looks for the difference.
  const places: Address[] = []
  for (const { cell, last } of [...right, ...left]) if (!last) places.push(...placesOf(sheet, cells[cell] as Cell))
  return tell(rule, {
    at: rule.relation === '=' && right.some((term) => !term.last) ? places : places.reverse(),
    says: `${on}：${rule.left.name}${together} ${leftText}${compared}`,
    left: { name: rule.left.name, text: leftText },
    right: { name: rule.right.name, text: rightText },
    off
  })
}

/** A group is not on the form: its places are the cells under its heading, unless a page stated the group's own figure. */
function placesOf({ template, report }: Sheet, cell: Cell): Address[] {
  if (cell.role !== 'group' || report.values[cell.at] !== undefined) return [cell.at]
  return cell.parts.map((part) => (template.cells[part] as Cell).at)
}
