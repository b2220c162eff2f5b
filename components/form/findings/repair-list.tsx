'use client'
import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { onPageKey } from '@/components/ui/page/page-key'
import type { Judged } from '@/report/answer'
import type { Repair } from '@/report/repair/repair'
import type { Address } from '@/report/template'
import styles from './findings-panel.module.css'
import { listRepairs } from './list-repairs'

/**
 * 修复建议 under the first broken sum: each mends all of them, in one step to undo. F9 takes the first where it is clearly the
 * likeliest; otherwise it leads to the list, and the choice is the person's.
 */
export function RepairList({ broken, recent }: { broken: Judged; recent: readonly Address[] }) {
  const { live, mend } = useFormSession()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is broken and what was typed last decide which repair is the likeliest.
  const repairs = useMemo(() => listRepairs(live), [live, broken, recent])
  const [first] = repairs
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F9' || !first) return
      event.preventDefault()
      if (!first.isClear) return list.current?.querySelector('button')?.focus()
      mend(first.changes)
    }
    return onPageKey(onKey)
  }, [first, mend])

  const point = (repair?: Repair) => live.setActive(repair?.changes.map(({ at }) => at) ?? [])
  if (repairs.length === 0) return null
  return (
    <li className={styles.repairs}>
      <p className={styles.hint}>{first?.isClear ? '修复建议（F9 应用第一条）' : '修复建议（有几种可能，按 F9 选择）'}</p>
      <ul className={styles.list} ref={list}>
        {repairs.map((repair) => (
          <li
            key={repair.says}
            onMouseEnter={() => point(repair)}
            onMouseLeave={() => point()}
            onFocus={() => point(repair)}
            onBlur={() => point()}
          >
            <span id={idOf(repair)}>{repair.says}</span>
            <Button
              size="compact-sm"
              variant="default"
              aria-describedby={idOf(repair)}
              onClick={() => {
                point()
                mend(repair.changes)
              }}
            >
              应用
            </Button>
          </li>
        ))}
      </ul>
    </li>
  )
}

const idOf = ({ changes }: Repair) => `repair-${changes.map(({ at, now }) => `${at.replaceAll('/', '-')}-${now}`).join('-')}`
