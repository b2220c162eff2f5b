'use client'
import { Alert, Button, Group, NativeSelect, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { openTransition, SHORTEST_REASON, type TransitionName } from '@/report/status'

export type StepOutcome = { ok: true } | { ok: false; error: string }

/** Asks for the reason of a step and, where it goes to somebody, to whom. */
export function StepDialog({
  name,
  title,
  colleagues,
  error,
  isPending,
  onClose,
  onTake
}: {
  name: TransitionName
  title: string
  colleagues: readonly { id: number; name: string }[]
  error: string | undefined
  isPending: boolean
  onClose: () => void
  onTake: (given: { reason: string; to?: number }) => void
}) {
  const { button, demands } = openTransition(name)
  const goesToSomebody = demands.includes('colleague')
  const [reason, setReason] = useState('')
  const [to, setTo] = useState(String(colleagues[0]?.id ?? ''))
  const word = button.replace('…', '')
  return (
    <Dialog onClose={onClose} title={word}>
      <Text size="sm">{title}</Text>
      {goesToSomebody && (
        <NativeSelect
          label="转交给"
          description={colleagues.length === 0 ? '没有其他审核员可以转交，请与管理员联系' : undefined}
          data={colleagues.map(({ id, name: who }) => ({ value: String(id), label: who }))}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          mt="sm"
        />
      )}
      <Textarea
        label={goesToSomebody ? '附言' : '理由'}
        description={`对方会看到，至少 ${SHORTEST_REASON} 个字`}
        data-autofocus
        autosize
        minRows={2}
        mt="sm"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {error && (
        <Alert color="vermilion" role="alert" mt="sm">
          {error}
        </Alert>
      )}
      <Group justify="space-between" mt="md">
        <Button variant="default" onClick={onClose}>
          取消
        </Button>
        <Button
          loading={isPending}
          disabled={reason.trim().length < SHORTEST_REASON || (goesToSomebody && to === '')}
          onClick={() => onTake(goesToSomebody ? { reason, to: Number(to) } : { reason })}
        >
          确认{word}
        </Button>
      </Group>
    </Dialog>
  )
}
