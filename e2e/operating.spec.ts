import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { saveTarget, seedClerks } from '@/bench/clerks'
import { SAVED_CELL, Writers } from '@/bench/load'
import { inspect } from '@/bench/measures/kill'
import { openNetwork } from '@/db/testing/network'
import { createDatabase } from '@/db/testing/stores'
import { expect, test } from './world'

let folder: string
let server: ChildProcess
let address: string
let printed: string

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-run-'))
})
test.afterEach(async () => {
  if (server.exitCode === null && server.signalCode === null) {
    server.kill('SIGKILL')
    await once(server, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Starts the built product; `printed` is what it says on both channels. */
async function launch(more: Record<string, string> = {}): Promise<void> {
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  printed = ''
  server = spawn('node', ['scripts/serve.mjs'], {
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: '', DEMO: '', HOST: '127.0.0.1', PORT: String(port), ...more }
  })
  for (const channel of [server.stdout, server.stderr])
    channel?.on('data', (chunk) => {
      printed += chunk
    })
}

const status = async (path: string) => (await fetch(`${address}${path}`).catch(() => undefined))?.status
const untilReady = () => expect.poll(() => status('/readyz'), { timeout: 60_000 }).toBe(200)

async function exitOf(process: ChildProcess): Promise<number | null> {
  if (process.exitCode !== null) return process.exitCode
  const [code] = await once(process, 'exit')
  return code
}

const REFUSED: [name: string, spoil: () => Record<string, string>, words: string][] = [
  ['where DATA_DIR is a file', () => ({ DATA_DIR: write('a-file') }), '是一个文件，不是文件夹'],
  ['where the database is no database', () => ({ DATA_DIR: dirname(write('nianbao.db')) }), '已损坏'],
  ['where the clock was never set', () => ({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(CLOCK)}` }), '早于 2019 年']
]

const CLOCK =
  'const Real = Date; globalThis.Date = class extends Real { constructor(...given) { given.length ? super(...given) : super(0) } static now() { return 0 } }'

function write(name: string): string {
  const file = join(folder, name)
  writeFileSync(file, 'no database '.repeat(1000))
  return file
}

for (const [name, spoil, words] of REFUSED)
  test(`the start ends with one sentence ${name}`, async () => {
    await launch(spoil())
    expect(await exitOf(server)).toBe(1)
    expect(printed).toContain('没有启动')
    expect(printed).toContain(words)
    expect(printed).not.toContain('    at ')
  })

test('a port that is taken ends the start before anything is opened', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  await launch({ PORT: String((other.address() as { port: number }).port) })
  expect(await exitOf(server)).toBe(1)
  expect(printed).toContain('已被占用')
  expect(readdirSync(folder)).toEqual([])
  other.close()
})

test('saves that are under way when the server is stopped are answered, and one complete file is left', async () => {
  const { data, clerks } = await seedClerks(Array.from({ length: 30 }, () => ({ [SAVED_CELL]: '0' })))
  folder = data
  await launch()
  await untilReady()
  const writers = new Writers(
    saveTarget(address, clerks),
    clerks.map(() => '0')
  )
  const written = writers.runUntilGone()
  await expect.poll(() => writers.acknowledged.flat().length).toBeGreaterThan(30)
  server.kill('SIGTERM')
  expect(await exitOf(server)).toBe(0)
  await written
  // A door that is closed is no answer lost: nothing was sent.
  expect(writers.ends.filter((why) => why !== 'ECONNREFUSED')).toEqual([])
  expect(readdirSync(data).filter((name) => name.startsWith('nianbao.db'))).toEqual(['nianbao.db'])
  expect(inspect(join(data, 'nianbao.db'), clerks, writers)).toMatchObject({ isSound: true, lost: 0 })
})

test('a database that is deleted under the server is noticed: it answers, but is not ready', async () => {
  await launch()
  await untilReady()
  rmSync(join(folder, 'nianbao.db'))
  await expect.poll(() => status('/readyz')).toBe(503)
  expect(await (await fetch(`${address}/readyz`)).json()).toMatchObject({ ok: false, reason: 'broken' })
  expect(await status('/healthz')).toBe(200)
})

test('the keyboard stops it as well, once however often its signal is passed on', async () => {
  await launch()
  await untilReady()
  server.kill('SIGINT')
  server.kill('SIGINT')
  expect(await exitOf(server)).toBe(0)
  expect(existsSync(join(folder, 'nianbao.db-wal'))).toBe(false)
})

test('a database server that falls silent: it says so, shows what is public, and still ends when it is told to', async () => {
  test.skip(!process.env.PG_URL, 'needs PostgreSQL')
  const { address: database, drop } = await createDatabase()
  const network = await openNetwork(database)
  await launch({ DATABASE_URL: network.url })
  await untilReady()
  expect(await status('/published')).toBe(200)
  network.stall()
  await expect.poll(() => status('/readyz')).toBe(503)
  expect(await (await fetch(`${address}/readyz`)).json()).toMatchObject({ reason: 'slow', error: '数据库没有在 1 秒内完成读写' })
  expect(await status('/healthz')).toBe(200)
  expect(await status('/published')).toBe(200)
  server.kill('SIGTERM')
  // What could not be closed is told, and no code says that all was well.
  expect(await exitOf(server)).not.toBe(0)
  expect(printed).toContain('shut-down')
  await network.close()
  await drop()
})

test('a database server that accepts and never answers: the start waits for it, and can be stopped meanwhile', async () => {
  const network = await openNetwork()
  await launch({ DATABASE_URL: `${network.url}?connectionTimeoutMillis=200` })
  await expect.poll(() => printed).toContain('数据库暂时无法连接')
  expect(await status('/healthz')).toBe(200)
  expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ ok: false, reason: 'starting' })
  server.kill('SIGTERM')
  expect(await exitOf(server)).toBe(0)
  await network.close()
})
