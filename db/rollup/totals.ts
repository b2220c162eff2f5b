import type { Reader } from '@/db/engine/client'
import { sumFigures } from '@/db/figures/figures'
import type { Filing } from '@/db/reports/reports'
import { listMembers, type MemberUnit } from '@/db/workflow/members'
import { rollUp, type SumAdjustment, type Total } from '@/report/rollup/rollup'
import type { StateClass } from '@/report/rollup/state-class'
import type { Address } from '@/report/template'
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
  const tallied = await sumFigures(
    reader,
    members.flatMap(({ source }) => source?.report ?? [])
  )
  const totals = rollUp(template, members, tallied, adjustments)
  return { members, totals, adjustments }
}
