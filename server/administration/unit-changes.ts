import { z } from 'zod'
import type { Reader } from '@/db/engine/client'
import { hashOf } from '@/db/hash'
import { changeUnits, findChangedUnits, type UnitPlan, undoChange } from '@/db/people/unit-changes'
import { listProposals, type PlanRefusal, planMerger, planMove, planSplit, planStop } from '@/db/people/unit-plans'
import { takesNew, UNIT_CHANGE_NAMES } from '@/report/unit'
import { dayOf, yearOf } from '@/report/workflow/dates'
import { ROLE_NAMES, ROLES } from '@/report/workflow/roles'
import { day, documentNumber } from '@/server/base/fields'
import { type Done, decidesOn, done, type Managing, REFUSED_FROM_BELOW, refuse } from '@/server/gate/administration'
import type { Refusal } from '@/server/gate/gate'
import { planWords } from './plan-words'
import { describePlan } from './unit-change-words'

const MOST_UNITS = 200
const id = z.int()
const many = z.array(id).max(MOST_UNITS, `一次最多 ${MOST_UNITS} 个单位`)

/** What is to become of which units. `successors`: the units that come after, or the one above; `seen`: of the preview. */
export const unitChange = z.object({
  kind: z.enum(['merge', 'duplicate', 'split', 'move', 'stop'], '请选择变更的种类'),
  units: many.min(1, '请选择要变更的单位'),
  successors: many,
  day,
  document: documentNumber,
  ends: z.boolean(),
  lastYear: z.int().min(2000).max(2999),
  grants: z.array(z.object({ user: id, unit: id, role: z.enum(ROLES) })).max(2000),
  seen: z.string().max(64).optional()
})
type Given = z.output<typeof unitChange>

/** What a change would do, as people read it, and who could go over; `seen` proves at the change what was shown. */
export type ChangePreview = {
  ok: true
  lines: string[]
  proposals: { user: number; unit: number; role: Given['grants'][number]['role']; words: string }[]
  seen: string
}

/** Previews a change, without writing anything. */
export async function previewChange(managing: Managing, given: Given): Promise<ChangePreview | Refusal> {
  const refused = judge(managing, given)
  if (refused) return refused
  const { store, units } = managing
  const plan = await makePlan(store, { ...given, grants: [] })
  if ('refused' in plan) return refusePlan(plan.refused, given)
  const endsWithSuccessor = given.kind === 'merge' || given.kind === 'duplicate' || given.kind === 'split'
  const proposals = endsWithSuccessor
    ? (await Promise.all(given.successors.map((one) => listProposals(store, given.units, one)))).flat()
    : []
  return {
    ok: true,
    lines: await describePlan(store, units, plan),
    proposals: proposals.map(({ user, unit, role, byline, from }) => {
      const held = `${units.get(from)?.name ?? ''} ${ROLE_NAMES[role]}`
      return { user, unit, role, words: `${byline}：${held} → ${units.get(unit)?.name ?? ''} ${ROLE_NAMES[role]}` }
    }),
    seen: seenOf(plan)
  }
}

/** Makes a change that was previewed: refused where it would now do something else than was shown. */
export async function makeManagedChange(managing: Managing, given: Given): Promise<Done | Refusal> {
  const refused = judge(managing, given)
  if (refused) return refused
  const { store, user, now } = managing
  const made = await changeUnits<PlanRefusal | 'moved'>(
    store,
    async (inside) => {
      const plan = await makePlan(inside, given)
      return 'refused' in plan || seenOf(plan) === given.seen ? plan : { refused: 'moved' as const }
    },
    { by: user.id, now }
  )
  if (!('refused' in made)) return done(`已办理${UNIT_CHANGE_NAMES[given.kind]}，可以在变更记录中查看和撤销`)
  return made.refused === 'moved' ? refuse('预览之后情况有变化，没有办理，请重新预览') : refusePlan(made.refused, given)
}

export const changeNumber = z.object({ change: id })

/** Undoes a change of units that are all decided on here, until something stands on it. */
export async function undoManagedChange(managing: Managing, { change }: z.output<typeof changeNumber>): Promise<Done | Refusal> {
  const { store, units, user, now } = managing
  const changed = await findChangedUnits(store, change)
  if (changed.length === 0 || !changed.every((one) => units.has(one))) return refuse('没有这项变更，请刷新页面')
  if (!changed.every((one) => decidesOn(managing, units.get(one) ?? { id: one, above: null }))) return refuse(REFUSED_FROM_BELOW)
  const undone = await undoChange(store, change, { by: user.id, now })
  if (undone === 'undone') return done('已撤销，恢复到变更之前')
  const name = 'unit' in undone ? (units.get(undone.unit)?.name ?? '') : ''
  if (undone.why === 'gone') return refuse('这项变更已经撤销，请刷新页面')
  if (undone.why === 'report') return refuse(`不能撤销：变更之后“${name}”的 ${undone.year} 年年报已经开始`)
  return refuse(`不能撤销：“${name}”之后又有变动，请先撤销或改回后面的变动`)
}

/** What needs no database: whose units they are, that a successor is chosen, the day, the document. */
function judge(managing: Managing, { kind, units: subjects, successors, day, document, lastYear }: Given): Refusal | undefined {
  const { units, now } = managing
  for (const one of [...subjects, ...successors]) if (!units.has(one)) return refuse('没有这个单位，请刷新页面')
  for (const one of subjects)
    if (!decidesOn(managing, units.get(one) as NonNullable<ReturnType<typeof units.get>>)) return refuse(REFUSED_FROM_BELOW)
  if (day > dayOf(now)) return refuse('日期不能晚于今天，请在当天再办理', 'day')
  if (kind === 'stop') {
    if (lastYear < yearOf(now) - 1) return refuse('最后报送的年度不能早于上一年度，已不再报送的请关闭', 'lastYear')
    return undefined
  }
  const needed = kind === 'split' ? 2 : 1
  if (kind === 'split' && subjects.length !== 1) return refuse('一次只能拆分一个单位', 'units')
  if (kind === 'split' ? successors.length === 0 : successors.length !== needed)
    return refuse(kind === 'move' ? '请选择新的上级单位' : '请选择接续的单位；新设的单位请先增加', 'successors')
  for (const one of successors) {
    const found = units.get(one)
    if (found && !takesNew(found)) return refuse(`“${found.name}”已关闭或停用新增，请另选`, 'successors')
  }
  if ((kind === 'merge' || kind === 'split') && document === '') return refuse('请填写批准文件的文号', 'document')
  return undefined
}

function makePlan(inside: Reader, given: Given): Promise<UnitPlan | { refused: PlanRefusal }> {
  const { kind, units, successors, day, document, ends, lastYear, grants } = given
  const dated = { day, document, grants }
  const [first = 0] = successors
  switch (kind) {
    case 'merge':
    case 'duplicate':
      return planMerger(inside, { kind, units, successor: first, ...dated })
    case 'split':
      return planSplit(inside, { unit: units[0] as number, successors, ends, ...dated })
    case 'move':
      return planMove(inside, { units, above: first, ...dated })
    case 'stop':
      return planStop(inside, { units, lastYear, ...dated })
  }
}

const seenOf = ({ kind, day, parts, edits }: UnitPlan) => hashOf(JSON.stringify({ kind, day, parts, edits }))

const FIELDS: Record<PlanRefusal['why'], string> = {
  closed: 'units',
  successor: 'successors',
  circle: 'successors',
  merged: 'units',
  order: 'day',
  'under way': 'units'
}

const refusePlan = (refusal: PlanRefusal, { kind }: Given) => refuse(planWords(refusal, kind), FIELDS[refusal.why])
