import { isAbout, type Requirement, sayRequirement } from '@/report/task/requirement'
import type { Address } from '@/report/template'
import styles from './report-form.module.css'

/** What the task of the year demands of the texts of a page. */
export function TaskDemands({ all = [], at }: { all: readonly Requirement[] | undefined; at: readonly Address[] }) {
  const here = all.filter((one) => one.is === 'avoid' || at.some((address) => isAbout(one, address)))
  if (here.length === 0) return null
  return (
    <ul className={styles.demands} aria-label="任务要求">
      {here.map((one) => (
        <li key={sayRequirement(one)}>{sayRequirement(one)}</li>
      ))}
    </ul>
  )
}
