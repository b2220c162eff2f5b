import type { Store } from '@/db/engine/client'
import { unwrap } from '@/db/engine/trouble'
import { checkNightly } from '@/db/season/nights'
import { remindOwing } from '@/db/season/reminders'
import { expireClaims } from '@/db/workflow/transitions'
import { env } from '@/server/base/env'
import { onShutdown } from '@/server/base/shutdown'
import { type Mailer, openMailer, sendMails } from './mail'
import { openSender, type Sender, sendPushes } from './webhook'

const PAUSE_SECONDS = 30
const REMIND_MINUTES = 60
const NIGHT_MINUTES = 10

/** Runs the periodic works every half minute. The timer does not keep the process alive. */
export function startWorker(store: Store): void {
  const mailer = openMailer(env())
  const works = listWorks(store, mailer, openSender(env()))
  let round: Promise<void> | undefined
  const run = () => {
    round ??= runWorks(works, new Date()).finally(() => {
      round = undefined
    })
  }
  const rounds = setInterval(run, PAUSE_SECONDS * 1000).unref()
  setImmediate(run)
  onShutdown(() => {
    clearInterval(rounds)
    return round
  })
}

type Work = { name: string; run(now: Date): Promise<void>; everyMinutes?: number; last?: Date }

/** The works. Safe in several processes at once: each row is changed by whichever comes first. */
export function listWorks(store: Store, mailer: Mailer | undefined, send?: Sender): Work[] {
  return [
    { name: 'claims', run: (now) => expireClaims(store, now) },
    { name: 'reminders', run: (now) => remindOwing(store, now), everyMinutes: REMIND_MINUTES },
    { name: 'night', run: (now) => checkNightly(store, now), everyMinutes: NIGHT_MINUTES },
    ...(send ? [{ name: 'webhook', run: (now: Date) => sendPushes(store, send, now) }] : []),
    ...(mailer ? [{ name: 'mail', run: (now: Date) => sendMails(store, mailer, now) }] : [])
  ]
}

/** One round. What fails is logged and tried again in the next; the rest goes on. */
export async function runWorks(works: readonly Work[], now: Date): Promise<void> {
  for (const work of works) {
    const { name, run, everyMinutes = 0, last } = work
    if (last && now.getTime() - last.getTime() < everyMinutes * 60_000) continue
    try {
      await run(now)
      work.last = now
    } catch (error) {
      process.stderr.write(`${now.toISOString()} ${name}: ${unwrap(error).at(-1)?.message ?? String(error)}\n`)
    }
  }
}
