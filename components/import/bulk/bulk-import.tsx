'use client'
import { Button, Group, Progress } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { AskButton } from '@/components/ui/ask-button'
import { BusyButton } from '@/components/ui/busy-button'
import { type CallResult, call, type Refused } from '@/components/ui/call/call'
import { sendFile } from '@/components/ui/call/send-file'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { LinkButton } from '@/components/ui/link-button'
import { useListening } from '@/components/ui/use-listening'
import styles from './bulk-import.module.css'
import { BulkTable, type ShownFile } from './bulk-table'
import { DoubtWalk, type FindCut } from './doubt-walk'
import { isArchive, openArchive } from './open-archive'

/** Files taken over in one call. */
const AT_ONCE = 10
/** Where the server says that too much is being read. */
const PAUSE_MS = 3000

export type BulkActions = {
  decide: (given: { file: number; at: string; text: string | null }) => Promise<CallResult>
  look: FindCut
  place: (given: { file: number; unit: number | null; year: number | null }) => Promise<CallResult>
  take: (given: { files: number[] }) => Promise<{ ok: true; taken: number; failed: { name: string; why: string }[] } | Refused>
  remove: (given: { files: number[] }) => Promise<CallResult>
}

type Work = { words: string; done: number; of: number }

/** 批量导入: files are read one after the other and stand in the database from then on; whoever comes back goes on there. */
export function BulkImport({
  files,
  units,
  years,
  actions
}: {
  files: readonly ShownFile[]
  units: readonly { id: number; name: string }[]
  years: readonly number[]
  actions: BulkActions
}) {
  const { refresh } = useRouter()
  const isListening = useListening()
  const [work, setWork] = useState<Work>()
  const [faults, setFaults] = useState<readonly string[]>([])
  const [isSettling, setSettling] = useState(false)
  const isStopped = useRef(false)
  const { run, told } = useCall()

  const begin = () => {
    isStopped.current = false
    setFaults([])
  }
  const tell = (fault: string) => setFaults((before) => [...before, fault])

  const read = async (chosen: readonly File[]) => {
    begin()
    const sources = (await Promise.all(chosen.map((file) => listSources(file, tell)))).flat()
    for (const [done, { path, open }] of sources.entries()) {
      if (isStopped.current) break
      setWork({ words: `正在读取 ${path}`, done, of: sources.length })
      const answer = await readOne(path, open, () => isStopped.current)
      if (!answer.ok) tell(`${path}：${answer.error}`)
      if (done % 20 === 19) refresh()
    }
    setWork(undefined)
    refresh()
  }

  const ready = files.filter(({ isReady }) => isReady)
  const take = async () => {
    begin()
    for (let done = 0; done < ready.length && !isStopped.current; done += AT_ONCE) {
      setWork({ words: '正在导入', done, of: ready.length })
      const answer = await call(() => actions.take({ files: ready.slice(done, done + AT_ONCE).map(({ id }) => id) }))
      if (!answer.ok) {
        tell(answer.error)
        break
      }
      for (const { name, why } of answer.failed) tell(`${name}：${why}`)
    }
    setWork(undefined)
    refresh()
  }

  const doubts = files.filter(({ report }) => report === null).flatMap((file) => file.doubts.map((doubt) => ({ ...doubt, file })))
  const taken = files.filter(({ report }) => report !== null)
  return (
    <>
      <section
        className={styles.drop}
        aria-label="选择文件"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          read([...event.dataTransfer.files])
        }}
      >
        <label>
          选择文件或 .zip 压缩包（可多选，也可拖到这里）
          <input type="file" multiple disabled={!isListening || !!work} onChange={({ target }) => read([...(target.files ?? [])])} />
        </label>
        <p>压缩包内可按年度或单位分文件夹。文件读入后保存在服务器，随时可以回来继续办理。</p>
      </section>
      {work && (
        <div className={styles.work} role="status">
          <span>
            {work.words}（{work.done}/{work.of}）
          </span>
          <Progress value={(100 * work.done) / work.of} aria-label="进度" />
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => {
              isStopped.current = true
            }}
          >
            停止
          </Button>
        </div>
      )}
      {faults.length > 0 && <Told told={{ ok: false, error: faults.join('\n') }} />}
      <Told told={told} />
      {files.length > 0 && (
        <>
          <Group my="sm">
            <BusyButton isBusy={!!work} disabled={ready.length === 0} onClick={take}>
              导入可导入的 {ready.length} 份
            </BusyButton>
            <Button variant="default" disabled={doubts.length === 0} onClick={() => setSettling(true)}>
              逐条处理存疑 {doubts.length} 处
            </Button>
            <LinkButton href="/import/list" isOutside>
              下载结果（Excel）
            </LinkButton>
            <Button
              variant="default"
              disabled={taken.length === 0}
              onClick={() => run(() => actions.remove({ files: taken.map(({ id }) => id) }), refresh)}
            >
              从列表移除已导入的
            </Button>
            <AskButton
              title="全部移除"
              words="列表中的文件将全部移除，已导入的历史年报不受影响。"
              variant="default"
              isBusy={!!work}
              onTake={() => run(() => actions.remove({ files: files.map(({ id }) => id) }), refresh)}
            >
              全部移除
            </AskButton>
          </Group>
          <BulkTable files={files} units={units} years={years} place={(given) => run(() => actions.place(given), refresh)} />
        </>
      )}
      {isSettling && (
        <DoubtWalk
          doubts={doubts}
          units={units}
          decide={actions.decide}
          look={actions.look}
          onClose={() => {
            setSettling(false)
            refresh()
          }}
        />
      )}
    </>
  )
}

type Source = { path: string; open: () => Promise<Blob> }

/** A chosen file, or those in a chosen archive; what cannot be opened is told. */
async function listSources(file: File, tell: (fault: string) => void): Promise<Source[]> {
  if (!isArchive(file)) return [{ path: file.webkitRelativePath || file.name, open: async () => file }]
  try {
    const entries = await openArchive(file)
    for (const { path, fault } of entries) if (fault) tell(`${path}：${fault}`)
    return entries.filter(({ fault }) => !fault)
  } catch (error) {
    tell(`${file.name}：${error instanceof Error ? error.message : '压缩包不能打开'}`)
    return []
  }
}

/** Reads one file; where too much is read at once, after a pause again. */
async function readOne(path: string, open: Source['open'], isStopped: () => boolean): Promise<CallResult> {
  let content: Blob
  try {
    content = await open()
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : '压缩包内的文件不能打开' }
  }
  const file = new File([content], path.split('/').at(-1) ?? path)
  for (;;) {
    const answer = await call(() => sendFile<{ ok: true }>(`/import/list?name=${encodeURIComponent(path)}`, file))
    if (answer.ok || answer.why !== 'slow down' || isStopped()) return answer
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}
