import { createHmac } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { BlockList, isIP, isIPv6 } from 'node:net'
import type { Store } from '@/db/engine/client'
import { type Hook, keepDelivery, listHooks, takeHook } from '@/db/messages/hooks'
import { listMootReminders } from '@/db/messages/reminder-log'
import type { Environment } from '@/server/base/env'

/** Hands one notice over; `retry`: it may work later. Never throws, and the text of an answer is read by nobody. */
export type Webhook = { send(hook: Hook, now: Date): Promise<{ outcome: string; isTaken: boolean; retry: boolean }> }

/** Older notices are not sent any more; the inbox keeps them. */
const NEWS_HOURS = 72
const MOST_ATTEMPTS = 8
const PATIENCE_SECONDS = 5

/** Loopback, private, link-local, shared and reserved networks: nothing an outside gateway has. */
const INSIDE = new BlockList()
for (const [net, bits] of [
  ...[['0.0.0.0', 8] as const, ['10.0.0.0', 8] as const, ['100.64.0.0', 10] as const, ['127.0.0.0', 8] as const],
  ...[['169.254.0.0', 16] as const, ['172.16.0.0', 12] as const, ['192.0.0.0', 24] as const, ['192.168.0.0', 16] as const],
  ...[['198.18.0.0', 15] as const, ['224.0.0.0', 4] as const, ['240.0.0.0', 4] as const]
])
  INSIDE.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8]
] as const)
  INSIDE.addSubnet(net, bits, 'ipv6')

/** Whether an address is one of ours rather than of the world. A mapped address counts as the one inside. */
export function isInside(address: string): boolean {
  if (isIP(address) === 0) return true
  return INSIDE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** `sha256=…`: HMAC-SHA256 over the moment, a dot and the body. */
export const signatureOf = (secret: string, moment: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${moment}.${body}`).digest('hex')}`

/** The webhook, if one is configured. `patience`: seconds for the whole exchange. */
export function openWebhook(
  { WEBHOOK_URL, WEBHOOK_SECRET = '', WEBHOOK_INSIDE, PUBLIC_URL = '' }: Environment,
  patience = PATIENCE_SECONDS
): Webhook | undefined {
  if (!WEBHOOK_URL) return undefined
  const url = new URL(WEBHOOK_URL)
  return {
    async send({ attempts: _, report, user, name, mobile, email, ...notice }, now) {
      const link = `${PUBLIC_URL}${report === null ? '/inbox' : `/reports/${report}`}`
      const body = JSON.stringify({ ...notice, to: { user, name, mobile, email }, link })
      const moment = String(Math.floor(now.getTime() / 1000))
      const headers = {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        'X-Nianbao-Delivery': String(notice.id),
        'X-Nianbao-Timestamp': moment,
        'X-Nianbao-Signature': signatureOf(WEBHOOK_SECRET, moment, body)
      }
      try {
        // Resolved once, and connected to exactly that address: a name cannot answer the check and the connection differently.
        const host = url.hostname.replace(/^\[|\]$/g, '')
        const { address, family } = await lookup(host)
        if (WEBHOOK_INSIDE !== '1' && isInside(address)) return { outcome: '内网地址，未发送', isTaken: false, retry: false }
        const status = await post(url, { address, family, patience }, headers, body)
        const isTaken = status >= 200 && status < 300
        return { outcome: String(status), isTaken, retry: !isTaken && (status >= 500 || status === 408 || status === 429) }
      } catch (error) {
        const { code, name: kind } = error as { code?: string; name?: string }
        return { outcome: code ?? kind ?? '连接失败', isTaken: false, retry: true }
      }
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
 * Hands over what is due. A notice is reserved before it is sent, so that only one process sends it; failures are tried again with
 * exponential back-off, up to eight times. A reminder of what is no longer owed is left out.
 */
export async function sendHooks(store: Store, webhook: Webhook, now: Date): Promise<void> {
  const since = new Date(now.getTime() - NEWS_HOURS * 3_600_000)
  const due = await listHooks(store, { now, since })
  const moot = await listMootReminders(
    store,
    due.map(({ id }) => id)
  )
  for (const hook of due) {
    const next = new Date(now.getTime() + 2 ** hook.attempts * 60_000)
    if (!(await takeHook(store, hook, next))) continue
    if (moot.has(hook.id)) {
      await keepDelivery(store, hook.id, { outcome: '已报送，不再提醒', on: now, settled: null })
      continue
    }
    const { outcome, isTaken, retry } = await webhook.send(hook, now)
    const settled = isTaken ? now : retry && hook.attempts + 1 < MOST_ATTEMPTS ? undefined : null
    await keepDelivery(store, hook.id, { outcome, on: now, settled })
  }
}
