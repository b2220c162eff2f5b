'use client'
import { Checkbox, FileInput, Stack } from '@mantine/core'
import { useState } from 'react'
import { AskButton } from '@/components/ui/ask-button'
import { type AttachedFile, saySize } from '@/components/ui/attachment-links'
import { BusyButton } from '@/components/ui/busy-button'
import type { CallResult } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { useListening } from '@/components/ui/use-listening'
import styles from './task-form.module.css'

/** 通知附件 of a task: what is there, with a way to take it back, and one more. `kinds`: endings; `mostBytes`: of a file. */
export function AttachmentForms({
  attachments,
  kinds,
  mostBytes,
  attach,
  detach
}: {
  attachments: readonly AttachedFile[]
  kinds: readonly string[]
  mostBytes: number
  attach: (file: File) => Promise<CallResult>
  detach: (id: number) => Promise<CallResult>
}) {
  const [file, setFile] = useState<File | null>(null)
  const { run, told, isPending } = useCall()
  const isListening = useListening()
  const most = `每个最多 ${mostBytes / 1_000_000} MB`
  const isLarge = file !== null && file.size > mostBytes
  return (
    <Stack gap="sm">
      {attachments.length > 0 && (
        <ul className={styles.files} aria-label="通知附件">
          {attachments.map(({ id, name, size }) => (
            <li key={id}>
              <a href={`/attachments/${id}`} download>
                {name}
              </a>
              <span>{saySize(size)}</span>
              <AskButton
                title="删除附件"
                words={`删除“${name}”。已经下载的不受影响。`}
                size="compact-sm"
                variant="default"
                isBusy={isPending}
                disabled={!isListening}
                aria-label={`删除附件${name}`}
                onTake={() => run(() => detach(id))}
              >
                删除
              </AskButton>
            </li>
          ))}
        </ul>
      )}
      <FileInput
        label="增加附件"
        description={`${most}：${kinds.join('、')}`}
        placeholder="选择文件"
        accept={kinds.map((kind) => `.${kind}`).join(',')}
        value={file}
        onChange={setFile}
        error={isLarge ? `文件过大，${most}` : undefined}
        disabled={!isListening}
        clearable
        clearButtonProps={{ 'aria-label': '清除' }}
      />
      {file && !isLarge && (
        <BusyButton
          variant="default"
          isBusy={isPending}
          style={{ alignSelf: 'flex-start' }}
          onClick={() =>
            run(
              () => attach(file),
              () => setFile(null)
            )
          }
        >
          附上“{file.name}”
        </BusyButton>
      )}
      <Told told={told} />
    </Stack>
  )
}

/** Files of last year's task, ticked: they go with the copy. Part of the form of the task. */
export function CopiedAttachments({ copied, year }: { copied: readonly AttachedFile[]; year: number }) {
  if (copied.length === 0) return null
  return (
    <fieldset className={styles.copied}>
      <legend>照抄 {year} 年任务的附件</legend>
      {copied.map(({ id, name, size }) => (
        <Checkbox key={id} name={`attachment-${id}`} label={`${name}（${saySize(size)}）`} defaultChecked />
      ))}
    </fieldset>
  )
}
