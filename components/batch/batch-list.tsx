'use client'
import { Alert, Button, Group, Progress } from '@mantine/core'
import { useCallback, useEffect, useState, useTransition } from 'react'
import { LinkButton } from '@/components/ui/link-button'
import styles from './batch.module.css'

type State = { is: 'waiting' | 'running' | 'stopped' | 'done' } | { is: 'failed'; error: string }
export type BatchLine = { id: string; words: string; formats: string[]; startedOn: string; made: number; total: number; state: State }

type Outcome = { ok: true } | { ok: false; error: string }
type Followed = { ok: true; batches: BatchLine[] } | { ok: false; error: string }
type OnOne = (input: { id: string }) => Promise<Outcome>

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
  const [error, setError] = useState('')
  const [isPending, startTransition] = useTransition()

  const look = useCallback(async () => {
    const followed = await follow({}).catch(() => ({ ok: false as const, error: '连不上服务器，恢复后会继续显示进度' }))
    if (followed.ok) setBatches(followed.batches)
    setError(followed.ok ? '' : followed.error)
  }, [follow])

  const isBusy = error !== '' || batches.some(({ state }) => state.is === 'running' || state.is === 'waiting')
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
    startTransition(async () => {
      const outcome = await action({ id })
      await look()
      if (!outcome.ok) setError(outcome.error)
    })

  if (batches.length === 0 && error === '') return null
  return (
    <section aria-labelledby="batches" className={styles.list}>
      <h2 id="batches">我的导出</h2>
      {error && (
        <Alert color="vermilion" role="alert" p="xs">
          {error}
        </Alert>
      )}
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
                <Button loading={isPending} onClick={() => act(resume, id)}>
                  继续
                </Button>
              )}
              <Button variant="default" loading={isPending} onClick={() => act(cancel, id)}>
                {state.is === 'done' ? '删除' : '取消'}
              </Button>
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
