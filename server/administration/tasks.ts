import { z } from 'zod'
import { hashOf } from '@/db/hash'
import { composeMessages } from '@/db/people/change-dates'
import { listObligations } from '@/db/people/obligations'
import { findTask, issueTask, type PlanKind, type PlanLine, planTask, type TaskGiven } from '@/db/people/tasks'
import { listTreeBelow, type UnitInTree } from '@/db/people/unit-tree'
import { type Attachment, copyAttachments, listAttachments } from '@/db/season/attachments'
import type { ReportKind } from '@/report/report'
import { readRequirements } from '@/report/task/read-requirements'
import type { Template } from '@/report/template'
import { findTemplate } from '@/report/templates'
import { compareNames, UNIT_LEVELS, type UnitLevel } from '@/report/unit'
import { type Campaign, pickDates, statutoryCampaign } from '@/report/workflow/deadline'
import { done, type Managing, type ManagingUnit, refuse } from '@/server/gate/administration'
import type { Refusal } from '@/server/gate/gate'
import { campaignDates, refuseDates, taskYear } from './campaigns'

const KINDS = ['department', 'government'] as const satisfies readonly ReportKind[]
const ticked = z.literal('on').optional()
const reviewer = z.enum(['', 'above', 'issuer']).default('')

/** The form of a task: a box a level and a kind, who reviews a level, and 无需报送 line by line. */
export const taskForm = z.object({
  ...campaignDates,
  year: taskYear,
  issue: z.coerce.number().int().min(0),
  notice: z.string().trim().max(8000, '通知最多 8000 字'),
  requirements: z.string().trim().max(4000, '任务要求最多 4000 字').default(''),
  excuses: z.string().max(200_000, '无需报送的单位太多，请分几次'),
  ...(Object.fromEntries(UNIT_LEVELS.map((level) => [`level-${level}`, ticked])) as Record<`level-${UnitLevel}`, typeof ticked>),
  ...(Object.fromEntries(UNIT_LEVELS.map((level) => [`review-${level}`, reviewer])) as Record<`review-${UnitLevel}`, typeof reviewer>),
  ...(Object.fromEntries(KINDS.map((kind) => [`kind-${kind}`, ticked])) as Record<`kind-${ReportKind}`, typeof ticked>)
})

/**
 * The same with what the preview showed: what came to be otherwise since is refused; and a box `attachment-12` for each file of last
 * year's.
 */
export const taskOrder = taskForm.extend({ shown: z.string().max(200) }).loose()

/** Exactly who gets what: how many units of each kind, all that get or lose something by name, and how many people are told. */
export type TaskPreview = {
  ok: true
  counts: Record<PlanKind, number>
  lines: { unit: number; name: string; is: PlanKind; says: string }[]
  people: number
  /** What the order must name, so that it means what was shown. */
  shown: string
}

/** Looks at a task without issuing it. */
export async function previewTask(managing: ManagingUnit, form: z.output<typeof taskForm>): Promise<TaskPreview | Refusal> {
  const given = await readTask(managing, form)
  if ('ok' in given) return given
  const plan = await planTask(managing.store, given, managing.now)
  const lines = plan.filter(isWorthTelling).sort((a, b) => ORDER.indexOf(a.is) - ORDER.indexOf(b.is) || compareNames(a.name, b.name))
  const told = plan.filter(({ is, says }) => isWritten(is) && says !== '')
  return {
    ok: true,
    counts: countKinds(plan),
    lines: lines.map(({ unit, name, is, says }) => ({ unit, name, is, says })),
    people: (await composeMessages(managing.store, told, given.year)).length,
    shown: shownOf(plan)
  }
}

const DECIDED_ELSEWHERE = '其他管理员刚刚下达或修改了这个任务，请刷新页面，核对后再修改'

/** Issues a task as it was previewed; the second time it changes nothing. */
export async function issuePreviewed(managing: ManagingUnit, form: z.output<typeof taskOrder>) {
  const { store, unit, user, now } = managing
  const given = await readTask(managing, form)
  if ('ok' in given) return given
  if (((await findTask(store, unit.id, given.year))?.issue ?? 0) !== form.issue) return refuse(DECIDED_ELSEWHERE)
  const plan = await planTask(store, given, now)
  if (shownOf(plan) !== form.shown) return refuse('预览之后单位有变动，请重新预览')
  const isOurs = await issueTask(store, given, { issue: form.issue, by: user.id, on: now })
  if (!isOurs) return refuse(DECIDED_ELSEWHERE)
  const copied = { unit: unit.id, from: given.year - 1, to: given.year, ids: copiedOf(form) }
  await copyAttachments(store, { ...copied, by: user.id, on: now })
  const written = plan.filter(({ is }) => isWritten(is)).length
  return done(
    written === 0 ? '任务已保存，没有单位受影响' : `已下达，涉及 ${written} 个单位，已通知填报员（${unit.name} ${given.year} 年）`
  )
}

/** Files of last year's task that go with this one too. */
const copiedOf = (form: object) =>
  Object.keys(form).flatMap((name) => {
    const [, id] = /^attachment-(\d{1,9})$/.exec(name) ?? []
    return id ? [Number(id)] : []
  })

const ORDER: readonly PlanKind[] = ['changed', 'begun', 'excused', 'new', 'elsewhere', 'same']
const isWorthTelling = ({ is }: PlanLine) => is !== 'same' && is !== 'elsewhere'
const isWritten = (is: PlanKind) => is === 'new' || is === 'changed' || is === 'excused'

function countKinds(plan: readonly PlanLine[]): Record<PlanKind, number> {
  const counts = Object.fromEntries(ORDER.map((is) => [is, 0])) as Record<PlanKind, number>
  for (const { is } of plan) counts[is]++
  return counts
}

/** The same units to which the same happens. */
const shownOf = (plan: readonly PlanLine[]) => hashOf(JSON.stringify(plan.map(({ unit, is, says }) => [unit, is, says])))

async function readTask(managing: ManagingUnit, form: z.output<typeof taskForm>): Promise<TaskGiven | Refusal> {
  const { unit, store } = managing
  const { year, notice, requirements } = form
  const dates: Campaign = pickDates(form)
  const levels = UNIT_LEVELS.filter((level) => form[`level-${level}`])
  const kinds = KINDS.filter((kind) => form[`kind-${kind}`])
  if (levels.length === 0) return refuse('请至少选择一个级别的单位')
  if (kinds.length === 0) return refuse('请至少选择一种年报')
  const refused = await refuseDates(managing, year, dates)
  if (refused) return refused
  const { faults } = readRequirements(requirements, findTemplate(year) as Template)
  if (faults.length > 0) return refuse(faults.join('；'), 'requirements')
  const excuses = readExcuses(form.excuses, await listTreeBelow(store, [unit.id]))
  if (!(excuses instanceof Map)) return refuse(excuses.error, 'excuses')
  const reviews = Object.fromEntries(UNIT_LEVELS.flatMap((level) => (form[`review-${level}`] ? [[level, form[`review-${level}`]]] : [])))
  return { unit: unit.id, year, dates, levels, kinds, excuses, reviews, notice, requirements }
}

/** `单位名称，原因` line by line, or what is wrong with a line. */
function readExcuses(text: string, units: readonly UnitInTree[]): Map<number, string> | { error: string } {
  const byName = new Map<string, UnitInTree[]>()
  for (const unit of units) byName.set(unit.name, [...(byName.get(unit.name) ?? []), unit])
  const excuses = new Map<number, string>()
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const [, name = '', reason = ''] = /^([^，,：:]+)[，,：:]?(.*)$/.exec(line.trim()) ?? []
    const place = `“无需报送的单位”第 ${i + 1} 行`
    const found = byName.get(name.trim()) ?? []
    if (found.length === 0) return { error: `${place}：没有“${name.trim()}”这个单位，请按单位列表里的名称填写` }
    if (found.length > 1) return { error: `${place}：有 ${found.length} 个单位叫“${name.trim()}”，请先把其中的单位改为不同的名称` }
    if (reason.trim().length < 2 || reason.trim().length > 100) return { error: `${place}：请在单位名称后写明原因，2 至 100 字` }
    excuses.set((found[0] as UnitInTree).id, reason.trim())
  }
  return excuses
}

/** What the form shows: the task of the year, or a copy of last year's with its dates and years moved on. */
export type TaskDraft = {
  issue: number
  dates: Campaign
  levels: readonly UnitLevel[]
  kinds: readonly ReportKind[]
  notice: string
  requirements: string
  excuses: string
  /** 通知附件 it has, and those of last year's that a copy takes along. */
  attachments: Attachment[]
  copied: Attachment[]
  /** Whether it was issued, and when; a copy of last year's was not. */
  issuedOn: Date | null
  isCopy: boolean
}

/** Opens the form of a unit's task for a year. */
export async function openTaskDraft({ store, unit }: Managing & { unit: UnitInTree }, year: number): Promise<TaskDraft> {
  const own = await findTask(store, unit.id, year)
  const last = own?.issuedOn ? undefined : await findTask(store, unit.id, year - 1)
  const source = own?.issuedOn ? own : last?.issuedOn ? last : undefined
  const dates = own ?? (source ? moveDates(source) : statutoryCampaign(year))
  const below = await listTreeBelow(store, [unit.id])
  const ids = below.filter(({ closedOn }) => closedOn === null).map(({ id }) => id)
  const excused = source ? await listObligations(store, ids, source.year) : []
  const names = new Map(below.map(({ id, name }) => [id, name]))
  const attachments = await listAttachments(store, [unit.id], year)
  const isCopy = source !== undefined && source !== own
  return {
    issue: own?.issue ?? 0,
    dates,
    levels: source ? UNIT_LEVELS.filter((level) => source.levels.split(',').includes(level)) : UNIT_LEVELS,
    kinds: source ? KINDS.filter((kind) => source.kinds.split(',').includes(kind)) : KINDS,
    notice: source ? (source === own ? source.notice : moveYears(source.notice, source.year)) : '',
    requirements: source ? (source === own ? source.requirements : moveYears(source.requirements, source.year)) : '',
    excuses: excused
      .filter(({ task, excuse, level }) => task === unit.id && excuse !== null && source?.levels.split(',').includes(level))
      .map(({ unit: id, excuse }) => `${names.get(id)}，${excuse}`)
      .join('\n'),
    issuedOn: own?.issuedOn ?? null,
    attachments,
    copied: isCopy
      ? (await listAttachments(store, [unit.id], year - 1)).filter(({ name }) => !attachments.some((one) => one.name === name))
      : [],
    isCopy
  }
}

const nextYear = (day: string) => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`.replace(/-02-29$/, '-02-28')

const moveDates = (source: Campaign): Campaign =>
  Object.fromEntries(Object.entries(pickDates(source)).map(([field, day]) => [field, day && nextYear(day)])) as Campaign

/** The years of a notice, a year on: those of the report and of its dates. */
const moveYears = (text: string, year: number) =>
  text.replace(/\d{4}(?=\s*年)/g, (found) => (Math.abs(Number(found) - year) <= 2 ? String(Number(found) + 1) : found))
