'use client'
import { Button } from '@mantine/core'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { FindingsPanel } from '@/components/form/findings/findings-panel'
import { RemarksProvider, type UnitRemarks, useOpenRemarks, WaitingRemarks } from '@/components/form/findings/unit-remarks'
import type { ReportActions, ReportData, Texts } from '@/components/form/saving/report-data'
import { type FormSession, openFormSession } from '@/components/form/session/form-session'
import { FormSessionContext, useFormSession, useSaveStatusOf } from '@/components/form/session/session-context'
import { AskButton } from '@/components/ui/ask-button'
import { isTrouble } from '@/components/ui/call/call'
import { lazily } from '@/components/ui/lazily'
import { NextNote } from '@/components/ui/next-note'
import { onPageKey } from '@/components/ui/page/page-key'
import type { HistoryEntry } from '@/components/workflow/history-list'
import { formTitle } from '@/components/workflow/page-title'
import { StepBar, type Steps, type TakeStep } from '@/components/workflow/step-bar'
import type { Address } from '@/report/template'
import { isWaiting } from '@/report/workflow/comment'
import { listPages, OVERVIEW, pageOf } from '@/report/workflow/counts'
import type { State } from '@/report/workflow/states'
import { FormHeader } from './form-header'
import styles from './report-form.module.css'
import { SaveDialogs } from './save-dialogs'
import { SectionNav } from './section-nav'
import { SectionPage } from './section-page'

/** Few reports are sums. */
const SumBand = lazily(async () => (await import('@/components/rollup/sum-band')).SumBand)

/** Only to be read, and only on the overview. */
const HistoryList = lazily(async () => (await import('@/components/workflow/history-list')).HistoryList)

/** 填报: the report on the session, its sections at the left, its findings at the right. */
export function ReportForm({
  data,
  state,
  history,
  remarks,
  steps,
  actions,
  takeStep
}: {
  data: ReportData
  state: State
  history: readonly HistoryEntry[]
  remarks: UnitRemarks
  steps: Steps
  actions: ReportActions
  takeStep: TakeStep
}) {
  const wanted = useSearchParams().get('part')
  const [session] = useState(() => openFormSession(data, actions))
  const part = listPages(session.template).find(({ key }) => key === wanted)?.key ?? OVERVIEW.key
  useForm<Texts>({ formControl: session.form.formControl })
  const current = useRef(part)
  current.current = part
  const { refresh } = useRouter()
  const { version } = data
  // Before anything is painted: what was kept may be older than what is stored, and must not be called saved.
  useLayoutEffect(() => {
    const showSection = (at: Address) => {
      const key = pageOf(session.template, at)
      if (key !== current.current) openPart(key)
    }
    return session.begin({ version, showSection, onMoved: refresh })
  }, [session, version, refresh])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the section that is shown is what has to be waited for
  useEffect(() => session.arrive(), [session, part])
  useUndoKeys(session)
  useSectionKeys(session, part)
  const title = formTitle(session.template, part, { ...data.report, state })
  useEffect(() => {
    // As the server names the page that is loaded; a part that is opened later is not loaded.
    document.title = title
  }, [title])

  return (
    <FormSessionContext value={session}>
      <RemarksProvider remarks={remarks}>
        <FormHeader state={state} />
        <Banner state={state} history={history} />
        <NextNote {...steps} />
        {data.sums && <SumBand report={data.id} told={data.sums} takeSums={data.canEdit ? actions.takeSums : undefined} />}
        {data.countsInto && (
          <section aria-label="汇总去向" className={styles.into}>
            {data.countsInto}
          </section>
        )}
        <div className={styles.body}>
          <SectionNav current={part} onOpen={openPart} />
          <main className={styles.main}>
            {part === OVERVIEW.key && <WaitingRemarks />}
            <SectionPage part={part} onOpen={openPart} />
            {part === OVERVIEW.key && <HistoryList history={history} next={steps.next} />}
          </main>
          <FindingsPanel part={part} />
        </div>
        {steps.names.length > 0 && <UnitSteps steps={steps} takeStep={takeStep} />}
        <SaveDialogs />
      </RemarksProvider>
    </FormSessionContext>
  )
}

/** The address changes, the page does not: what was typed and what is being saved stay where they are. */
function openPart(key: string): void {
  window.history.pushState(null, '', `?part=${key}`)
  window.scrollTo({ top: 0 })
}

/** Alt+PageDown and Alt+PageUp open the next page and the one before. */
function useSectionKeys({ template }: Pick<FormSession, 'template'>, part: string): void {
  useEffect(
    () =>
      onPageKey((event) => {
        if (!event.altKey || (event.key !== 'PageDown' && event.key !== 'PageUp')) return
        event.preventDefault()
        const pages = listPages(template)
        const next = pages[pages.findIndex(({ key }) => key === part) + (event.key === 'PageDown' ? 1 : -1)]
        if (!next) return
        openPart(next.key)
        document.querySelector<HTMLElement>(`nav a[href="?part=${next.key}"]`)?.focus()
      }),
    [template, part]
  )
}

/** Ctrl+Z and Ctrl+Y across cells and prose; where something else is typed, a reason or a search, the browser's own undo stays. */
function useUndoKeys({ undo, redo, data, template }: Pick<FormSession, 'undo' | 'redo' | 'data' | 'template'>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isUndo = event.key.toLowerCase() === 'z' && !event.shiftKey
      const isRedo = event.key.toLowerCase() === 'y' || (event.key.toLowerCase() === 'z' && event.shiftKey)
      if (!(event.ctrlKey || event.metaKey) || !(isUndo || isRedo) || isTypedElsewhere(event.target) || !data.canEdit) return
      event.preventDefault()
      if (isUndo) undo()
      else redo()
    }
    const isTypedElsewhere = (target: EventTarget | null) =>
      (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && !template.fields.has(target.name)
    return onPageKey(onKey)
  }, [undo, redo, data, template])
}

/** The steps of the unit beside handing in: withdrawing, asking. */
function UnitSteps({ steps, takeStep }: { steps: Steps; takeStep: TakeStep }) {
  return <StepBar steps={steps} threads={useOpenRemarks()} takeStep={takeStep} />
}

/** Nothing more is sent: what is unsent stays in this browser, unless the report itself takes no more. */
function Stopped({ error, why }: { error: string; why: string | undefined }) {
  const { autosave } = useFormSession()
  const reload = () => window.location.reload()
  if (why === 'older page') {
    return (
      <p className={styles.banner} data-is="stopped" role="alert">
        {error}（{autosave.countUnsent()} 处），刷新后自动上传。
        <Button size="compact-sm" variant="default" onClick={reload}>
          刷新页面
        </Button>
      </p>
    )
  }
  return (
    <p className={styles.banner} data-is="stopped" role="alert">
      {error}，本机有 {autosave.countUnsent()} 处修改没有保存。
      <AskButton
        title="放弃这些修改"
        words={`本机 ${autosave.countUnsent()} 处没有保存的修改将被删除，不能找回。`}
        size="compact-sm"
        variant="default"
        isBusy={false}
        onTake={() => {
          autosave.discard()
          reload()
        }}
      >
        放弃这些修改，查看最新内容
      </AskButton>
    </p>
  )
}

function Banner({ state, history }: { state: State; history: readonly HistoryEntry[] }) {
  const stopped = useSaveStatusOf('stopped')
  const isTooLong = useSaveStatusOf('too long') !== undefined
  const trouble = useSaveStatusOf('offline')
  const waiting = useOpenRemarks().filter(isWaiting).length
  if (stopped) return <Stopped {...stopped} />
  if (isTooLong || (trouble && isTrouble(trouble))) {
    return (
      <p className={styles.banner} data-is="stopped" role="alert">
        {trouble ? `${trouble.error}。已填内容保存在本机，将自动重试，可以继续填写。` : '有文字太长，没有保存，请按提示删减。'}
      </p>
    )
  }
  const back = history.findLast(({ name }) => name === 'return' || name === 'sendBack')
  if (state === 'RETURNED' && back) {
    return (
      <section className={styles.banner} aria-label="退回原因">
        <b>已退回</b> {back.by}：{back.reason}
        {waiting > 0 && `（${waiting} 条意见等待修改或答复，见概览）`}
      </section>
    )
  }
  return null
}
