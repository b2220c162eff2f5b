'use client'
import Link from 'next/link'
import { useRef, useState } from 'react'
import type { CallResult } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { NextLine, type NextWords } from '@/components/ui/next-note'
import { announce } from '@/components/ui/page/announce'
import { StandingBadge } from '@/components/ui/state-badge'
import { StepDialog } from '@/components/workflow/step-dialog'
import { AT_ONCE, STEP_KEYS } from '@/components/workflow/step-keys'
import { useKeys } from '@/components/workflow/use-keys'
import { printDay, printMoment } from '@/report/workflow/dates'
import type { Standing } from '@/report/workflow/progress'
import { turnOf } from '@/report/workflow/states'
import { eventWords, openTransition, type TransitionName } from '@/report/workflow/transitions'
import styles from './queue-table.module.css'

export type QueueLine = {
  id: number | null
  unit: number
  unitName: string
  year: number
  kind: string
  revision?: number
  version?: number
  state: Standing
  due: string
  isExtended: boolean
  daysLeft?: number
  claimer?: string | null
  risk?: { explained: number; changed: number; isFirst: boolean }
  comments?: number
  isWaiting: boolean
  isMine: boolean
  isPlain: boolean
  /** When one's own claim lapses, where that is near; comments the unit has answered. */
  claimEnds?: Date
  answered?: number
  /** What it waits for, where nobody can take the next step; and what was asked for and is not answered. */
  next?: NextWords
  request?: string
  /** Why nothing need be reported. */
  excuse?: string
  mayOpen: boolean
  steps: readonly TransitionName[]
  colleagues: readonly { id: number; name: string }[]
}

export type QueueActions = {
  takeStep: (report: number, given: { name: TransitionName; version: number; reason?: string; to?: number }) => Promise<CallResult>
  excuseUnit: (given: { unit: number; year: number; reason: string }) => Promise<CallResult>
}

const keyOf = ({ unit, year, kind }: QueueLine) => `${unit} ${year} ${kind}`

/**
 * Reports and what may be done with them: J and K go down and up, O opens the first, Enter the one in focus. Without actions it only
 * leads on.
 */
export function QueueTable({
  lines,
  actions,
  label,
  empty
}: {
  lines: readonly QueueLine[]
  actions?: QueueActions
  label: string
  /** What to say where there are none. The last line may be gone because somebody was quicker: what went wrong must stay. */
  empty: string
}) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [asking, setAsking] = useState<{ line: QueueLine; name: TransitionName }>()
  const { run, told, isPending, forget } = useCall()

  const links = () => [...(body.current?.querySelectorAll<HTMLElement>('[data-open]') ?? [])]
  const go = (by: 1 | -1) => {
    const all = links()
    const now = all.findIndex((link) => link.closest('tr')?.contains(document.activeElement))
    all[now < 0 ? 0 : Math.min(Math.max(now + by, 0), all.length - 1)]?.focus()
  }
  const click = (selector: string) => body.current?.querySelector<HTMLElement>(`tr:focus-within ${selector}`)?.click()
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    o: () => (links().find((link) => link.closest('tr')?.contains(document.activeElement)) ?? links()[0])?.click(),
    [STEP_KEYS.claim ?? '']: () => click('[data-step=claim]')
  })

  const take = async (line: QueueLine, name: TransitionName, words?: { reason: string; to?: number }): Promise<CallResult> => {
    if (!actions) return { ok: true }
    const { id, unit, year, version = 0 } = line
    return id === null
      ? actions.excuseUnit({ unit, year, reason: words?.reason ?? '' })
      : actions.takeStep(id, { name, version, reason: words?.reason, to: words?.to })
  }
  const press = (line: QueueLine, name: TransitionName) => {
    forget()
    if (AT_ONCE.includes(name))
      run(
        () => take(line, name),
        () => announce('results', `${titleOf(line)}：已${eventWords(name)}`)
      )
    else setAsking({ line, name })
  }

  return (
    <>
      <Told told={told} />
      {lines.length === 0 && <p>{empty}</p>}
      <table className={styles.table} aria-label={label} hidden={lines.length === 0}>
        <thead>
          <tr>
            <th scope="col">单位</th>
            <th scope="col">年度</th>
            <th scope="col">状态</th>
            <th scope="col">报送截止（24:00）</th>
            <th scope="col">审核提示</th>
            <th scope="col">办理</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {lines.map((line) => (
            <tr key={keyOf(line)} data-key={keyOf(line)}>
              <th scope="row">{line.unitName}</th>
              <td className={styles.number}>
                {line.year}
                {(line.revision ?? 1) > 1 && <span className={styles.soft}> 第 {line.revision} 版</span>}
              </td>
              <td>
                <StandingBadge standing={line.state} />
                {line.claimer && <span className={styles.claimer}> {line.isMine ? '我已领取' : `${line.claimer} 已领取`}</span>}
              </td>
              <td className={styles.number}>
                <Due {...line} />
              </td>
              <td>
                <Risk {...line} />
              </td>
              <td className={styles.steps}>
                {line.mayOpen && (
                  <Link href={`/reports/${line.id}/review`} prefetch={false} data-open aria-label={`${wordOf(line)}：${titleOf(line)}`}>
                    {wordOf(line)}
                  </Link>
                )}
                {actions &&
                  line.steps.map((name) => (
                    <button
                      key={name}
                      type="button"
                      data-step={name}
                      aria-disabled={isPending || undefined}
                      aria-label={`${openTransition(name).button}：${titleOf(line)}`}
                      onClick={() => press(line, name)}
                    >
                      {openTransition(name).button}
                    </button>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asking && (
        <StepDialog
          name={asking.name}
          title={titleOf(asking.line)}
          colleagues={asking.line.colleagues}
          take={(words) => take(asking.line, asking.name, words)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}

const titleOf = ({ unitName, year }: QueueLine) => `${unitName} ${year} 年年报`

function wordOf({ state, isWaiting }: QueueLine): string {
  if (!isWaiting) return '查看'
  return state !== 'NOT_STARTED' && turnOf(state) === 'reviewer' ? '审核' : '办理'
}

function Due({ due, isExtended, daysLeft }: QueueLine) {
  return (
    <>
      {printDay(due)}
      {isExtended && '（延期）'}
      {daysLeft !== undefined && (
        <span className={daysLeft < 0 ? styles.late : styles.soft}>
          {' '}
          {daysLeft < 0 ? `▲ 已过 ${-daysLeft} 天` : daysLeft === 0 ? '今天截止' : `还有 ${daysLeft} 天`}
        </span>
      )}
    </>
  )
}

/** What a reviewer will have to look at, in a few words. */
function Risk({ risk, comments = 0, answered = 0, claimEnds, isPlain, next, request, excuse }: QueueLine) {
  const words = [
    excuse,
    risk?.isFirst && '首次报送',
    risk && risk.explained > 0 && `${risk.explained} 处已说明`,
    risk && risk.changed > 0 && `变动 ${risk.changed} 处`,
    comments > 0 && `${comments} 条意见`,
    answered > 0 && `${answered} 条意见单位已答复`
  ].filter(Boolean)
  return (
    <>
      {isPlain && <span className={styles.plain}>● 可批量通过 </span>}
      {request && <div className={styles.late}>▲ {request}</div>}
      {claimEnds && <div className={styles.late}>▲ 领取将于 {printMoment(claimEnds)} 到期，到期退还待审</div>}
      {next && (
        <div className={styles.soft}>
          <NextLine next={next} />
        </div>
      )}
      <span className={styles.soft}>{words.join(' · ')}</span>
    </>
  )
}
