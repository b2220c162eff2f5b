import { z } from 'zod'
import { findCampaign } from '@/db/people/campaigns'
import { addExtension, removeCampaign, setCampaign } from '@/db/people/change-dates'
import { findTemplate, listYears } from '@/report/templates'
import { dayOf } from '@/report/workflow/dates'
import { type Campaign, DATE_FIELDS, DATE_NAMES, type DateField, datesFor, deadlineOf, printDue } from '@/report/workflow/deadline'
import { SHORTEST_REASON } from '@/report/workflow/transitions'
import { day } from '@/server/base/fields'
import { type Done, decidesOn, done, type Managing, type ManagingUnit, REFUSED_FROM_BELOW, refuse } from '@/server/gate/administration'
import { type Refusal, unitsWith } from '@/server/gate/gate'

const maybeDay = z.union([z.literal('').transform(() => null), day], '请填写日期')
export const taskYear = z.custom<number>(
  (given) => Number.isSafeInteger(given) && findTemplate(given as number) !== undefined,
  '这一年度没有适用的年报格式'
)
export const campaignDates = {
  ...{ dueDepartment: day, closeDepartment: maybeDay, correctionEndDepartment: maybeDay },
  ...{ dueGovernment: day, closeGovernment: maybeDay, correctionEndGovernment: maybeDay }
}

export const campaign = z.object({ ...campaignDates, year: taskYear })
export const extension = z.object({ until: day, reason: z.string().trim().max(200, '理由最多 200 字'), year: taskYear })

/**
 * The year and the unit an address of these pages asks for, with what there is to choose from; the newest year and the unit one
 * administers where it asks for none. Undefined: there is no such unit any more.
 */
export function chooseYearAndUnit(
  { user, units, now }: Managing,
  asked: { year?: string | string[] | undefined; unit?: string | string[] | undefined }
) {
  const years = listYears(dayOf(now))
  const year = years.find((one) => String(one) === asked.year) ?? (years[0] as number)
  const unit = units.get(Number(asked.unit)) ?? units.get(unitsWith(user, 'admin')[0] ?? 0)
  return unit && { years, year, unit, units: [...units.values()].map(({ id, name, above }) => ({ id, name, above })) }
}

/** Sets the dates of a unit and all below it for a year: never later than those of the unit above, unless decided there. */
export async function saveCampaign(managing: ManagingUnit, given: z.output<typeof campaign>): Promise<Done | Refusal> {
  const { store, unit, user, now } = managing
  const { year, ...dates } = given
  const refused = await refuseDates(managing, year, dates)
  if (refused) return refused
  await setCampaign(store, unit.id, year, dates, { by: user.id, on: now })
  return done(`已保存，适用于“${unit.name}”及其下级单位`)
}

/** What is wrong with the dates an administrator sets for a unit; undefined: nothing. */
export async function refuseDates(managing: ManagingUnit, year: number, dates: Campaign): Promise<Refusal | undefined> {
  const { store, unit } = managing
  const wrong = findDisorder(year, dates)
  if (wrong) return refuse(...wrong)
  if (decidesOn(managing, unit)) return undefined
  const higher = await findCampaign(store, unit.above as number, year)
  const late = (Object.keys(DATE_NAMES) as DateField[]).find((one) => isLater(dates[one], higher[one]))
  return late && refuse(`${DATE_NAMES[late]}不能晚于上级的 ${printDue(higher[late] ?? '')}，需要更多时间请向上级申请延期`, late)
}

/** No date at all is the latest. */
const isLater = (date: string | null, limit: string | null) => limit !== null && (date === null || date > limit)

/** What is wrong with the order of the dates of a kind of unit, and the field of it. */
function findDisorder(year: number, dates: Campaign): [string, DateField] | undefined {
  for (const kind of ['department', 'government'] as const) {
    const fields = DATE_FIELDS[kind]
    const { due, close, correctionEnd } = datesFor(dates, kind)
    if (due <= `${year}-12-31`) return [`${year} 年的年报在次年报送，${DATE_NAMES[fields.due]}应在 ${year + 1} 年`, fields.due]
    if (close !== null && close < due) return [sayEarly(dates, fields.close, fields.due), fields.close]
    const before = close === null ? fields.due : fields.close
    if (correctionEnd !== null && correctionEnd < (close ?? due))
      return [sayEarly(dates, fields.correctionEnd, before), fields.correctionEnd]
  }
  return undefined
}

const sayEarly = (dates: Campaign, early: DateField, before: DateField): string =>
  `${DATE_NAMES[early]}不能早于${DATE_NAMES[before]} ${printDue(dates[before] ?? '')}`

/** Takes a unit's own dates back: those of the unit above hold again. */
export async function dropCampaign({ store, unit, user, now }: ManagingUnit, year: number): Promise<Done> {
  await removeCampaign(store, unit.id, year, { by: user.id, on: now })
  return done('已取消，按上级的安排办理')
}

/** 延期 of one unit, granted by the administrator above it, with a reason. */
export async function extendUnit(managing: ManagingUnit, { until, reason, year }: z.output<typeof extension>): Promise<Done | Refusal> {
  const { store, unit, user, now } = managing
  if (!decidesOn(managing, unit)) return refuse(REFUSED_FROM_BELOW)
  if (reason.length < SHORTEST_REASON) return refuse(`请写明理由，至少 ${SHORTEST_REASON} 个字`, 'reason')
  const { due } = deadlineOf(await findCampaign(store, unit.id, year), unit.kind, undefined)
  if (until <= due) return refuse(`延期要晚于报送截止 ${printDue(due)}`, 'until')
  await addExtension(store, { unit: unit.id, year, until, reason, by: user.id, on: now })
  return done(`“${unit.name}”已延期至 ${printDue(until)}`)
}
