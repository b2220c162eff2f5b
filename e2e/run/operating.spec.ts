import { once } from 'node:events'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { saveTarget, seedClerks } from '@/bench/clerks'
import { SAVED_CELL, Writers } from '@/bench/load'
import { inspect } from '@/bench/measures/kill'
import { openNetwork } from '@/db/testing/network'
import { createDatabase, hasPostgres } from '@/db/testing/stores'
import { test } from '../testing/server'
import { expect } from '../testing/world'

const REFUSED: [name: string, spoil: (folder: string) => Record<string, string>, words: string][] = [
  ['where DATA_DIR is a file', (folder) => ({ DATA_DIR: write(folder, 'a-file') }), '是一个文件，不是文件夹'],
  ['where the database is no database', (folder) => ({ DATA_DIR: dirname(write(folder, 'nianbao.db')) }), '已损坏'],
  ['where the clock was never set', () => ({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(CLOCK)}` }), '早于 2019 年']
]

const CLOCK =
  'const Real = Date; globalThis.Date = class extends Real { constructor(...given) { given.length ? super(...given) : super(0) } static now() { return 0 } }'

function write(folder: string, name: string): string {
  const file = join(folder, name)
  writeFileSync(file, 'no database '.repeat(1000))
  return file
}

for (const [name, spoil, words] of REFUSED)
  test(`the start ends with one sentence ${name}`, async ({ folder, launch }) => {
    const server = await launch(spoil(folder))
    expect(await server.exitCode()).toBe(1)
    expect(server.printed).toContain('没有启动')
    expect(server.printed).toContain(words)
    expect(server.printed).not.toContain('    at ')
  })

test('a port that is taken ends the start before anything is opened', async ({ folder, launch }) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const server = await launch({ PORT: String((other.address() as { port: number }).port) })
  expect(await server.exitCode()).toBe(1)
  expect(server.printed).toContain('已被占用')
  expect(readdirSync(folder)).toEqual([])
  other.close()
})

test('saves that are under way when the server is stopped are answered, and one complete file is left', async ({ launch }) => {
  const { data, clerks } = await seedClerks(Array.from({ length: 30 }, () => ({ [SAVED_CELL]: '0' })))
  const server = await (await launch({}, { folder: data })).untilReady()
  const writers = new Writers(
    saveTarget(server.address, clerks),
    clerks.map(() => '0')
  )
  const written = writers.runUntilGone()
  await expect.poll(() => writers.acknowledged.flat().length).toBeGreaterThan(30)
  server.signal('SIGTERM')
  expect(await server.exitCode()).toBe(0)
  await written
  // A door that is closed is no answer lost: nothing was sent.
  expect(writers.ends.filter((why) => why !== 'ECONNREFUSED')).toEqual([])
  expect(readdirSync(data).filter((name) => name.startsWith('nianbao.db'))).toEqual(['nianbao.db'])
  expect(inspect(join(data, 'nianbao.db'), clerks, writers)).toMatchObject({ isSound: true, lost: 0 })
  rmSync(data, { recursive: true })
})

test('a database that is deleted under the server is noticed: it answers, but is not ready', { tag: '@wide' }, async ({
  folder,
  launch
}) => {
  const server = await (await launch()).untilReady()
  rmSync(join(folder, 'nianbao.db'))
  await expect.poll(() => server.status('/readyz')).toBe(503)
  expect(await (await fetch(`${server.address}/readyz`)).json()).toMatchObject({ ok: false, reason: 'broken' })
  expect(await server.status('/healthz')).toBe(200)
})

test('the keyboard stops it as well, once however often its signal is passed on', { tag: '@wide' }, async ({ folder, launch }) => {
  const server = await (await launch()).untilReady()
  server.signal('SIGINT')
  server.signal('SIGINT')
  expect(await server.exitCode()).toBe(0)
  expect(existsSync(join(folder, 'nianbao.db-wal'))).toBe(false)
})

test('a database server that falls silent: it says so, shows what is public, and still ends when it is told to', { tag: '@wide' }, async ({
  launch
}) => {
  test.skip(!hasPostgres, 'there is no PostgreSQL here')
  const { address: database, drop } = await createDatabase()
  const network = await openNetwork(database)
  const server = await (await launch({ DATABASE_URL: network.url })).untilReady()
  expect(await server.status('/published')).toBe(200)
  network.stall()
  await expect.poll(() => server.status('/readyz')).toBe(503)
  expect(await (await fetch(`${server.address}/readyz`)).json()).toMatchObject({ reason: 'slow', error: '数据库没有在 1 秒内完成读写' })
  expect(await server.status('/healthz')).toBe(200)
  expect(await server.status('/published')).toBe(200)
  server.signal('SIGTERM')
  // What could not be closed is told, and no code says that all was well.
  expect(await server.exitCode()).not.toBe(0)
  expect(server.printed).toContain('shut-down')
  await network.close()
  await drop()
})

test('a database server that accepts and never answers: the start waits for it, and can be stopped meanwhile', { tag: '@wide' }, async ({
  launch
}) => {
  const network = await openNetwork()
  const server = await launch({ DATABASE_URL: `${network.url}?connectionTimeoutMillis=200` })
  await expect.poll(() => server.printed).toContain('数据库暂时无法连接')
  expect(await server.status('/healthz')).toBe(200)
  expect(await (await fetch(`${server.address}/readyz`)).json()).toEqual({ ok: false, reason: 'starting' })
  server.signal('SIGTERM')
  expect(await server.exitCode()).toBe(0)
  await network.close()
})
