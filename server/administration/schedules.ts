import { z } from 'zod'
import { setQuietHours, setSchedule } from '@/db/people/schedules'
import { readQuietHours, sayQuietHours } from '@/report/workflow/dates'
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

export const quietHours = z.object({ hours: z.string().trim().max(40, '时段太长') })

/** 免打扰时段 of a unit and all below it; empty: that of the unit above; `不设`: none. */
export async function saveQuietHours({ store, unit }: ManagingUnit, { hours }: z.output<typeof quietHours>): Promise<Done | Refusal> {
  if (hours === '') {
    await setQuietHours(store, unit.id, null)
    return done('已取消，按上级单位的免打扰时段')
  }
  if (hours === '不设') {
    await setQuietHours(store, unit.id, '')
    return done('已保存，任何时候都发送')
  }
  const [, from, to] = /^(\d{1,2})(?:[:：]00)?\s*[-—–~至]\s*(\d{1,2})(?:[:：]00)?$/.exec(hours) ?? []
  const read = readQuietHours(`${from}-${to}`)
  if (!read) return refuse('请写整点的起止时间，如 20:00-8:00；不设的写“不设”', 'hours')
  await setQuietHours(store, unit.id, `${read.from}-${read.to}`)
  return done(`已保存：${sayQuietHours(read)}`)
}

/** A schedule in words. */
export function saySchedule(days: readonly number[]): string {
  if (days.length === 0) return '不自动提醒'
  return days.map((day) => (day > 0 ? `截止前 ${day} 天` : day === 0 ? '截止当天' : `逾期 ${-day} 天`)).join('、')
}
