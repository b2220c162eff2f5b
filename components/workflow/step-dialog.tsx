'use client'
import { Alert, Button, Group, NativeSelect, Text, Textarea } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { BusyButton } from '@/components/ui/busy-button'
import type { CallResult } from '@/components/ui/call/call'
import { useDraft } from '@/components/ui/call/draft'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { Dialog } from '@/components/ui/dialog'
import { DayInput } from '@/components/ui/fields/day-input'
import { announce } from '@/components/ui/page/announce'
import type { JudgedThread } from '@/report/workflow/comment'
import { dayOf } from '@/report/workflow/dates'
import { proposeReturnDue } from '@/report/workflow/deadline'
import { eventWords, openTransition, SHORTEST_REASON, type TransitionName } from '@/report/workflow/transitions'
import { CONSEQUENCES, REASON_NAMES } from './consequences'
import { SIDES } from './step-keys'

/** The words a step demands. */
export type StepWords = { reason: string; changeNote: string; to?: number; until?: string }

/** Asks before a step is taken: names the report and what follows, and takes the words the step demands. */
export function StepDialog({
  name,
  title,
  isCorrection = false,
  colleagues,
  threads = [],
  facts = [],
  take,
  onComment,
  onClose
}: {
  name: TransitionName
  /** Of the report. */
  title: string
  isCorrection?: boolean
  /** To whom it may go. */
  colleagues: readonly { id: number; name: string }[]
  /** Comments still open. */
  threads?: readonly JudgedThread[]
  facts?: readonly string[]
  take: (words: StepWords) => Promise<CallResult>
  onComment?: () => void
  onClose: () => void
}) {
  const { demands, button } = openTransition(name)
  const [reason, setReason] = useDraft(`${name} ${title} reason`)
  const [changeNote, setChangeNote] = useDraft(`${name} ${title} note`)
  const [to, setTo] = useState(colleagues.length === 1 ? String(colleagues[0]?.id) : undefined)
  const isDated = name === 'return' && !isCorrection
  const [until, setUntil] = useState(() => (isDated ? proposeReturnDue(dayOf(new Date())) : undefined))
  const { run, told, isPending } = useCall()
  const wants = (demand: (typeof demands)[number]) => demands.includes(demand)
  const wantsNote = wants('change note') && isCorrection
  const isFilled =
    (!wants('reason') || reason.trim().length >= SHORTEST_REASON) &&
    (!wantsNote || changeNote.trim().length >= SHORTEST_REASON) &&
    (!wants('colleague') || to !== undefined) &&
    until !== ''
  const isReady = isFilled && (!wants('comment') || threads.length > 0) && (!wants('closed comments') || threads.length === 0)
  const color = SIDES[name] === 'back' ? 'vermilion' : SIDES[name] === 'on' ? 'pine' : 'ink'

  const confirm = () =>
    run(
      () => take({ reason, changeNote, to: to === undefined ? undefined : Number(to), until }),
      () => {
        setReason('')
        setChangeNote('')
        onClose()
        announce('results', `已${eventWords(name)}`)
      }
    )

  // A comment sent just before may not stand on this page yet: the key is not lost, the server decides and says why not.
  const onKeyDown = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    if (key === 'Enter' && (ctrlKey || metaKey) && isFilled && !isPending) confirm()
  }

  return (
    <Dialog onClose={onClose} title={button.replace('…', '')} size="lg">
      <Text fw={600}>《{title}》</Text>
      <Text size="sm">{CONSEQUENCES[name]}</Text>
      {SIDES[name] === 'on' && facts.length > 0 && (
        <Text size="sm" c="dimmed">
          {facts.join(' · ')}
        </Text>
      )}
      {wants('comment') && <OpenComments threads={threads} onComment={onComment && (() => [onClose(), onComment()])} />}
      {wants('closed comments') && threads.length > 0 && (
        <Alert color="ochre" role="note" p="xs" mt="sm">
          还有 {threads.length} 条意见尚未了结，须逐条了结后才能办理。
        </Alert>
      )}
      {wants('colleague') && (
        <NativeSelect
          label="转交给"
          description={colleagues.length === 0 ? '没有其他审核员可以转交，请联系管理员' : undefined}
          data-autofocus
          mt="sm"
          value={to ?? ''}
          data={[{ value: '', label: '请选择' }, ...colleagues.map((one) => ({ value: String(one.id), label: one.name }))]}
          onChange={(event) => setTo(event.currentTarget.value || undefined)}
        />
      )}
      {wants('reason') && (
        <Textarea
          label={REASON_NAMES[name] ?? '理由'}
          description={`至少 ${SHORTEST_REASON} 个字，记入历程；写好后可按 Ctrl+Enter 确认`}
          data-autofocus={wants('colleague') ? undefined : true}
          autosize
          minRows={3}
          mt="sm"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      )}
      {until !== undefined && (
        <DayInput
          label="重新报送截止"
          description="建议一周后；到期未重新报送的算逾期"
          mt="sm"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      )}
      {wantsNote && (
        <Textarea
          label="更正说明"
          description="公众会看到：更正了什么，为什么"
          data-autofocus
          autosize
          minRows={3}
          mt="sm"
          value={changeNote}
          onChange={(event) => setChangeNote(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      )}
      <Told told={told} />
      <Group justify="space-between" mt="md">
        <Button variant="default" onClick={onClose}>
          取消
        </Button>
        <BusyButton
          color={color}
          data-autofocus={wants('reason') || wantsNote ? undefined : true}
          isBusy={isPending}
          disabled={!isReady}
          onClick={confirm}
        >
          确认{button.replace('…', '')}
        </BusyButton>
      </Group>
    </Dialog>
  )
}

function OpenComments({ threads, onComment }: { threads: readonly JudgedThread[]; onComment?: () => void }) {
  if (threads.length === 0) {
    return (
      <Alert color="ochre" role="note" p="xs" mt="sm">
        尚未写意见。退回前请至少写一条，指明要修改的位置。
        {onComment && (
          <Button size="compact-sm" variant="default" ml="sm" onClick={onComment}>
            写意见
          </Button>
        )}
      </Alert>
    )
  }
  return (
    <>
      <Text size="sm" mt="sm">
        随退回发出的意见（{threads.length} 条）：
      </Text>
      <ul>
        {threads.map(({ id, remarks }) => (
          <li key={id}>{remarks[0]?.text}</li>
        ))}
      </ul>
    </>
  )
}
