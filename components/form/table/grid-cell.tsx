'use client'
import { memo, useMemo } from 'react'
import { useCanEdit, useCellView, useFormSession } from '@/components/form/session/session-context'
import type { Address, Cell } from '@/report/template'
import { cellName } from './cell-name'
import { rowFormId } from './row-forms'
import styles from './table-grid.module.css'
import { useOpenSum } from './use-open-sum'

/** One cell: the text as typed, and beside it what was understood, what a total comes to, how far a rule is off. */
export const GridCell = memo(function GridCell({
  cell,
  last,
  onFocus
}: {
  cell: Cell
  /** Last year's value, where it is shown. */
  last: string | undefined
  onFocus: (field: HTMLInputElement) => void
}) {
  const { form, data } = useFormSession()
  const canEdit = useCanEdit()
  const openSum = useOpenSum()
  // Each `register` returns a new ref callback, which would detach and re-attach the field at every render.
  const field = useMemo(() => form.register(cell.at), [form, cell.at])
  const { level, cards, understood, computed, differs, off, active } = useCellView(cell.at)
  const hint = hintId(cell.at)
  const name = useMemo(() => cellName(cell), [cell])
  const isTotal = cell.role === 'total'
  return (
    <>
      <input
        {...field}
        form={rowFormId(cell)}
        className={styles.input}
        data-hinted={Boolean(off || understood || differs || last !== undefined) || undefined}
        data-level={level}
        data-active={active}
        data-sum={openSum ? true : undefined}
        // Nobody typed it, so the field is empty: its value is told with its name.
        aria-label={
          isTotal ? `${name}，${computed === undefined ? '尚不能' : ''}自动计算${differs ? '' : ` ${computed ?? ''}`}`.trim() : name
        }
        aria-invalid={level === 'error' || undefined}
        aria-describedby={cards ? `${cards} ${hint}` : hint}
        autoComplete="off"
        inputMode="decimal"
        maxLength={200}
        placeholder={computed}
        readOnly={!canEdit || data.sums !== undefined}
        tabIndex={-1}
        onClick={openSum && (() => openSum(cell.at))}
        onFocus={(event) => onFocus(event.currentTarget)}
      />
      {level && (
        <span className={styles.level} data-level={level} aria-hidden>
          {level === 'error' ? '■' : '▲'}
        </span>
      )}
      {isTotal && (
        <span className={styles.formula} aria-hidden>
          =
        </span>
      )}
      <span id={hint} className={styles.hints}>
        {off && <b className={styles.off}>{off}</b>}
        {understood && <span>识别为 {understood}</span>}
        {differs && <span>计算 {computed}</span>}
        {last !== undefined && <span>上年 {last}</span>}
      </span>
    </>
  )
})

const hintId = (at: Address) => `hint-${at.replaceAll('/', '-')}`
