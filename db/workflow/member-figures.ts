import type { Reader } from '@/db/engine/client'
import { listFigures } from '@/db/figures/figures'
import type { Filing } from '@/db/reports/reports'
import { type MemberFigures, spokenCells } from '@/report/rollup/member-figures'
import { listContributors, listMembers } from './members'

/**
 * Whom an aggregate adds up with what its prose may say of each: as they were counted when its sums were taken last, else as they
 * count now. Undefined for a report that adds up nobody.
 */
export async function listMemberFigures(
  reader: Reader,
  filing: Pick<Filing, 'id' | 'unit' | 'year' | 'kind' | 'template'>
): Promise<MemberFigures[] | undefined> {
  if (filing.kind !== 'government') return undefined
  const taken = await listContributors(reader, filing.id)
  const counted =
    taken.length > 0 ? taken : (await listMembers(reader, filing)).map(({ name, source }) => ({ name, source: source?.report ?? null }))
  if (counted.length === 0) return undefined
  const figures = new Map<number, Record<string, number>>()
  const sources = counted.flatMap(({ source }) => source ?? [])
  for (const { report, at, amount } of await listFigures(reader, sources, spokenCells(filing.template))) {
    if (amount === null) continue
    const known = figures.get(report) ?? {}
    known[at] = amount
    figures.set(report, known)
  }
  return counted.map(({ name, source }) => (source === null ? { name } : { name, figures: figures.get(source) ?? {} }))
}
