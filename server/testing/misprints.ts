import { findRepairs, type Repair } from '@/report/repair/repair'
import type { Report } from '@/report/report'
import { openSheet } from '@/report/sheet'
import { type Address, leaves } from '@/report/template'
import { form2021 } from '@/report/templates/form-2021'
import { cleanReport, without } from '@/report/testing/clean'
import { draftRequests, REQUESTS_TEXT } from '@/report/text/draft-text'
import { resolveTokens } from '@/report/text/tokens'
import { brokenIn } from '@/server/testing/broken-form'
import { randomFrom } from '@/server/testing/random'

/** One cell typed wrongly in a form that was in balance, and what was meant. */
export type Misprint = { report: Report; at: Address; meant: string }

/** How many applications a unit of each size has in a result it uses at all. */
const SIZES = [3, 12, 60, 400]
/** How often a result is used, by the kind of applicant: most are persons, some companies, hardly any others. */
const COLUMNS = { person: 0.25, company: 0.08, research: 0.01, welfare: 0.01, legal: 0.03, other: 0.02 }

/**
 * Misprints as fingers make them, in table three as units fill it; each breaks a sum. The same for the same seed. With
 * `prose` the text tells the numbers that were meant, as 按表三起草 writes it; without, no text stands in the report.
 */
export function plantSlips(count: number, seed: number, prose: 'with prose' | 'without prose'): Misprint[] {
  const next = randomFrom(seed)
  const below = (n: number) => Math.floor(next() * n)
  const found: Misprint[] = []
  while (found.length < count) {
    const drawn = drawForm(next)
    const right = prose === 'with prose' ? tellNumbers(drawn) : drawn
    const places = form2021.cells.filter(({ role, table }) => role === 'input' && table.key === 'requests')
    const cells = next() < 0.85 ? places.filter(({ at }) => right.values[at] !== '0') : places
    const at = cells[below(cells.length)]?.at
    if (at === undefined) continue
    const meant = right.values[at] as string
    const typed = slip(meant, next)
    if (typed === meant) continue
    const report = { ...right, values: { ...right.values, [at]: typed } }
    if (brokenIn(openSheet(report)).length > 0) found.push({ report, at, meant })
  }
  return found
}

function drawForm(next: () => number): Report {
  const below = (n: number) => Math.floor(next() * n)
  const size = SIZES[below(SIZES.length)] as number
  const values: Record<Address, string> = {}
  const block = form2021.tables.find(({ key }) => key === 'requests')?.blocks[0]
  const rows = leaves(block?.rows ?? []).map(({ key }) => key)
  const results = rows.filter((key) =>
    form2021.cells.some(({ at, role }) => at === `requests/${key}/person` && role === 'input' && !/^(?:received|carried-)/.test(key))
  )
  for (const [column, share] of Object.entries(COLUMNS)) {
    let sum = 0
    for (const row of [...results, 'carried-out']) {
      const amount = next() < share ? 1 + below(next() < 0.7 ? Math.max(2, size / 8) : size) : 0
      values[`requests/${row}/${column}`] = String(amount)
      sum += amount
    }
    const carriedIn = next() < share ? below(Math.min(sum, 1 + size / 8) + 1) : 0
    values[`requests/carried-in/${column}`] = String(carriedIn)
    values[`requests/received/${column}`] = String(sum - carriedIn)
  }
  const report = cleanReport(2024, values)
  return { ...report, values: without(report.values, ...form2021.prose) }
}

function tellNumbers(report: Report): Report {
  const sheet = openSheet(report)
  const text = resolveTokens(draftRequests(sheet) ?? '', sheet.template, report, sheet.amounts)
  return { ...report, values: { ...report.values, [REQUESTS_TEXT]: text } }
}

const BESIDE: Readonly<Record<string, string>> = {
  0: '912',
  1: '240',
  2: '1350',
  3: '246',
  4: '3517',
  5: '4628',
  6: '5739',
  7: '684',
  8: '795',
  9: '806'
}

/** A digit beside the right one, any other digit, one doubled, two swapped, one left out. */
function slip(meant: string, next: () => number): string {
  const below = (n: number) => Math.floor(next() * n)
  const i = below(meant.length)
  const sign = meant[i] as string
  const beside = BESIDE[sign] as string
  const put = (text: string, length = 1) => meant.slice(0, i) + text + meant.slice(i + length)
  const kind = next()
  const typed =
    kind < 0.45
      ? put(beside[below(beside.length)] as string)
      : kind < 0.6
        ? put(String(below(10)))
        : kind < 0.75
          ? put(sign + sign)
          : kind < 0.9
            ? put(`${meant[i + 1] ?? ''}${sign}`, 2)
            : put('')
  return typed === '' || (typed.length > 1 && typed.startsWith('0')) ? meant : typed
}

/**
 * Where the change that undoes each misprint stands among its repairs, from 0; less than 0 if it is not offered.
 * `knowsLast`: the wrong cell is known to have been typed last.
 */
export function rankRight(
  misprints: readonly Misprint[],
  knowsLast: boolean
): { rank: number; repairs: readonly Repair[]; report: Report }[] {
  return misprints.map(({ report, at, meant }) => {
    const repairs = findRepairs(openSheet(report), new Set(), knowsLast ? [at] : [])
    const isRight = ({ changes }: Repair) => changes.length === 1 && changes[0]?.at === at && changes[0].now === meant
    return { rank: repairs.findIndex(isRight), repairs, report }
  })
}
