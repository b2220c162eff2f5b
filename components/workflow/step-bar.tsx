'use client'
import { type ReactNode, useState } from 'react'
import { BusyButton } from '@/components/ui/busy-button'
import type { CallResult } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { lazily } from '@/components/ui/lazily'
import type { NextWords } from '@/components/ui/next-note'
import { announce } from '@/components/ui/page/announce'
import type { JudgedThread } from '@/report/workflow/comment'
import { printMoment } from '@/report/workflow/dates'
import { eventWords, openTransition, type TransitionName } from '@/report/workflow/transitions'
import styles from './step-bar.module.css'
import { AT_ONCE, SIDES, STEP_KEYS } from './step-keys'
import { useKeys } from './use-keys'

const StepDialog = lazily(async () => (await import('./step-dialog')).StepDialog)

export type Steps = {
  id: number
  version: number
  title: string
  isCorrection: boolean
  names: readonly TransitionName[]
  claim: { by: string | undefined; ends: Date; isMine: boolean } | undefined
  colleagues: readonly { id: number; name: string }[]
  /** What the report waits for, and what was asked for and not answered. */
  next: NextWords | undefined
  request: string | undefined
}

export type StepGiven = { name: TransitionName; version: number; reason?: string; changeNote?: string; to?: number; until?: string }
export type TakeStep = (given: StepGiven) => Promise<CallResult>

/**
 * Every step of the workflow somebody may take now, from the table in report/workflow/transitions.ts. Going back and going on lie at
 * opposite ends, differ in colour, shape and words, and ask before anything happens. `facts`: what is decided on.
 */
export function StepBar({
  steps,
  threads,
  facts = [],
  takeStep,
  onComment,
  children
}: {
  steps: Steps
  threads: readonly JudgedThread[]
  facts?: readonly string[]
  takeStep: TakeStep
  onComment?: () => void
  children?: ReactNode
}) {
  const [asking, setAsking] = useState<TransitionName>()
  const { run, told, isPending, forget } = useCall()
  const take = (name: TransitionName) => {
    forget()
    if (AT_ONCE.includes(name))
      run(
        () => takeStep({ name, version: steps.version }),
        () => announce('results', `已${eventWords(name)}`)
      )
    else setAsking(name)
  }
  useKeys(Object.fromEntries(steps.names.flatMap((name) => (STEP_KEYS[name] ? [[STEP_KEYS[name], () => take(name)]] : []))))

  const draw = (name: TransitionName) => {
    const side = SIDES[name]
    const look =
      side === 'back'
        ? ({ variant: 'outline', color: 'vermilion', leftSection: '↩' } as const)
        : side === 'on'
          ? ({ color: name === 'claim' ? 'ink' : 'pine', radius: 'xl', rightSection: name === 'claim' ? undefined : '✓' } as const)
          : ({ variant: 'default' } as const)
    return (
      <BusyButton key={name} {...look} isBusy={isPending && AT_ONCE.includes(name)} onClick={() => take(name)}>
        {openTransition(name).button}
        {STEP_KEYS[name] && <kbd className={styles.key}>{STEP_KEYS[name].toUpperCase()}</kbd>}
      </BusyButton>
    )
  }
  const at = (side: 'back' | 'on' | undefined) => steps.names.filter((name) => SIDES[name] === side).map(draw)

  return (
    <section className={styles.bar} aria-label="办理">
      <div className={styles.side}>{at('back')}</div>
      <div className={styles.middle}>
        <Claim claim={steps.claim} />
        {at(undefined)}
        {children}
        <Told told={told} />
      </div>
      <div className={styles.side}>{at('on')}</div>
      {asking && (
        <StepDialog
          key={asking}
          name={asking}
          title={steps.title}
          isCorrection={steps.isCorrection}
          colleagues={steps.colleagues}
          threads={threads.filter(({ closedOn }) => closedOn === null)}
          facts={facts}
          take={(words) => takeStep({ name: asking, version: steps.version, ...words })}
          onComment={onComment}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  )
}

function Claim({ claim }: { claim: Steps['claim'] }) {
  if (!claim) return null
  return (
    <span className={styles.claim}>
      {claim.isMine ? '您已领取' : `由 ${claim.by ?? '他人'} 领取`}，{printMoment(claim.ends)} 到期
    </span>
  )
}
