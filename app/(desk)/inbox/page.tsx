import type { Metadata } from 'next'
import { NoticeList } from '@/components/desk/notice-list'
import { listNotices } from '@/db/people/notices'
import { countForHeader } from '@/server/administration/header-counts'
import { requireUser } from '@/server/gate/gate'
import { readAll, readOne } from './actions'
import styles from './page.module.css'

export const metadata: Metadata = { title: '消息' }

export default async function InboxPage() {
  const passed = await requireUser()
  const notices = await listNotices(passed.store, passed.user.id)
  return (
    <main className={styles.inbox}>
      <h1>消息</h1>
      <NoticeList notices={notices} unread={(await countForHeader(passed)).unread} readOne={readOne} readAll={readAll} />
    </main>
  )
}
