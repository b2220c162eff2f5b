import { tellApart } from '@/db/people/units'
import { byUrgency, describeWeighed, type FilingInOrder, listLatest, weighFilings } from '@/db/workflow/queue'
import { STEPS, statesIn } from '@/report/workflow/states'
import { type Passed, unitsWith } from '@/server/gate/gate'
import { onceAPage } from '@/server/gate/once-a-page'
import { listReviewed } from '@/server/gate/reach'
import { describeRow, type QueueRow } from './describe-row'
import { listAsked, openPlacer, type Place, type Placed } from './place'

/**
 * What waits for a person as bare rows: steps in the chains of his units, and reports no nearer unit reviews; counted in the header,
 * listed on the page.
 */
const findWaiting = onceAPage(async (passed: Passed): Promise<ReadonlyMap<FilingInOrder, Place>> => {
  const { store, user } = passed
  const reached = await listReviewed(passed)
  const ours = reached.filter(({ isOurs }) => isOurs).map(({ id }) => id)
  const asked = await listAsked(passed, reached)
  const isAsked = ({ id }: FilingInOrder) => asked.some(({ report }) => report === id)
  const lines = [
    ...(await listLatest(store, ours, statesIn('review', 'approved'))),
    ...(await listLatest(store, unitsWith(user, ...STEPS.map(({ role }) => role)), statesIn('checking', 'approved'))),
    ...(asked.length > 0 ? (await listLatest(store, ours, statesIn('settled', 'not due'))).filter(isAsked) : [])
  ]
  const filings = [...new Map(lines.map((one) => [one.id, one])).values()]
  const place = await openPlacer(passed, { reached, asked }, filings)
  return new Map(filings.map((one) => [one, place(one)] as const).filter(([, { isWaiting }]) => isWaiting))
})

/**
 * The list of what waits for a person, the most urgent first, units of one name told apart; only the first lines of it where there is a
 * limit.
 */
export async function listWaiting(passed: Passed, lines?: number): Promise<Placed[]> {
  const waiting = await findWaiting(passed)
  const named = await tellApart(passed.store, [...waiting.keys()])
  const weighed = (await weighFilings(passed.store, named)).sort(byUrgency).slice(0, lines)
  const places = new Map([...waiting].map(([{ id }, place]) => [id, place]))
  return (await describeWeighed(passed.store, weighed)).map((one) => ({ ...(places.get(one.id) as Place), one }))
}

/** How many lines that list has, without reading what it shows: the number beside its link. */
export async function countWaiting(passed: Passed): Promise<number> {
  return (await findWaiting(passed)).size
}

export type DeskQueue = { waiting: QueueRow[]; found: number }

/** The queue on the desk: the first lines of what waits for a person. */
export async function openDeskQueue(passed: Passed, lines: number): Promise<DeskQueue> {
  const first = await listWaiting(passed, lines)
  return { waiting: first.map((placed) => describeRow(passed, placed)), found: await countWaiting(passed) }
}
