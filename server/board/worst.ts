import { dayOf, daysUntil } from '@/report/workflow/dates'
import type { BoardLine } from './board'

/** A unit that hurts, and why, the heaviest reason first. */
export type WorstLine = { unit: number; name: string; report: number | null; reasons: string[] }

const MOST = 10

/** A returned report nobody touched for so many days counts as unanswered. */
const SILENT_DAYS = 3

/** The ten that hurt most: late, returned again and again, returned and not touched. */
export function listWorst(lines: readonly BoardLine[], now: Date): WorstLine[] {
  const today = dayOf(now)
  return lines
    .map((line) => ({ line, pains: painsOf(line, today) }))
    .filter(({ pains }) => pains.length > 0)
    .sort((a, b) => weigh(b.pains) - weigh(a.pains) || a.line.unit - b.line.unit)
    .slice(0, MOST)
    .map(({ line: { unit, name, report }, pains }) => ({ unit, name, report, reasons: pains.map(({ says }) => says) }))
}

type Pain = { weight: number; says: string }
const weigh = (pains: readonly Pain[]) => pains.reduce((sum, { weight }) => sum + weight, 0)

function painsOf({ stage, state, days, returns, lastOn, report }: BoardLine, today: string): Pain[] {
  const silent = state === 'RETURNED' && lastOn ? daysUntil(today, dayOf(lastOn)) : 0
  const found: (Pain | false)[] = [
    stage === 'overdue' && days !== null && { weight: 10 - days, says: `逾期 ${-days} 天${report === null ? '，尚未开始' : ''}` },
    returns > 1 && stage !== 'published' && { weight: 6 * returns, says: `退回 ${returns} 次` },
    silent >= SILENT_DAYS && { weight: silent, says: `退回后 ${silent} 天没有修改` }
  ]
  return found.filter((pain) => pain !== false).sort((a, b) => b.weight - a.weight)
}
