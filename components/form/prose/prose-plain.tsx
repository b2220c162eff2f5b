import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import type { Address } from '@/report/template'
import styles from './prose.module.css'
import { ProseLines, proseAttributes } from './prose-static'

/** Where somebody was typing when the editor took over, in characters of the text. */
export type Caret = { from: number; to: number }

/**
 * A field of prose before its editor is there, or where it cannot be fetched: plain text, kept and saved as in the editor, which
 * goes on where the caret stood. It lies over the same lines as they are read, so that nothing moves when it goes.
 */
export function ProsePlain({
  at,
  caret,
  onCompose
}: {
  at: Address
  caret: RefObject<Caret | undefined>
  /** An input method begins or ends composing; meanwhile nothing may take the place of the field. */
  onCompose: (composes: boolean) => void
}) {
  const { form } = useFormSession()
  const place = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const field = place.current
    if (!field) return
    const stop = form.subscribe({
      name: at,
      formState: { values: true },
      callback: ({ values }) => {
        if (field.value !== values[at]) field.value = values[at] ?? ''
      }
    })
    return () => {
      stop()
      if (field === document.activeElement) caret.current = { from: field.selectionStart, to: field.selectionEnd }
    }
  }, [at, form, caret])

  const { role, 'aria-multiline': _, ...attributes } = proseAttributes(at)
  return (
    <div className={styles.frame}>
      <div className={styles.prose} style={{ visibility: 'hidden' }} aria-hidden>
        <ProseLines at={at} />
      </div>
      <textarea
        {...attributes}
        ref={place}
        className={`${styles.prose} ${styles.plain}`}
        spellCheck={false}
        defaultValue={form.getValues(at)}
        onInput={({ currentTarget, nativeEvent }) => {
          if (!(nativeEvent as InputEvent).isComposing) form.setValue(at, currentTarget.value)
        }}
        onCompositionStart={() => onCompose(true)}
        onCompositionEnd={({ currentTarget }) => {
          form.setValue(at, currentTarget.value)
          onCompose(false)
        }}
      />
    </div>
  )
}
