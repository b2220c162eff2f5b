import type { Metadata } from 'next'
import { NoticeList } from '@/components/desk/notice-list'
import { countUnread, listNotices } from '@/db/people/notices'
import { listReadable, requireUser } from '@/server/gate/gate'
import { readAll, readOne } from './actions'
import styles from './page.module.css'

export const metadata: Metadata = { title: '消息' }

export default async function InboxPage() {
  const passed = await requireUser()
  const notices = await listNotices(passed.store, passed.user.id)
  const readable = await listReadable(
    passed,
    notices.flatMap(({ report }) => report ?? [])
  )
  return (
    <main className={styles.inbox}>
      <h1>消息</h1>
      <NoticeList
        notices={notices.map((notice) => ({ ...notice, report: readable.has(notice.report ?? 0) ? notice.report : null }))}
        unread={await countUnread(passed.store, passed.user.id)}
        readOne={readOne}
        readAll={readAll}
      />
    </main>
  )
}
