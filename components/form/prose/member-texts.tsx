'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { fetchJson } from '@/components/ui/call/fetch-json'
import type { Address } from '@/report/template'
import styles from './narrative.module.css'

type MemberText = { unit: number; name: string; text: string; why: string; isCounted: boolean; href: string | undefined }

/** Of an aggregate: what its members say in the same field, to be read beside it; fetched when it is opened. */
export function MemberTexts({ at }: { at: Address }) {
  const { data } = useFormSession()
  const [texts, setTexts] = useState<MemberText[]>()
  const [hasFailed, setFailed] = useState(false)
  const load = () => {
    setFailed(false)
    fetchJson<MemberText[]>(`/reports/${data.id}/members?at=${encodeURIComponent(at)}`).then(setTexts, () => setFailed(true))
  }
  const told = texts?.filter(({ text }) => text.trim() !== '') ?? []
  const silent = texts?.filter(({ text, isCounted }) => text.trim() === '' && isCounted) ?? []
  const others = texts?.filter(({ isCounted }) => !isCounted) ?? []
  return (
    <details className={styles.last} onToggle={(event) => event.currentTarget.open && !texts && load()}>
      <summary>成员单位的文字</summary>
      {hasFailed && (
        <p role="alert">
          没有取得成员单位的文字，请检查网络。{' '}
          <Button size="compact-sm" variant="default" onClick={load}>
            重试
          </Button>
        </p>
      )}
      {!texts && !hasFailed && <p role="status">正在取得…</p>}
      {texts && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled with keys
        <section className={styles.members} aria-label="成员单位的文字" tabIndex={0}>
          {told.map(({ unit, name, text, href }) => (
            <article key={unit}>
              <h3>
                {href ? (
                  <a href={href} target="_blank" rel="noopener">
                    {name}
                  </a>
                ) : (
                  name
                )}
              </h3>
              <p>{text}</p>
            </article>
          ))}
          {silent.length > 0 && <p>这一项没有写的：{silent.map(({ name }) => name).join('、')}</p>}
          {others.length > 0 && <p>未计入的：{others.map(({ name, why }) => `${name}（${why}）`).join('、')}</p>}
        </section>
      )}
    </details>
  )
}
