import { keepQuery, type Placeholders } from '@/db/engine/keep-query'
import type { EntryMethod } from '@/db/schema'
import type { Address } from '@/report/template'

/** One replacement inside a text: at `start`, in UTF-16 units, `was` became `now`. */
export type Edit = { start: number; was: string; now: string }

/** The smallest single replacement that turns one text into another; never in the middle of a surrogate pair. */
export function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  if (isInsidePair(before, start) || isInsidePair(after, start)) start--
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  if (isInsidePair(before, before.length - end) || isInsidePair(after, after.length - end)) end--
  return { start, was: before.slice(start, before.length - end), now: after.slice(start, after.length - end) }
}

/** A text after an edit. */
export function applyEdit(text: string, { start, was, now }: Edit): string {
  return text.slice(0, start) + now + text.slice(start + was.length)
}

function isInsidePair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1))
}

type LoggedEdit = {
  report: number
  at: Address
  start: number
  was: string
  text: string
  how: EntryMethod
  /** The file it was imported from (db/imports/imports.ts). */
  source: number | null
  saveId: string
  user: number
  now: Date
}

/** Adds an edit of a cell to the log; part of the caller's transaction. */
export const logEdit = keepQuery(
  ({ read, t }, { report, at, start, was, text, how, source, saveId, user, now }: Placeholders<LoggedEdit>) =>
    read.insert(t.changes).values({ report, at, start, was, now: text, how, source, saveId, by: user, on: now })
)
