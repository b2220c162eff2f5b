'use client'
import { useEffect, useRef } from 'react'
import type { Item } from '@/components/review/views'
import styles from './item-list.module.css'

/** The lines of a view under the parts of the form they belong to. The current one is shown on the sheet. */
export function ItemList({
  items,
  current,
  empty,
  draw
}: {
  items: readonly Item[]
  current: Item | undefined
  empty: string
  draw: (item: Item, isCurrent: boolean) => React.ReactNode
}) {
  const shown = useRef<HTMLLIElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line that became current is what has to be shown
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest' })
  }, [current?.key])
  if (items.length === 0) return <p className={styles.empty}>{empty}</p>
  return groupsOf(items).map(({ group, list }) => (
    <section key={group} className={styles.group} aria-label={group}>
      <h3>{group}</h3>
      <ul>
        {list.map((item) => {
          const isCurrent = item.key === current?.key
          return (
            <li key={item.key} ref={isCurrent ? shown : undefined} className={styles.item} aria-current={isCurrent || undefined}>
              {draw(item, isCurrent)}
            </li>
          )
        })}
      </ul>
    </section>
  ))
}

function groupsOf(items: readonly Item[]): { group: string; list: Item[] }[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item])
  return [...groups].map(([group, list]) => ({ group, list }))
}
