import Link from 'next/link'
import type { Level } from '@/report/rule'
import { LEVEL_WORDS } from '@/report/rule'
import type { RuleFamily } from '@/report/rules/rules'
import styles from './rule-filter.module.css'

/** Which level, and the way to each family; it stays in sight as the list is long. */
export function RuleFilter({ level, families }: { level: Level | undefined; families: readonly RuleFamily[] }) {
  const levels = Object.entries(LEVEL_WORDS)
  return (
    <div className={styles.bar}>
      <nav aria-label="级别" className={styles.levels}>
        <Link href="/rules" aria-current={level ? undefined : 'page'}>
          全部
        </Link>
        {levels.map(([key, name]) => (
          <Link key={key} href={`/rules?level=${key}`} aria-current={level === key ? 'page' : undefined}>
            {name}
          </Link>
        ))}
      </nav>
      <nav aria-label="规则分类" className={styles.families}>
        {families.map(({ key, name }) => (
          <a key={key} href={`#${key}`}>
            {name}
          </a>
        ))}
      </nav>
    </div>
  )
}
