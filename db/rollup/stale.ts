import { eq } from 'drizzle-orm'
import type { Reader } from '@/db/engine/client'
import { listFigures } from '@/db/figures/figures'
import type { Filing } from '@/db/reports/reports'
import { findChanged, listChanged, listContributors, type MemberUnit } from '@/db/workflow/members'
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
  const [first] = await reader.read
    .select({ on: reader.t.contributors.on })
    .from(reader.t.contributors)
    .where(eq(reader.t.contributors.report, filing.id))
    .limit(1)
  if (!first) return { isSummed: false, summedOn: undefined, members: [], cells: [] }
  const changed = known ? listChanged(await listContributors(reader, filing.id), known) : await findChanged(reader, filing)
  const before = await listFiguresThen(
    reader,
    changed.flatMap(({ was }) => was ?? [])
  )
  const after = await listFigures(
    reader,
    changed.flatMap(({ is }) => is?.source?.report ?? [])
  )
  const [was, now] = [addUp([...before.values()].flat()), addUp(after)]
  const cells = openTemplate(filing.template).cells.flatMap(({ at, role }): ChangedCell[] => {
    const [old, fresh] = [was.get(at) ?? 0, now.get(at) ?? 0]
    return role === 'group' || old === fresh ? [] : [{ at, was: old, now: fresh }]
  })
  const told = changed.map(({ unit, name, was: old, is }) => ({ unit, name, was: tell(old), is: tell(is) }))
  return { isSummed: true, summedOn: first.on, members: told, cells }
}

function addUp(figures: readonly { at: Address; amount: number | null }[]): Map<Address, number> {
  const sums = new Map<Address, number>()
  for (const { at, amount } of figures) sums.set(at, (sums.get(at) ?? 0) + (amount ?? 0))
  return sums
}

/** How a member was counted, in a word. */
const tell = (one: { inclusion: string; reason: string } | undefined): string => {
  if (!one) return '不在其中'
  return one.inclusion === 'counted' ? '已计入' : one.reason
}
