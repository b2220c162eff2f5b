import type { Reader } from '@/db/engine/client'
import { findDeadline } from '@/db/people/obligations'
import { listPredecessors } from '@/db/people/succession'
import type { Report } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import { sumReports } from '@/report/workflow/compare'
import { RELIABLE } from '@/report/workflow/states'
import { type Filing, findSnapshot, listRevisions } from './reports'

/** What a report is compared with; `of`: the units whose reports were added up for it, where it is not the unit's own. */
export type YearBefore = { report: Report; of?: string[] }

type Placed = Pick<Filing, 'unit' | 'year' | 'kind'>

/**
 * The unit's report of the year before, of the same kind: as published, else as handed in to the reviewing unit, else as read in from
 * a file. A version that is still inside the unit never counts, so that filler and reviewer see the same findings. Where units went
 * into this one and it reports for them, it is the sum of theirs and its own.
 */
export async function findLastYear(reader: Reader, { unit, year, kind }: Placed): Promise<YearBefore | undefined> {
  const own = await findReliable(reader, { unit, year: year - 1, kind })
  const merged: Report[] = []
  const predecessors = await listPredecessors(reader, unit)
  const due = predecessors.length > 0 ? (await findDeadline(reader, { unit, year, kind })).due : ''
  for (const { unit: before, kind: how, day } of predecessors) {
    // What came later, or had its say for this year itself, is not in this report.
    if (day > due || (await listRevisions(reader, { unit: before, year, kind })).length > 0) continue
    const report = await findReliable(reader, { unit: before, year: year - 1, kind })
    // Of one body entered twice the report is the same one, and counts once.
    if (report && !(how === 'duplicate' && (own || merged.length > 0))) merged.push(report)
  }
  if (merged.length === 0) return own && { report: own }
  const all = own ? [own, ...merged] : merged
  return { report: sumReports(all, own?.values ?? {}), of: all.map((one) => one.unit) }
}

/**
 * The unit's own public report of the year before, of which a correction can be asked for: its newest revision, if nothing is under
 * way.
 */
export async function findCorrectable(reader: Reader, { unit, year, kind }: Placed): Promise<number | undefined> {
  const newest = (await listRevisions(reader, { unit, year: year - 1, kind })).at(-1)
  return newest?.state === 'PUBLISHED' || newest?.state === 'WITHDRAWN' ? newest.id : undefined
}

/** Of what a unit has for a year, what others rest on: what was published or approved before what was read in. */
export async function findSurest(reader: Reader, of: Placed): Promise<Filing | undefined> {
  const revisions = await listRevisions(reader, of)
  return RELIABLE.flatMap((state) => revisions.filter((one) => one.state === state))[0]
}

async function findReliable(reader: Reader, of: Placed): Promise<Report | undefined> {
  const surest = await findSurest(reader, of)
  const snapshot = surest && (await findSnapshot(reader, surest.id))
  return snapshot && readSnapshot(snapshot.json)
}
