'use client'
import { Alert, Button, Checkbox, Group, Progress, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import type { CallResult } from '@/components/ui/call/call'
import { call } from '@/components/ui/call/call'
import { Dialog } from '@/components/ui/dialog'
import styles from './bulk-steps.module.css'

type OneOfMany = { id: number; unitName: string; year: number; version: number }

type Step = (report: number, given: { version: number }) => Promise<CallResult>

const WORDS = {
  approve: {
    title: '批量通过',
    says: '下列年报没有需要说明的问题、没有意见、与上次报送相比没有变动。逐份领取并审核通过，互不影响。',
    does: '审核通过',
    done: '已通过',
    sum: '通过'
  },
  publish: {
    title: '批量公布',
    says: '下列年报已审核通过、尚未公布。逐份公布，互不影响；公布后任何人都可以看到。',
    does: '公布',
    done: '已公布',
    sum: '公布'
  }
} as const

/** Takes one step with many reports, one after the other, each in its own transaction; each says what became of it. */
export function BulkSteps({ name, all, take }: { name: keyof typeof WORDS; all: readonly OneOfMany[]; take: Step }) {
  // The list under it changes with every step; what was asked for does not.
  const [reports, setReports] = useState<readonly OneOfMany[]>()
  if (all.length === 0 && !reports) return null
  return (
    <>
      <Button variant="default" onClick={() => setReports(all)}>
        {WORDS[name].title} {all.length} 份…
      </Button>
      {reports && <BulkDialog name={name} reports={reports} take={take} onClose={() => setReports(undefined)} />}
    </>
  )
}

type Asked = { name: keyof typeof WORDS; reports: readonly OneOfMany[]; take: Step; onClose: () => void }

function BulkDialog({ name, reports, take, onClose }: Asked) {
  const { title, says, does, done, sum } = WORDS[name]
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set(reports.map(({ id }) => id)))
  const [outcomes, setOutcomes] = useState<ReadonlyMap<number, CallResult>>(new Map())
  const [stage, setStage] = useState<'choosing' | 'running' | 'done'>('choosing')
  const isStopped = useRef(false)
  const chosen = reports.filter(({ id }) => left.has(id))
  const taken = [...outcomes.values()].filter(({ ok }) => ok).length

  const run = async () => {
    setStage('running')
    for (const { id, version } of chosen) {
      if (isStopped.current) break
      const outcome = await call(() => take(id, { version }))
      setOutcomes((before) => new Map(before).set(id, outcome))
    }
    setStage('done')
  }
  const toggle = (id: number) => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    setLeft(next)
  }

  return (
    <Dialog onClose={stage === 'running' ? undefined : onClose} title={title} size="lg">
      <Text size="sm">{says}</Text>
      <ul className={styles.list}>
        {reports.map((report) => (
          <li key={report.id}>
            <Checkbox
              label={`${report.unitName} ${report.year} 年`}
              checked={left.has(report.id)}
              disabled={stage !== 'choosing'}
              onChange={() => toggle(report.id)}
            />
            <Outcome outcome={outcomes.get(report.id)} done={done} />
          </li>
        ))}
      </ul>
      {stage !== 'choosing' && (
        <Progress value={(outcomes.size / Math.max(chosen.length, 1)) * 100} aria-label="办理进度" color="pine" mt="sm" />
      )}
      {stage === 'done' && (
        <Alert color={taken === chosen.length ? 'pine' : 'ochre'} role="status" mt="sm">
          {sum} {taken} 份，未{sum} {outcomes.size - taken} 份，未办理 {chosen.length - outcomes.size} 份
        </Alert>
      )}
      <Group justify="space-between" mt="md">
        {stage === 'choosing' && (
          <>
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button color="pine" disabled={chosen.length === 0} onClick={run}>
              {does} {chosen.length} 份
            </Button>
          </>
        )}
        {stage === 'running' && (
          <Button
            variant="default"
            onClick={() => {
              isStopped.current = true
            }}
          >
            停止
          </Button>
        )}
        {stage === 'done' && <Button onClick={onClose}>完成</Button>}
      </Group>
    </Dialog>
  )
}

function Outcome({ outcome, done }: { outcome: CallResult | undefined; done: string }) {
  if (!outcome) return null
  return outcome.ok ? <span className={styles.approved}>● {done}</span> : <span className={styles.refused}>■ {outcome.error}</span>
}
