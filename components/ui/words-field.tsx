import { type KeyboardEventHandler, useId } from 'react'
import styles from './words-field.module.css'

/**
 * A few sentences, typed where a button has just been pressed. It is part of the page from the start and as plain as can
 * be: fetched when it is asked for, it would lose the first keys of a quick hand.
 */
export function WordsField({
  label,
  isNamedAbove,
  text,
  onText,
  ...rest
}: {
  label: string
  /** What it is for stands above it already. */
  isNamedAbove?: boolean
  text: string
  onText: (text: string) => void
  placeholder?: string
  maxLength?: number
  onKeyDown?: KeyboardEventHandler
}) {
  const id = useId()
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
