import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPage } from '@/bench/load'
import type { Row } from '@/bench/results'
import { median, ms, quantile, timeEach } from '@/bench/samples'
import { startProduct } from '@/bench/servers'
import { openStore, type Store } from '@/db/engine/client'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser, setPassword } from '@/db/people/users'
import { saveAnswer } from '@/db/reports/answers'
import { saveCells } from '@/db/reports/cells'
import { addReply, addThread, listThreads } from '@/db/reports/comments'
import { readReport, startReport } from '@/db/reports/reports'
import { opened, openFiling, take } from '@/db/testing/steps'
import { judgeFiling } from '@/db/workflow/demands'
import { isOpen } from '@/report/answer'
import { cleanReport } from '@/report/testing/clean'
import type { TransitionName } from '@/report/workflow/transitions'
import { SESSION_COOKIE } from '@/server/gate/link'
import { openSessionOf } from '@/server/testing/session'

export const name = 'desk'

const UNITS = 500
const VISITS = 200
const YEAR = new Date().getFullYear()

/** Response times for a supervisor of 500 units: his lists, a report handed in again, one step of a report; and for an administrator. */
export async function measure(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const store = await openStore(join(data, 'nianbao.db'))
  try {
    const { reviewer, filler, token, units, resubmitted } = await seed(store)
    const product = await startProduct(data, 3210)
    try {
      const agent = new Agent({ keepAlive: true })
      const pages = []
      for (const [what, path, most] of [
        ['the queue, 50 of the 400 that wait', '/queue', 30],
        ['the list of a year, 50 of 500 units', `/queue?state=all&year=${YEAR}`, 30],
        ['the desk of the supervisor', '/', 30],
        ['the inbox, 200 of 400 notices', '/inbox', undefined],
        ['the review of a report handed in again, 5 changes, 5 comments', `/reports/${resubmitted}/review`, 30],
        ['the units, 500 in the tree', '/admin/units', undefined],
        ['the accounts, 500 of them', '/admin/users', undefined]
      ] as const) {
        const visit = () => readPage(agent, product.url + path, { cookie: `${SESSION_COOKIE}=${token}` })
        await timeEach(50, visit)
        const taken = await timeEach(VISITS, visit)
        pages.push({
          what,
          ours: `p50 ${ms(median(taken))}, p95 ${ms(quantile(taken, 0.95))}`,
          ...(most === undefined ? {} : { target: `p95 ≤ ${most} ms`, met: quantile(taken, 0.95) <= most }),
          note: `whole page over HTTP, ${VISITS} visits one after the other`
        })
      }
      agent.destroy()
      await product.end()
      return [...pages, ...(await measureSteps(store, units.slice(-50), filler, reviewer))]
    } finally {
      await product.end()
    }
  } finally {
    await store.close()
    rmSync(data, { recursive: true })
  }
}

type Unit = { id: number; name: string; kind: 'department' }

/** A city with 500 bureaus: 400 have handed in, 50 are filling in, the others have not begun. */
export async function seed(store: Store) {
  const now = new Date()
  const city = await addUnit(store, { name: '甲市人民政府', kind: 'government', above: null, now })
  const [reviewer, filler] = [await newUser(store, 'reviewer'), await newUser(store, 'filler')]
  for (const role of ['reviewer', 'admin'] as const) await addMembership(store, { user: reviewer, unit: city, role })
  const units: Unit[] = []
  for (let i = 0; i < UNITS; i++) {
    const unit = { name: `甲市第${i + 1}局`, kind: 'department' as const }
    const id = await addUnit(store, { ...unit, above: city, now })
    units.push({ id, ...unit })
    await addMembership(store, { user: await newUser(store, `filler${id}`), unit: id, role: 'filler' })
  }
  for (const unit of units.slice(0, 450)) {
    const report = (await startReport(store, { unit, year: YEAR, by: filler, now, values: cleanReport(YEAR).values })) as number
    if (unit.id <= (units[400] as Unit).id - 1) await take(store, 'submit', report, filler, { now })
  }
  const token = await openSessionOf(store, reviewer)
  const resubmitted = await handInAgain(store, units[0] as Unit, filler, reviewer)
  return { reviewer, filler, token, units, resubmitted }
}

/** What the unit changed after the comments; the sums still hold. */
const CHANGED = {
  'requests/received/person': '12',
  'requests/granted/person': '11',
  'disclosure/normative/made': '1',
  'disclosure/normative/valid': '1',
  problems: '专职人员不足。今后将增加人员，加强培训。'
}

/** A report that was returned with comments on five places, changed and answered there, and handed in again. */
async function handInAgain(store: Store, unit: Unit, filler: number, reviewer: number): Promise<number> {
  const now = new Date()
  const report = (await startReport(store, { unit, year: YEAR, by: filler, now })) as number
  const go = (step: TransitionName, by: number) => take(store, step, report, by, { now, reason: '几处请核对后重新提交' })
  await go('claim', reviewer)
  const asking = await opened(store, 'comment', report, reviewer)
  for (const at of Object.keys(CHANGED)) await addThread(store, asking, 'comments', { at, quote: '', text: '与台账不符，请核对。', now })
  await go('return', reviewer)
  const answering = await opened(store, 'reply', report, filler)
  for (const { id } of await listThreads(store, report, 'comments'))
    await addReply(store, answering, 'comments', { thread: id, text: '已按台账更正。', asks: false, now })
  const { values } = await readReport(store, await openFiling(store, report))
  const cells = Object.entries(CHANGED).map(([at, text]) => ({ at, was: values[at] ?? '', now: text, how: 'typed' as const }))
  const editing = await opened(store, 'edit', report, filler)
  await saveCells(store, editing, { saveId: 'handed-in-again', cells, now })
  for (const { key, basis } of (await judgeFiling(store, await openFiling(store, report), now)).filter(isOpen))
    await saveAnswer(store, editing, { finding: key, basis, text: '已逐项核实。', now })
  await go('submit', filler)
  const claimed = await go('claim', reviewer)
  if (!claimed.ok) throw new Error('the report was not handed in again')
  return report
}

async function newUser(store: Store, user: string): Promise<number> {
  const id = (await addUser(store, { name: user, password: null, now: new Date() })) as number
  await setPassword(store, id, 'never asked for', false)
  return id
}

/** Each transition of a review, all its demands included. */
async function measureSteps(store: Store, units: readonly Unit[], filler: number, reviewer: number): Promise<Row[]> {
  const now = new Date()
  const taken = new Map<TransitionName, number[]>()
  const round: [TransitionName, number][] = [
    ['submit', filler],
    ['claim', reviewer],
    ['release', reviewer],
    ['claim', reviewer],
    ['approve', reviewer],
    ['unapprove', reviewer],
    ['withdraw', filler]
  ]
  for (const [i, unit] of units.entries()) {
    const report = (await startReport(store, { unit, year: YEAR, by: filler, now, values: cleanReport(YEAR).values })) as number
    for (const [step, by] of round) {
      const [time = 0] = await timeEach(1, async () => {
        const moved = await take(store, step, report, by, { now, reason: '重新核对数字' })
        if (!moved.ok) throw new Error(`${step} was refused`)
      })
      if (i >= 10) taken.set(step, [...(taken.get(step) ?? []), time])
    }
  }
  return [...taken].map(([step, times]) => ({
    what: `the step ${step}`,
    ours: `p50 ${ms(median(times))}, p95 ${ms(quantile(times, 0.95))}`,
    target: 'p50 ≤ 5 ms',
    met: median(times) <= 5,
    note: 'demands, event, snapshot and notices in one transaction, fsync included; median of 40 reports or more'
  }))
}
