import { z } from 'zod'
import { announce } from '@/db/messages/announcements'
import { type Done, done, type ManagingUnit, refuse } from '@/server/gate/administration'
import type { Refusal } from '@/server/gate/gate'

export const announcement = z.object({
  isUrgent: z.literal('on').optional(),
  text: z.string().trim().min(4, '请写明公告内容，至少 4 个字').max(2000, '公告最多 2000 字')
})

/** 公告 to everybody in a unit and below. */
export async function sendAnnouncement(
  { store, unit, user, now }: ManagingUnit,
  { text, isUrgent }: z.output<typeof announcement>
): Promise<Done | Refusal> {
  const sent = await announce(store, { unit: unit.id, text, by: user.id, on: now, isUrgent: isUrgent === 'on' })
  return sent === 0 ? refuse(`“${unit.name}”及其下级单位没有人员，没有发送`) : done(`已发给 ${sent} 人`)
}
