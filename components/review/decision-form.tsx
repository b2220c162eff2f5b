'use client'
import { Alert, Button, Group, Text, Textarea } from '@mantine/core'
import { useState, useTransition } from 'react'
import { Dialog } from '@/components/ui/dialog'
import styles from './review.module.css'

type Outcome = { ok: true } | { ok: false; error: string }

/** 退回修改 and 审核通过: at opposite ends, in other words and colours, each confirmed by naming what happens. */
export function DecisionForm({
  title,
  version,
  takeStep
}: {
  title: string
  version: number
  takeStep: (given: { name: 'return' | 'approve'; version: number; reason?: string }) => Promise<Outcome>
}) {
  const [asking, setAsking] = useState<'return' | 'approve'>()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string>()
  const [isPending, start] = useTransition()

  const decide = (work: () => Promise<Outcome>) =>
    start(async () => {
      const outcome = await work().catch(() => ({ ok: false as const, error: '连接不上服务器，请稍后再试' }))
      if (outcome.ok) setAsking(undefined)
      else setError(outcome.error)
    })

  const close = () => {
    setAsking(undefined)
    setError(undefined)
  }

  const failure = error && (
    <Alert color="vermilion" role="alert" mt="sm">
      {error}
    </Alert>
  )

  return (
    <div className={styles.decision}>
      <Button color="vermilion" variant="outline" onClick={() => setAsking('return')}>
        退回修改…
      </Button>
      <Button color="pine" onClick={() => setAsking('approve')}>
        审核通过
      </Button>
      {asking === 'return' && (
        <Dialog onClose={close} title="退回修改">
          <Text size="sm">退回《{title}》，由填报单位修改后重新提交。</Text>
          <Textarea
            label="退回原因"
            description="填报单位会看到，请写明要改什么"
            data-autofocus
            autosize
            minRows={3}
            mt="sm"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {failure}
          <Group justify="space-between" mt="md">
            <Button variant="default" onClick={close}>
              取消
            </Button>
            <Button
              color="vermilion"
              loading={isPending}
              disabled={reason.trim().length < 4}
              onClick={() => decide(() => takeStep({ name: 'return', version, reason }))}
            >
              确认退回
            </Button>
          </Group>
        </Dialog>
      )}
      {asking === 'approve' && (
        <Dialog onClose={close} title="审核通过">
          <Text>《{title}》审核通过？通过后填报单位不能再修改。</Text>
          {failure}
          <Group justify="space-between" mt="md">
            <Button variant="default" onClick={close}>
              取消
            </Button>
            <Button color="pine" data-autofocus loading={isPending} onClick={() => decide(() => takeStep({ name: 'approve', version }))}>
              确认通过
            </Button>
          </Group>
        </Dialog>
      )}
    </div>
  )
}
