import Link from 'next/link'
import { Pages } from '@/components/ui/list/pages'
import styles from './bulk-import.module.css'

/** How many files each part of the list has. */
export type BulkCounts = Readonly<Record<'all' | 'waiting' | 'unreadable' | 'ready' | 'taken', number>>

const VIEWS = { all: '全部', waiting: '待处理', unreadable: '不能读取', ready: '可导入', taken: '已导入' } as const

const addressOf = (show: string, page = 1) => `/import?show=${show}${page > 1 ? `&page=${page}` : ''}`

/** The parts of the list, and the pages of the one that is shown. */
export function BulkViews({ shown, counts, page, pages }: { shown: keyof BulkCounts; counts: BulkCounts; page: number; pages: number }) {
  return (
    <div className={styles.views}>
      <nav aria-label="显示">
        {(Object.keys(VIEWS) as (keyof BulkCounts)[]).map((key) => (
          <Link key={key} href={addressOf(key)} prefetch={false} aria-current={key === shown ? 'page' : undefined}>
            {VIEWS[key]} {counts[key]}
          </Link>
        ))}
      </nav>
      <Pages page={page} pages={pages} addressOf={(to) => addressOf(shown, to)} />
    </div>
  )
}
