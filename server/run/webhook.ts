import { createHmac } from 'node:crypto'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { Store } from '@/db/engine/client'
import { keepDelivery, listPushes, type Push, spreadNotices, takePush } from '@/db/messages/webhooks'
import { listMootReminders } from '@/db/season/sent'
import type { Environment } from '@/server/base/env'
import { findGateway } from './gateway-address'
import { newsSince } from './outbox'

/** Hands one notice over to its gateway; `retry`: it may work later. Never throws, and the text of an answer is read by nobody. */
export type Sender = (push: Push, now: Date) => Promise<{ outcome: string; isTaken: boolean; isSilent: boolean; retry: boolean }>

const MOST_ATTEMPTS = 8
const PATIENCE_SECONDS = 5

/** `sha256=…`: HMAC-SHA256 over the moment, a dot and the body. */
export const signatureOf = (secret: string, moment: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${moment}.${body}`).digest('hex')}`

/** What hands notices over. `patience`: seconds for the whole exchange. */
export function openSender({ WEBHOOK_INSIDE, PUBLIC_URL = '' }: Environment, patience = PATIENCE_SECONDS): Sender {
  return async ({ id, text, on, url, secret, report, user, name, mobile, email }, now) => {
    const link = `${PUBLIC_URL}${report === null ? '/inbox' : `/reports/${report}`}`
    const body = JSON.stringify({ id, text, on, to: { user, name, mobile, email }, link })
    const moment = String(Math.floor(now.getTime() / 1000))
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'X-Nianbao-Delivery': String(id),
      'X-Nianbao-Timestamp': moment,
      'X-Nianbao-Signature': signatureOf(secret, moment, body)
    }
    const failed = { isTaken: false, isSilent: false, retry: false }
    try {
      const target = new URL(url)
      // Resolved once, and connected to exactly that address: a name cannot answer the check and the connection differently.
      const { address, family, isForbidden } = await findGateway(target, WEBHOOK_INSIDE)
      if (isForbidden) return { ...failed, outcome: '内网地址，未发送' }
      const status = await post(target, { address, family, patience }, headers, body)
      const isTaken = status >= 200 && status < 300
      return { ...failed, outcome: String(status), isTaken, retry: !isTaken && (status >= 500 || status === 408 || status === 429) }
    } catch (error) {
      const { code, name: kind } = error as { code?: string; name?: string }
      return { ...failed, outcome: code ?? kind ?? '连接失败', isSilent: true, retry: true }
    }
  }
}

type Target = { address: string; family: number; patience: number }

/** The status of the answer. A redirect is an answer like any other; its body is not read. */
function post(url: URL, { address, family, patience }: Target, headers: Record<string, string | number>, body: string): Promise<number> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        headers,
        agent: false,
        signal: AbortSignal.timeout(patience * 1000),
        // Node asks for all addresses where it may choose among families.
        lookup: (_name, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family))
      },
      (response) => {
        resolve(response.statusCode ?? 0)
        response.destroy()
      }
    )
    call.on('error', reject)
    call.end(body)
  })
}

/**
 * Hands over what is due. A notice is reserved for a gateway before it is sent, so that only one process sends it; failures are tried
 * again with exponential back-off, up to eight times. A reminder of what is no longer owed is left out. A gateway that does not answer
 * is asked once a round: the others, and the mail, do not wait for it.
 */
export async function sendPushes(store: Store, send: Sender, now: Date): Promise<void> {
  const since = newsSince(now)
  await spreadNotices(store, { now, since })
  const due = await listPushes(store, { now, since })
  const moot = await listMootReminders(
    store,
    due.map(({ id }) => id)
  )
  const silent = new Set<number>()
  for (const push of due) {
    if (silent.has(push.webhook)) continue
    const next = new Date(now.getTime() + 2 ** push.attempts * 60_000)
    if (!(await takePush(store, push, next))) continue
    if (moot.has(push.id)) {
      await keepDelivery(store, push, { outcome: '已报送，不再提醒', on: now, settled: null })
      continue
    }
    const { outcome, isTaken, isSilent, retry } = await send(push, now)
    if (isSilent) silent.add(push.webhook)
    const settled = isTaken ? now : retry && push.attempts + 1 < MOST_ATTEMPTS ? undefined : null
    await keepDelivery(store, push, { outcome, on: now, settled })
  }
}
