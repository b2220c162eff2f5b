'use client'
import { Alert, FileInput, Group } from '@mantine/core'
import { useState } from 'react'
import { FirstPasswords } from '@/components/admin/accounts/first-passwords'
import { BusyButton } from '@/components/ui/busy-button'
import { isPassing } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { useListening } from '@/components/ui/use-listening'
import styles from './roster-form.module.css'

type Imported = {
  ok: true
  faults: readonly { line: number; says: string }[]
  entries: readonly string[]
  isWritten: boolean
  passwords: readonly { fullName: string; name: string; password: string }[]
}
type Result = Imported | { ok: false; error: string; why?: string }

const MOST_LISTED = 200

/** What is to be said where no answer came; whatever else was refused says so itself. */
const LOST_LOOKING = '文件上传失败：请检查网络；文件修改过的请重新选择'
const LOST_WRITING = '没有收到答复，可能已经写入：请重新选择文件核对，已写入的会逐行指明；初始密码可以重置'

/** A list is looked at first and written only when nothing is wrong with it. */
export function RosterForm({
  roster,
  importRoster,
  mostBytes
}: {
  roster: 'units' | 'accounts'
  importRoster: (given: { roster: 'units' | 'accounts'; file: File; writes: boolean }) => Promise<Result>
  mostBytes: number
}) {
  const [file, setFile] = useState<File | null>(null)
  const [result, setResult] = useState<Result>()
  const { run, isPending } = useCall()
  const isListening = useListening()

  const send = async (chosen: File, writes: boolean) => {
    if (chosen.size > mostBytes) return setResult({ ok: false, error: `文件过大，最多 ${mostBytes / 1000} KB，请分几次导入` })
    const answer = await run(() => importRoster({ roster, file: chosen, writes }))
    if (answer) setResult(!answer.ok && isPassing(answer) ? { ok: false, error: writes ? LOST_WRITING : LOST_LOOKING } : answer)
  }
  const choose = (chosen: File | null) => {
    setFile(chosen)
    setResult(undefined)
    if (chosen) send(chosen, false)
  }
  const isGood = result?.ok && result.faults.length === 0 && !result.isWritten
  return (
    <>
      <FileInput
        label="文件"
        placeholder="选择 CSV 或 .xlsx 文件"
        accept=".csv,.txt,.xlsx"
        value={file}
        onChange={choose}
        disabled={!isListening}
        clearable
        clearButtonProps={{ 'aria-label': '清除' }}
      />
      <div aria-live="polite" aria-busy={isPending} className={styles.result}>
        {isPending && <p>正在核对…</p>}
        {!isPending && result && <Found result={result} />}
      </div>
      {file && isGood && (
        <Group>
          <BusyButton isBusy={isPending} onClick={() => send(file, true)}>
            写入 {result.entries.length} 个{roster === 'units' ? '单位' : '账号'}
          </BusyButton>
        </Group>
      )}
    </>
  )
}

function Found({ result }: { result: Result }) {
  if (!result.ok) return <Told told={result} />
  const { faults, entries, isWritten, passwords } = result
  if (faults.length > 0) {
    return (
      <Alert color="vermilion" title={`${faults.length} 处校验未通过，没有写入`}>
        <ol className={styles.list}>
          {faults.slice(0, MOST_LISTED).map(({ line, says }) => (
            <li key={`${line} ${says}`}>
              {line > 0 && <b>第 {line} 行</b>} {says}
            </li>
          ))}
        </ol>
        {faults.length > MOST_LISTED && <p>其余 {faults.length - MOST_LISTED} 处请改正后再核对。</p>}
      </Alert>
    )
  }
  if (isWritten) {
    return (
      <Alert color="pine">
        已写入 {entries.length} 个。
        <FirstPasswords passwords={passwords} />
      </Alert>
    )
  }
  return (
    <Alert color="ink" title={`核对无误，将增加 ${entries.length} 个`}>
      <ol className={styles.list}>
        {entries.slice(0, MOST_LISTED).map((entry) => (
          <li key={entry}>{entry}</li>
        ))}
      </ol>
      {entries.length > MOST_LISTED && <p>其余 {entries.length - MOST_LISTED} 个略。</p>}
    </Alert>
  )
}
