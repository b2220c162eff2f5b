import type { CSSProperties } from 'react'
import { TableFrame } from '@/components/ui/table-frame'
import type { PrintedBlock, PrintedCell } from '@/report/layout/document'
import type { Address } from '@/report/template'
import styles from './document-view.module.css'
import { ChangedText, LastYear, type Looks, type Pin, Pins } from './look'

/** A table in its statutory shape. Cells are places, and so are rows that have a label of their own. */
export function DocumentTable({ table, looks }: { table: Extract<PrintedBlock, { is: 'table' }>; looks: Looks }) {
  const total = table.widths.reduce((sum, width) => sum + width, 0)
  const labels = Math.max(0, ...table.rows.map(labelColumns))
  const rows = table.rows.map((cells, r) => (
    <DocumentRow key={cells.map(({ at, text }) => at ?? text).join(' ')} cells={cells} isHead={r < table.headRows} looks={looks} />
  ))
  return (
    <TableFrame name={table.name} least={leastWidth(labels, table.widths.length - labels)}>
      <table className={styles.table} aria-label={table.name}>
        <colgroup>
          {startsOf(table.widths).map(({ start, width }, i) => (
            <col
              key={start}
              className={i < labels ? (i === labels - 1 ? styles.names : styles.groups) : styles.values}
              style={{ '--share': `${(100 * width) / total}%` } as CSSProperties}
            />
          ))}
        </colgroup>
        {table.headRows > 0 && <thead>{rows.slice(0, table.headRows)}</thead>}
        <tbody>{rows.slice(table.headRows)}</tbody>
      </table>
    </TableFrame>
  )
}

function DocumentRow({ cells, isHead, looks }: { cells: readonly PrintedCell[]; isHead: boolean; looks: Looks }) {
  const row = rowOf(cells)
  const pins = [row?.at, ...cells.map(({ at }) => at)].flatMap((at): readonly Pin[] => (at !== undefined && looks.get(at)?.pins) || [])
  const last = cells.length - 1
  return (
    <tr className={pins.length > 0 ? styles.pinned : undefined}>
      {cells.map(({ text, at, colspan, rowspan, align, isVertical }, c) => {
        const span = { colSpan: colspan, rowSpan: rowspan, style: { textAlign: align } }
        const place = at ?? (c === row?.label ? row.at : undefined)
        const look = looks.get(place ?? '')
        const marks = {
          'data-at': place,
          'data-mark': look?.mark,
          'data-current': look?.isCurrent || undefined,
          'data-commented': look?.pins ? true : undefined
        }
        const margin = c === last && <Pins pins={pins} />
        if (at !== undefined) {
          return (
            <td key={at} id={at} {...span} {...marks}>
              {look?.pieces ? <ChangedText pieces={look.pieces} /> : text}
              {look?.lastYear && <LastYear compared={look.lastYear} />}
              {margin}
            </td>
          )
        }
        const scope =
          align === 'left' || isVertical ? (rowspan > 1 ? 'rowgroup' : 'row') : colspan > 1 ? 'colgroup' : isHead ? 'col' : 'row'
        return (
          <th
            key={`${text} ${colspan}`}
            {...span}
            {...marks}
            scope={scope}
            className={isVertical ? styles.vertical : c === row?.label ? styles.name : undefined}
          >
            {text}
            {margin}
          </th>
        )
      })}
    </tr>
  )
}

/** The address of a row and the label that names it: the last one before its values. */
function rowOf(cells: readonly PrintedCell[]): { at: Address; label: number } | undefined {
  const first = cells.findIndex(({ at }) => at !== undefined)
  const [table, row] = cells[first]?.at?.split('/') ?? []
  return first > 0 && table && row ? { at: `${table}/${row}`, label: first - 1 } : undefined
}

/** In pixels, as document-view.module.css has the columns of labels; a table of few columns need not be scrolled on a phone. */
const leastWidth = (labels: number, values: number) => Math.min(640, 116 + 32 * (labels - 1) + 64 * values)

/** How many columns lie before the values of a row; 0 where it has none. */
function labelColumns(cells: readonly PrintedCell[]): number {
  const first = cells.findIndex(({ at }) => at !== undefined)
  return cells.slice(0, Math.max(first, 0)).reduce((sum, { colspan }) => sum + colspan, 0)
}

/** Each width with where its column begins. */
function startsOf(widths: readonly number[]): { start: number; width: number }[] {
  return widths.map((width, i) => ({ width, start: widths.slice(0, i).reduce((sum, one) => sum + one, 0) }))
}
