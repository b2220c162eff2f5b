'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { AskButton } from '@/components/ui/ask-button'
import { BusyButton } from '@/components/ui/busy-button'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { WordsField } from '@/components/ui/fields/words-field'
import { announce } from '@/components/ui/page/announce'
import { useListening } from '@/components/ui/use-listening'
import styles from './rollup.module.css'
import type { DeclareAbsent } from './sum-data'

/** 列为缺报, with its reason, or takes it back: for whoever reviews the unit. Quiet: it stands in each line beside a weightier step. */
export function AbsenceButton({
  unit,
  name,
  isAbsent,
  year,
  declareAbsent
}: {
  unit: number
  name: string
  isAbsent: boolean
  year: number
  declareAbsent: DeclareAbsent
}) {
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const { run, told, isPending } = useCall()
  const isListening = useListening()
  const send = (words: string | null) =>
    run(
      () => declareAbsent({ unit, year, reason: words }),
      () => {
        setAsking(false)
        announce('results', words === null ? `${name}已撤销缺报` : `${name}已列为缺报`)
      }
    )
  if (isAbsent)
    return (
      <>
        <AskButton
          title="撤销缺报"
          words={`汇总将等待${name}的年报审核通过。`}
          size="compact-sm"
          variant="default"
          isBusy={isPending}
          disabled={!isListening}
          onTake={() => send(null)}
        >
          撤销缺报
        </AskButton>
        <Told told={told?.ok ? undefined : told} />
      </>
    )
  if (!isAsking)
    return (
      <Button
        size="compact-sm"
        variant="subtle"
        c="dimmed"
        fw={400}
        disabled={!isListening}
        onClick={() => setAsking(true)}
        aria-label={`${name}列为缺报…`}
      >
        列为缺报…
      </Button>
    )
  return (
    <div className={styles.fields}>
      <WordsField
        label={`${name}缺报的理由`}
        text={reason}
        maxLength={500}
        onText={setReason}
        onSend={() => send(reason)}
        onLeave={() => setAsking(false)}
      />
      <BusyButton size="compact-sm" isBusy={isPending} onClick={() => send(reason)}>
        确认列为缺报
      </BusyButton>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
        取消
      </Button>
      <Told told={told?.ok ? undefined : told} />
    </div>
  )
}
