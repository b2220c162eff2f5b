import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openStore, type Store } from '@/db/engine/client'
import { addTestPush, addWebhook, listDeliveries, listWebhooks, updateWebhook } from '@/db/messages/webhooks'
import { addNotices } from '@/db/people/notices'
import { setQuietHours } from '@/db/people/schedules'
import { addUnit } from '@/db/people/units'
import { addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { chaseUnits } from '@/db/season/chase'
import { owe } from '@/db/testing/owe'
import { take } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import { readEnvironment } from '@/server/base/env'
import { listWorks, runWorks } from './background'
import { openSender, sendPushes, signatureOf } from './webhook'

const SECRET = 'a secret of the office'
const start = new Date('2026-01-20T02:00:00Z')
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

let folder: string
let store: Store
let server: Server
let unit: number
let user: number
/** What came in, and what the gateway answers to it; `hang`: nothing. */
let letters: { headers: IncomingMessage['headers']; path: string; body: string }[] = []
let answer: number | 'hang' | ((path: string) => number | 'hang') = 200
let location = '/elsewhere'

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-webhook-'))
  store = await openStore(join(folder, 'test.db'))
  unit = await addUnit(store, { name: '甲局', kind: 'department', above: null, now: start })
  const person = { name: 'clerk', fullName: '王小麦', mobile: '13800000000', password: null, now: start }
  user = (await addUser(store, { ...person, memberships: [{ unit, role: 'filler' as const }] })) as number
  server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      letters.push({ headers: request.headers, path: request.url ?? '', body: Buffer.concat(parts).toString() })
      const now = typeof answer === 'function' ? answer(request.url ?? '') : answer
      if (now !== 'hang') response.writeHead(now, { location }).end('a text nobody reads')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await store.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  letters = []
  answer = 200
  await store.tx(async (db) => {
    await db.delete(store.t.deliveries)
    await db.delete(store.t.pushes)
    await db.delete(store.t.webhooks)
    await db.delete(store.t.reminders)
    await db.delete(store.t.notices)
  })
  await gateway('/in')
})

const portOf = () => (server.address() as AddressInfo).port
const gateway = (path: string, at = unit, url = `http://127.0.0.1:${portOf()}${path}`) =>
  addWebhook(store, { unit: at, name: path, url, secret: SECRET, isOn: true, by: user, on: start })

const open = (inside = '127.0.0.1') => openSender(readEnvironment({ WEBHOOK_INSIDE: inside, PUBLIC_URL: 'https://nianbao.example' }), 0.2)
const tell = async (text: string) => store.tx((db) => addNotices({ read: db, t: store.t }, [user], { report: null, text, on: start }))
const outcomes = async () => (await listDeliveries(store, [unit])).map(({ outcome }) => outcome).reverse()

it('a notice is posted once, signed, with whom it is for', async () => {
  const [id] = await tell('请按时报送')
  const works = listWorks(store, undefined, open())
  for (const minutes of [0, 1, 2]) await runWorks(works, later(minutes))
  expect(letters).toHaveLength(1)
  const { headers, body } = letters[0] as (typeof letters)[number]
  const to = { user: 'clerk', name: '王小麦', mobile: '13800000000', email: null }
  expect(JSON.parse(body)).toMatchObject({ id, text: '请按时报送', to, link: 'https://nianbao.example/inbox' })
  const moment = String(headers['x-nianbao-timestamp'])
  expect([headers['x-nianbao-signature'], headers['x-nianbao-delivery']]).toEqual([signatureOf(SECRET, moment, body), String(id)])
  expect(signatureOf(SECRET, moment, `${body} `)).not.toBe(headers['x-nianbao-signature'])
  expect(await outcomes()).toEqual(['200'])
})

it('what fails or hangs is tried again later and later, eight times at most; what is refused is not', async () => {
  await tell('一')
  answer = 500
  await sendPushes(store, open(), start)
  await sendPushes(store, open(), later(0.5))
  expect(letters).toHaveLength(1)
  answer = 'hang'
  await sendPushes(store, open(), later(1))
  expect(await outcomes()).toEqual(['500', expect.stringMatching(/Timeout|ABORT/i)])
  await sendPushes(store, open(), later(2))
  expect(letters).toHaveLength(2)
  answer = 503
  for (let minutes = 3; minutes < 600; minutes += 5) await sendPushes(store, open(), later(minutes))
  expect(letters).toHaveLength(8)
  await tell('二')
  answer = 403
  for (const minutes of [600, 700]) await sendPushes(store, open(), later(minutes))
  expect(letters).toHaveLength(9)
})

it('a redirect is followed nowhere, and no address inside is spoken to unless that is configured', async () => {
  await tell('一')
  answer = 302
  location = `http://127.0.0.1:${portOf()}/elsewhere`
  for (const minutes of [0, 60]) await sendPushes(store, open(), later(minutes))
  expect(letters.map(({ path }) => path)).toEqual(['/in'])
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]'])
    expect(await open('10.1.2.3')({ ...PUSH, url: `http://${host}:${portOf()}/in` }, start)).toMatchObject({ isTaken: false, retry: false })
  expect(letters).toHaveLength(1)
})

const PUSH = {
  id: 1,
  webhook: 1,
  url: '',
  secret: SECRET,
  user: 'u',
  name: '甲',
  mobile: null,
  email: null,
  text: '三',
  report: null,
  on: start,
  attempts: 0
}

it('a reminder is not sent once what it reminds of is done', async () => {
  await owe(store, unit, 2025, start)
  const report = (await startReport(store, {
    ...{ unit: { id: unit, name: '甲局', kind: 'department' as const }, year: 2025, by: user, now: start },
    values: cleanReport(2025).values
  })) as number
  await store.tx(async (db) => {
    await db.delete(store.t.notices)
  })
  await chaseUnits(store, { units: [unit], year: 2025, words: '', again: false, now: start })
  expect(await take(store, 'submit', report, user, { now: later(1) })).toMatchObject({ ok: true })
  await sendPushes(store, open(), later(1))
  expect([letters, await outcomes()]).toEqual([[], ['已报送，不再提醒']])
})

it('each gateway gets the notices of its unit and below, once; what is off, younger, or of another unit gets none', async () => {
  const below = await addUnit(store, { name: '甲局下属所', kind: 'department', above: unit, now: start })
  const other = (await addUser(store, {
    name: `low${below}`,
    password: null,
    now: start,
    memberships: [{ unit: below, role: 'filler' }]
  })) as number
  await gateway('/second')
  await gateway('/below', below)
  await gateway('/off')
  const off = (await listWebhooks(store, [unit])).find(({ name }) => name === '/off')
  await updateWebhook(store, off?.id ?? 0, { isOn: false })
  await addWebhook(store, {
    unit,
    name: 'young',
    url: `http://127.0.0.1:${portOf()}/young`,
    secret: SECRET,
    isOn: true,
    by: user,
    on: later(1)
  })
  await tell('甲局')
  await store.tx((db) => addNotices({ read: db, t: store.t }, [other], { report: null, text: '下属所', on: start }))
  for (const minutes of [0, 1, 90]) await sendPushes(store, open(), later(minutes))
  const got = letters.map(({ path, body }) => `${path} ${JSON.parse(body).text}`).sort()
  expect(got).toEqual(['/below 下属所', '/in 下属所', '/in 甲局', '/second 下属所', '/second 甲局'])
})

it('a gateway that hangs is asked once a round and delays no other; each has its own log', async () => {
  await gateway('/second')
  answer = (path) => (path === '/in' ? 'hang' : 200)
  for (const text of ['一', '二', '三']) await tell(text)
  await sendPushes(store, open(), start)
  expect(letters.map(({ path }) => path).sort()).toEqual(['/in', '/second', '/second', '/second'])
  const [first, second] = await listWebhooks(store, [unit])
  expect((await listDeliveries(store, [unit], second?.id)).map(({ outcome }) => outcome)).toEqual(['200', '200', '200'])
  expect(await listDeliveries(store, [unit], first?.id)).toMatchObject([{ outcome: expect.stringMatching(/Timeout|ABORT/i) }])
})

it('in quiet hours it waits for the morning, unless it is urgent; a test goes to its gateway alone', async () => {
  const night = new Date('2026-01-20T14:00:00Z')
  await setQuietHours(store, unit, '20-8')
  const say = (text: string, isUrgent: boolean) =>
    store.tx((db) => addNotices({ read: db, t: store.t }, [user], { report: null, text, on: night, isUrgent }))
  await say('明早再发', false)
  await say('立即', true)
  const texts = () => letters.map(({ body }) => JSON.parse(body).text)
  await sendPushes(store, open(), night)
  expect(texts()).toEqual(['立即'])
  await sendPushes(store, open(), new Date('2026-01-20T23:59:59Z'))
  expect(texts()).toEqual(['立即'])
  await sendPushes(store, open(), new Date('2026-01-21T00:00:00Z'))
  expect(texts()).toEqual(['立即', '明早再发'])
  await setQuietHours(store, unit, null)
  await gateway('/second')
  const [, second] = await listWebhooks(store, [unit])
  await addTestPush(store, { webhook: second?.id ?? 0, user, text: '测试', now: start })
  letters = []
  await sendPushes(store, open(), start)
  expect(letters.map(({ path }) => path)).toEqual(['/second'])
})
