'use client'
import { useSyncExternalStore } from 'react'
import type { Address } from '@/report/template'
import { useDesk } from './desk-context'
import { SHOWN } from './mark-words'
import styles from './narrative.module.css'

/** How the numbers of a field stand to the tables, in words. */
export function MarkCount({ at }: { at: Address }) {
  const { live } = useDesk()
  const count = () => {
    const shown = live.readProse(at).marks.map(({ shows }) => shows)
    const kinds = Object.entries(SHOWN).flatMap(([shows, words]) => {
      const number = shown.filter((one) => one === shows).length
      return number > 0 ? [`${words} ${number} 处`] : []
    })
    return kinds.join('　')
  }
  const words = useSyncExternalStore(live.subscribe, count, count)
  return words && <p className={styles.marks}>文中数字：{words}</p>
}
