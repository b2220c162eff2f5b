import type { Reader } from '@/db/engine/client'
import { readSnapshot } from '@/report/snapshot'
import type { Values } from '@/report/values'
import type { Sight } from '@/report/workflow/rights'
import { isEditable, isIn } from '@/report/workflow/states'
import { type HistoryLine, listHistory } from './events'
import { type Filing, findSnapshot, listRevisions } from './reports'

export type Submissions = {
  /** How often it was handed in to the side that reads. */
  count: number
  /** The submission under decision; undefined while the unit is typing. */
  present: { version: number; on: Date } | undefined
  /** The submission before; for the first one of a correction, the corrected revision. */
  last: Values | undefined
  /** The base of all changes together, if it is not `last`: the corrected revision, else the first submission. */
  first: Values | undefined
}

/** Whether a report reached the reviewing unit. */
const isArrival = ({ name, to }: HistoryLine) => to === 'SUBMITTED' && (name === 'submit' || name === 'pass')

/** A revision as it reached the reviewing unit last, and when; undefined if it never did. */
export async function findArrival(reader: Reader, report: number): Promise<{ version: number; on: Date; json: string } | undefined> {
  const last = (await listHistory(reader, report)).findLast(isArrival)
  const snapshot = last && (await findSnapshot(reader, report, last.version))
  return snapshot && { version: last.version, on: last.on, json: snapshot.json }
}

/**
 * What a revision is compared with, for the side that reads. Inside the unit each 提交审核 is a submission; for the
 * reviewer each arrival at the reviewing unit is one, whatever the chain sent back and forth in between.
 */
export async function findSubmissions(
  reader: Reader,
  filing: Filing,
  history: readonly HistoryLine[],
  sight: Sight = 'present'
): Promise<Submissions> {
  const { id, state, revision } = filing
  const isInside = sight === 'present' && isIn(state, 'filling', 'checking')
  const times = history.filter((line) => (isInside ? line.name === 'submit' : isArrival(line)))
  const present = sight === 'present' && isEditable(state) ? undefined : times.at(-1)
  const earlier = present ? times.slice(0, -1) : times
  const corrected = revision > 1 ? (await listRevisions(reader, filing)).find((one) => one.revision === revision - 1) : undefined
  const read = async (report: number | undefined, upTo?: number) => {
    const snapshot = report === undefined ? undefined : await findSnapshot(reader, report, upTo)
    return snapshot && readSnapshot(snapshot.json).values
  }
  const [before, start] = [earlier.at(-1), earlier[0]]
  return {
    count: times.length,
    present: present && { version: present.version, on: present.on },
    last: before ? await read(id, before.version) : await read(corrected?.id),
    first: corrected ? before && (await read(corrected.id)) : start !== before ? await read(id, start?.version) : undefined
  }
}
