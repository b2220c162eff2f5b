'use client'
import Link from 'next/link'
import styles from './rollup.module.css'
import type { TakeSums, ToldSum } from './sum-data'
import { TakeButton } from './take-button'

/** Across the pages of an aggregate: what its sums cover, whether they are still true, and the way to what they are made of. */
export function SumBand({ report, told, takeSums }: { report: number; told: ToldSum; takeSums?: TakeSums }) {
  const { words, counting, isComplete, isSummed, changed } = told
  return (
    <section aria-label="汇总范围" className={styles.band} data-partial={!isComplete || changed > 0 || undefined}>
      <div className={styles.line}>
        <b>{words}</b>
        <span className={styles.soft}>计入{counting}的年报</span>
        {changed > 0 && <b className={styles.changed}>▲ 汇总之后有 {changed} 个单位的数据变化</b>}
        <Link href={`/reports/${report}/sum`}>汇总构成</Link>
        {takeSums && (changed > 0 || !isSummed) && (
          // What the form holds is older than what was just written.
          <TakeButton isSummed={isSummed} changed={changed} takeSums={takeSums} onTaken={() => window.location.reload()} />
        )}
      </div>
    </section>
  )
}
