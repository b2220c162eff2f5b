'use client'
import { useMemo, useSyncExternalStore } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { CellYears } from '@/components/workflow/cell-years'
import { printAmount } from '@/report/input'
import type { Cell } from '@/report/template'
import { readLastYear } from '@/report/workflow/opening'
import styles from './cell-guide.module.css'

/** What was in the focused cell before: last year beside what is typed now, then the years before. */
export function CellBefore({ cell }: { cell: Cell }) {
  const { data } = useFormSession()
  return (
    <>
      <YearBefore cell={cell} />
      <CellYears report={data.id} at={cell.at} />
    </>
  )
}

function YearBefore({ cell: { at, kind } }: { cell: Cell }) {
  const { template, live } = useFormSession()
  const read = () => live.getView().sheet.amounts.taken[template.index.get(at) ?? -1] as number
  const now = useSyncExternalStore(live.subscribeLater, read, read)
  const { last } = live.getView().sheet
  const before = useMemo(() => readLastYear({ template, last })(at), [template, last, at])
  if (Number.isNaN(before)) return null
  const change = Number.isNaN(now) ? '' : `，${now >= before ? '增' : '减'} ${printAmount(Math.abs(now - before), kind)}`
  return (
    <p className={styles.soft}>
      上年 {printAmount(before, kind)}
      {change}
    </p>
  )
}
