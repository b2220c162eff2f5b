import type { Reader } from '@/db/engine/client'
import { listYearsBefore } from '@/db/figures/year-history'
import { listObligations } from '@/db/people/obligations'
import { listSplitFrom } from '@/db/people/succession'
import { printAmount } from '@/report/input'
import { templateOf } from '@/report/report'
import { sayInclusion } from '@/report/rollup/inclusion'
import { NO_TASK } from '@/report/statistics/measure'
import type { Address } from '@/report/template'
import { printMonth } from '@/report/workflow/dates'
import { isIn, STATE_NAMES } from '@/report/workflow/states'
import type { PassedReport } from '@/server/gate/gate'

/** A cell in one year before, in words: `12`, `未填`; and what it was before corrections. `gap`: why there is nothing of that year. */
export type CellYear = { year: number; note: string; gap: string; cells: Record<Address, string>; corrected: Record<Address, string> }

/** The years, the latest first, and what the unit came out of, where that is not in them. */
export type YearsOfCells = { years: CellYear[]; origin: string }

const YEARS = 5

/**
 * Five years before a report, for whoever reads it: what its form shows of the year before, of more years and with their
 * corrections. Numbers alone, of reports that are public, were handed in or read in from a file. A year between two that has no such
 * report says why.
 */
export async function readYears({ store, filing }: PassedReport<'read'>): Promise<YearsOfCells> {
  const template = templateOf(filing)
  const print = (at: Address, amount: number | null): string => {
    const kind = template.cells[template.index.get(at) ?? -1]?.kind
    return amount === null || !kind ? '未填' : printAmount(amount, kind)
  }
  const known = (await listYearsBefore(store, filing, YEARS)).map(({ year, state, of, cells, corrected }): CellYear => {
    const before: Record<Address, string> = {}
    for (const one of corrected)
      for (const [at, amount] of one.cells)
        before[at] = [before[at], `第 ${one.revision} 版为 ${print(at, amount)}`].filter(Boolean).join('，')
    const notes = [of.length > 0 ? `${of.join('、')}合计` : '', isIn(state, 'settled') && state !== 'IMPORTED' ? '' : STATE_NAMES[state]]
    return {
      ...{ year, note: notes.filter(Boolean).join('，'), gap: '' },
      cells: Object.fromEntries([...cells].map(([at, amount]) => [at, print(at, amount)])),
      corrected: before
    }
  })
  const first = known.at(-1)?.year ?? filing.year
  const years: CellYear[] = []
  for (let year = filing.year - 1; year >= first; year--) {
    const one = known.find((other) => other.year === year)
    years.push(one ?? { year, note: '', gap: await sayNoReport(store, filing.unit, year), cells: {}, corrected: {} })
  }
  const splits = await listSplitFrom(store, filing.unit)
  const origin = splits.map(({ name, day }) => `本单位由${name}于${printMonth(day)}拆分设立，此前数据在该单位年报中，未作拆分。`).join('')
  return { years, origin }
}

/** Why a unit has no report of a year that was handed in. */
async function sayNoReport(reader: Reader, unit: number, year: number): Promise<string> {
  const [owed] = await listObligations(reader, [unit], year)
  if (!owed) return NO_TASK
  if (owed.absence !== null) return sayInclusion('absent', owed.absence)
  return owed.excuse === null ? '未报送' : sayInclusion('exempt', owed.excuse)
}
