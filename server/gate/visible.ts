import { listAnswers, listWaivers } from '@/db/reports/answers'
import { listThreads } from '@/db/reports/comments'
import type { HistoryLine } from '@/db/reports/events'
import { findImprint } from '@/db/reports/imprints'
// biome-ignore lint/style/noRestrictedImports: this is where it is asked who reads
import { type Filing, findSnapshot, readReport } from '@/db/reports/reports'
import { findArrival } from '@/db/reports/submissions'
import type { Answer } from '@/report/answer'
import type { Imprint } from '@/report/layout/imprint'
import type { Report } from '@/report/report'
import { makeSnapshot, readSnapshot } from '@/report/snapshot'
import type { Thread } from '@/report/workflow/comment'
import { type Sight, sightOf } from '@/report/workflow/rights'
import { isEditable, isIn, STEPS } from '@/report/workflow/states'
import { keepReadable, type Passed, type PassedReport } from './gate'

/** Which report, read with which roles. Reading throws if these roles may not read it: then the gate has a fault. */
export type ReadAs = Pick<Passed, 'store'> & Pick<PassedReport<never>, 'filing' | 'roles'>

/** What somebody sees of a report. */
export function openSight({ filing, roles }: Pick<ReadAs, 'filing' | 'roles'>): Sight {
  const sight = sightOf(roles, filing)
  if (!sight) throw new Error(`report ${filing.id} is not to be read in ${filing.state}`)
  return sight
}

/** After a return there are two versions: what the unit goes on typing, and what was handed in, for everybody else. */
const isApart = (reading: ReadAs) => openSight(reading) === 'handed in' && isEditable(reading.filing.state)

async function openArrival({ store, filing }: ReadAs) {
  const arrival = await findArrival(store, filing.id)
  if (!arrival) throw new Error(`report ${filing.id} was handed in, but no snapshot of it is there`)
  return arrival
}

/** A report as somebody may see it. */
export async function readVisible(reading: ReadAs): Promise<Report> {
  if (isApart(reading)) return readSnapshot((await openArrival(reading)).json)
  return readReport(reading.store, reading.filing)
}

/** The same as a snapshot, for making files: what was handed in, or what is typed while the report is open or inside its unit. */
export async function freezeVisible(reading: ReadAs): Promise<string> {
  const { store, filing } = reading
  if (isApart(reading)) return (await openArrival(reading)).json
  const isWithUnit = isIn(filing.state, 'filling', 'checking')
  const snapshot = isWithUnit ? undefined : await findSnapshot(store, filing.id)
  return snapshot?.json ?? makeSnapshot(await readReport(store, filing))
}

/** 公文要素 that belong to what somebody sees. */
export async function readVisibleImprint(reading: ReadAs): Promise<Imprint> {
  const until = isApart(reading) ? (await openArrival(reading)).on : undefined
  return findImprint(reading.store, reading.filing.id, until)
}

/** The explanations and waivers that belong to what somebody sees. */
export async function listVisibleAnswers(reading: ReadAs): Promise<{ answers: Answer[]; waivers: Answer[] }> {
  const { store, filing } = reading
  const until = isApart(reading) ? (await openArrival(reading)).on : undefined
  return { answers: await listAnswers(store, filing.id, until), waivers: await listWaivers(store, filing.id) }
}

/** 意见 as somebody may see them: those written inside the unit since the report was handed in quote text that was not. */
export async function listVisibleThreads(reading: ReadAs, history: readonly HistoryLine[]): Promise<Thread[]> {
  const { store, filing } = reading
  const threads = await listThreads(store, filing.id, 'comments')
  if (!isApart(reading)) return threads
  const arrival = await openArrival(reading)
  const isInside = (version: number) =>
    version > arrival.version && STEPS.some(({ state }) => state === history.findLast((line) => line.version <= version)?.to)
  return threads.filter(({ remarks: [first] }) => !isInside(first?.version ?? 0))
}

/** Reports as they were handed in, by id: those that somebody may read, and those that are public. */
export async function listHandedIn(passed: Passed, filings: readonly Filing[]): Promise<Map<number, Report>> {
  const readable = new Set((await keepReadable(passed, filings)).map(({ id }) => id))
  const reports = new Map<number, Report>()
  for (const { id, state } of filings) {
    if (!readable.has(id) && state !== 'PUBLISHED' && state !== 'SUPERSEDED') continue
    const snapshot = await findSnapshot(passed.store, id)
    if (snapshot) reports.set(id, readSnapshot(snapshot.json))
  }
  return reports
}
