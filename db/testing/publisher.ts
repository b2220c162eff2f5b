import { randomBytes } from 'node:crypto'
import type { Store } from '@/db/engine/client'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { addWaiver } from '@/db/reports/answers'
import { saveCells } from '@/db/reports/cells'
import { startReport } from '@/db/reports/reports'
import { judgeFiling } from '@/db/workflow/demands'
import type { Moved } from '@/db/workflow/transitions'
import { isOpen } from '@/report/answer'
import { cleanReport } from '@/report/testing/clean'
import type { Values } from '@/report/values'
import type { Role } from '@/report/workflow/roles'
import { opened, openFiling, take } from './steps'

const startedOn = new Date('2020-01-01T00:00:00.000Z')

/** For tests: a bureau under a city, with the people who bring its reports before the public and take them away again. */
export async function newPublisher(store: Store, name = '甲市教育局') {
  const city = await addUnit(store, { name: `${name}的上级`, kind: 'government', above: null, now: startedOn })
  const unit = { id: await addUnit(store, { name, kind: 'department', above: city, now: startedOn }), name, kind: 'department' as const }
  const newUser = async (at: number, role: Role) => {
    const user = (await addUser(store, { name: `${role}-${randomBytes(6).toString('hex')}`, password: null, now: startedOn })) as number
    await addMembership(store, { user, unit: at, role })
    return user
  }
  const [filler, reviewer, colleague] = [await newUser(unit.id, 'filler'), await newUser(city, 'reviewer'), await newUser(city, 'reviewer')]

  /** Waives what only concerns the clerk, and takes every step to the public. */
  const bring = async (report: number, now: Date, changeNote?: string) => {
    for (const { key, basis } of (await judgeFiling(store, await openFiling(store, report), now)).filter(isOpen))
      await addWaiver(store, await opened(store, 'waive', report, colleague), { finding: key, basis, text: '补录往年报告', now })
    must(await take(store, 'submit', report, filler, { now }))
    must(await take(store, 'claim', report, reviewer, { now }))
    must(await take(store, 'approve', report, reviewer, { now }))
    must(await take(store, 'publish', report, reviewer, { now, changeNote }))
  }

  return {
    city,
    unit,
    filler,
    reviewer,
    /** Publishes a year's report on 20 January of the year after. */
    publish: async (year: number, values: Values = cleanReport(year).values) => {
      const now = new Date(`${year + 1}-01-20T02:00:00.000Z`)
      const report = (await startReport(store, { unit, year, by: filler, now, values })) as number
      await bring(report, now)
      return report
    },
    /** Publishes a further revision in which some cells are others. */
    correct: async (report: number, changes: Values, changeNote = '更正填报数据') => {
      const now = new Date(`${(await openFiling(store, report)).year + 1}-03-05T02:00:00.000Z`)
      const next = must(await take(store, 'correct', report, reviewer, { now, reason: '同意更正' })).report
      const before = await store.read.select().from(store.t.cells)
      const was = (at: string) => before.find((cell) => cell.report === next && cell.at === at)?.text ?? ''
      const cells = Object.entries(changes).map(([at, text]) => ({ at, was: was(at), now: text, how: 'typed' as const }))
      await saveCells(store, await opened(store, 'edit', next, filler), { saveId: `correct-${next}`, cells, now })
      await bring(next, now, changeNote)
      return next
    },
    takeDown: async (report: number, now: Date, reason = '内容有误，核实后重新公布') => {
      must(await take(store, 'askTakeDown', report, reviewer, { reason, now }))
      must(await take(store, 'takeDown', report, colleague, { reason, now }))
    },
    republish: async (report: number, now: Date) => must(await take(store, 'republish', report, colleague, { reason: '核实无误', now }))
  }
}

function must(moved: Moved) {
  if (!moved.ok) throw new Error(`a step was refused: ${JSON.stringify(moved)}`)
  return moved
}
