import type { Kind } from '@/report/input'
import { type Meaning, requestsOf } from '@/report/meaning'
import { type Address, type Cell, groups, labelText, lineName, type Table, type Template, type TemplateId } from '@/report/template'
import { templates } from '@/report/templates'

/**
 * 指标: a cell of the form, or a share of such cells. `over` and `under` say what the cells mean, so that an indicator is the
 * same on every form that has them; a share is the sum of the first divided by that of the second, of one unit or of many.
 */
export type Indicator = {
  /** Stands in addresses. */
  key: string
  name: string
  /** Where it is listed: 占比, or the table. */
  list: string
  kind: Kind | 'share'
  over: readonly Meaning[]
  under?: readonly Meaning[]
}

const share = (key: string, name: string, over: readonly Meaning[], under: readonly Meaning[]): Indicator => ({
  ...{ key, name, list: '占比', kind: 'share' as const, over, under }
})

/** Shares as the trade reads them. What each divides is shown beside it: offices do not all define them alike. */
export const SHARES: readonly Indicator[] = [
  share('disclosed', '公开率', [requestsOf('granted'), requestsOf('partial')], [requestsOf('handled')]),
  share('denied', '不予公开率', [requestsOf('denied')], [requestsOf('handled')]),
  share('unavailable', '无法提供率', [requestsOf('unavailable')], [requestsOf('handled')]),
  share(
    'corrected',
    '复议纠错率',
    ['disputes/review/corrected'],
    ['disputes/review/upheld', 'disputes/review/corrected', 'disputes/review/other']
  ),
  share('carried', '结转率', [requestsOf('carried-out')], [requestsOf('received'), requestsOf('carried-in')])
]

/** What an overview of many units begins with: the flow of applications, then the shares. */
export const PRINCIPAL: readonly string[] = [
  ...(['received', 'carried-in', 'handled', 'carried-out'] as const).map(requestsOf),
  'disputes/review/total',
  ...SHARES.map(({ key }) => key)
]

const newest = templates.at(-1) as Template

/** All there are: the shares, then every cell of the newest form and the sums under its headings, 总计 before the others. */
export const INDICATORS: readonly Indicator[] = [...SHARES, ...newest.tables.flatMap(cellsOfTable)]

function cellsOfTable(table: Table): Indicator[] {
  const cells = newest.cells.filter((cell) => cell.table === table)
  const isTotal = (cell: Cell) => cell.meaning.endsWith('/total')
  const isLong = cells.length > 60
  const list = (cell: Cell) => (isLong ? `${table.name}（${isTotal(cell) ? '总计' : '按申请人'}）` : table.name)
  const ordered = isLong ? [...cells.filter(isTotal), ...cells.filter((cell) => !isTotal(cell))] : cells
  return ordered.map((cell) => ({ key: cell.meaning, name: cell.name, list: list(cell), kind: cell.kind, over: [cell.meaning] }))
}

/** The indicator of an address; the first of the overview where there is no such. */
export function findIndicator(key: string | undefined): Indicator {
  return INDICATORS.find((one) => one.key === key) ?? (INDICATORS.find((one) => one.key === PRINCIPAL[0]) as Indicator)
}

/** The cells to add up on one form. */
export type IndicatorCells = { over: Address[]; under: Address[] }

/** Where an indicator stands on a form: a heading is the cells under it. Undefined: the form does not have all of it. */
export function findCells(template: Template, { over, under = [] }: Pick<Indicator, 'over' | 'under'>): IndicatorCells | undefined {
  const [above, below] = [over, under].map((of) => of.map((meaning) => partsOf(template, meaning)))
  if (!above || !below || [...above, ...below].some((parts) => parts.length === 0)) return undefined
  return { over: above.flat(), under: below.flat() }
}

/** The same for every form that has it. */
export function findOnForms(indicator: Pick<Indicator, 'over' | 'under'>): Map<TemplateId, IndicatorCells> {
  const found = templates.map((template) => [template.id, findCells(template, indicator)] as const)
  return new Map(found.flatMap(([id, cells]) => (cells ? [[id, cells] as const] : [])))
}

function partsOf(template: Template, meaning: Meaning): Address[] {
  const expand = (i: number): Address[] => {
    const cell = template.cells[i]
    if (!cell) return []
    return cell.role === 'group' ? cell.parts.flatMap(expand) : [cell.at]
  }
  return expand(template.index.get(template.meanings.get(meaning) ?? '') ?? -1)
}

/** How a share comes about: `（予以公开＋部分公开）÷ 总计`; none for a cell. */
export function sayFormula({ over, under }: Pick<Indicator, 'over' | 'under'>): string {
  return under ? `${join(over)} ÷ ${join(under)}` : ''
}

const join = (of: readonly Meaning[]) => (of.length > 1 ? `（${of.map(nameOf).join('＋')}）` : of.map(nameOf).join(''))

/** A cell as a formula names it: its row, and its column where the row does not tell. */
function nameOf(meaning: Meaning): string {
  const cell = newest.cells[newest.index.get(newest.meanings.get(meaning) ?? '') ?? -1]
  if (!cell) return meaning
  const row = lineName(cell.row).replace(/^（.）|^.、/, '')
  if (cell.meaning.startsWith('requests/') && cell.meaning.endsWith('/total')) return row === '总计' ? '办理总计' : row
  const heading = groups(cell.block.columns).findLast((one) => one.lines?.includes(cell.column))
  return `${heading ? labelText(heading) : row}·${lineName(cell.column)}`
}
