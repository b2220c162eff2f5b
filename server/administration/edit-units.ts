import { z } from 'zod'
import { editUnits } from '@/db/people/units'
import { UNIT_LEVELS } from '@/report/unit'
import { reportKind } from '@/server/base/fields'
import { type Done, decidesOn, done, type Managing, REFUSED_FROM_BELOW, refuse } from '@/server/gate/administration'
import type { Refusal } from '@/server/gate/gate'

const UNCHANGED = z.literal('').transform(() => undefined)

/** A box for each unit (`unit-12`), and what is to become of those that are ticked; empty: stays as it is. */
export const unitsEdit = z
  .object({
    level: z.union([UNCHANGED, z.enum(UNIT_LEVELS)], '请选择级别').optional(),
    kind: z.union([UNCHANGED, reportKind], '请选择报告类型').optional(),
    reviewedBy: z.union([UNCHANGED, z.literal('above'), z.coerce.number().int()], '请选择审核单位').optional()
  })
  .catchall(z.string())
  .transform(({ level, kind, reviewedBy, ...boxes }) => ({
    ...{ level, kind, reviewedBy },
    units: Object.keys(boxes).flatMap((name) => (/^unit-\d+$/.test(name) ? [Number(name.slice(5))] : []))
  }))

/** Sets level, kind or reviewing unit of many units: all of them or none. Decided by the administrator above each. */
export async function editManagedUnits(managing: Managing, given: z.output<typeof unitsEdit>): Promise<Done | Refusal> {
  const { store, units } = managing
  const { level, kind, reviewedBy } = given
  const chosen = given.units.flatMap((id) => units.get(id) ?? [])
  if (chosen.length < given.units.length) return refuse('没有这个单位，请刷新页面')
  if (chosen.length === 0) return refuse('请选择要修改的单位')
  if (level === undefined && kind === undefined && reviewedBy === undefined) return refuse('请选择要修改的内容', 'level')
  if (!chosen.every((unit) => decidesOn(managing, unit))) return refuse(REFUSED_FROM_BELOW)
  if (typeof reviewedBy === 'number' && !units.has(reviewedBy)) return refuse('没有这个单位，请刷新页面', 'reviewedBy')
  const reviewer = reviewedBy === 'above' ? null : reviewedBy
  await editUnits(store, chosen, {
    ...(level && { level }),
    ...(kind && { kind }),
    ...(reviewer !== undefined && { reviewedBy: reviewer })
  })
  return done(`已修改 ${chosen.length} 个单位；已下达的任务和已开始的年报不变`)
}
