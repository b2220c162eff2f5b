import { isStranger, type Refused, reach } from '@/components/ui/call/call'
import { askToSignIn, pageUser } from '@/components/ui/call/page-user'
import { listen } from '@/components/ui/listen'
import { templateOf } from '@/report/report'
import type { Address } from '@/report/template'
import { excessOf } from '@/report/text/text-length'
import { Autosave } from './autosave'
import type { Batch, CellSave } from './batch'
import { openJournal } from './journal'
import { fillFields, type ReportActions, type ReportData, type Stored } from './report-data'

/** How old what others saved may be for whoever works on: longer than a look at another window takes. */
const STALE_MS = 10_000

/** Saving of one report in this tab: its autosave, what it reaches and when it looks whether what is shown is still what is stored. */
export type Saving = {
  autosave: Autosave
  /** Begins, in the browser; a server only draws. */
  open: () => void
  /** The form is seen again: what is shown may be older than what is stored, and tabs may have been closed. */
  comeBack: () => void
  /** Sends nothing more; what is unsent is left to whoever opens the report next. */
  close: () => void
}

/** `show` puts texts on the screen that were not typed here; `onStored` is told what else was read with them. */
export function keepSaved(
  data: ReportData,
  actions: Pick<ReportActions, 'save' | 'readStored'>,
  show: (texts: readonly { at: Address; now: string }[]) => void,
  onStored: (stored: Stored) => void
): Saving {
  const journal = openJournal(data.user, data.id)
  const template = templateOf(data.report)
  let stops: (() => void)[] = []
  let tellSiblings = () => {}

  /** Only while the page is its own person's. */
  const reachServer = async <R extends { ok: true }>(work: () => Promise<R | Refused>): Promise<R | Refused> => {
    if (pageUser() !== data.user) return { ok: false, why: 'signed out', error: '' }
    const answer = await reach(work)
    if (!answer.ok && isStranger(answer)) askToSignIn(answer).then((isBack) => isBack && autosave.retry())
    return answer
  }

  const send = async (batch: Batch) => {
    const saved = await reachServer(() => actions.save(batch))
    if (saved.ok) {
      tellSiblings()
      autosave.catchUpAfter(STALE_MS)
    }
    return saved
  }

  const read = async () => {
    const stored = await reachServer(() => actions.readStored({}))
    if (!stored.ok) return stored
    onStored(stored)
    return { ok: true as const, savedOn: stored.savedOn, texts: fillFields({ ...data.report, values: stored.values }) }
  }

  const isTooLong = ({ at, was, now }: CellSave) => excessOf(template, at, was, now) > 0
  const autosave = new Autosave(fillFields(data.report), { send, read, journal, onNews: show, isTooLong }, data.savedOn)

  const adopt = () => (data.canEdit ? journal.adopt((left) => autosave.takeUp(left)) : autosave.takeUp([]))

  const comeBack = () => {
    autosave.catchUp()
    adopt()
  }

  return {
    autosave,
    open: () => {
      const siblings = new BroadcastChannel(`saved ${data.user} ${data.id}`)
      tellSiblings = () => siblings.postMessage('')
      // A tab nobody sees asks when it is seen.
      siblings.onmessage = () => document.visibilityState === 'visible' && autosave.catchUp()
      stops = [
        () => siblings.close(),
        listen(document, {
          visibilitychange: () => {
            if (document.visibilityState === 'visible') comeBack()
            else if (autosave.countUnsent() > 0) autosave.flush()
          },
          // Not at a key: whoever turns out to be signed out would type on into the dialog.
          pointerdown: () => autosave.catchUpAfter(STALE_MS)
        }),
        listen(window, {
          online: () => autosave.catchUp(),
          focus: () => autosave.catchUpAfter(STALE_MS),
          pageshow: ({ persisted }) => persisted && comeBack(),
          pagehide: journal.writeAtOnce,
          beforeunload: (event) => {
            if (autosave.countUnsent() > 0 && pageUser() === data.user) event.preventDefault()
          }
        })
      ]
      adopt()
    },
    comeBack,
    close: () => {
      for (const stop of stops) stop()
      tellSiblings = () => {}
      autosave.stop()
      journal.close()
    }
  }
}
