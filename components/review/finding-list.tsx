import { LevelMark } from '@/components/ui/level-mark'
import type { Judged } from '@/report/answer'
import styles from './review.module.css'

/** What the rules say about a report under review, each with the unit's explanation. */
export function FindingList({ judged }: { judged: readonly Judged[] }) {
  return (
    <section className={styles.findings} aria-labelledby="findings">
      <h2 id="findings">问题与说明</h2>
      {judged.length === 0 && <p>● 没有问题。</p>}
      <ul>
        {judged.map(({ key, finding: { level, says, rule }, answer }) => (
          <li key={key}>
            <LevelMark level={level} /> {says}（{rule}）
            {answer ? (
              <p className={styles.answer}>
                ◆ {answer.by}：{answer.text}
              </p>
            ) : (
              level !== 'note' && <p className={styles.open}>还没有说明</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
