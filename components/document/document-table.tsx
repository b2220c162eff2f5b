import { TableFrame } from '@/components/ui/table-frame'
import type { Block, PrintedCell } from '@/report/layout/document'
import type { Address } from '@/report/template'
import styles from './document-view.module.css'
import { ChangedText, LastYear, type Looks, type Pin, Pins } from './look'

/** A table in its statutory shape. Cells are places, and so are rows that have a label of their own. */
export function DocumentTable({ table, looks }: { table: Extract<Block, { is: 'table' }>; looks: Looks }) {
  const total = table.widths.reduce((sum, width) => sum + width, 0)
  const rows = table.rows.map((cells, r) => (
    <DocumentRow key={cells.map(({ at, text }) => at ?? text).join(' ')} cells={cells} isHead={r < table.headRows} looks={looks} />
  ))
  return (
    <TableFrame name={table.name} least={640}>
      <table className={styles.table} aria-label={table.name}>
        <colgroup>
          {startsOf(table.widths).map(({ start, width }) => (
            <col key={start} style={{ width: `${(100 * width) / total}%` }} />
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
      {cells.map(({ text, at, colspan, rowspan, align }, c) => {
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
        const scope = align === 'left' ? (rowspan > 1 ? 'rowgroup' : 'row') : colspan > 1 ? 'colgroup' : isHead ? 'col' : 'row'
        return (
          <th key={`${text} ${colspan}`} {...span} {...marks} scope={scope}>
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

/** Each width with where its column begins. */
function startsOf(widths: readonly number[]): { start: number; width: number }[] {
  return widths.map((width, i) => ({ width, start: widths.slice(0, i).reduce((sum, one) => sum + one, 0) }))
}
