import type { Look, Looks } from '@/components/document/look'
import { countsAs } from '@/report/answer'
import type { Address } from '@/report/template'
import type { ReviewData } from './review-data'

/** The number of a comment in the margin and in its list. */
export const pinName = (i: number, inside: boolean): string => (inside ? `内${i + 1}` : String(i + 1))

/** What the sheet shows beside what is printed: findings, changes, numbers, pins, last year, the place one is at. */
export function lookAll(
  data: ReviewData,
  { changes, lastYear, current }: { changes: boolean; lastYear: boolean; current: Address | undefined }
): Looks {
  const looks = new Map<Address, Look>()
  // The report as a whole has no place on the sheet.
  const add = (at: Address, more: Look) => at !== '' && looks.set(at, { ...looks.get(at), ...more })
  const pin = (at: Address, inside: boolean, i: number) =>
    add(at, { pins: [...(looks.get(at)?.pins ?? []), { name: pinName(i, inside), inside }] })
  for (const one of data.judged) {
    const mark = countsAs(one)
    if (mark !== 'error' && mark !== 'warning') continue
    for (const place of one.finding.at) if (looks.get(place)?.mark !== 'error') add(place, { mark })
  }
  if (changes) for (const { at, pieces } of data.changes.flatMap((one) => one.differences)) add(at, { pieces })
  if (lastYear) for (const [at, compared] of data.lastYear) add(at, { lastYear: compared })
  for (const number of data.numbers) add(number.at, { numbers: [...(looks.get(number.at)?.numbers ?? []), number] })
  for (const [i, { at }] of data.threads.entries()) pin(at, false, i)
  for (const [i, { at }] of data.internalComments.entries()) pin(at, true, i)
  if (current) add(current, { isCurrent: true })
  return looks
}
