/** A day as the offices write it, `2026年1月31日`, from yyyy-mm-dd. Files and addresses keep yyyy-mm-dd. */
export function printDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** A moment where the offices are, in UTC+8: `2026年1月31日 10:31`. Written by hand, because engines know different formats. */
export function printMoment(on: Date): string {
  return `${printDay(dayOf(on))} ${printTime(on)}`
}

/** The time of day alone, `10:31`. */
export function printTime(on: Date): string {
  return inOffices(on).slice(11, 16)
}

/** The day of a moment where the offices are, yyyy-mm-dd in UTC+8. */
export function dayOf(moment: Date): string {
  return inOffices(moment).slice(0, 10)
}

/** The year of a moment where the offices are. */
export const yearOf = (moment: Date): number => Number(dayOf(moment).slice(0, 4))

/** Whether a text is a day of the calendar, yyyy-mm-dd. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
}

/** Whole days from one date to another, both yyyy-mm-dd; negative once it has passed. */
export function daysUntil(due: string, today: string): number {
  return Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000)
}

/** The day before one, both yyyy-mm-dd. */
export const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

/** The day after one. */
export const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** `2025年3月`, from yyyy-mm-dd. */
export const printMonth = (day: string): string => printDay(day).replace(/\d+日$/, '')

const inOffices = (moment: Date) => new Date(moment.getTime() + 8 * 3_600_000).toISOString()

/** 免打扰时段: from one full hour to another, in UTC+8; from 20 to 8 is over night. */
export type QuietHours = { from: number; to: number }

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Parses `20-8`; anything else is none. */
export function readQuietHours(text: string | null): QuietHours | undefined {
  const [, from = '', to = ''] = /^(\d{1,2})-(\d{1,2})$/.exec(text ?? '') ?? []
  const hours = { from: Number(from), to: Number(to) }
  return from !== '' && hours.from < 24 && hours.to < 24 && hours.from !== hours.to ? hours : undefined
}

/** When what is written at a moment may go out: then, or at the end of the quiet hours it falls into. */
export function afterQuiet(moment: Date, quiet: QuietHours | undefined): Date {
  if (!quiet) return moment
  const local = (moment.getTime() + 8 * HOUR) % DAY
  const [start, end] = [quiet.from * HOUR, quiet.to * HOUR]
  const isQuiet = start < end ? local >= start && local < end : local >= start || local < end
  return isQuiet ? new Date(moment.getTime() + ((end - local + DAY) % DAY)) : moment
}

/** `20:00 至次日 8:00`. */
export function sayQuietHours({ from, to }: QuietHours): string {
  return `${from}:00 至${to < from ? '次日 ' : ' '}${to}:00`
}
