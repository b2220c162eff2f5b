import { listYearsBefore } from '@/db/figures/year-history'
import { printAmount } from '@/report/input'
import { templateOf } from '@/report/report'
import type { Address } from '@/report/template'
import { isIn, STATE_NAMES } from '@/report/workflow/states'
import type { PassedReport } from '@/server/gate/gate'

/** A cell in one year before, in words: `12`, `未填`; and what it was before corrections. */
export type CellYear = { year: number; note: string; cells: Record<Address, string>; corrected: Record<Address, string> }

const YEARS = 5

/**
 * Five years before a report, for whoever reads it: what its form shows of the year before, of more years and with their
 * corrections. Numbers alone, of reports that are public, were handed in or read in from a file.
 */
export async function readYears({ store, filing }: PassedReport<'read'>): Promise<CellYear[]> {
  const template = templateOf(filing)
  const print = (at: Address, amount: number | null): string => {
    const kind = template.cells[template.index.get(at) ?? -1]?.kind
    return amount === null || !kind ? '未填' : printAmount(amount, kind)
  }
  return (await listYearsBefore(store, filing, YEARS)).map(({ year, state, of, cells, corrected }) => {
    const before: Record<Address, string> = {}
    for (const one of corrected)
      for (const [at, amount] of one.cells)
        before[at] = [before[at], `第 ${one.revision} 版为 ${print(at, amount)}`].filter(Boolean).join('，')
    return {
      year,
      note: [of.length > 0 ? `${of.join('、')}合计` : '', isIn(state, 'settled') && state !== 'IMPORTED' ? '' : STATE_NAMES[state]]
        .filter(Boolean)
        .join('，'),
      cells: Object.fromEntries([...cells].map(([at, amount]) => [at, print(at, amount)])),
      corrected: before
    }
  })
}
