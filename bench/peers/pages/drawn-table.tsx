import '@/app/globals.css'
import type { ReactNode } from 'react'
import { RowForms, rowFormId } from '@/components/form/table/row-forms'
import styles from '@/components/form/table/table-grid.module.css'
import { drawTable } from '@/report/layout/drawing'
import type { Cell, Table } from '@/report/template'
import { form2021 } from '@/report/templates/form-2021'

export const template = form2021
export const table = template.tables.find(({ key }) => key === 'requests') as Table

const { rows, widths } = drawTable(table)
const whole = widths.reduce((sum, width) => sum + width, 0)

/** 表三 in its statutory shape with the product's styles; each page decides what a cell contains. */
export function DrawnTable({ children }: { children: (cell: Cell) => ReactNode }) {
  const drawRow = ({ cells }: (typeof rows)[number], r: number) => (
    <tr key={`row ${r}`}>
      {cells.map(({ text, at = '', colspan, rowspan, is }, c) => {
        const cell = template.cells[template.index.get(at) ?? -1]
        const span = { colSpan: colspan, rowSpan: rowspan }
        if (!cell) {
          return (
            <th key={`cell ${c}`} {...span} className={is === 'label' ? styles.label : styles.inner}>
              {text}
            </th>
          )
        }
        return (
          <td key={at} {...span} className={styles.value} data-total={cell.role === 'total' || undefined}>
            {children(cell)}
          </td>
        )
      })}
    </tr>
  )
  return (
    <div className={styles.frame}>
      <RowForms table={table} />
      <table className={styles.table} aria-label={table.name}>
        <colgroup>
          {widths.map((width, i) => (
            <col key={`column ${i}`} style={{ width: `${(100 * width) / whole}%` }} />
          ))}
        </colgroup>
        <thead className={styles.head}>{rows.filter(({ isHead }) => isHead).map(drawRow)}</thead>
        <tbody>{rows.filter(({ isHead }) => !isHead).map(drawRow)}</tbody>
      </table>
    </div>
  )
}

/** The attributes that every page gives its inputs. */
export const boxOf = (cell: Cell) => ({
  className: styles.input,
  form: rowFormId(cell),
  'aria-label': cell.at,
  autoComplete: 'off',
  inputMode: 'decimal' as const
})
