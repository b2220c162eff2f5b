import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { readPage } from '@/bench/load'
import type { Row } from '@/bench/results'
import { median, ms, quantile, takeTurns, times } from '@/bench/samples'
import { startProduct } from '@/bench/servers'
import { openStore } from '@/db/engine/client'
import { newPublisher } from '@/db/testing/publisher'
import { fullReport } from '@/server/testing/reports'

export const name = 'public'

const PAGES = 60
const YEARS = [2019, 2020, 2021, 2022, 2023]
const CLIENTS = 16
const ROUNDS = 15

/** The page of a published report served from the cache, against the same page rendered again because its unit took a public step. */
export async function measure(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const store = await openStore(join(data, 'nianbao.db'))
  const paths: string[] = []
  for (let i = 0; i < PAGES; i++) {
    const { unit, publish } = await newPublisher(store, `第${i + 1}局`)
    for (const year of YEARS) await publish(year, fullReport(year < 2021 ? 'F2019' : 'F2021').values)
    paths.push(`/published/${unit.id}/2023`)
  }
  const product = await startProduct(data, 3210)
  const load = () => readAll(paths.map((path) => product.url + path))
  const forget = () => store.tx(async (db) => void (await db.update(store.t.reports).set({ version: sql`${store.t.reports.version} + 1` })))
  try {
    await load()
    const fresh = async () => {
      await forget()
      return load()
    }
    const rounds = await takeTurns(ROUNDS, { kept: load, fresh })
    return [...tell(rounds), await weigh(product.url + paths[0])]
  } finally {
    await product.end()
    await store.close()
    rmSync(data, { recursive: true })
  }
}

type Load = { perSecond: number; latencies: number[] }

async function readAll(urls: readonly string[]): Promise<Load> {
  const agent = new Agent({ keepAlive: true })
  const left = [...urls]
  const start = performance.now()
  const client = async () => {
    const latencies: number[] = []
    for (let url = left.pop(); url; url = left.pop()) {
      const asked = performance.now()
      await readPage(agent, url)
      latencies.push(performance.now() - asked)
    }
    return latencies
  }
  const latencies = (await Promise.all(Array.from({ length: CLIENTS }, client))).flat()
  agent.destroy()
  return { latencies, perSecond: (1000 * urls.length) / (performance.now() - start) }
}

function tell({ kept, fresh }: Record<'kept' | 'fresh', Load[]>): Row[] {
  const ratio = median(kept.map(({ perSecond }, i) => perSecond / (fresh[i]?.perSecond ?? Number.NaN)))
  return [
    {
      what: 'public page, kept against rendered anew',
      ours: `${Math.round(median(kept.map(({ perSecond }) => perSecond)))}/s`,
      peer: `${Math.round(median(fresh.map(({ perSecond }) => perSecond)))}/s`,
      ratio: times(ratio),
      target: '≥ 5 ×',
      met: ratio >= 5,
      note: `${PAGES} pages with five years behind them, ${CLIENTS} clients, the product's own server; every page forgotten before a round of the peer; ${ROUNDS} rounds in turns`
    }
  ]
}

/** One client: the response time without other requests. */
async function weigh(url: string): Promise<Row> {
  const agent = new Agent({ keepAlive: true })
  const latencies: number[] = []
  let page = 0
  for (let i = 0; i < 300; i++) {
    const start = performance.now()
    page = await readPage(agent, url)
    latencies.push(performance.now() - start)
  }
  agent.destroy()
  const css = gzipSync(await (await fetch(new URL('/published.css', url))).text()).length
  const p95 = quantile(latencies, 0.95)
  return {
    what: 'public page over the wire, one reader',
    ours: `p95 ${ms(p95)}, HTML + CSS ${((page + css) / 1000).toFixed(1)} kB, script 0 kB`,
    target: 'p95 ≤ 15 ms, ≤ 60 kB',
    met: p95 <= 15 && page + css <= 60_000,
    note: 'as a browser gets it; 300 requests over one connection, asking included'
  }
}
