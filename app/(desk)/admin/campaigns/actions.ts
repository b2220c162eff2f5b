'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { addExtension, findCampaign, removeCampaign, setCampaign } from '@/db/people/campaigns'
import { findTemplate } from '@/report/templates'
import { printDay } from '@/report/workflow/dates'
import { type Campaign, deadlineOf } from '@/report/workflow/deadline'
import { SHORTEST_REASON } from '@/report/workflow/transitions'
import { decidesOn, REFUSED_FROM_BELOW, refuse, unitAction } from '@/server/gate/administration'

const day = z.iso.date('请填写日期')
const maybeDay = z.union([z.literal('').transform(() => null), day], '请填写日期')
const campaign = z.object({ dueDepartment: day, dueGovernment: day, close: maybeDay, correctionEnd: maybeDay })
const DATES = { dueDepartment: '部门报送截止', dueGovernment: '政府报送截止', close: '关闭报送', correctionEnd: '更正截止' } as const

const yearOf = (year: unknown) => (Number.isSafeInteger(year) && findTemplate(Number(year)) ? Number(year) : undefined)

const saveDates = unitAction(campaign.extend({ year: z.unknown() }), async (managing, { year: given, ...dates }) => {
  const { store, unit } = managing
  const year = yearOf(given)
  if (year === undefined) return refuse('这一年度没有适用的年报格式')
  const wrong = orderOf(year, dates)
  if (wrong) return refuse(wrong)
  if (!decidesOn(managing, unit)) {
    const higher = await findCampaign(store, unit.above as number, year)
    const late = (Object.keys(DATES) as (keyof Campaign)[]).find((one) => isLater(dates[one], higher[one]))
    if (late) return refuse(`${DATES[late]}不能晚于上级的 ${printDay(higher[late] ?? '')}，需要更多时间请向上级申请延期`)
  }
  await setCampaign(store, unit.id, year, dates)
  revalidatePath('/admin/campaigns')
  return { ok: true as const, says: `已保存，适用于“${unit.name}”及其下级单位` }
})

/** No date at all is the latest. */
const isLater = (date: string | null, limit: string | null) => limit !== null && (date === null || date > limit)

function orderOf(year: number, { dueDepartment, dueGovernment, close, correctionEnd }: Campaign): string | undefined {
  const last = dueDepartment > dueGovernment ? dueDepartment : dueGovernment
  if (dueDepartment <= `${year}-12-31` || dueGovernment <= `${year}-12-31`) return `${year} 年的年报在次年报送，截止日期应在 ${year + 1} 年`
  if (close !== null && close < last) return '关闭报送不能早于报送截止'
  if (correctionEnd !== null && correctionEnd < (close ?? last)) return '更正截止不能早于报送截止和关闭报送'
  return undefined
}

export async function saveCampaign(unit: number, year: number, fields: Record<string, string>) {
  return saveDates(unit, { ...fields, year })
}

const drop = unitAction(z.int(), async ({ store, unit }, year) => {
  await removeCampaign(store, unit.id, year)
  revalidatePath('/admin/campaigns')
  return { ok: true as const, says: '已取消，按上级的安排办理' }
})

export async function dropCampaign(unit: number, year: number) {
  return drop(unit, year)
}

const extension = z.object({ until: day, reason: z.string().trim().max(200, '理由最多 200 字'), year: z.unknown() })

const giveTime = unitAction(extension, async (managing, { until, reason, year: given }) => {
  const { store, unit, user, now } = managing
  const year = yearOf(given)
  if (year === undefined) return refuse('这一年度没有适用的年报格式')
  if (!decidesOn(managing, unit)) return refuse(REFUSED_FROM_BELOW)
  if (reason.length < SHORTEST_REASON) return refuse(`请写明理由，至少 ${SHORTEST_REASON} 个字`)
  const { due } = deadlineOf(await findCampaign(store, unit.id, year), unit.kind, undefined)
  if (until <= due) return refuse(`延期要晚于报送截止 ${printDay(due)}`)
  await addExtension(store, { unit: unit.id, year, until, reason, by: user.id, on: now })
  revalidatePath('/admin/campaigns')
  return { ok: true as const, says: `“${unit.name}”已延期至 ${printDay(until)}` }
})

export async function extendUnit(unit: number, year: number, fields: Record<string, string>) {
  return giveTime(unit, { ...fields, year })
}
