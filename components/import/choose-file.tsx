'use client'
import { FileInput } from '@mantine/core'
import { type ClipboardEvent, type DragEvent, useState } from 'react'
import styles from './choose-file.module.css'

/** The file dropped or pasted; a page or text copied elsewhere is one as well. */
function fileIn({ files, ...data }: Pick<DataTransfer, 'files' | 'getData'>): File | undefined {
  if (files[0]) return files[0]
  const [html, text] = [data.getData('text/html'), data.getData('text/plain')]
  if (html === '' && text.trim() === '') return undefined
  return html === '' ? new File([text], '粘贴的文字.txt') : new File(['<!DOCTYPE html>', html], '粘贴的内容.html')
}

/** Where a file is chosen, dropped or pasted. */
export function ChooseFile({ isBusy, onChoose }: { isBusy: boolean; onChoose: (file: File) => void }) {
  const [isOver, setOver] = useState(false)
  const take = (event: DragEvent | ClipboardEvent, data: DataTransfer) => {
    // Getters of the browser's own object: they are called on it.
    const file = fileIn({ files: data.files, getData: (type) => data.getData(type) })
    event.preventDefault()
    setOver(false)
    if (file && !isBusy) onChoose(file)
  }
  return (
    <section
      className={styles.drop}
      data-over={isOver || undefined}
      aria-label="拖入或粘贴"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => take(event, event.dataTransfer)}
      onPaste={(event) => take(event, event.clipboardData)}
    >
      <FileInput
        data-autofocus
        label="年报文件"
        description="Word、WPS、Excel、文字版 PDF、网页、RTF、ODT、CSV、JSON、文本，最大 20 MB"
        placeholder="选择文件"
        disabled={isBusy}
        onChange={(file) => file && onChoose(file)}
      />
      <p>也可以把文件拖到这里，或者把整份年报的网页、文档复制后在这里粘贴。</p>
      <p aria-live="polite">{isBusy ? '正在读取…' : ''}</p>
    </section>
  )
}
