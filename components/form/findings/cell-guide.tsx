'use client'
import { useEffect, useState } from 'react'
import { useCellView, useFormSession } from '@/components/form/session/session-context'
import { lazily } from '@/components/ui/lazily'
import { placeName } from '@/report/finding'
import type { Address, Cell } from '@/report/template'
import styles from './cell-guide.module.css'
import { PlaceRemarks } from './unit-remarks'

const CellBefore = lazily(async () => (await import('./cell-before')).CellBefore)

/** 填报说明 for the focused cell: what belongs there, where it is defined, what was understood, last year's value. */
export function CellGuide() {
  const { template } = useFormSession()
  const at = useFocusedAddress()
  const cell = at === undefined ? undefined : template.cells[template.index.get(at) ?? -1]
  return (
    <section className={styles.guide} aria-label="填报说明">
      {cell ? <CellWords cell={cell} /> : <h2>{at ? placeName(template, at) : '填报说明'}</h2>}
      {at && <PlaceRemarks at={at} />}
      {!at && <p className={styles.soft}>点选表中的格，这里显示填报说明、依据和上年数据。</p>}
    </section>
  )
}

function CellWords({ cell }: { cell: Cell }) {
  const { row, column, role, at } = cell
  const { understood, computed, differs } = useCellView(at)
  const article = row.article ?? column.article
  return (
    <>
      <h2>{cell.name}</h2>
      {row.help && <p>{row.help}</p>}
      {column.help && column.help !== row.help && <p>{column.help}</p>}
      {article && <p className={styles.soft}>依据：{article}</p>}
      {understood && <p>识别为 {understood}</p>}
      {role === 'total' && <p>{differs ? `计算应为 ${computed}，按 = 键取计算值` : '自动计算，也可以直接输入'}</p>}
      <CellBefore cell={cell} />
    </>
  )
}

function useFocusedAddress(): Address | undefined {
  const { template } = useFormSession()
  const [at, setAt] = useState<Address>()
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      const name = target instanceof HTMLElement ? target.getAttribute('name') : null
      if (name && template.fields.has(name)) setAt(name)
    }
    document.addEventListener('focusin', onFocus)
    return () => document.removeEventListener('focusin', onFocus)
  }, [template])
  return at
}
