import type { Metadata } from 'next'
import Link from 'next/link'
import { DateTable } from '@/components/admin/date-table'
import { AnnouncementForm } from '@/components/admin/messages/announcement-form'
import { NewWebhookForm, WebhookForm, WebhookSteps } from '@/components/admin/messages/webhook-forms'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { LinkButton } from '@/components/ui/link-button'
import { listAnnouncements, listReaders } from '@/db/messages/announcements'
import { listDeliveries, listWebhooks } from '@/db/messages/webhooks'
import { printMoment } from '@/report/workflow/dates'
import { sayQuiet } from '@/server/administration/schedules'
import { requireAdministrator } from '@/server/gate/administration'
import { unitsWith } from '@/server/gate/gate'
import { addWebhook, announce, saveWebhook, switchWebhook, testWebhook } from './actions'

export const metadata: Metadata = { title: '公告与推送' }

const MOST_NAMED = 300

export default async function AnnouncementsPage({ searchParams }: PageProps<'/admin/announcements'>) {
  const { store, user, units } = await requireAdministrator()
  const ids = [...units.keys()]
  const sent = await listAnnouncements(store, ids)
  const { read: wanted, webhook: chosen } = await searchParams
  const opened = sent.find(({ id }) => String(id) === wanted)
  const readers = opened ? await listReaders(store, opened.id) : []
  const webhooks = await listWebhooks(store, ids)
  const webhook = webhooks.find(({ id }) => String(id) === chosen)
  const deliveries = await listDeliveries(store, ids, webhook?.id)
  const [own] = unitsWith(user, 'admin')
  const quiet = await sayQuiet(store, own === undefined ? [] : [own])
  const choices = [...units.values()].map(({ id, name, above }) => ({ id, name, above }))
  return (
    <PageGrid title="公告与推送">
      <Panel id="new" title="发布公告" isWide>
        <AnnouncementForm key={sent[0]?.id} announce={announce} units={choices} unit={own} quiet={quiet} />
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
      <Panel id="webhooks" title="推送网关" isWide>
        <p>每条消息同时以签名的请求推送到启用的网关，由网关转发到政务微信、短信；失败的自动重试。网址在内网的，由系统维护人员先行允许。</p>
        {webhooks.length > 0 && (
          <DateTable
            heads={['名称', '网址', '适用单位', '状态', '办理']}
            rows={webhooks.map(({ id, name, url, unitName, isOn }) => ({
              key: id,
              cells: [
                <Link key={id} href={`/admin/announcements?webhook=${id}`}>
                  {name}
                </Link>,
                url,
                unitName,
                isOn ? '启用' : '停用',
                <WebhookSteps key={id} {...{ id, name, isOn }} switchOn={switchWebhook} test={testWebhook} />
              ]
            }))}
          />
        )}
      </Panel>
      {webhook ? (
        <Panel id="webhook" title={`修改推送网关“${webhook.name}”`}>
          <WebhookForm key={webhook.id} save={saveWebhook.bind(null, webhook.id)} webhook={{ name: webhook.name, url: webhook.url }} />
          <div style={{ marginTop: 10 }}>
            <LinkButton href="/admin/announcements">增加推送网关、全部推送记录</LinkButton>
          </div>
        </Panel>
      ) : (
        <Panel id="new-webhook" title="增加推送网关">
          <NewWebhookForm add={addWebhook} units={choices} unit={own} />
        </Panel>
      )}
      <Panel id="deliveries" title={webhook ? `“${webhook.name}”的推送记录` : '推送记录'} isWide>
        {deliveries.length === 0 ? (
          <p>没有推送记录。</p>
        ) : (
          <DateTable
            heads={['时间', '网关', '收件人', '消息', '结果']}
            rows={deliveries.map(({ id, on, webhook: gateway, to, text, outcome }) => ({
              key: id,
              cells: [printMoment(on), gateway ?? '', to, text.slice(0, 60), outcome]
            }))}
          />
        )}
      </Panel>
    </PageGrid>
  )
}
