import { execFileSync } from 'node:child_process'
import { existsSync, rmSync, statSync } from 'node:fs'
import { findAction, routerTree, saveTarget, seedClerks } from '@/bench/clerks'
import { type Load, SAVED_CELL, type Target, Writers } from '@/bench/load'
import type { Row } from '@/bench/results'
import { median, ms, quantile, takeTurns } from '@/bench/samples'
import { type Server, startProduct, startServer } from '@/bench/servers'
import { fullReport } from '@/server/testing/reports'

export const name = 'save'

const CLIENTS = 16
const ROUNDS = 9
const ROUND_MS = 2000
const EMPTY_APP = 'bench/peers/empty-app'
const NEXT = 'node_modules/next/dist/bin/next'

/** Saving one cell through the real server action, against an action that does nothing and against a minimal durable save. */
export async function measure(): Promise<Row[]> {
  buildEmptyApp()
  const values = fullReport('F2021').values
  const { data, clerks } = await seedClerks(Array.from({ length: CLIENTS }, () => values))
  const product = await startProduct(data, 3210)
  const empty = await startServer([NEXT, 'start', EMPTY_APP, '-H', '127.0.0.1', '-p', '3211'], 3211)
  const plain = await startServer(['bench/peers/plain-server.mjs'], 3212, { DATA_DIR: data })
  const saver = (server: Server, target: Target) => {
    const writers = new Writers(
      target,
      clerks.map(() => values[SAVED_CELL] ?? '')
    )
    return async (): Promise<Round> => {
      const before = server.processorTime()
      const load = await writers.run(ROUND_MS)
      return { ...load, processor: (server.processorTime() - before) / load.latencies.length }
    }
  }
  try {
    const ours = saveTarget(product.url, clerks)
    const emptyAction = {
      'next-action': findAction('save', `${EMPTY_APP}/app/actions.js`, `${EMPTY_APP}/.next`),
      'next-router-state-tree': routerTree()
    }
    const takers = {
      ours: saver(product, ours),
      empty: saver(empty, {
        ...ours,
        url: empty.url,
        path: () => '/',
        headers: (i) => ({ ...ours.headers(i), origin: empty.url, ...emptyAction })
      }),
      plain: saver(plain, { ...ours, url: plain.url, path: () => '/' })
    }
    // The JIT goes on optimizing for some thousand requests.
    await takeTurns(4, takers)
    return tell(await takeTurns(ROUNDS, takers))
  } finally {
    await Promise.all([product.end(), empty.end(), plain.end()])
    rmSync(data, { recursive: true })
  }
}

/** Built with the product's Next, and rebuilt when that may have changed. */
function buildEmptyApp(): void {
  const made = `${EMPTY_APP}/.next/BUILD_ID`
  const isBuilt =
    existsSync(made) &&
    [`${EMPTY_APP}/app/actions.js`, 'package-lock.json'].every((source) => statSync(made).mtimeMs >= statSync(source).mtimeMs)
  if (isBuilt) return
  const env = { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  execFileSync(process.execPath, [NEXT, 'build', EMPTY_APP], { stdio: 'pipe', env })
}

/** `processor`: CPU milliseconds of the server per save, which other load hardly changes. */
type Round = Load & { processor: number }

function tell({ ours, empty, plain }: Record<'ours' | 'empty' | 'plain', Round[]>): Row[] {
  // Each round compares measurements taken close together; the median of the ratios is robust against short bursts of other load.
  const share = (peer: Round[]) => median(ours.map(({ perSecond }, i) => perSecond / (peer[i]?.perSecond ?? Number.NaN)))
  const ratio = share(empty)
  return [
    {
      what: 'a cell saved, against an empty server action',
      ours: describe(ours),
      peer: describe(empty),
      ratio: `${ratio.toFixed(2)} × its throughput`,
      target: '≥ 0.75 ×',
      met: ratio >= 0.75,
      note: `session, gate, compare-and-swap, change log, fsync included; ${CLIENTS} clients, a person and a report each; median of ${ROUNDS} rounds of ${ROUND_MS / 1000} s in turns`
    },
    {
      what: 'a cell saved, against plain node:http',
      ours: describe(ours),
      peer: describe(plain),
      ratio: `${share(plain).toFixed(2)} × its throughput`,
      note: 'the same two rows with the same fsync; no session, no permission, no comparison'
    }
  ]
}

function describe(rounds: Round[]): string {
  const latencies = rounds.flatMap((round) => round.latencies)
  return `${Math.round(median(rounds.map(({ perSecond }) => perSecond)))}/s, p50 ${ms(median(latencies))}, p99 ${ms(quantile(latencies, 0.99))}, processor ${ms(median(rounds.map(({ processor }) => processor)))}`
}
