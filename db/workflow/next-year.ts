import type { Reader } from '@/db/engine/client'
import { addNotices, listReviewers } from '@/db/people/notices'
import { listSuccessions } from '@/db/people/succession'
import { listHolders } from '@/db/people/users'
import { type Filing, findSnapshot, listRevisions, readReport } from '@/db/reports/reports'
import { placeName } from '@/report/finding'
import { templateOf } from '@/report/report'
import { openSheet } from '@/report/sheet'
import { readSnapshot } from '@/report/snapshot'
import { listOpenings } from '@/report/workflow/opening'
import { isEditable } from '@/report/workflow/states'

/** Every revision of the year after that rests on a report: those of its unit, and of the units it went into. */
export async function listNextYear(inside: Reader, { unit, year, kind }: Filing): Promise<Filing[]> {
  const units = new Set([unit])
  for (let before = [unit]; before.length > 0; ) {
    const merged = [...(await listSuccessions(inside, before)).values()].filter(({ kind: how }) => how !== 'split')
    before = merged.flatMap(({ successors }) => successors.map(({ id }) => id)).filter((id) => !units.has(id))
    for (const id of before) units.add(id)
  }
  const all: Filing[] = []
  for (const one of units) all.push(...(await listRevisions(inside, { unit: one, year: year + 1, kind })))
  return all
}

/** So many cells are named in a message; the report itself shows all of them. */
const MOST_NAMED = 3

/**
 * A published correction may move what the year after begins with (上年结转): tells whoever fills in that report, and whoever reviews it
 * once it was handed in, which cells, what they were and what they are. Part of the transaction that publishes.
 */
export async function tellMovedOpenings(inside: Reader, corrected: Filing, { by, now }: { by: number | null; now: Date }): Promise<void> {
  const older = (await listRevisions(inside, corrected))
    .filter((one) => one.state === 'SUPERSEDED' && one.revision < corrected.revision)
    .at(-1)
  const [was, is] = [older && (await findSnapshot(inside, older.id)), await findSnapshot(inside, corrected.id)]
  if (!was || !is) return
  const resting = new Map((await listNextYear(inside, corrected)).map((one) => [one.unit, one]))
  for (const next of resting.values()) {
    const report = await readReport(inside, next)
    const openings = (json: string) =>
      new Map(listOpenings(openSheet(report, { lastYear: readSnapshot(json) })).map(({ at, text }) => [at, text]))
    const before = openings(was.json)
    const moved = [...openings(is.json)].filter(([at, text]) => before.get(at) !== text)
    if (moved.length === 0) continue
    const cells = moved
      .slice(0, MOST_NAMED)
      .map(([at, text]) => `${placeName(templateOf(report), at)}由 ${before.get(at) ?? '未填'} 改为 ${text}`)
    const rest = moved.length > MOST_NAMED ? `等 ${moved.length} 处` : ''
    const people = [
      ...(await listHolders(inside, next.unit, ['filler'])),
      ...(isEditable(next.state) ? [] : await listReviewers(inside, next.unit))
    ].map(({ id }) => id)
    const text = `${next.unitName} ${next.year} 年年报：上年年报已更正，应结转的数字变了：${cells.join('，')}${rest}，请核对“上年结转”等格`
    const users = [...new Set(people)].filter((id) => id !== by)
    await addNotices(inside, users, { report: next.id, text, on: now })
  }
}
