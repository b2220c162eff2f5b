import { type CellValue, HyperFormula } from 'hyperformula'
import type { IndexedTerm, Template } from '@/report/template'
import type { Values } from '@/report/values'

/** The tables of a form as a spreadsheet: inputs as typed, totals as sums, each rule as a formula beside them. */
export type Spreadsheet = {
  /** Types into one cell and reads everything. */
  type: (at: string, text: string) => CellValue[][]
  read: () => CellValue[][]
  close: () => void
}

const SHEET = 0

export function openSpreadsheet(values: Values, template: Template): Spreadsheet {
  const book = HyperFormula.buildFromArray(layOut(values, template), { licenseKey: 'gpl-v3' })
  const read = () => book.getSheetValues(SHEET)
  return {
    read,
    type: (at, text) => {
      book.setCellContents({ sheet: SHEET, col: 0, row: template.index.get(at) ?? -1 }, text)
      return read()
    },
    close: () => book.destroy()
  }
}

/** Column A holds the cells of the form, B whether each is a number, C the difference between the sides of each equation. */
function layOut(values: Values, template: Template): string[][] {
  const place = (i: number) => `A${i + 1}`
  const at = (address: string) => place(template.index.get(address) ?? -1)
  const side = (terms: readonly IndexedTerm[]) => terms.map(({ cell, minus }) => `${minus ? '-' : '+'}${place(cell)}`).join('') || '0'
  const rows = template.cells.map(({ at, kind, parts }, i) => [
    parts.length > 0 ? `=${parts.map(place).join('+')}` : (values[at] ?? ''),
    parts.length > 0 ? '' : `=IF(AND(ISNUMBER(${place(i)}),${kind === 'change' ? 'TRUE()' : `${place(i)}>=0`}),"","number")`
  ])
  // Without last year's report its rules report nothing, here as in the product.
  const equations = template.equations.filter(({ left, right }) => ![...left, ...right].some(({ last }) => last))
  const rules = [
    ...equations.map(({ rule, left, right }) =>
      rule.relation === '='
        ? `=IF(${side(left)}=${side(right)},"",(${side(left)})-(${side(right)}))`
        : `=IF(${side(left)}>=${side(right)},"",(${side(left)})-(${side(right)}))`
    ),
    `=IF(AND(${at('requests/received/total')}+${at('requests/carried-in/total')}=0,${at('requests/handled/total')}>0),"T3-08","")`,
    `=IF(${at('requests/carried-out/total')}*2>${at('requests/received/total')}+${at('requests/carried-in/total')},"T3-09","")`,
    `=IF(${at('disputes/after-review/total')}>${at('disputes/review/total')},"T4-05","")`
  ]
  rules.forEach((rule, i) => {
    rows[i]?.push(rule)
  })
  if (rules.length > rows.length) throw new Error('more rules than cells')
  return rows
}
