import Link from 'next/link'
import styles from './pages.module.css'

/** Leads through the pages of a long list; `of` names the list where a page has two. */
export function Pages({
  of = '',
  page,
  pages,
  addressOf
}: {
  of?: string
  page: number
  pages: number
  addressOf: (page: number) => string
}) {
  if (pages === 1) return null
  return (
    <nav aria-label={`${of}分页`} className={styles.pages}>
      {page > 1 && (
        <Link href={addressOf(page - 1)} prefetch={false}>
          上一页
        </Link>
      )}
      <span>
        第 {page} 页，共 {pages} 页
      </span>
      {page < pages && (
        <Link href={addressOf(page + 1)} prefetch={false}>
          下一页
        </Link>
      )}
    </nav>
  )
}
