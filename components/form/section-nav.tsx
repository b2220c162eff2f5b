'use client'
import { useSyncExternalStore } from 'react'
import { useCounts } from '@/components/form/findings/use-counts'
import { useFormSession } from '@/components/form/session/session-context'
import { preamble } from '@/report/template'
import { type Counts, listPages } from '@/report/workflow/counts'
import { PageState } from './page-state'
import styles from './section-nav.module.css'

/** Whether nobody wrote a preamble, the one page that may be left empty. */
export function useHasNoPreamble(): boolean {
  const { live } = useFormSession()
  const read = () => !live.getView().sheet.report.values[preamble.key]?.trim()
  return useSyncExternalStore(live.subscribeLater, read, read)
}

/** The report's pages: overview, preamble, the six sections, each with its state. */
export function SectionNav({ current, onOpen }: { current: string; onOpen: (key: string) => void }) {
  const { template } = useFormSession()
  const counts = useCounts()
  const hasNoPreamble = useHasNoPreamble()
  return (
    <nav className={styles.nav} aria-label="年报各部分">
      <ol>
        {listPages(template).map(({ key, name }) => (
          <li key={key}>
            <a
              href={`?part=${key}`}
              className={styles.link}
              aria-current={key === current ? 'page' : undefined}
              onClick={(event) => {
                event.preventDefault()
                onOpen(key)
              }}
            >
              {name}
              <PageState {...(counts.get(key) as Counts)} isEmpty={key === preamble.key && hasNoPreamble} />
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
