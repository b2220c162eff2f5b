import { createHash } from 'node:crypto'
import { get, type IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { openStore } from '@/db/engine/client'
import { newPublisher } from '@/db/testing/publisher'
import { linkIn } from '../testing/first-link'
import { readPdfText } from '../testing/read-pdf'
import { test } from '../testing/server'
import { expect } from '../testing/world'

/** A request whose headers say what they like, `host` included. */
function ask(url: string, headers: Record<string, string> = {}) {
  return new Promise<{ status?: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const asked = get(url, { headers, agent: false }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) })
    })
    asked.on('error', reject)
  })
}

const FORGED: Record<string, string>[] = [
  { host: 'evil.example' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  { forwarded: 'host=evil.example;proto=https' }
]

test('nothing that is printed, kept or linked names the address a request came with', { tag: '@wide' }, async ({ launch }) => {
  const { address, folder } = await (await launch()).untilReady()
  const askFor = (path: string, headers?: Record<string, string>) => ask(`${address}${path}`, headers)
  const store = await openStore(join(folder, 'nianbao.db'))
  const one = await newPublisher(store)
  await one.publish(2023)
  await store.close()
  const path = `/published/${one.unit.id}/2023`
  const paths = [
    path,
    `${path}/`,
    '/published',
    '/published/data',
    '/published/feed.xml',
    '/robots.txt',
    '/sitemap.xml',
    '/check',
    '/api/v1/openapi.json'
  ]
  const fields = (headers: IncomingHttpHeaders) => Object.values(headers).flat().join('\n')
  for (const headers of FORGED)
    for (const asked of [...paths, `/api/v1/reports/${one.unit.id}/2023`, '/sign-in', '/admin', '/']) {
      const answer = await askFor(asked, headers)
      expect(`${asked} ${fields(answer.headers)} ${answer.body}`).not.toContain('evil.example')
    }

  const files = await Promise.all([{}, ...FORGED].map((headers) => askFor(`${path}/1/report.pdf`, headers)))
  expect(new Set(files.map(({ body }) => createHash('sha256').update(body).digest('hex'))).size).toBe(1)
  const text = await readPdfText(new Uint8Array(files[0]?.body ?? []))
  expect(text).toContain('总体情况')
  expect(text).not.toMatch(/\/check\/|127\.0\.0\.1|localhost|evil/)

  expect((await askFor('/sitemap.xml')).status).toBe(404)
  expect((await askFor('/robots.txt')).body.toString()).not.toContain('Sitemap')
  const feed = (await askFor('/published/feed.xml')).body.toString()
  expect(feed).toContain(`<id>urn:nianbao:published:${one.unit.id}:2023</id><link href="${path}/1"/>`)
})

test('https in front is believed of a trusted proxy alone', { tag: '@wide' }, async ({ page, launch }) => {
  const server = await (await launch()).untilReady()
  const { address, port } = server
  const strict = async (headers: Record<string, string>) => (await ask(`${address}/sign-in`, headers)).headers['strict-transport-security']
  expect((await ask(`${address}/sign-in`)).headers['permissions-policy']).toContain('camera=()')
  expect(await strict({})).toBeUndefined()
  const secure: Record<string, string>[] = [
    { 'x-forwarded-proto': 'https' },
    { 'x-forwarded-proto': 'https,http' },
    { forwarded: 'for=203.0.113.7;proto=https' }
  ]
  for (const headers of secure) expect(await strict(headers), JSON.stringify(headers)).toBe('max-age=31536000')

  const isSecure = async (printedLink: string, headers: Record<string, string>) => {
    await page.setExtraHTTPHeaders(headers)
    await page.goto(printedLink)
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.getByRole('button', { name: '开始使用' }).click()
    ])
    return /nianbao=.*; Secure/i.test((await answer.headerValue('set-cookie')) ?? '')
  }
  expect(await isSecure(linkIn(server), { 'x-forwarded-proto': 'https,http' })).toBe(true)
  await server.end('SIGTERM')
  const again = await (await launch({ TRUST_PROXY: 'none' }, { port })).untilReady()
  expect(await strict({ 'x-forwarded-proto': 'https' })).toBeUndefined()
  expect(await isSecure(linkIn(again), { 'x-forwarded-proto': 'https' })).toBe(false)
})
