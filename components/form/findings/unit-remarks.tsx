'use client'
import { createContext, type ReactNode, useContext, useRef, useState, useSyncExternalStore } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import type { RemarkActions } from '@/components/remarks/remark-actions'
import { ThreadCard } from '@/components/remarks/thread-card'
import { PlaceButton } from '@/components/ui/place-button'
import type { Address } from '@/report/template'
import type { Values } from '@/report/values'
import { anchorName, covers, firstUnder, isWaiting, type JudgedThread, judgeThreads, type Thread } from '@/report/workflow/comment'
import { pageOf } from '@/report/workflow/counts'
import styles from './unit-remarks.module.css'

/** 意见 as the unit has them: what was asked, on what text, and how to answer. */
export type UnitRemarks = {
  threads: readonly Thread[]
  /** What lay before whoever asked, by version: what has changed since is judged while one types. */
  seen: ReadonlyMap<number, Values>
  mayReply: boolean
  reply: RemarkActions['reply']
}

const Given = createContext<UnitRemarks | undefined>(undefined)
const Judged = createContext<readonly JudgedThread[]>([])

export function RemarksProvider({ remarks, children }: { remarks: UnitRemarks; children: ReactNode }) {
  const { live, template } = useFormSession()
  const { threads, seen } = remarks
  const last = useRef<readonly JudgedThread[]>([])
  // The same list as long as nothing became of a comment, so that a key draws only what it changes.
  const judge = () => {
    const now = judgeThreads(template, threads, seen, live.getView().sheet.report.values)
    if (!isSame(last.current, now)) last.current = now
    return last.current
  }
  const judged = useSyncExternalStore(live.subscribeLater, judge, judge)
  return (
    <Given value={remarks}>
      <Judged value={judged}>{children}</Judged>
    </Given>
  )
}

function isSame(a: readonly JudgedThread[], b: readonly JudgedThread[]): boolean {
  return a.length === b.length && a.every((one, i) => one.id === b[i]?.id && one.outcome === b[i]?.outcome && one.remarks === b[i]?.remarks)
}

/** The comments that are not closed, with what became of them so far. */
export const useOpenRemarks = (): JudgedThread[] => useContext(Judged).filter(({ closedOn }) => closedOn === null)

/** Whether an open comment hangs on a cell, or on its row. Does not change while one types. */
export function useIsCommented(at: Address | undefined): boolean {
  const threads = useContext(Given)?.threads ?? []
  const isHere = (anchor: Address) => at !== undefined && anchor.includes('/') && covers(anchor, at)
  return threads.some((thread) => thread.closedOn === null && isHere(thread.at))
}

/** On the overview: every open comment, those nothing was done about first. */
export function WaitingRemarks() {
  const open = useOpenRemarks()
  if (open.length === 0) return null
  const waiting = open.filter(isWaiting)
  return (
    <section className={styles.waiting} aria-labelledby="waiting">
      <h2 id="waiting">
        {waiting.length > 0 ? `意见 ${open.length} 条，其中 ${waiting.length} 条等待修改或答复` : `意见 ${open.length} 条，均已修改或答复`}
      </h2>
      {[...waiting, ...open.filter((one) => !waiting.includes(one))].map((thread) => (
        <UnitRemark key={thread.id} thread={thread} />
      ))}
    </section>
  )
}

/** Beside a page of the form: what still waits there, a line each; the field it leads to shows the whole comment. */
export function PageRemarks({ part }: { part: string }) {
  const { template, goTo } = useFormSession()
  const waiting = useOpenRemarks().filter((thread) => isWaiting(thread) && pageOf(template, thread.at) === part)
  return waiting.map((thread) => (
    <PlaceButton key={thread.id} onClick={() => goTo(firstUnder(template, thread.at))}>
      <b>※ 意见</b> {anchorName(template, thread)}：{thread.remarks.findLast(({ asks }) => asks)?.text}
    </PlaceButton>
  ))
}

/** Beside the field one is in: the comments on it, on its row, its table, its section. */
export function PlaceRemarks({ at }: { at: Address }) {
  return useOpenRemarks()
    .filter((thread) => thread.at !== '' && covers(thread.at, at))
    .map((thread) => <UnitRemark key={thread.id} thread={thread} />)
}

function UnitRemark({ thread }: { thread: JudgedThread }) {
  const { template, goTo } = useFormSession()
  const given = useContext(Given)
  const [isReplying, setReplying] = useState(false)
  return (
    <ThreadCard
      template={template}
      thread={thread}
      board="comments"
      isReplying={isReplying}
      onShow={() => thread.at && goTo(firstUnder(template, thread.at))}
      onReply={setReplying}
      reply={given?.mayReply ? (text) => given.reply({ board: 'comments', thread: thread.id, text }) : undefined}
    />
  )
}
