'use client'
import { type CSSProperties, useMemo } from 'react'
import { useIsCommented } from '@/components/form/findings/unit-remarks'
import { useFormSession } from '@/components/form/session/session-context'
import { lazily } from '@/components/ui/lazily'
import { announce } from '@/components/ui/page/announce'
import { type DrawnCell, drawTable } from '@/report/layout/drawing'
import { layGrid } from '@/report/layout/grid'
import type { Cell, Table } from '@/report/template'
import { GridCell } from './grid-cell'
import { RowForms } from './row-forms'
import styles from './table-grid.module.css'
import { beginAtFirst, useGridKeys } from './use-grid-keys'
import { usePaste } from './use-paste'

const PastePreview = lazily(async () => (await import('./paste-preview')).PastePreview)

/** The narrowest a table gets, in pixels: with navigation and findings beside it, it fills a screen of 1366. */
const NARROWEST = 800

/** On a phone, in pixels: all labels of a row together, and a value of four digits under a heading of four words a line. */
const PHONE = { labels: 168, value: 52 }

/** A table in its statutory shape, to be typed into. */
export function TableGrid({ table, label, lastYear }: { table: Table; label: string; lastYear: ((cell: Cell) => string) | undefined }) {
  const { write } = useFormSession()
  const { onFocus, ...keys } = useGridKeys(table)
  const { plan, refused, onPaste, close } = usePaste(table)
  const { rows, columns, headRows, labels } = useMemo(() => layOut(table), [table])

  const drawRow = ({ key, cells }: LaidRow) => (
    <tr key={key}>
      {cells.map(({ cell, left }) => (
        <DrawnTableCell key={cell.at ?? `${left.wide} ${cell.text}`} cell={cell} left={left} lastYear={lastYear} onFocus={onFocus} />
      ))}
    </tr>
  )

  return (
    <>
      {refused && (
        <p role="alert" className={styles.refused}>
          {refused}
        </p>
      )}
      <RowForms table={table} />
      <div
        className={styles.frame}
        ref={settleBelowHead}
        style={{ '--labels': `${labels.wide}px`, '--narrow-labels': `${labels.narrow}px` } as CSSProperties}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of text boxes is what ARIA calls a grid */}
        <table ref={beginAtFirst} role="grid" className={styles.table} aria-label={label} {...keys} onPaste={onPaste}>
          <colgroup>
            {columns.map(({ key, share, narrow }) => (
              <col key={key} className={styles.column} style={{ '--share': `${share}%`, '--narrow': `${narrow}px` } as CSSProperties} />
            ))}
          </colgroup>
          {headRows > 0 && <thead className={styles.head}>{rows.slice(0, headRows).map(drawRow)}</thead>}
          <tbody>{rows.slice(headRows).map(drawRow)}</tbody>
        </table>
      </div>
      {plan && (
        <PastePreview
          table={table}
          plan={plan}
          onTake={() => {
            write(plan.cells, 'pasted')
            announce('results', `已粘贴 ${plan.cells.length} 格${plan.unread.length > 0 ? `，${plan.unread.length} 格未识别` : ''}`)
            close()
          }}
          onLeave={close}
        />
      )}
    </>
  )
}

/** Tells the styles how high the frozen head is, and how much room below the last row lets the first one in sight be whole. */
function settleBelowHead(frame: HTMLElement | null): (() => void) | undefined {
  const table = frame?.querySelector('table')
  const head = table?.tHead
  if (!frame || !table || !head) return
  const observer = new ResizeObserver(() => {
    const hidden = table.offsetHeight - frame.clientHeight
    const edges = [...table.rows].map(({ offsetTop }) => offsetTop - head.offsetHeight)
    const room = hidden > 0 ? (edges.find((edge) => edge >= hidden) ?? hidden) - hidden : 0
    frame.style.setProperty('--head', `${head.offsetHeight}px`)
    frame.style.setProperty('--room', `${room}px`)
  })
  observer.observe(head)
  observer.observe(frame)
  return () => observer.disconnect()
}

/** The distance from the left at which a label stays when the table is scrolled: in pixels, on a screen and on a phone. */
type Left = { wide: number; narrow: number }
type LaidRow = { key: string; cells: { cell: DrawnCell; left: Left }[] }
type Column = { key: string; share: number; narrow: number }

/** The drawing with the widths of its columns: their share of the whole in percent, and on a phone in pixels. */
function layOut(table: Table): { rows: LaidRow[]; columns: Column[]; headRows: number; labels: Left } {
  const drawing = drawTable(table)
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  const whole = sum(drawing.widths)
  const labels = Math.max(...drawing.rows.map(({ cells }) => sum(cells.map(({ is, colspan }) => (is === 'label' ? colspan : 0)))))
  const ofLabels = sum(drawing.widths.slice(0, labels).map(Math.sqrt))
  const columns = drawing.widths.map((width, i) => ({
    key: `column ${i}`,
    share: (100 * width) / whole,
    // The narrowest of them would be narrower than a character.
    narrow: i < labels ? (PHONE.labels * Math.sqrt(width)) / ofLabels : PHONE.value
  }))
  const leftOf = (column: number): Left => ({
    wide: (NARROWEST * sum(drawing.widths.slice(0, column))) / whole,
    narrow: sum(columns.slice(0, column).map(({ narrow }) => narrow))
  })
  const grid = layGrid(
    drawing.rows.map(({ cells }) => cells),
    drawing.columns
  )
  return {
    columns,
    // Where the values begin: what is scrolled to must not lie under the labels.
    labels: leftOf(labels),
    rows: grid.map((line, r) => ({
      key: `row ${r}`,
      cells: line.flatMap(({ cell, row, column }, c) => (row === r && column === c ? [{ cell, left: leftOf(column) }] : []))
    })),
    headRows: table.blocks.length === 1 ? drawing.rows.filter(({ isHead }) => isHead).length : 0
  }
}

function DrawnTableCell({
  cell: { is, text, at, colspan, rowspan },
  left,
  lastYear,
  onFocus
}: {
  cell: DrawnCell
  left: Left
  lastYear: ((cell: Cell) => string) | undefined
  onFocus: (field: HTMLInputElement) => void
}) {
  const { template } = useFormSession()
  const isCommented = useIsCommented(at)
  const span = { colSpan: colspan, rowSpan: rowspan }
  const cell = at === undefined ? undefined : template.cells[template.index.get(at) ?? -1]
  if (cell) {
    return (
      <td {...span} className={styles.value} data-total={cell.role === 'total' || undefined} data-commented={isCommented || undefined}>
        <GridCell cell={cell} last={lastYear?.(cell)} onFocus={onFocus} />
      </td>
    )
  }
  if (is === 'label') {
    return (
      <th
        {...span}
        scope={rowspan > 1 ? 'rowgroup' : 'row'}
        className={styles.label}
        style={{ '--left': `${left.wide}px`, '--narrow-left': `${left.narrow}px` } as CSSProperties}
      >
        {rowspan > 1 ? <span className={styles.group}>{text}</span> : text}
      </th>
    )
  }
  return (
    <th {...span} scope={colspan > 1 ? 'colgroup' : 'col'} className={is === 'caption' ? styles.caption : styles.inner}>
      {text}
    </th>
  )
}
