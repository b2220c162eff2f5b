import type { LiveSheet } from '@/components/form/session/live-sheet'
import { findRepairs, type Repair } from '@/report/repair/repair'
import { listOpenings } from '@/report/workflow/opening'

/** How the broken sums could be mended; what was explained, waived or carried over from last year stays as it is. */
export function listRepairs(live: LiveSheet): Repair[] {
  const { sheet, judged } = live.getView()
  const explained = judged.filter(({ answer, waiver }) => answer || waiver).flatMap(({ finding }) => finding.at)
  const carried = listOpenings(sheet).filter(({ at, text }) => sheet.report.values[at] === text)
  return findRepairs(sheet, new Set([...explained, ...carried.map(({ at }) => at)]), live.getRecent())
}
