import { asc, inArray } from 'drizzle-orm'
import type { Deadline } from '@/report/deadline'
import type { State } from '@/report/status'
import { listDeadlines } from './campaigns'
import type { Reader } from './client'
import { type Filing, listFilings } from './reports'

/** A report as whoever reviews sees it in a list. */
export type Queued = Filing & {
  deadline: Deadline
  claimer: string | null
  /** Findings settled by an explanation, and places changed since it was handed in before; none before the first time. */
  risk?: { explained: number; changed: number; isFirst: boolean }
}

/** The reports of some units in some states, the latest revision of each. */
export async function listQueued(reader: Reader, units: readonly number[], states: readonly State[]): Promise<Queued[]> {
  const { read, t } = reader
  const latest = new Map((await listFilings(reader, units)).reverse().map((one) => [`${one.unit} ${one.year} ${one.kind}`, one]))
  const filings = [...latest.values()].filter(({ state }) => states.includes(state))
  if (filings.length === 0) return []
  const deadlines = await listDeadlines(reader, filings)
  const claimers = new Map(
    (
      await read
        .select({ id: t.users.id, name: t.users.name })
        .from(t.users)
        .where(
          inArray(
            t.users.id,
            filings.flatMap(({ claimedBy }) => claimedBy ?? [])
          )
        )
    ).map(({ id, name }) => [id, name])
  )
  const handedIn = await read
    .select({ report: t.snapshots.report, explained: t.snapshots.explained, changed: t.snapshots.changed })
    .from(t.snapshots)
    .where(
      inArray(
        t.snapshots.report,
        filings.map(({ id }) => id)
      )
    )
    .orderBy(asc(t.snapshots.version))
  const risks = new Map<number, Queued['risk']>()
  for (const { report, explained, changed } of handedIn) risks.set(report, { explained, changed, isFirst: !risks.has(report) })
  return filings.map((filing, i) => ({
    ...filing,
    deadline: deadlines[i] as Deadline,
    claimer: claimers.get(filing.claimedBy ?? -1) ?? null,
    risk: risks.get(filing.id)
  }))
}

/** What waits longest and looks riskiest first: the deadline, then how much was explained and changed, then first reports. */
export function byUrgency(a: Queued, b: Queued): number {
  return a.deadline.due.localeCompare(b.deadline.due) || weight(b) - weight(a) || a.unitName.localeCompare(b.unitName, 'zh-CN')
}

const weight = ({ risk }: Queued) => (risk ? risk.explained * 3 + risk.changed + (risk.isFirst ? 2 : 0) : 0)
