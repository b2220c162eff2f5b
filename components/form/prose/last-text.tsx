'use client'
import { Button } from '@mantine/core'
import { useWatch } from 'react-hook-form'
import { useFormSession } from '@/components/form/session/session-context'
import { type Address, preamble } from '@/report/template'
import { fillContacts } from '@/report/text/contacts'
import { preamblePattern } from '@/report/text/preamble'
import styles from './narrative.module.css'

/** What last year's report said in a field, below it; of a preamble its contacts can be used again. */
export function LastText({ at }: { at: Address }) {
  const { form, live, data, write } = useFormSession()
  const isEmpty = useWatch({ control: form.control, name: at, compute: (text: string) => text.trim() === '' })
  const { last } = live.getView().sheet
  const text = last?.report.values[at]
  if (!last || !text) return null
  const renewed = at === preamble.key && isEmpty && data.canEdit ? fillContacts(preamblePattern(data.report), text) : undefined
  return (
    <details className={styles.last}>
      <summary>{last.report.year} 年的文字</summary>
      <p>{text}</p>
      {renewed && (
        <Button variant="default" size="compact-sm" onClick={() => write([{ at, now: renewed }], 'carried')}>
          按范本填写，沿用上年联系方式
        </Button>
      )}
    </details>
  )
}
