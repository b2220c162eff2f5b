import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPage } from '@/bench/load'
import type { Row } from '@/bench/results'
import { median, ms, quantile, timeEach } from '@/bench/samples'
import { startProduct } from '@/bench/servers'
import { openStore, type Store } from '@/db/engine/client'
import { chaseUnits } from '@/db/season/chase'
import { addLargeCity } from '@/db/testing/large-city'
import { createDatabase, hasPostgres } from '@/db/testing/stores'
import { openBoard } from '@/server/board/board'
import { listOwing } from '@/server/board/chase'
import { readBoardFilter } from '@/server/board/choose-lines'
import type { Passed } from '@/server/gate/gate'
import { SESSION_COOKIE } from '@/server/gate/link'
import { openSessionOf } from '@/server/testing/session'

export const name = 'board'

const YEAR = new Date().getFullYear()
const VISITS = 60

/** A season's task issued to so many units, and the board of whoever watches them, on both databases; the page as it is sent. */
export async function measure(): Promise<Row[]> {
  const rows: Row[] = []
  for (const units of [500, 3000]) {
    const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
    const store = await openStore(join(data, 'nianbao.db'))
    rows.push(...(await measureOn(store, units, 'SQLite')), await weigh(store, data, units))
    await store.close()
    rmSync(data, { recursive: true })
    if (!hasPostgres) continue
    const { address, drop } = await createDatabase()
    const other = await openStore(address)
    rows.push(...(await measureOn(other, units, 'PostgreSQL')))
    await other.close()
    await drop()
  }
  return rows
}

export async function measureOn(store: Store, units: number, engine: string): Promise<Row[]> {
  const { city, chief, issued } = await addLargeCity(store, { units, year: YEAR, now: new Date() })
  const passed = { store, now: new Date(), user: { id: chief, memberships: [{ unit: city, role: 'reviewer' }] } } as unknown as Passed
  const asked = readBoardFilter({ year: String(YEAR) })
  await openBoard(passed, asked)
  const times = await timeEach(VISITS, () => openBoard(passed, asked))
  const p95 = quantile(times, 0.95)
  const owing = (await listOwing(passed, YEAR)).all
  let told = 0
  const [chased = 0] = await timeEach(1, async () => {
    const sent = await chaseUnits(store, { units: owing, year: YEAR, words: '', again: true, now: new Date() })
    told = sent.people
  })
  const most = units > 500 ? 100 : 30
  return [
    {
      ...{ what: `board of ${units} units, ${engine}`, ours: `median ${ms(median(times))}, p95 ${ms(p95)}` },
      ...{
        target: `p95 ≤ ${most} ms`,
        met: p95 <= most,
        note: `what the server reads and counts for a page; ${VISITS} visits, year and last year`
      }
    },
    {
      ...{ what: `task issued to ${units} units, ${engine}`, ours: ms(issued) },
      ...(units > 500 && { target: '≤ 3 s', met: issued <= 3000 }),
      note: 'obligations and a message to each filler, in transactions of 500'
    },
    {
      ...{ what: `催报 of all who owe, ${told} messages, of ${units} units, ${engine}`, ours: ms(chased) },
      ...(units > 500 && { target: '≤ 2 s for 3,000', met: (chased * 3000) / Math.max(told, 1) <= 2000 }),
      note: 'who owes and who serves read again in each transaction of 500 people'
    }
  ]
}

/** The page over the wire, as a browser gets it. */
async function weigh(store: Store, data: string, units: number): Promise<Row> {
  const [chief] = await store.read.select({ id: store.t.users.id }).from(store.t.users).limit(1)
  const token = await openSessionOf(store, chief?.id as number)
  const product = await startProduct(data, 3210)
  const agent = new Agent({ keepAlive: true })
  try {
    const headers = { cookie: `${SESSION_COOKIE}=${token}` }
    const url = `${product.url}/board?year=${YEAR}`
    let bytes = await readPage(agent, url, headers)
    const times = await timeEach(VISITS, async () => {
      bytes = await readPage(agent, url, headers)
    })
    const note = 'the product’s own server, one reader, rendering included'
    const ours = `${(bytes / 1000).toFixed(1)} kB, p95 ${ms(quantile(times, 0.95))}`
    return { what: `page of the board of ${units} units over the wire`, ours, target: '≤ 80 kB', met: bytes <= 80_000, note }
  } finally {
    agent.destroy()
    await product.end()
  }
}
