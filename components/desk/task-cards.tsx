'use client'
import type { CallResult } from '@/components/ui/call/call'
import { SendForm } from '@/components/ui/call/send-form'
import { printDue } from '@/report/workflow/deadline'
import { MoreTime } from './more-time'
import styles from './task-cards.module.css'
import { type NoticeOfTask, NoticeText } from './task-notice'

type Task = NoticeOfTask & {
  unit: number
  unitName: string
  year: number
  due: string
  isExtended: boolean
  daysLeft: number
  issuer: string | undefined
  reviewer: string | undefined
  excuse: string | null
  askedUntil?: string
}

type Start = (fields: Record<string, string>) => Promise<CallResult>

/** What is expected of one's units and has not begun: by when, of whom, what the notice says. */
export function TaskCards({ tasks, start }: { tasks: readonly Task[]; start: Start }) {
  if (tasks.length === 0) return null
  return (
    <ul className={styles.tasks} aria-label="待开始的任务">
      {tasks.map((task) => (
        <li key={`${task.unit} ${task.year}`} data-late={(task.excuse === null && task.daysLeft < 0) || undefined}>
          <TaskCard {...task} start={start} />
        </li>
      ))}
    </ul>
  )
}

function TaskCard({ start, ...task }: Task & { start: Start }) {
  const { unit, unitName, year, due, isExtended, daysLeft, issuer, reviewer, notice, attachments, excuse, askedUntil } = task
  return (
    <>
      <h2>
        {unitName} {year} 年年报任务
      </h2>
      {excuse !== null ? (
        <p>本年度无需报送：{excuse}</p>
      ) : (
        <p className={daysLeft < 0 ? styles.late : undefined}>
          <b>{dueIn(daysLeft)}</b> · {printDue(due)} 前报送{isExtended && '（已延期）'}
        </p>
      )}
      <p className={styles.from}>
        {issuer}下达{excuse === null && reviewer && ` · 由${reviewer}审核`}
      </p>
      <NoticeText notice={notice} attachments={attachments} />
      {excuse === null && (
        <p>
          <MoreTime unit={unit} unitName={unitName} year={year} askedUntil={askedUntil} />
        </p>
      )}
      {excuse === null && (
        <SendForm action={start} submit={`开始填报 ${year} 年年报`}>
          <input type="hidden" name="unit" value={unit} />
          <input type="hidden" name="year" value={year} />
        </SendForm>
      )}
    </>
  )
}

function dueIn(daysLeft: number): string {
  if (daysLeft < 0) return `▲ 已逾期 ${-daysLeft} 天`
  return daysLeft === 0 ? '今天截止' : `还有 ${daysLeft} 天`
}
