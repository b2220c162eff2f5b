import type { UseFormReturn } from 'react-hook-form'
import { listen } from '@/components/ui/listen'
import type { Answer } from '@/report/answer'
import type { Context } from '@/report/check'
import { type Report, templateOf } from '@/report/report'
import type { Address, Template } from '@/report/template'
import { excessOf } from '@/report/text-length'
import { Autosave, type Batch, type How, type SaveResult } from './autosave'
import { openJournal } from './journal'
import { LiveSheet } from './live-sheet'
import { type TextChange, UndoStack } from './undo'

export type Texts = Record<Address, string>

/** What the page hands over: the report as the server has it. */
export type ReportData = {
  id: number
  version: number
  report: Report
  answers: readonly Answer[]
  waivers: readonly Answer[]
  /** Last year's report and the dates the rules judge by. */
  context: Context
  savedOn: Date
  canEdit: boolean
  /** Where the public reads it. */
  publicPath: string | undefined
  user: string
}

/** The server's side of the form; every error is a Chinese sentence. */
export type ReportActions = {
  save: (batch: Batch) => Promise<SaveResult>
  explain: (given: { finding: string; text: string }) => Promise<{ ok: true; answers: readonly Answer[] } | { ok: false; error: string }>
  submit: (given: { version: number }) => Promise<{ ok: true } | { ok: false; error: string }>
}

/** Everything the parts of the form share; made once a visit and never replaced. */
export type Desk = {
  data: ReportData
  template: Template
  form: UseFormReturn<Texts>
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
  /** Opens the section of an address and puts the cursor there. */
  goTo: (at: Address) => void
  /** Called when a section has been drawn: puts the cursor where `goTo` wanted it. */
  arrive: () => void
  /** Keeps an explanation of a finding; the error if it was refused. */
  explain: (finding: string, text: string) => Promise<string | undefined>
  /** Hands the report in once everything typed is saved; the error if it was refused. */
  submit: () => Promise<string | undefined>
  /** Starts listening; returns how to stop. */
  begin: () => () => void
}

/** Every field of the form with its text. */
export function fillFields({ report }: Pick<ReportData, 'report'>): Texts {
  return Object.fromEntries([...templateOf(report).fields].map((at) => [at, report.values[at] ?? '']))
}

export function makeDesk(data: ReportData, form: UseFormReturn<Texts>, actions: ReportActions, showSection: (at: Address) => void): Desk {
  const live = new LiveSheet(data.report, data.context, data.answers, data.waivers)
  const template = templateOf(data.report)
  const journal = openJournal(data.user, data.id)
  const autosave = new Autosave(
    fillFields(data),
    actions.save,
    journal,
    data.savedOn,
    ({ at, was, now }) => excessOf(template, at, was, now) > 0
  )
  const steps = new UndoStack()
  const known = fillFields(data)
  let isWriting = false

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

  const put = (texts: readonly { at: Address; now: string }[], how: How): TextChange[] => {
    const changes = texts.map(({ at, now }) => ({ at, was: known[at] ?? '', now })).filter(({ was, now }) => was !== now)
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
    showSection(at)
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
  }

  return {
    data,
    template,
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
    arrive,
    explain: async (finding, text) => {
      if (!(await autosave.settle())) return NOT_SAVED
      const result = await actions.explain({ finding, text }).catch(() => NO_CONNECTION)
      if (!result.ok) return result.error
      live.setAnswers(result.answers)
      return undefined
    },
    submit: async () => {
      if (!(await autosave.settle())) return NOT_SAVED
      const result = await actions.submit({ version: data.version }).catch(() => NO_CONNECTION)
      return result.ok ? undefined : result.error
    },
    begin: () => {
      const stops = [
        form.subscribe({
          formState: { values: true },
          callback: ({ name, values }) => {
            if (!isWriting && name) onTyped(name, values[name] ?? '')
          }
        }),
        listen(document, {
          focusout: () => {
            steps.endTyping()
            if (autosave.countUnsent() > 0) autosave.flush()
          },
          visibilitychange: () => {
            if (document.visibilityState === 'hidden' && autosave.countUnsent() > 0) autosave.flush()
          }
        }),
        listen(window, {
          online: () => autosave.flush(),
          beforeunload: (event) => {
            if (autosave.countUnsent() > 0) event.preventDefault()
          }
        }),
        () => autosave.stop()
      ]
      if (data.canEdit) {
        journal.adopt().then((left) => {
          for (const unsent of left) {
            show([...unsent.batches.flatMap(({ cells }) => cells), ...unsent.pending])
            autosave.resume(unsent)
          }
        })
      }
      return () => {
        for (const stop of stops) stop()
      }
    }
  }
}

const NOT_SAVED = '还有内容没有保存，请等保存完成后再试'
const NO_CONNECTION = { ok: false as const, error: '连接不上服务器，请稍后再试，已填内容不会丢失' }
