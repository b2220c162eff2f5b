import { type ClipboardEvent, useEffect, useState } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import type { PastePlan } from '@/report/reading/paste'
import type { Table } from '@/report/template'
import { LONGEST_CELL } from '@/report/text/text-length'

/** Fetched as soon as a table is shown, so that the first load stays small and a paste later needs no connection. */
const loadReader = () => import('./paste-reader')
type Reader = Awaited<ReturnType<typeof loadReader>>

/** A paste into a cell: a table becomes a plan to be looked at first, what is too long is refused, any other text is the browser's. */
export function usePaste(table: Table) {
  const { template, form, data } = useFormSession()
  const [plan, setPlan] = useState<PastePlan>()
  const [refused, setRefused] = useState<string>()
  useEffect(() => void loadReader().catch(() => undefined), [])

  /** Whether it is too long for a cell, which is said. */
  const refuseTooLong = (text: string): boolean => {
    const isTooLong = text.length > LONGEST_CELL
    setRefused(isTooLong ? `粘贴的内容有 ${text.length} 字，一格最多 ${LONGEST_CELL} 字，没有粘贴。` : undefined)
    return isTooLong
  }

  const take = ({ readClipboard, planPaste }: Reader, field: HTMLInputElement, html: string, text: string) => {
    const blocks = readClipboard({ html, text }, (source) => new DOMParser().parseFromString(source, 'text/html'))
    if (blocks.length > 0) {
      setRefused(undefined)
      setPlan(planPaste(template, table, blocks, field.name, form.getValues()))
    } else if (!refuseTooLong(text)) insert(field, text)
  }

  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const field = event.target
    if (!(field instanceof HTMLInputElement) || !data.canEdit) return
    const [html, text] = [event.clipboardData.getData('text/html'), event.clipboardData.getData('text/plain')]
    const mayBeTable = /<t/i.test(html) || /[\t\r\n]/.test(text)
    if (mayBeTable || refuseTooLong(text)) event.preventDefault()
    if (!mayBeTable) return
    loadReader().then(
      (reader) => take(reader, field, html, text),
      () => setRefused('无法连接服务器，没有粘贴。请在网络恢复后再粘贴。')
    )
  }

  return { plan, refused, onPaste, close: () => setPlan(undefined) }
}

/** A single cell after all: as the browser would have, over what is selected and without line breaks. */
function insert(field: HTMLInputElement, text: string): void {
  const [from, to] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length]
  field.setRangeText(text.replace(/[\r\n]+/g, ''), from, to, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
}
