'use client'
import { useSyncExternalStore } from 'react'
import { countShown } from '@/components/document/mark-words'
import { useFormSession } from '@/components/form/session/session-context'
import type { Address } from '@/report/template'
import styles from './narrative.module.css'
import { proseId } from './prose-static'

/** How the numbers of a field stand to the tables, in words. */
export function MarkCount({ at }: { at: Address }) {
  const { live } = useFormSession()
  const count = () => countShown(live.readProse(at).marks)
  const words = useSyncExternalStore(live.subscribeLater, count, count)
  return (
    words && (
      <p className={styles.marks} id={`${proseId(at)}-marks`}>
        文中数字：{words}
      </p>
    )
  )
}
