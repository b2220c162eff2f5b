import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPage } from '@/bench/load'
import type { Row } from '@/bench/results'
import { median, ms, quantile, timeEach } from '@/bench/samples'
import { startProduct } from '@/bench/servers'
import { openStore, type Store } from '@/db/engine/client'
import { addUnits } from '@/db/people/listed-units'
import { issueTask } from '@/db/people/tasks'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser, addUsers, setPassword } from '@/db/people/users'
import { createDatabase } from '@/db/testing/stores'
import { RULES_VERSION } from '@/report/report'
import { findTemplate } from '@/report/templates'
import { UNIT_LEVELS } from '@/report/unit'
import { statutoryCampaign } from '@/report/workflow/deadline'
import type { State } from '@/report/workflow/states'
import { openBoard } from '@/server/board/board'
import { readBoardFilter } from '@/server/board/choose-lines'
import type { Passed } from '@/server/gate/gate'
import { SESSION_COOKIE } from '@/server/gate/link'
import { openSessionOf } from '@/server/testing/session'

export const name = 'board'

const YEAR = new Date().getFullYear()
const DAY = 86_400_000
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
    if (!process.env.PG_URL) continue
    const { address, drop } = await createDatabase()
    const other = await openStore(address)
    rows.push(...(await measureOn(other, units, 'PostgreSQL')))
    await other.close()
    await drop()
  }
  return rows
}

export async function measureOn(store: Store, units: number, engine: string): Promise<Row[]> {
  const { city, chief, issued } = await seed(store, units)
  const passed = { store, now: new Date(), user: { id: chief, memberships: [{ unit: city, role: 'reviewer' }] } } as unknown as Passed
  const asked = readBoardFilter({ year: String(YEAR) })
  await openBoard(passed, asked)
  const times = await timeEach(VISITS, () => openBoard(passed, asked))
  const p95 = quantile(times, 0.95)
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

const STATES: readonly (State | undefined)[] = ['PUBLISHED', 'APPROVED', 'SUBMITTED', 'RETURNED', 'DRAFT', undefined]

/** A task for everybody below a unit, but for its year and dates. */
export const taskOf = (unit: number) => ({
  ...{ unit, levels: UNIT_LEVELS, kinds: ['department', 'government'] as const, excuses: new Map<number, string>(), reviews: {} },
  ...{ notice: '请按时报送。', requirements: '' }
})

/** A city of thirty districts with so many units, each with a filler; last year published, this one in all states. */
export async function seed(store: Store, units: number) {
  const now = new Date()
  const before = new Date(now.getTime() - 30 * DAY)
  const chief = (await addUser(store, { name: 'chief', fullName: '李禾', password: 'x', now: before })) as number
  await setPassword(store, chief, 'x', false)
  const city = await addUnit(store, { name: '甲市人民政府', kind: 'government', above: null, now: before })
  await addMembership(store, { user: chief, unit: city, role: 'reviewer' })
  const districts = Array.from({ length: 30 }, (_, i) => ({
    name: `第${i + 1}区`,
    level: 'county' as const,
    kind: 'government' as const,
    above: city,
    reviewedBy: null,
    now: before
  }))
  const offices = Array.from({ length: units - 31 }, (_, i) => ({
    name: `第${i + 1}局`,
    kind: 'department' as const,
    above: `第${(i % 30) + 1}区`,
    reviewedBy: null,
    now: before
  }))
  await addUnits(store, [...districts, ...offices], [])
  const { t } = store
  const all = await store.read.select({ id: t.units.id, name: t.units.name, kind: t.units.kind }).from(t.units)
  const clerks = all.map(({ id }) => ({
    name: `clerk${id}`,
    fullName: '王小麦',
    officePhone: '0554-0000100',
    password: 'x',
    now: before,
    memberships: [{ unit: id, role: 'filler' as const }]
  }))
  for (let i = 0; i < clerks.length; i += 500) await addUsers(store, clerks.slice(i, i + 500))
  const task = taskOf(city)
  await issueTask(store, { ...task, year: YEAR - 1, dates: statutoryCampaign(YEAR - 1) }, { issue: 0, by: chief, on: before })
  const start = performance.now()
  await issueTask(store, { ...task, year: YEAR, dates: statutoryCampaign(YEAR) }, { issue: 0, by: chief, on: before })
  const issued = performance.now() - start
  for (const year of [YEAR - 1, YEAR]) {
    const filed = all.flatMap((unit, i) => {
      const state = year < YEAR ? 'PUBLISHED' : STATES[i % STATES.length]
      return state ? [{ ...unit, state }] : []
    })
    for (let i = 0; i < filed.length; i += 500) await file(store, filed.slice(i, i + 500), year, chief, before)
  }
  return { city, chief, issued }
}

async function file(
  store: Store,
  units: { id: number; name: string; kind: 'department' | 'government'; state: State }[],
  year: number,
  by: number,
  on: Date
) {
  const { t } = store
  await store.tx(async (db) => {
    const template = findTemplate(year)?.id as 'F2021'
    const frozen = { year, revision: 1, template, rules: RULES_VERSION, version: 4, changeNote: '', savedOn: on }
    const made = await db
      .insert(t.reports)
      .values(
        units.map(({ id, name, kind, state }) => ({
          ...{ unit: id, unitName: name, kind, state, ...frozen },
          ...{ arrivedOn: state === 'DRAFT' ? null : on, returns: state === 'DRAFT' ? 0 : 1, movedOn: on }
        }))
      )
      .returning({ id: t.reports.id, state: t.reports.state })
    const steps = made.flatMap(({ id, state }) =>
      (state === 'DRAFT' ? (['start'] as const) : (['start', 'submit', 'claim', 'return', 'submit'] as const)).map((name, version) => ({
        ...{ report: id, version, name, from: null, to: name === 'submit' ? ('SUBMITTED' as const) : state, reason: '', by, on },
        ...{ payload: '', previous: '', hash: '' }
      }))
    )
    await db.insert(t.events).values(steps)
  })
}
