import type { Reader } from '@/db/engine/client'
import type { Filing } from '@/db/reports/reports'
import { listChanged, listContributors, listMembers, type MemberUnit } from '@/db/workflow/members'
import type { Address } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { listFiguresThen } from './contributions'

/** A member that is another now than when the sums were taken. */
export type ChangedMember = { unit: number; name: string; was: string; is: string }

/** A cell whose sum would be another: `was` and `now` of its changed members together, in the last decimal. */
export type ChangedCell = { at: Address; was: number; now: number }

/** How an aggregate stands to its members: `isSummed`, whether sums were ever taken. Nobody changed: it is up to date. */
export type Staleness = { isSummed: boolean; summedOn: Date | undefined; members: ChangedMember[]; cells: ChangedCell[] }

/**
 * What has changed below an aggregate since its sums were taken, computed from the stored contributors: only the members that
 * changed are read.
 */
export async function findStaleness(
  reader: Reader,
  filing: Pick<Filing, 'id' | 'unit' | 'year' | 'kind' | 'template' | 'counting'>,
  known?: readonly MemberUnit[]
): Promise<Staleness> {
  const taken = await listContributors(reader, filing.id)
  const members = known ?? (await listMembers(reader, filing))
  if (taken.length === 0) return { isSummed: false, summedOn: undefined, members: [], cells: [] }
  const changed = listChanged(taken, members)
  const before = await listFiguresThen(
    reader,
    changed.flatMap(({ was }) => was ?? [])
  )
  const after = await listFiguresThen(
    reader,
    changed.flatMap(({ is }) => (is?.source ? [{ source: is.source.report, version: is.version }] : []))
  )
  const [was, now] = [addUp(before), addUp(after)]
  const cells = openTemplate(filing.template).cells.flatMap(({ at, role }): ChangedCell[] => {
    const [old, fresh] = [was.get(at) ?? 0, now.get(at) ?? 0]
    return role === 'group' || old === fresh ? [] : [{ at, was: old, now: fresh }]
  })
  const told = changed.map(({ unit, name, was: old, is }) => ({ unit, name, was: tell(old), is: tell(is) }))
  return { isSummed: true, summedOn: taken[0]?.on, members: told, cells }
}

function addUp(figures: ReadonlyMap<number, readonly { at: Address; amount: number | null }[]>): Map<Address, number> {
  const sums = new Map<Address, number>()
  for (const { at, amount } of [...figures.values()].flat()) sums.set(at, (sums.get(at) ?? 0) + (amount ?? 0))
  return sums
}

/** How a member was counted, in a word. */
const tell = (one: { inclusion: string; reason: string } | undefined): string => {
  if (!one) return '不在其中'
  return one.inclusion === 'counted' ? '已计入' : one.reason
}
