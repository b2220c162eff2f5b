'use client'
import { Alert, Button, Checkbox, Group, Progress, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import type { CallResult } from '@/components/ui/call/call'
import { call } from '@/components/ui/call/call'
import { Dialog } from '@/components/ui/dialog'
import styles from './bulk-approve.module.css'

export type PlainReport = { id: number; unitName: string; year: number; version: number }

type Approve = (report: number, given: { version: number }) => Promise<CallResult>

/** Approves the reports in which there is nothing to look at, one after the other; each says what became of it. */
export function BulkApprove({ plain, approve }: { plain: readonly PlainReport[]; approve: Approve }) {
  // The list under it changes with every approval; what was asked for does not.
  const [reports, setReports] = useState<readonly PlainReport[]>()
  if (plain.length === 0 && !reports) return null
  return (
    <>
      <Button variant="default" onClick={() => setReports(plain)}>
        批量通过 {plain.length} 份…
      </Button>
      {reports && <BulkDialog reports={reports} approve={approve} onClose={() => setReports(undefined)} />}
    </>
  )
}

function BulkDialog({ reports, approve, onClose }: { reports: readonly PlainReport[]; approve: Approve; onClose: () => void }) {
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set(reports.map(({ id }) => id)))
  const [outcomes, setOutcomes] = useState<ReadonlyMap<number, CallResult>>(new Map())
  const [stage, setStage] = useState<'choosing' | 'running' | 'done'>('choosing')
  const isStopped = useRef(false)
  const chosen = reports.filter(({ id }) => left.has(id))
  const approved = [...outcomes.values()].filter(({ ok }) => ok).length

  const run = async () => {
    setStage('running')
    for (const { id, version } of chosen) {
      if (isStopped.current) break
      const outcome = await call(() => approve(id, { version }))
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
    <Dialog onClose={stage === 'running' ? undefined : onClose} title="批量通过" size="lg">
      <Text size="sm">下列年报没有需要说明的问题、没有意见、与上次报送相比没有变动。逐份领取并审核通过，互不影响。</Text>
      <ul className={styles.list}>
        {reports.map((report) => (
          <li key={report.id}>
            <Checkbox
              label={`${report.unitName} ${report.year} 年`}
              checked={left.has(report.id)}
              disabled={stage !== 'choosing'}
              onChange={() => toggle(report.id)}
            />
            <Result outcome={outcomes.get(report.id)} />
          </li>
        ))}
      </ul>
      {stage !== 'choosing' && (
        <Progress value={(outcomes.size / Math.max(chosen.length, 1)) * 100} aria-label="办理进度" color="pine" mt="sm" />
      )}
      {stage === 'done' && (
        <Alert color={approved === chosen.length ? 'pine' : 'ochre'} role="status" mt="sm">
          通过 {approved} 份，未通过 {outcomes.size - approved} 份，未办理 {chosen.length - outcomes.size} 份
        </Alert>
      )}
      <Group justify="space-between" mt="md">
        {stage === 'choosing' && (
          <>
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button color="pine" disabled={chosen.length === 0} onClick={run}>
              审核通过 {chosen.length} 份
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

function Result({ outcome }: { outcome: CallResult | undefined }) {
  if (!outcome) return null
  return outcome.ok ? <span className={styles.approved}>● 已通过</span> : <span className={styles.refused}>■ {outcome.error}</span>
}
