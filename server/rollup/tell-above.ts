import type { Reader } from '@/db/engine/client'
import { listFigures } from '@/db/figures/figures'
import { type Filing, listRevisions } from '@/db/reports/reports'
import { listAggregatesOf } from '@/db/rollup/contributions'
import { printSum } from '@/db/rollup/take'
import { findAggregateAbove } from '@/db/workflow/members'
import { type Report, templateOf } from '@/report/report'
import { figuresOf } from '@/report/rollup/figures'
import type { Cell } from '@/report/template'
import { isEditable, STATE_NAMES } from '@/report/workflow/states'

const MOST_NAMED = 5

/** Where the figures of a report go, and for a correction what it changes above; undefined: into no aggregate. */
export async function tellAbove(reader: Reader, filing: Filing, report: Report): Promise<string | undefined> {
  const above = await findAggregateAbove(reader, filing)
  if (!above) return undefined
  const into = `计入：${above.name}汇总`
  if (filing.revision < 2 || !isEditable(filing.state)) return into
  const corrected = (await listRevisions(reader, filing)).find(({ revision }) => revision === filing.revision - 1)
  const summed = corrected ? (await listAggregatesOf(reader, corrected.id)).filter(({ state }) => state !== 'SUPERSEDED') : []
  const cells = corrected ? await listCorrected(reader, report, corrected.id) : []
  if (!summed[0] || cells.length === 0) return into
  const named = cells.slice(0, MOST_NAMED).join('、')
  const more = cells.length > MOST_NAMED ? `等 ${cells.length} 格` : ''
  return `${into}（${STATE_NAMES[summed[0].state]}）。本次更正审核通过后，该汇总将提示更新：${named}${more}`
}

async function listCorrected(reader: Reader, report: Report, corrected: number): Promise<string[]> {
  const before = new Map((await listFigures(reader, [corrected])).map(({ at, amount }) => [at, amount]))
  const { cells, index } = templateOf(report)
  return figuresOf(report).flatMap(({ at, amount }) => {
    const [cell, was] = [cells[index.get(at) ?? -1] as Cell, before.get(at) ?? null]
    return amount === was || cell.role !== 'input'
      ? []
      : [`${cell.name} ${printSum(cell, was) || '空'} → ${printSum(cell, amount) || '空'}`]
  })
}
