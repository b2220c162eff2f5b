import Link from 'next/link'
import type { ReactNode } from 'react'
import { printMoment } from '@/report/workflow/dates'
import { printDue } from '@/report/workflow/deadline'
import styles from './application-list.module.css'

export type ListedApplication = {
  id: number
  unitName: string
  year: number
  report: number | null
  says: string
  until: string | null
  reason: string
  byName: string
  on: Date
  endReason: string
  waitsFor: string
  is: keyof typeof STANDS
}

const STANDS = { open: '待答复', granted: '已同意', declined: '不同意', dropped: '已收回', moot: '年报已报送，无须答复' } as const

/** Applications line by line; `draw`: what may be done with one. */
export function ApplicationList<L extends ListedApplication>({
  all,
  label,
  draw
}: {
  all: readonly L[]
  label: string
  draw?: (one: L) => ReactNode
}) {
  return (
    <ul className={styles.list} aria-label={label}>
      {all.map((one) => (
        <li key={one.id}>
          <p>
            <b>
              {one.unitName} {one.year} 年
            </b>{' '}
            · {one.until === null ? '申请免予核对' : `申请延期至 ${printDue(one.until)}`} ·{' '}
            <span data-is={one.is}>
              {STANDS[one.is]}
              {one.is === 'open' && `（${one.waitsFor}管理员）`}
            </span>
            {one.report !== null && (
              <>
                {' '}
                · <Link href={`/reports/${one.report}`}>打开年报</Link>
              </>
            )}
          </p>
          {one.says && <p className={styles.says}>{one.says}</p>}
          <p className={styles.soft}>
            {one.byName} {printMoment(one.on)}：{one.reason}
            {one.endReason && `　答复：${one.endReason}`}
          </p>
          {draw?.(one)}
        </li>
      ))}
    </ul>
  )
}
