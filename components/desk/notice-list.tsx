'use client'
import Link from 'next/link'
import { BusyButton } from '@/components/ui/busy-button'
import { type CallResult, call } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { printMoment } from '@/report/workflow/dates'
import styles from './notice-list.module.css'

export type NoticeLine = { id: number; report: number | null; text: string; on: Date; readOn: Date | null }

type Read = (given: { notice: number }) => Promise<CallResult>

/** 消息, latest first; one that is opened counts as read. */
export function NoticeList({
  notices,
  unread,
  readOne,
  readAll
}: {
  notices: readonly NoticeLine[]
  /** Of all there are, also of those too old to be listed; as beside 消息 above the page. */
  unread: number
  readOne: Read
  readAll: Read
}) {
  const { run, told, isPending } = useCall({ repeats: true })
  const [latest] = notices
  if (!latest) return <p>暂无消息。报送、退回、审核通过和截止日期临近时，会在这里提醒您。</p>
  return (
    <>
      <div className={styles.bar}>
        <span role="status">{unread > 0 ? `${unread} 条未读` : '全部已读'}</span>
        {unread > 0 && (
          <BusyButton variant="default" isBusy={isPending} onClick={() => run(() => readAll({ notice: latest.id }))}>
            全部标为已读
          </BusyButton>
        )}
      </div>
      <Told told={told} />
      <ul className={styles.list}>
        {notices.map(({ id, report, text, on, readOn }) => (
          <li key={id} data-unread={readOn === null || undefined}>
            <span className={styles.mark}>{readOn === null && '● 未读'}</span>
            <span className={styles.text}>
              {report === null ? (
                text
              ) : (
                <Link
                  href={`/reports/${report}`}
                  prefetch={false}
                  onClick={() => readOn === null && call(() => readOne({ notice: id }), { repeats: true })}
                >
                  {text}
                </Link>
              )}
            </span>
            <time dateTime={on.toISOString()}>{printMoment(on)}</time>
          </li>
        ))}
      </ul>
    </>
  )
}
