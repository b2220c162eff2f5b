import { createTransport } from 'nodemailer'
import type { Store } from '@/db/engine/client'
import { listMail, type Mail, settleMail, takeMail } from '@/db/people/notices'
import { listMootReminders } from '@/db/season/sent'
import type { Environment } from '@/server/base/env'
import { newsSince } from './outbox'

/** Sends one e-mail; throws if the mail server does not take it. */
export type Mailer = { send(mail: Mail): Promise<void>; close(): void }

const LONGEST_PAUSE_MINUTES = 240

/** A mailer, if a mail server is configured. */
export function openMailer({ SMTP_URL, MAIL_FROM, PUBLIC_URL }: Environment): Mailer | undefined {
  if (!SMTP_URL) return undefined
  const transport = createTransport({
    url: SMTP_URL,
    pool: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000
  })
  return {
    send: async ({ to, text, report }) => {
      const subject = text.split('\n')[0] ?? text
      const link = `${PUBLIC_URL}${report === null ? '/inbox' : `/reports/${report}`}`
      await transport.sendMail({ from: MAIL_FROM, to, subject, text: `${text}\n\n${link}\n\n本邮件由公开年报系统自动发送，请勿回复。` })
    },
    close: () => transport.close()
  }
}

/**
 * Sends what is due; a reminder of what is no longer owed is left out. A mail is reserved before it is sent, so that only one
 * process sends it; failures are retried with exponential back-off, permanent refusals are given up.
 */
export async function sendMails(store: Store, mailer: Mailer, now: Date): Promise<void> {
  const since = newsSince(now)
  const due = await listMail(store, { now, since })
  const moot = await listMootReminders(
    store,
    due.map(({ id }) => id)
  )
  for (const mail of due) {
    const pause = Math.min(2 ** mail.attempts, LONGEST_PAUSE_MINUTES)
    if (!(await takeMail(store, mail, new Date(now.getTime() + pause * 60_000)))) continue
    if (moot.has(mail.id)) {
      await settleMail(store, mail.id, null)
      continue
    }
    try {
      await mailer.send(mail)
      await settleMail(store, mail.id, now)
    } catch (error) {
      if (!isRefusal(error)) throw error
      await settleMail(store, mail.id, null)
    }
  }
}

/** Permanent negative reply of the mail server (RFC 5321, 4.2.1). Anything else may pass. */
function isRefusal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== undefined && responseCode >= 500
}
