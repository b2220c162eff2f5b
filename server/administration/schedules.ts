import { z } from 'zod'
import { setSchedule } from '@/db/people/schedules'
import { type Done, done, type ManagingUnit, refuse } from '@/server/gate/administration'
import type { Refusal } from '@/server/gate/gate'

export const reminderSchedule = z.object({ days: z.string().trim().max(100, '提醒日程太长') })

const [EARLIEST, LATEST, MOST] = [60, -30, 12]

/** 提醒日程 of a unit and all below it, as days before the deadline; empty: that of the unit above; `不提醒`: nobody is reminded. */
export async function saveSchedule({ store, unit }: ManagingUnit, { days }: z.output<typeof reminderSchedule>): Promise<Done | Refusal> {
  if (days === '') {
    await setSchedule(store, unit.id, null)
    return done('已取消，按上级单位的提醒日程，没有的按通常的日程')
  }
  if (days === '不提醒') {
    await setSchedule(store, unit.id, [])
    return done('已保存，不再自动提醒，可以随时催报')
  }
  const read = days.split(/[\s,，、;；]+/).map((one) => one.replace('−', '-'))
  if (!read.every((one) => /^-?\d{1,2}$/.test(one))) return refuse('请写天数，用逗号分开，如 7,3,1,0,-1,-3；不提醒的写“不提醒”', 'days')
  const chosen = [...new Set(read.map(Number))].sort((a, b) => b - a)
  if (chosen.some((day) => day > EARLIEST || day < LATEST)) return refuse(`天数应在 ${EARLIEST} 到 ${LATEST} 之间`, 'days')
  if (chosen.length > MOST) return refuse(`最多提醒 ${MOST} 次`, 'days')
  await setSchedule(store, unit.id, chosen)
  return done(`已保存：${saySchedule(chosen)}`)
}

/** A schedule in words. */
export function saySchedule(days: readonly number[]): string {
  if (days.length === 0) return '不自动提醒'
  return days.map((day) => (day > 0 ? `截止前 ${day} 天` : day === 0 ? '截止当天' : `逾期 ${-day} 天`)).join('、')
}
