import Link from 'next/link'
import styles from './next-note.module.css'

/** What a report waits for. `isStuck`: nobody can take its next step; `mendAt`: where whoever looks can mend that himself. */
export type NextWords = { words: string; isStuck: boolean; isMine: boolean; mendAt?: string }

/** The words themselves, wherever a report stands: in a list, on a card, in its history. */
export function NextLine({ next: { words, isStuck, mendAt } }: { next: NextWords }) {
  return (
    <span className={isStuck ? styles.stuck : undefined}>
      {isStuck && '▲ '}
      {words}
      {mendAt && (
        <>
          {' '}
          <Link href={mendAt}>去办理</Link>
        </>
      )}
    </span>
  )
}

/** Across a page of one report: what it waits for, and what was asked for and not answered. Nobody is told to wait for himself. */
export function NextNote({ next, request }: { next: NextWords | undefined; request: string | undefined }) {
  const isTold = next !== undefined && !next.isMine
  if (!isTold && request === undefined) return null
  return (
    <section className={styles.note} aria-label="下一步" data-stuck={next?.isStuck || undefined}>
      {isTold && <NextLine next={next} />}
      {request && <span className={styles.stuck}>▲ 待答复：{request}</span>}
    </section>
  )
}
