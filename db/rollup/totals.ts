import type { Reader } from '@/db/engine/client'
import { listGaps, sumFigures } from '@/db/figures/figures'
import type { Filing } from '@/db/reports/reports'
import { listMembers, type MemberUnit } from '@/db/workflow/members'
import { rollUp, type SumAdjustment, type Tallied, type Total } from '@/report/rollup/rollup'
import type { StateClass } from '@/report/rollup/state-class'
import type { Address, Template } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { listAdjustments } from './contributions'

type Aggregate = Pick<Filing, 'unit' | 'year' | 'kind' | 'template'> & Partial<Pick<Filing, 'counting'>>

/** What an aggregate comes to now: the one answer that form, review, demands and files take it from. */
export type Totals = { members: MemberUnit[]; totals: Map<Address, Total>; adjustments: SumAdjustment[] }

/** Adds up an aggregate over its members that stand in a class, with the adjustments in force. No member: no totals. */
export async function readTotals(reader: Reader, aggregate: Aggregate, counting?: StateClass): Promise<Totals> {
  const members = await listMembers(reader, aggregate, counting)
  const adjustments = await listAdjustments(reader, aggregate)
  if (members.length === 0) return { members, totals: new Map(), adjustments }
  const template = openTemplate(aggregate.template)
  const totals = rollUp(template, members, await readTallied(reader, template, members), adjustments)
  return { members, totals, adjustments }
}

async function readTallied(reader: Reader, template: Template, members: readonly MemberUnit[]): Promise<Tallied> {
  const reports = members.flatMap(({ source }) => source?.report ?? [])
  const sums = new Map((await sumFigures(reader, reports)).map(({ at, ...sum }) => [at, sum]))
  // Who is not in a cell is only asked of cells in which somebody is not.
  const partial = template.cells.filter(({ at }) => (sums.get(at)?.covered ?? 0) < reports.length)
  return {
    sums,
    gaps: await listGaps(
      reader,
      reports,
      partial.map(({ at }) => at)
    )
  }
}
