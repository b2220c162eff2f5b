import { useFormSession } from '@/components/form/session/session-context'
import type { Address } from '@/report/template'
import { resolveTokens } from '@/report/text/tokens'
import styles from './prose.module.css'

/** What makes a field of prose a text box to assistive technology; its name is the address, as for every field. */
export function proseAttributes(at: Address) {
  const id = proseId(at)
  return {
    id,
    name: at,
    role: 'textbox',
    'aria-multiline': 'true' as const,
    'aria-labelledby': `${id}-label`,
    'aria-describedby': `${id}-help ${id}-marks`
  }
}

export const proseId = (at: Address) => `text-${at.replaceAll('/', '-')}`

/** A field of prose to be read: where nothing may be typed, and in the moment before the page listens. */
export function ProseStatic({ at }: { at: Address }) {
  const { data } = useFormSession()
  const attributes = { ...proseAttributes(at), 'aria-readonly': true, tabIndex: data.canEdit ? undefined : 0 }
  return (
    <div className={styles.frame}>
      <div {...attributes} className={styles.prose}>
        <ProseLines at={at} />
      </div>
    </div>
  )
}

/** Its text, a paragraph a line, with the numbers its tokens are read as. */
export function ProseLines({ at }: { at: Address }) {
  const { form, live } = useFormSession()
  const { template, report, amounts } = live.getView().sheet
  const lines = resolveTokens(form.getValues(at), template, report, amounts).split(/\r\n?|\n/)
  const paragraphs = lines.map((line, i) => ({ key: `paragraph ${i}`, line }))
  return paragraphs.map(({ key, line }) => <p key={key}>{line || <br />}</p>)
}
