import { type Report, templateOf } from '@/report/report'
import type { Address } from '@/report/template'
import { readAmounts } from '@/report/values'

/** What a cell handed in is: a number, nothing, or a text that is no number. A cell of another form is in no report at all. */
export type FigureStanding = 'value' | 'blank' | 'unreadable'

/** A cell as a number in its last decimal (pieces, 分, millionths of 万元); null unless it stands as a value. */
export type Figure = { at: Address; amount: number | null; standing: FigureStanding }

/**
 * Every cell of the tables as a number, in the order of the form: what was typed, and totals as the finished report shows them.
 * Groups have no place on the form and are the sum of their parts.
 */
export function figuresOf(report: Report): Figure[] {
  const template = templateOf(report)
  const { taken, readings } = readAmounts(template, report.values)
  return template.cells.flatMap(({ at, role }, i): Figure[] => {
    if (role === 'group') return []
    const amount = taken[i] as number
    if (Number.isNaN(amount)) return [{ at, amount: null, standing: readings[i]?.is === 'unread' ? 'unreadable' : 'blank' }]
    return [{ at, amount, standing: 'value' }]
  })
}

/** Why a cell that was handed in is no value, in the words of a table. */
export const sayBlank = (standing: FigureStanding | null | undefined): string => (standing === 'unreadable' ? '不是数字' : '未填')
