import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@/db/engine/client'
import { createDatabase } from '@/db/testing/stores'
import { seed } from '@/bench/measures/board'
import { openBoard, listWatched, readLines, readBoardVersion } from '@/server/board/board'
import { readBoardFilter, chooseLines } from '@/server/board/choose-lines'
import { listStands, listArrivals } from '@/db/workflow/stands'
import { listFollowed } from '@/server/queue/place'
import { listReached } from '@/db/workflow/queue'
import { listUnitsBelow } from '@/db/people/units'
import { median, quantile, timeEach } from '@/bench/samples'
const YEAR = new Date().getFullYear()
for (const units of [500, 3000]) for (const engine of ['sqlite', 'pg']) {
  const data = mkdtempSync(join(tmpdir(), 'season-'))
  const made = engine === 'pg' ? await createDatabase() : undefined
  const store = await openStore(made ? made.address : join(data, 'x.db'))
  const { city, chief } = await seed(store, units)
  const passed = { store, now: new Date(), user: { id: chief, memberships: [{ unit: city, role: 'reviewer' }] } } as any
  const asked = readBoardFilter({ year: String(YEAR) })
  const { units: us } = await listWatched(passed); const ids = us.map((u: any) => u.id)
  const read = await readLines(passed, YEAR)
  const t = async (name: string, f: () => any) => { for (let i=0;i<3;i++) await f(); const c0 = process.cpuUsage(); const ts = await timeEach(30, async () => { await f() }); const c = process.cpuUsage(c0); console.log(units, engine, name.padEnd(14), median(ts).toFixed(1), quantile(ts, .95).toFixed(1), 'cpu', ((c.user + c.system) / 30000).toFixed(1)) }
  await t('openBoard', () => openBoard(passed, asked))
  await t('watched', () => listWatched(passed))
  await t(' followed', () => listFollowed(passed))
  await t(' reached', () => listReached(store, [city]))
  await t(' below', () => listUnitsBelow(store, [city]))
  await t('stands', () => listStands(store, ids, YEAR))
  await t('arrivals', () => listArrivals(store, ids, YEAR - 1))
  await t('lines', () => readLines(passed, YEAR))
  await t('choose', () => chooseLines(read.lines, read.units, asked))
  await t('version', () => readBoardVersion(passed, YEAR))
  if (process.env.CPU && engine === 'sqlite' && units === 3000) {
    const { Session } = await import('node:inspector/promises'); const s = new Session(); s.connect(); await s.post('Profiler.enable'); await s.post('Profiler.start')
    for (let i=0;i<40;i++) await openBoard(passed, asked)
    const { profile } = await s.post('Profiler.stop'); const self = new Map<string, number>()
    const dt = profile.timeDeltas!, byId = new Map(profile.nodes.map((n) => [n.id, n]))
    profile.samples!.forEach((id, i) => { const n = byId.get(id)!; const k = `${n.callFrame.functionName} ${n.callFrame.url.split('/').slice(-3).join('/')}:${n.callFrame.lineNumber}`; self.set(k, (self.get(k) ?? 0) + dt[i]!) })
    for (const [k, v] of [...self].sort((a, b) => b[1] - a[1]).slice(0, 40)) console.log((v / 40000).toFixed(2), k)
  }
  await store.close(); rmSync(data, { recursive: true }); await made?.drop()
}
