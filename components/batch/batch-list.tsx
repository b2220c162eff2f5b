'use client'
import { Group, Progress } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { AskButton } from '@/components/ui/ask-button'
import { BusyButton } from '@/components/ui/busy-button'
import { type CallResult, isPassing, type Refused, reach } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { LinkButton } from '@/components/ui/link-button'
import styles from './batch.module.css'

type State = { is: 'waiting' | 'running' | 'stopped' | 'done' } | { is: 'failed'; error: string }
export type BatchLine = { id: string; words: string; formats: string[]; startedOn: string; made: number; total: number; state: State }

type Followed = { ok: true; batches: BatchLine[] } | Refused
type OnOne = (input: { id: string }) => Promise<CallResult>

/** Told by the form on the same page when something was ordered. */
export const ORDERED = 'batch-ordered'

const EACH_SECOND = 1000

/** What somebody ordered and how far it is; looked at each second while something is under way. */
export function BatchList({
  follow,
  cancel,
  resume,
  names
}: {
  follow: (input: object) => Promise<Followed>
  cancel: OnOne
  resume: OnOne
  names: Readonly<Record<string, string>>
}) {
  const [batches, setBatches] = useState<readonly BatchLine[]>([])
  const [lost, setLost] = useState<Refused>()
  const { run, told, isPending } = useCall({ repeats: true })

  const look = useCallback(async () => {
    const followed = await reach(() => follow({}))
    if (followed.ok) setBatches(followed.batches)
    setLost(followed.ok ? undefined : isPassing(followed) ? { ...followed, error: '无法连接服务器，恢复后会继续显示进度' } : followed)
  }, [follow])

  const isBusy = (lost && isPassing(lost)) || batches.some(({ state }) => state.is === 'running' || state.is === 'waiting')
  useEffect(() => {
    look()
    window.addEventListener(ORDERED, look)
    return () => window.removeEventListener(ORDERED, look)
  }, [look])
  useEffect(() => {
    const timer = isBusy ? setInterval(look, EACH_SECOND) : undefined
    return () => clearInterval(timer)
  }, [isBusy, look])

  const act = (action: OnOne, id: string) =>
    run(async () => {
      const answer = await action({ id })
      await look()
      return answer
    })

  if (batches.length === 0 && !lost) return null
  return (
    <section aria-labelledby="batches" className={styles.list}>
      <h2 id="batches">我的导出</h2>
      <Told told={lost ?? told} />
      <ul>
        {batches.map(({ id, words, formats, made, total, state }) => (
          <li key={id}>
            <div className={styles.words}>
              <strong>{words}</strong>
              <span>{formats.map((format) => names[format]).join('、')}</span>
              <span role="status">{tell(state, made, total)}</span>
            </div>
            <Progress value={(100 * made) / total} color={state.is === 'failed' ? 'vermilion' : 'ink'} aria-label={`${words}的进度`} />
            <Group gap="xs" mt={8}>
              {state.is === 'done' && (
                <LinkButton href={`/batch/${id}/zip`} isOutside>
                  下载
                </LinkButton>
              )}
              {(state.is === 'failed' || state.is === 'stopped') && (
                <BusyButton isBusy={isPending} onClick={() => act(resume, id)}>
                  继续
                </BusyButton>
              )}
              <AskButton
                title={state.is === 'done' ? '删除这次导出' : '取消这次导出'}
                words={`${words}：已生成的 ${made} 个文件将被删除，需要时可以重新导出。`}
                variant="default"
                isBusy={isPending}
                onTake={() => act(cancel, id)}
              >
                {state.is === 'done' ? '删除' : '取消'}
              </AskButton>
            </Group>
          </li>
        ))}
      </ul>
    </section>
  )
}

function tell(state: State, made: number, total: number): string {
  const progress = `${made} / ${total} 个文件`
  switch (state.is) {
    case 'waiting':
      return '排队中'
    case 'running':
      return `正在生成，${progress}`
    case 'done':
      return `已完成，${total} 个文件，保留七天`
    case 'stopped':
      return `已中断，${progress}，可以继续`
    case 'failed':
      return `没有完成，${progress}：${state.error}`
  }
}
