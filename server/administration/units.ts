import { z } from 'zod'
import { changeUnits } from '@/db/people/unit-changes'
import { planClosing, planMove, planRename, planReopening } from '@/db/people/unit-plans'
import * as db from '@/db/people/units'
import { takesNew, UNIT_LEVELS } from '@/report/unit'
import { dayOf } from '@/report/workflow/dates'
import { STEPS } from '@/report/workflow/states'
import { address, creditCode, day, dayOrNone, documentNumber, precedence, reportKind, unitName, webPage } from '@/server/base/fields'
import { type Done, decidesOn, done, type ManagingUnit, REFUSED_FROM_BELOW, refuse } from '@/server/gate/administration'
import type { Refusal } from '@/server/gate/gate'
import { planWords } from './plan-words'

const kindAndLevel = {
  level: z.enum(UNIT_LEVELS, '请选择级别'),
  kind: reportKind
}
/** What a list of units sends: a number, or nothing where none is chosen. */
const choice = z.union([z.literal('').transform(() => null), z.coerce.number().int()], '请选择单位')
const tick = z.literal('1').optional()

export const newUnit = z.object({ name: unitName, ...kindAndLevel })
/** `from`: the day since which it hangs where it hangs now. */
export const arrangement = z.object({ above: choice.optional(), reviewedBy: choice.optional(), from: day.optional(), ...kindAndLevel })
export const chainTicks = z.object({ CHECKING: tick, SECRECY: tick, SIGNING: tick })
export const newName = z.object({ name: unitName, from: day, document: documentNumber.default('') })
export const closing = z.object({ closedOn: day, document: documentNumber.default('') })
export const details = z.object({ creditCode, address, columnLink: webPage, precedence, openedOn: dayOrNone, onPaper: tick })

/** Adds a unit below one that is open. */
export async function createUnit({ store, unit, now }: ManagingUnit, given: z.output<typeof newUnit>): Promise<Done | Refusal> {
  if (!takesNew(unit)) return refuse('上级单位已关闭或停用新增，不能增加下级单位')
  await db.addUnit(store, { ...given, above: unit.id, now })
  return done(`已在“${unit.name}”下增加“${given.name}”`)
}

/** Sets where a unit hangs and since when, who reviews it, its level and kind: decided by the administrator above it. */
export async function arrangeUnit(managing: ManagingUnit, given: z.output<typeof arrangement>): Promise<Done | Refusal> {
  const { store, unit, units, user, now } = managing
  const { above = null, reviewedBy = null, level, kind, from = dayOf(now) } = given
  if (!decidesOn(managing, unit)) return refuse(REFUSED_FROM_BELOW)
  for (const id of [above, reviewedBy]) if (id !== null && !units.has(id)) return refuse('没有这个单位，请刷新页面')
  if (unit.above !== null && above === null) return refuse('请选择上级单位', 'above')
  if (unit.above !== null && above !== null && above !== unit.above) {
    if (from > dayOf(now)) return refuse('调整日期不能晚于今天，请在当天再办理', 'from')
    const moved = await changeUnits(store, (inside) => planMove(inside, { units: [unit.id], above, day: from }), { by: user.id, now })
    if ('refused' in moved) return refuse(planWords(moved.refused, 'move'), moved.refused.why === 'order' ? 'from' : 'above')
  }
  await db.setReviewer(store, unit.id, reviewedBy === above ? null : reviewedBy)
  await db.describeUnit(store, unit.id, { level, kind })
  return done('已保存')
}

/** What a unit is known by beside its name; any administrator of it may mend that. */
export async function describeManagedUnit({ store, unit }: ManagingUnit, given: z.output<typeof details>): Promise<Done> {
  await db.describeUnit(store, unit.id, { ...given, onPaper: given.onPaper !== undefined })
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
export async function renameManagedUnit(
  { store, unit, user, now }: ManagingUnit,
  given: z.output<typeof newName>
): Promise<Done | Refusal> {
  const { name, from, document } = given
  if (from > dayOf(now)) return refuse('启用日期不能晚于今天，请在启用当天再改名', 'from')
  if (name === unit.name) return refuse('新名称与现在的名称相同', 'name')
  const renamed = await changeUnits(store, (inside) => planRename(inside, { unit: unit.id, name, day: from, document }), {
    by: user.id,
    now
  })
  return 'refused' in renamed ? refuse(planWords(renamed.refused, 'rename'), 'from') : done(`已改名为“${name}”，原名称仍可查到`)
}

/** Closes a unit that has nothing under way and no open unit below it, and that no other unit comes after. */
export async function closeManagedUnit(managing: ManagingUnit, given: z.output<typeof closing>): Promise<Done | Refusal> {
  const { store, unit, user, now } = managing
  const { closedOn, document } = given
  if (!decidesOn(managing, unit)) return refuse(REFUSED_FROM_BELOW)
  const closed = await changeUnits(store, (inside) => planClosing(inside, { unit: unit.id, day: closedOn, document }), { by: user.id, now })
  return 'refused' in closed ? refuse(planWords(closed.refused, 'close')) : done(`已关闭“${unit.name}”`)
}

/** Opens a closed unit again, unless the one above it is closed or it went into another one. */
export async function reopenManagedUnit(managing: ManagingUnit): Promise<Done | Refusal> {
  const { store, unit, units, user, now } = managing
  if (!decidesOn(managing, unit)) return refuse(REFUSED_FROM_BELOW)
  const above = units.get(unit.above ?? 0)
  if (above?.closedOn) return refuse(`上级单位“${above.name}”已关闭，请先恢复它`)
  const opened = await changeUnits(store, (inside) => planReopening(inside, { unit: unit.id, day: dayOf(now) }), { by: user.id, now })
  return 'refused' in opened ? refuse(planWords(opened.refused, 'reopen')) : done('已恢复')
}
