import { z } from 'zod'
import type { Reader } from '@/db/engine/client'
import { findOwnQuiet, findOwnSchedule, listQuietHours, listSchedules, setQuietHours, setSchedule } from '@/db/people/schedules'
import { readQuietHours, sayQuietHours } from '@/report/workflow/dates'
import { USUAL_REMINDERS } from '@/report/workflow/progress'
import { type Done, done, type ManagingUnit, refuse } from '@/server/gate/administration'
import type { Refusal } from '@/server/gate/gate'

/** What is typed for none at all, whatever the unit above has. */
const [NEVER, NONE] = ['不提醒', '不设']

export const reminderSchedule = z.object({ days: z.string().trim().max(100, '提醒日程太长') })

const [EARLIEST, LATEST, MOST] = [60, -30, 12]

/** 提醒日程 of a unit and all below it, as days before the deadline; empty: that of the unit above; `不提醒`: nobody is reminded. */
export async function saveSchedule({ store, unit }: ManagingUnit, { days }: z.output<typeof reminderSchedule>): Promise<Done | Refusal> {
  if (days === '') {
    await setSchedule(store, unit.id, null)
    return done('已取消，按上级单位的提醒日程，没有的按通常的日程')
  }
  if (days === NEVER) {
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
  if (hours === NONE) {
    await setQuietHours(store, unit.id, '')
    return done('已保存，任何时候都发送')
  }
  const [, from, to] = /^(\d{1,2})(?:[:：]00)?\s*[-—–~至]\s*(\d{1,2})(?:[:：]00)?$/.exec(hours) ?? []
  const read = readQuietHours(`${from}-${to}`)
  if (!read) return refuse('请写整点的起止时间，如 20:00-8:00；不设的写“不设”', 'hours')
  await setQuietHours(store, unit.id, `${read.from}-${read.to}`)
  return done(`已保存：${sayQuietHours(read)}`)
}

/** A unit's own setting as its administrator types it, empty if it has none, and what holds for the unit, in words. */
export type ShownSetting = { typed: string; holds: string }

/** 提醒日程 of a unit. */
export async function readSchedule(reader: Reader, unit: number): Promise<ShownSetting> {
  const own = await findOwnSchedule(reader, unit)
  const held = (await listSchedules(reader, [unit])).get(unit) ?? USUAL_REMINDERS
  return { typed: own?.length === 0 ? NEVER : (own?.join(',') ?? ''), holds: saySchedule(held) }
}

/** 免打扰时段 of a unit. */
export async function readQuiet(reader: Reader, unit: number): Promise<ShownSetting> {
  const stored = await findOwnQuiet(reader, unit)
  const own = readQuietHours(stored)
  const typed = own ? `${own.from}:00-${own.to}:00` : stored === '' ? NONE : ''
  return { typed, holds: (await sayQuiet(reader, [unit])) ?? NONE }
}

/** The quiet hours of the first of these units that has some, in words. */
export async function sayQuiet(reader: Reader, units: readonly number[]): Promise<string | undefined> {
  const [quiet] = (await listQuietHours(reader, units)).values()
  return quiet && sayQuietHours(quiet)
}

function saySchedule(days: readonly number[]): string {
  if (days.length === 0) return '不自动提醒'
  return days.map((day) => (day > 0 ? `截止前 ${day} 天` : day === 0 ? '截止当天' : `逾期 ${-day} 天`)).join('、')
}
