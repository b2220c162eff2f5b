import { z } from 'zod'
import { findDeadline, findObligation } from '@/db/people/obligations'
import { findUnit } from '@/db/people/units'
import { startReport } from '@/db/reports/reports'
import { noFormFor } from '@/report/reading/read'
import { owesReport } from '@/report/unit'
import { printDay, yearOf } from '@/report/workflow/dates'
import { type Passed, type Refusal, unitsWith } from '@/server/gate/gate'
import { listPaperUnits } from '@/server/gate/reach'

export const reportYear = z.coerce.number('请选择年度').int('请选择年度')
export const unitAndYear = z.object({ unit: z.coerce.number('请选择单位').int('请选择单位'), year: reportYear })

/**
 * Starts the report of a unit somebody fills in for, or enters for because it files on paper; the one there is if it was started
 * before.
 */
export async function startOwnReport(passed: Passed, given: z.output<typeof unitAndYear>): Promise<{ ok: true; report: number } | Refusal> {
  const { store, user, now } = passed
  const mayFill = unitsWith(user, 'filler').includes(given.unit) || (await listPaperUnits(passed)).some(({ id }) => id === given.unit)
  const unit = mayFill ? await findUnit(store, given.unit) : undefined
  if (!unit) return { ok: false, error: '您不是该单位的填报员' }
  if (given.year > yearOf(now)) return { ok: false, error: `${given.year} 年度尚未开始` }
  const excuse = (await findObligation(store, unit.id, given.year))?.excuse
  if (excuse) return { ok: false, error: `本单位 ${given.year} 年无需报送（${excuse}），需要报送的请联系上级单位的管理员` }
  const { due } = await findDeadline(store, { unit: unit.id, year: given.year, kind: unit.kind })
  if (!owesReport(unit, given.year, due)) {
    const successor = unit.successor === null ? undefined : await findUnit(store, unit.successor)
    const ended = successor ? `并入${successor.name}` : '关闭'
    const why = unit.closedOn ? `自 ${printDay(unit.closedOn)}起${ended}` : `已停用新增，最后报送 ${unit.lastYear} 年`
    return { ok: false, error: `本单位${why}，不再报送 ${given.year} 年的年报` }
  }
  const report = await startReport(store, { unit, year: given.year, by: user.id, now })
  return report === undefined ? { ok: false, error: noFormFor(given.year) } : { ok: true, report }
}
