import { type EventName, eventWords } from '@/report/status'
import styles from './history-list.module.css'

export type HistoryEntry = { version: number; name: EventName; reason: string; by: string; on: Date }

const moment = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' })

/** 历程: who did what when, latest first. */
export function HistoryList({ history }: { history: readonly HistoryEntry[] }) {
  return (
    <section className={styles.history} aria-labelledby="history">
      <h2 id="history">历程</h2>
      <ol>
        {[...history].reverse().map(({ version, name, reason, by, on }) => (
          <li key={version}>
            <b>{eventWords(name)}</b> {by} <time dateTime={on.toISOString()}>{moment.format(on)}</time>
            {reason && <p>{reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
