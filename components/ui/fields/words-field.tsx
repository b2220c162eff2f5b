import { type KeyboardEvent, useId } from 'react'
import styles from './words-field.module.css'

/**
 * A few sentences, typed where a button has just been pressed. It is part of the page from the start and as plain as can
 * be: fetched when it is asked for, it would lose the first keys of a quick hand. Ctrl+Enter sends them, Esc leaves.
 */
export function WordsField({
  label,
  isNamedAbove,
  text,
  onText,
  onSend,
  onLeave,
  ...rest
}: {
  label: string
  /** What it is for stands above it already. */
  isNamedAbove?: boolean
  text: string
  onText: (text: string) => void
  placeholder?: string
  maxLength?: number
  /** None while they cannot be sent. */
  onSend: (() => void) | undefined
  onLeave: () => void
}) {
  const id = useId()
  const onKeyDown = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    if (key === 'Escape') onLeave()
    if (key === 'Enter' && (ctrlKey || metaKey)) onSend?.()
  }
  const field = (
    <textarea
      {...rest}
      id={id}
      ref={takeFocus}
      aria-label={isNamedAbove ? label : undefined}
      className={styles.field}
      rows={2}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  )
  if (isNamedAbove) return field
  return (
    <>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {field}
    </>
  )
}

/** Once, as it appears: whoever pressed the button wants to write, after what stands there. */
function takeFocus(field: HTMLTextAreaElement | null): void {
  field?.focus()
  field?.setSelectionRange(field.value.length, field.value.length)
}
