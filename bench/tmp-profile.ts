import { openStore } from '@/db/engine/client'
import { addLargeCity } from '@/db/testing/large-city'
import { createDatabase } from '@/db/testing/stores'
import { openBoard } from '@/server/board/board'
import { readBoardFilter } from '@/server/board/choose-lines'
const YEAR = new Date().getFullYear()
const keep = process.env.KEEP
const { address, drop } = keep ? { address: keep, drop: async () => {} } : await createDatabase()
const store = await openStore(address)
let city = 1, chief = 1
if (!keep) ({ city, chief } = await addLargeCity(store, { units: 3000, year: YEAR, now: new Date() }) as any)
console.log(address, city, chief)
const passed = { store, now: new Date(), user: { id: chief, memberships: [{ unit: city, role: 'reviewer' }] } } as any
const asked = readBoardFilter({ year: String(YEAR) })
const { performance } = await import('node:perf_hooks')
// time queries
const pg: any = await import('pg')
const proto = pg.default.Pool.prototype
const orig = proto.query
const log = new Map<string, { n: number; ms: number; rows: number }>()
proto.query = function (q: any, ...rest: any[]) {
  const start = performance.now()
  const text = (typeof q === 'string' ? q : q.text) as string
  const r = orig.call(this, q, ...rest)
  if (r?.then) r.then((res: any) => { const k = text.replace(/in \([\d,]+\)/g, 'in (…)').slice(0, 260); const one = log.get(k) ?? { n: 0, ms: 0, rows: 0 }; one.n++; one.ms += performance.now() - start; one.rows = res.rows?.length ?? res.rowCount; log.set(k, one) })
  return r
}
for (let i = 0; i < 10; i++) await openBoard({ ...passed }, asked)
log.clear()
const cpu = process.cpuUsage()
const times: number[] = []
for (let i = 0; i < 40; i++) { const s = performance.now(); await openBoard({ ...passed }, asked); times.push(performance.now() - s) }
times.sort((a, b) => a - b)
console.log('median', times[20], 'p95', times[38])
console.log('cpu of node ms per visit', (process.cpuUsage(cpu).user + process.cpuUsage(cpu).system) / 40000)
for (const [k, v] of [...log].sort((a, b) => b[1].ms - a[1].ms)) console.log((v.ms / 40).toFixed(2), 'ms', (v.n / 40).toFixed(1), 'x', v.rows, 'rows', k)
await store.close()
if (!process.env.STAY) await drop()
process.exit()
