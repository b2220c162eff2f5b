'use client'
import { Button, Checkbox, Group, Progress } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { AskButton } from '@/components/ui/ask-button'
import { BusyButton } from '@/components/ui/busy-button'
import { type CallResult, call, isPassing, type Refused } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { LinkButton } from '@/components/ui/link-button'
import { useListening } from '@/components/ui/use-listening'
import type { UnitChoice } from '@/components/units/unit-select'
import styles from './bulk-import.module.css'
import { BulkTable, type ShownFile } from './bulk-table'
import { type BulkCounts, BulkViews } from './bulk-views'
import { DoubtWalk, type FindCut, type WalkedDoubt } from './doubt-walk'
import { listSources, readSource } from './read-sources'

/** Files taken over in one call. */
const AT_ONCE = 10
/** Faults that are told; a page of thousands tells nobody anything. */
const MOST_TOLD = 20

export type BulkActions = {
  decide: (given: { file: number; at: string; text: string | null }) => Promise<CallResult>
  doubts: (given: object) => Promise<{ ok: true; doubts: WalkedDoubt[] } | Refused>
  look: FindCut
  place: (given: { file: number; unit: number | null; year: number | null }) => Promise<CallResult>
  take: (given: { files: number[] }) => Promise<{ ok: true; taken: number; failed: { name: string; why: string }[] } | Refused>
  remove: (given: { files: number[] | 'taken' | 'all' }) => Promise<CallResult>
}

type Work = { words: string; done: number; of: number }

/** 批量导入: files are read one after the other and stand in the database from then on; whoever comes back goes on there. */
export function BulkImport({
  files,
  page,
  pages,
  shown,
  counts,
  doubts,
  ready,
  replacing,
  units,
  years,
  actions
}: {
  files: readonly ShownFile[]
  page: number
  pages: number
  shown: keyof BulkCounts
  counts: BulkCounts
  doubts: number
  ready: readonly number[]
  replacing: readonly number[]
  units: readonly UnitChoice[]
  years: readonly number[]
  actions: BulkActions
}) {
  const { refresh } = useRouter()
  const isListening = useListening()
  const [work, setWork] = useState<Work>()
  const [faults, setFaults] = useState<readonly string[]>([])
  const [walked, setWalked] = useState<readonly WalkedDoubt[]>()
  const [replaces, setReplaces] = useState(false)
  const isStopped = useRef(false)
  const { run, told } = useCall()

  const begin = () => {
    isStopped.current = false
    setFaults([])
  }
  const tell = (fault: string) => setFaults((before) => [...before, fault])

  const read = async (chosen: readonly File[]) => {
    if (work || chosen.length === 0) return
    begin()
    setWork({ words: '正在打开', done: 0, of: chosen.length })
    const sources = (await Promise.all(chosen.map((file) => listSources(file, tell)))).flat()
    for (const [done, source] of sources.entries()) {
      if (isStopped.current) break
      setWork({ words: `正在读取 ${source.path}`, done, of: sources.length })
      const answer = await readSource(source, () => isStopped.current)
      if (!answer.ok) {
        const isOver = isPassing(answer)
        tell(isOver ? `${answer.error}。已读取 ${done} 个，其余的请稍后重新选择，已读取的不会重复` : `${source.path}：${answer.error}`)
        if (isOver) break
      }
      if (done % 20 === 19) refresh()
    }
    setWork(undefined)
    refresh()
  }

  const chosen = replaces ? [...ready, ...replacing] : ready
  const take = async () => {
    begin()
    for (let done = 0; done < chosen.length && !isStopped.current; done += AT_ONCE) {
      setWork({ words: '正在导入', done, of: chosen.length })
      const answer = await call(() => actions.take({ files: chosen.slice(done, done + AT_ONCE) }))
      if (!answer.ok) {
        tell(answer.error)
        break
      }
      for (const { name, why } of answer.failed) tell(`${name}：${why}`)
    }
    setWork(undefined)
    refresh()
  }

  const remove = (of: number[] | 'taken' | 'all') => run(() => actions.remove({ files: of }), refresh)
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
          <input
            type="file"
            multiple
            disabled={!isListening || !!work}
            onChange={({ target }) => {
              const given = [...(target.files ?? [])]
              // The same archive can be chosen again, which goes on where it stopped.
              target.value = ''
              read(given)
            }}
          />
        </label>
        <p>压缩包内可按年度或单位分文件夹。文件读入后保存在服务器，随时可以回来继续办理；没有读完的，重新选择同一压缩包即可接着读取。</p>
      </section>
      {work && (
        <div className={styles.work} role="status">
          <span>
            {work.words}（{work.done}/{work.of}），请不要关闭本页
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
      {faults.length > 0 && <Told told={{ ok: false, error: tellFaults(faults) }} />}
      <Told told={told} />
      {counts.all > 0 && (
        <>
          <Group my="sm">
            <BusyButton isBusy={!!work} disabled={chosen.length === 0} onClick={take}>
              导入可导入的 {chosen.length} 份
            </BusyButton>
            {replacing.length > 0 && (
              <Checkbox
                label={`包括将替换已有历史年报的 ${replacing.length} 份`}
                checked={replaces}
                onChange={({ target }) => setReplaces(target.checked)}
              />
            )}
            <BusyButton
              variant="default"
              isBusy={!!work}
              disabled={doubts === 0}
              onClick={() =>
                run(
                  () => actions.doubts({}),
                  (answer) => setWalked(answer.doubts)
                )
              }
            >
              逐条处理存疑 {doubts} 处
            </BusyButton>
            <LinkButton href="/import/list" isOutside>
              下载结果（Excel）
            </LinkButton>
            <BusyButton variant="default" isBusy={!!work} disabled={counts.taken === 0} onClick={() => remove('taken')}>
              从列表移除已导入的
            </BusyButton>
            <AskButton
              title="全部移除"
              words="列表中的文件将全部移除，已导入的历史年报不受影响。"
              variant="default"
              isBusy={!!work}
              onTake={() => remove('all')}
            >
              全部移除
            </AskButton>
          </Group>
          <BulkViews shown={shown} counts={counts} page={page} pages={pages} />
          <BulkTable
            files={files}
            units={units}
            years={years}
            place={(given) => run(() => actions.place(given), refresh)}
            remove={(file) => remove([file])}
          />
        </>
      )}
      {walked && walked.length > 0 && (
        <DoubtWalk
          doubts={walked}
          units={units}
          decide={actions.decide}
          look={actions.look}
          onClose={() => {
            setWalked(undefined)
            refresh()
          }}
        />
      )}
    </>
  )
}

function tellFaults(faults: readonly string[]): string {
  const more = faults.length - MOST_TOLD
  return [...faults.slice(0, MOST_TOLD), ...(more > 0 ? [`另有 ${more} 条同类问题，没有一一列出`] : [])].join('\n')
}
