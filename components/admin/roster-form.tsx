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
  faultCount: number
  entries: readonly string[]
  total: number
  known: number
  written: number
  left: number
  passwords: readonly { fullName: string; name: string; password: string }[]
}
type Result = Imported | { ok: false; error: string; why?: string }

/** What is to be said where no answer came; whatever else was refused says so itself. */
const LOST_LOOKING = '文件上传失败：请检查网络；文件修改过的请重新选择'
const LOST_WRITING = '没有收到答复，可能已经写入一部分：请重新选择同一文件继续，已写入的自动跳过；其初始密码可以重置'

/** What has been written of a list so far. */
type Progress = { written: number; total: number; passwords: Imported['passwords'] }

/**
 * A list is looked at first and written only when nothing is wrong with it: piece by piece, each call going on where the one
 * before stopped. What was broken off goes on with the same file.
 */
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
  const [progress, setProgress] = useState<Progress>()
  const { run, isPending } = useCall()
  const isListening = useListening()

  const ask = async (chosen: File, writes: boolean) => {
    const answer = await run(() => importRoster({ roster, file: chosen, writes }))
    if (!answer) return undefined
    const told = !answer.ok && isPassing(answer) ? { ok: false as const, error: writes ? LOST_WRITING : LOST_LOOKING } : answer
    if (!told.ok || told.faults.length > 0 || !writes) setResult(told)
    return told
  }
  const choose = (chosen: File | null) => {
    setFile(chosen)
    setResult(undefined)
    setProgress(undefined)
    if (chosen && chosen.size > mostBytes) setResult({ ok: false, error: `文件过大，最多 ${mostBytes / 1_000_000} MB，请分几次导入` })
    else if (chosen) ask(chosen, false)
  }
  const write = async (chosen: File, total: number) => {
    setResult(undefined)
    for (let done: Progress = { written: 0, total, passwords: [] }; ; ) {
      setProgress(done)
      const answer = await ask(chosen, true)
      if (!answer?.ok) return
      done = { ...done, written: done.written + answer.written, passwords: [...done.passwords, ...answer.passwords] }
      setProgress(done)
      if (answer.faults.length > 0 || answer.left === 0 || answer.written === 0) return
    }
  }
  const isGood = result?.ok && result.faults.length === 0 && result.total > 0 && !progress
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
        {isPending && !progress && <p>正在核对…</p>}
        {progress && <Written progress={progress} isPending={isPending} />}
        {!isPending && result && <Found result={result} />}
      </div>
      {file && isGood && (
        <Group>
          <BusyButton isBusy={isPending} onClick={() => write(file, result.total)}>
            写入 {result.total} 个{roster === 'units' ? '单位' : '账号'}
          </BusyButton>
        </Group>
      )}
    </>
  )
}

function Found({ result }: { result: Result }) {
  if (!result.ok) return <Told told={result} />
  const { faults, faultCount, entries, total, known } = result
  if (faults.length > 0) {
    return (
      <Alert color="vermilion" title={`${faultCount} 处校验未通过${result.written > 0 || result.left > 0 ? '，已停止写入' : '，没有写入'}`}>
        <ol className={styles.list}>
          {faults.map(({ line, says }) => (
            <li key={`${line} ${says}`}>
              {line > 0 && <b>第 {line} 行</b>} {says}
            </li>
          ))}
        </ol>
        {faultCount > faults.length && <p>其余 {faultCount - faults.length} 处请改正后再核对。</p>}
      </Alert>
    )
  }
  const there = known > 0 ? `；${known} 个已有，跳过` : ''
  if (total === 0) return <Alert color="ink" title={`没有要增加的${there}`} />
  return (
    <Alert color="ink" title={`核对无误，将增加 ${total} 个${there}`}>
      <ol className={styles.list}>
        {entries.map((entry) => (
          <li key={entry}>{entry}</li>
        ))}
      </ol>
      {total > entries.length && <p>其余 {total - entries.length} 个略。</p>}
    </Alert>
  )
}

function Written({ progress: { written, total, passwords }, isPending }: { progress: Progress; isPending: boolean }) {
  return (
    <Alert color={isPending ? 'ink' : 'pine'}>
      {isPending ? `正在写入，已写入 ${written} / ${total} 个，请不要关闭本页。` : `已写入 ${written} 个。`}
      {!isPending && <FirstPasswords passwords={passwords} />}
    </Alert>
  )
}
