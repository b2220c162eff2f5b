import type { Metadata } from 'next'
import Link from 'next/link'
import { AnnouncementForm } from '@/components/admin/announcement-form'
import { DateTable } from '@/components/admin/date-table'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { listAnnouncements, listReaders } from '@/db/messages/announcements'
import { listDeliveries } from '@/db/messages/hooks'
import { printMoment } from '@/report/workflow/dates'
import { env } from '@/server/base/env'
import { requireAdministrator } from '@/server/gate/administration'
import { unitsWith } from '@/server/gate/gate'
import { announce } from './actions'

export const metadata: Metadata = { title: '公告与推送' }

const MOST_NAMED = 300

export default async function AnnouncementsPage({ searchParams }: PageProps<'/admin/announcements'>) {
  const { store, user, units } = await requireAdministrator()
  const ids = [...units.keys()]
  const sent = await listAnnouncements(store, ids)
  const { read: wanted } = await searchParams
  const opened = sent.find(({ id }) => String(id) === wanted)
  const readers = opened ? await listReaders(store, opened.id) : []
  const deliveries = await listDeliveries(store, ids)
  const hasWebhook = env().WEBHOOK_URL !== undefined
  return (
    <PageGrid title="公告与推送">
      <Panel id="new" title="发布公告" isWide>
        <AnnouncementForm
          key={sent[0]?.id}
          announce={announce}
          units={[...units.values()].map(({ id, name, above }) => ({ id, name, above }))}
          unit={unitsWith(user, 'admin')[0]}
        />
      </Panel>
      {opened && (
        <Panel id="readers" title={`已读 ${opened.read} 人，未读 ${opened.sent - opened.read} 人`} isWide>
          <p>{opened.text}</p>
          <DateTable
            heads={['人员', '阅读']}
            rows={readers.slice(0, MOST_NAMED).map(({ user: id, name, readOn }) => ({
              key: id,
              cells: [name, readOn ? `${printMoment(readOn)} 已读` : '未读']
            }))}
          />
          {readers.length > MOST_NAMED && <p>其余 {readers.length - MOST_NAMED} 人略。</p>}
        </Panel>
      )}
      <Panel id="sent" title="已发布的公告" isWide>
        {sent.length === 0 ? (
          <p>没有公告。</p>
        ) : (
          <DateTable
            heads={['内容', '发给', '发布', '已读']}
            rows={sent.map(({ id, unitName, text, by, on, sent: to, read }) => ({
              key: id,
              cells: [
                text,
                unitName,
                `${by} ${printMoment(on)}`,
                <Link key={id} href={`/admin/announcements?read=${id}`}>
                  {read}/{to} 人
                </Link>
              ]
            }))}
          />
        )}
      </Panel>
      <Panel id="deliveries" title="推送记录" isWide>
        <p>
          {hasWebhook
            ? '消息同时推送到本单位的政务微信、短信网关，失败的自动重试。'
            : '没有设置推送。需要推送到政务微信、短信网关的，请系统维护人员按运行说明设置 WEBHOOK_URL。'}
        </p>
        {deliveries.length > 0 && (
          <DateTable
            heads={['时间', '收件人', '消息', '结果']}
            rows={deliveries.map(({ id, on, to, text, outcome }) => ({
              key: id,
              cells: [printMoment(on), to, text.slice(0, 60), outcome]
            }))}
          />
        )}
      </Panel>
    </PageGrid>
  )
}
