import { NextLine, type NextWords } from '@/components/ui/next-note'
import { printMoment } from '@/report/workflow/dates'
import { STATE_NAMES, type State } from '@/report/workflow/states'
import { type EventName, eventWords } from '@/report/workflow/transitions'
import styles from './history-list.module.css'

export type HistoryEntry = { version: number; name: EventName; from: State | null; to: State; reason: string; by: string; on: Date }

/** 公布 → 已公布 would say it twice. */
const tellsState = (name: EventName, to: State) => eventWords(name).includes(STATE_NAMES[to].replace('已', ''))

/** 历程: what it waits for, then who did what when and where that led, latest first. */
export function HistoryList({ history, next }: { history: readonly HistoryEntry[]; next: NextWords | undefined }) {
  return (
    <section className={styles.history} aria-labelledby="history">
      <h2 id="history">历程</h2>
      {next && (
        <p>
          下一步：
          <NextLine next={next} />
        </p>
      )}
      <ol>
        {[...history].reverse().map(({ version, name, from, to, reason, by, on }) => (
          <li key={version}>
            <b>{eventWords(name)}</b>
            {from !== null && from !== to && !tellsState(name, to) && <span className={styles.state}> → {STATE_NAMES[to]}</span>}
            <div className={styles.who}>
              {by} · <time dateTime={on.toISOString()}>{printMoment(on)}</time>
            </div>
            {reason && <p>{reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
