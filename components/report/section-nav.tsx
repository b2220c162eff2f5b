'use client'
import { memo, type ReactNode } from 'react'
import { type Summary, summariseSections } from '@/report/summary'
import { useDesk, useJudged } from './desk-context'
import styles from './section-nav.module.css'

/** What a section still needs, worst first: in shape and words, not colour alone. */
export const SectionState = memo(function SectionState({ errors, warnings, missing, explained }: Summary) {
  if (errors > 0) return <State is="errors">■ {errors} 处错误</State>
  if (warnings > 0) return <State is="warnings">▲ {warnings} 处待说明</State>
  if (missing > 0) return <State is="missing">○ {missing} 处未填</State>
  return <State is="right">● {explained > 0 ? `已说明 ${explained}` : '一致'}</State>
})

function State({ is, children }: { is: string; children: ReactNode }) {
  return (
    <span className={styles.state} data-is={is}>
      {children}
    </span>
  )
}

/** The report's pages: overview, preamble, the six sections, each with its state. */
export function SectionNav({ current, onOpen }: { current: string; onOpen: (key: string) => void }) {
  const { template } = useDesk()
  const judged = useJudged()
  const pages = [
    { key: 'summary', name: '概览', state: null },
    { key: 'preamble', name: '引言', state: null },
    ...summariseSections(template, judged).map(({ section, summary }) => ({
      key: section.key,
      name: section.heading.slice(0, 2) + section.name,
      state: <SectionState {...summary} />
    }))
  ]
  return (
    <nav className={styles.nav} aria-label="年报各部分">
      <ol>
        {pages.map(({ key, name, state }) => (
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
              {state}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
