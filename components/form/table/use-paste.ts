import { type ClipboardEvent, useEffect, useState } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import type { PastePlan } from '@/report/reading/paste'
import type { Table } from '@/report/template'
import { LONGEST_CELL } from '@/report/text/text-length'

type Reader = typeof import('./paste-reader')
let loaded: Reader | undefined

/** Fetched as soon as a table is shown, so that the first load stays small and a paste later needs no connection. */
async function load(): Promise<Reader> {
  loaded ??= await import('./paste-reader')
  return loaded
}

/** A paste into a cell: a table becomes a plan to be looked at first, what is too long is refused, any other text is the browser's. */
export function usePaste(table: Table) {
  const { template, form, data } = useFormSession()
  const [plan, setPlan] = useState<PastePlan>()
  const [refused, setRefused] = useState<string>()
  useEffect(() => void load().catch(() => undefined), [])

  /** Whether it was taken: the browser must not insert it as well. */
  const take = ({ readClipboard, planPaste }: Reader, field: HTMLInputElement, html: string, text: string): boolean => {
    const blocks = readClipboard({ html, text }, (source) => new DOMParser().parseFromString(source, 'text/html'))
    if (blocks.length === 0) return refuseTooLong(text)
    setRefused(undefined)
    setPlan(planPaste(template, table, blocks, field.name, form.getValues()))
    return true
  }

  const refuseTooLong = (text: string): boolean => {
    const isTooLong = text.length > LONGEST_CELL
    setRefused(isTooLong ? `粘贴的内容有 ${text.length} 字，一格最多 ${LONGEST_CELL} 字，没有粘贴。` : undefined)
    return isTooLong
  }

  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const field = event.target
    if (!(field instanceof HTMLInputElement) || !data.canEdit) return
    const [html, text] = [event.clipboardData.getData('text/html'), event.clipboardData.getData('text/plain')]
    const mayBeTable = /<t/i.test(html) || /[\t\r\n]/.test(text)
    if (loaded || !mayBeTable) {
      if (loaded ? take(loaded, field, html, text) : refuseTooLong(text)) event.preventDefault()
      return
    }
    event.preventDefault()
    load().then(
      (reader) => take(reader, field, html, text) || insert(field, text),
      () => setRefused('无法连接服务器，没有粘贴。请在网络恢复后再粘贴。')
    )
  }

  return { plan, refused, onPaste, close: () => setPlan(undefined) }
}

/** As the browser would have: over what is selected, without line breaks. */
function insert(field: HTMLInputElement, text: string): void {
  const [from, to] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length]
  field.setRangeText(text.replace(/[\r\n]+/g, ''), from, to, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
}
