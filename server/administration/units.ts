import { z } from 'zod'
import * as db from '@/db/people/units'
import { UNIT_LEVELS } from '@/report/unit'
import { dayOf } from '@/report/workflow/dates'
import { STEPS } from '@/report/workflow/states'
import { day, reportKind, unitName } from '@/server/base/fields'
import { type Done, decidesOn, done, type ManagingUnit, REFUSED_FROM_BELOW, refuse } from '@/server/gate/administration'
import type { Refusal } from '@/server/gate/gate'

const kindAndLevel = {
  level: z.enum(UNIT_LEVELS, '请选择级别'),
  kind: reportKind
}
/** What a list of units sends: a number, or nothing where none is chosen. */
const choice = z.union([z.literal('').transform(() => null), z.coerce.number().int()], '请选择单位')
const tick = z.literal('1').optional()

export const newUnit = z.object({ name: unitName, ...kindAndLevel })
export const arrangement = z.object({ above: choice.optional(), reviewedBy: choice.optional(), ...kindAndLevel })
export const chainTicks = z.object({ CHECKING: tick, SECRECY: tick, SIGNING: tick })
export const newName = z.object({ name: unitName, from: day })
export const closing = z.object({ closedOn: day, successor: choice.optional() })

/** Adds a unit below one that is open. */
export async function createUnit({ store, unit, now }: ManagingUnit, given: z.output<typeof newUnit>): Promise<Done | Refusal> {
  if (unit.closedOn) return refuse('上级单位已关闭，不能增加下级单位')
  await db.addUnit(store, { ...given, above: unit.id, now })
  return done(`已在“${unit.name}”下增加“${given.name}”`)
}

/** Sets where a unit hangs, who reviews it, its level and kind: decided by the administrator above it. */
export async function arrangeUnit(managing: ManagingUnit, given: z.output<typeof arrangement>): Promise<Done | Refusal> {
  const { store, unit, units } = managing
  const { above = null, reviewedBy = null, level, kind } = given
  if (!decidesOn(managing, unit)) return refuse(REFUSED_FROM_BELOW)
  for (const id of [above, reviewedBy]) if (id !== null && !units.has(id)) return refuse('没有这个单位，请刷新页面')
  if (unit.above !== null) {
    if (above === null) return refuse('请选择上级单位', 'above')
    if (above !== unit.above && units.get(above)?.closedOn) return refuse('上级单位已关闭，请另选', 'above')
    if (above !== unit.above && !(await db.moveUnit(store, unit.id, above))) return refuse('上级单位不能是本单位或其下级单位', 'above')
  }
  await db.setReviewer(store, unit.id, reviewedBy === above ? null : reviewedBy)
  await db.describeUnit(store, unit.id, { level, kind })
  return done('已保存')
}

/** The steps of the unit's own chain, always in the order of the workflow. */
export async function setUnitChain({ store, unit }: ManagingUnit, ticks: z.output<typeof chainTicks>): Promise<Done> {
  const chain = STEPS.filter(({ state }) => ticks[state])
  const states = chain.map(({ state }) => state)
  await db.setChain(store, unit.id, states)
  return done(chain.length === 0 ? '已保存：直接报送审核单位' : `已保存：${chain.map(({ name }) => name).join(' → ')} → 报送`)
}

/** Renames a unit as of a day that has come; the name before is kept. */
export async function renameManagedUnit({ store, unit, now }: ManagingUnit, given: z.output<typeof newName>): Promise<Done | Refusal> {
  const { name, from } = given
  if (from > dayOf(now)) return refuse('启用日期不能晚于今天，请在启用当天再改名', 'from')
  if (name === unit.name) return refuse('新名称与现在的名称相同', 'name')
  const later = await db.renameUnit(store, unit.id, name, dayBefore(from))
  return later ? refuse(`上一个名称用到 ${later}，启用日期要在它之后`, 'from') : done(`已改名为“${name}”，原名称仍可查到`)
}

const dayBefore = (date: string) => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10)

/** Closes a unit that has nothing under way and no open unit below it. */
export async function closeManagedUnit(managing: ManagingUnit, given: z.output<typeof closing>): Promise<Done | Refusal> {
  const { store, unit, units } = managing
  const { closedOn, successor = null } = given
  if (!decidesOn(managing, unit)) return refuse(REFUSED_FROM_BELOW)
  if (successor === unit.id) return refuse('不能并入本单位', 'successor')
  if (successor !== null && (units.get(successor)?.closedOn ?? !units.has(successor)))
    return refuse('并入的单位已关闭或不存在，请另选', 'successor')
  const closed = await db.closeUnit(store, unit.id, { closedOn, successor })
  if (closed.ok) return done(`已关闭“${unit.name}”`)
  const open = [
    ...closed.years.map((year) => `${year} 年年报仍在办理`),
    ...(closed.below.length > 0 ? [`下级单位尚未关闭：${closed.below.slice(0, 5).join('、')}${more(closed.below.length)}`] : [])
  ]
  return refuse(`不能关闭：${open.join('；')}`)
}

const more = (count: number) => (count > 5 ? `等 ${count} 个` : '')

/** Opens a closed unit again, unless the one above it is closed. */
export async function reopenManagedUnit(managing: ManagingUnit): Promise<Done | Refusal> {
  if (!decidesOn(managing, managing.unit)) return refuse(REFUSED_FROM_BELOW)
  const above = managing.units.get(managing.unit.above ?? 0)
  if (above?.closedOn) return refuse(`上级单位“${above.name}”已关闭，请先恢复它`)
  await db.reopenUnit(managing.store, managing.unit.id)
  return done('已恢复')
}
