import { createFormControl } from 'react-hook-form'
import type { Autosave } from '@/components/form/saving/autosave'
import type { How } from '@/components/form/saving/batch'
import { fillFields, type ReportActions, type ReportData, type Texts } from '@/components/form/saving/report-data'
import { keepSaved } from '@/components/form/saving/saving'
import { type CallResult, call, type Refused } from '@/components/ui/call/call'
import { listen } from '@/components/ui/listen'
import { afterLoad } from '@/components/ui/page/after-load'
import { announce } from '@/components/ui/page/announce'
import { templateOf } from '@/report/report'
import type { Address, Template } from '@/report/template'
import { LiveSheet } from './live-sheet'
import { type TextChange, UndoStack } from './undo'

/** The page a session is shown on. */
export type ShownPage = {
  /** Of the report, as the page has it. */
  version: number
  showSection: (at: Address) => void
  /** The report has moved on: the page must be drawn anew. */
  onMoved: () => void
}

/** Everything the parts of the form share; made once a tab for each report and version, and shown whenever its page is. */
export type FormSession = {
  data: ReportData
  actions: ReportActions
  template: Template
  form: ReturnType<typeof createFormControl<Texts>>
  live: LiveSheet
  autosave: Autosave
  /** Writes many cells as one step that can be undone. */
  write: (changes: readonly { at: Address; now: string }[], how: How) => void
  undo: () => void
  redo: () => void
  /** What is typed from here on is a step of its own to undo. */
  endTyping: () => void
  /** Ends a conflict with one's own text or the other person's. */
  resolve: (at: Address, keeps: 'mine' | 'theirs') => void
  /** Opens the section of an address and puts the cursor there; the overview for '', the report as a whole. */
  goTo: (at: Address) => void
  /** Writes what mends a finding as one step that can be undone, and puts the cursor there, if it is on the page that is open. */
  mend: (changes: readonly { at: Address; now: string }[]) => void
  /** Called when a section has been drawn: puts the cursor where `goTo` wanted it. */
  arrive: () => void
  /** Keeps an explanation of a finding. */
  explain: (finding: string, text: string) => Promise<CallResult>
  /** Hands the report in once everything typed is saved. */
  submit: () => Promise<CallResult>
  /** The page shows it from now on: what is stored is read again, unless the page is the first to show it. Returns how to stop. */
  begin: (shown: ShownPage) => () => void
  /** Begins saving. */
  open: () => void
  /** Ends it; what is unsent is left to whoever opens the report next. */
  close: () => void
}

/** Sessions of this tab: a page that is left and comes back, or fails and is tried again, finds what it showed. */
const sessions = new Map<number, FormSession>()

export function openFormSession(data: ReportData, actions: ReportActions): FormSession {
  // A server has many people's pages and no tab.
  if (typeof window === 'undefined') return makeFormSession(data, actions)
  const known = sessions.get(data.id)
  if (known && known.data.user === data.user && known.data.version >= data.version) return known
  for (const [id, session] of sessions) {
    if (session !== known && session.data.user === data.user) continue
    session.close()
    sessions.delete(id)
  }
  const session = makeFormSession(data, actions)
  sessions.set(data.id, session)
  session.open()
  return session
}

function makeFormSession(data: ReportData, actions: ReportActions): FormSession {
  const live = new LiveSheet(data.report, data.context, data.answers, data.waivers, data.late)
  const form = createFormControl<Texts>({ defaultValues: fillFields(data.report) })
  const known = fillFields(data.report)
  const steps = new UndoStack()
  let isWriting = false
  let shown: ShownPage | undefined
  /** All rules, or that they are under way. */
  let knows = false

  /** Shows texts without treating them as typed. */
  const show = (texts: readonly { at: Address; now: string }[]) => {
    isWriting = true
    for (const { at, now } of texts) {
      known[at] = now
      form.setValue(at, now)
    }
    isWriting = false
    live.setValues(known)
  }

  const showNews = (texts: readonly { at: Address; now: string }[]) => {
    show(texts)
    announce('results', `在其他窗口修改的 ${texts.length} 处已更新到本页`)
  }

  /** Where the rules cannot be fetched the page goes on with those it has, and tries again at the next change. */
  const learn = async () => {
    knows = true
    try {
      const [{ checkWith }, { claimNumbers }] = await Promise.all([import('@/report/check'), import('@/report/rules/members')])
      live.learn(checkWith, claimNumbers)
    } catch {
      knows = false
    }
  }

  const { autosave, open, comeBack, close } = keepSaved(data, actions, showNews, ({ version, answers }) => {
    live.setAnswers(answers)
    if (shown && version !== shown.version && autosave.countUnsent() === 0) shown.onMoved()
  })

  const put = (texts: readonly { at: Address; now: string }[], how: How): TextChange[] => {
    // Sums are nobody's to write, whatever is pasted, imported, repaired or undone.
    const own = texts.filter(({ at }) => !data.sums || !templateOf(data.report).index.has(at))
    const changes = own.map(({ at, now }) => ({ at, was: known[at] ?? '', now })).filter(({ was, now }) => was !== now)
    for (const { at, now } of changes) autosave.change(at, now, how)
    show(changes)
    return changes
  }

  const replay = (step: readonly TextChange[] | undefined) => {
    if (!step) return
    put(step, 'typed')
    if (step[0]) goTo(step[0].at)
  }

  let wanted: Address | undefined

  const goTo = (at: Address) => {
    wanted = at
    shown?.showSection(at)
    arrive()
  }

  const arrive = () => {
    const field = wanted === undefined ? null : document.querySelector<HTMLElement>(`[name="${CSS.escape(wanted)}"]`)
    if (!field) return
    wanted = undefined
    field.focus()
    field.scrollIntoView({ block: 'center', inline: 'nearest' })
    field.dispatchEvent(new Event('arrive'))
  }

  const onTyped = (at: Address, now: string) => {
    const was = known[at] ?? ''
    if (was === now) return
    known[at] = now
    autosave.change(at, now, 'typed')
    steps.addTyped({ at, was, now })
    live.setValues(known, at)
    if (!knows && document.readyState === 'complete') learn()
  }

  let wasShown = false

  return {
    data,
    actions,
    template: templateOf(data.report),
    form,
    live,
    autosave,
    write: (changes, how) => steps.add(put(changes, how)),
    undo: () => replay(steps.undo()),
    redo: () => replay(steps.redo()),
    endTyping: () => steps.endTyping(),
    resolve: (at, keeps) => {
      const conflict = autosave.getConflicts().find((one) => one.at === at)
      if (keeps === 'theirs' && conflict) show([{ at, now: conflict.text }])
      autosave.resolve(at, keeps === 'mine' ? known[at] : undefined)
    },
    goTo,
    mend: (changes) => {
      steps.add(put(changes, 'typed'))
      const there = changes.find(({ at }) => document.getElementsByName(at).length > 0)
      if (there) goTo(there.at)
    },
    arrive,
    explain: async (finding, text) => {
      if (!(await autosave.settle())) return NOT_SAVED
      const answer = await call(() => actions.explain({ finding, text }))
      if (answer.ok) live.setAnswers(answer.answers)
      return answer
    },
    submit: async () => {
      if (!(await autosave.settle())) return NOT_SAVED
      return call(() => actions.submit({ version: data.version }))
    },
    begin: (page) => {
      shown = page
      if (autosave.getStatus().is === 'signed out') autosave.retry()
      if (wasShown) comeBack()
      wasShown = true
      const stop = form.subscribe({
        formState: { values: true },
        callback: ({ name, values }) => {
          if (!isWriting && name) onTyped(name, values[name] ?? '')
        }
      })
      const stopListening = listen(document, {
        focusout: () => {
          steps.endTyping()
          if (autosave.countUnsent() > 0) autosave.flush()
        }
      })
      return () => {
        stop()
        stopListening()
        shown = undefined
      }
    },
    open: () => {
      open()
      afterLoad(learn)
    },
    close
  }
}

const NOT_SAVED: Refused = { ok: false, error: '还有内容没有保存，请等保存完成后再试' }
