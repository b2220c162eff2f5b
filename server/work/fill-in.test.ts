import { expect, it } from 'vitest'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { openOwnStore } from '@/db/testing/own-store'
import { opened, openFiling, take } from '@/db/testing/steps'
import { judgeFiling } from '@/db/workflow/demands'
import { exampleReport } from '@/report/samples/example'
import { cleanReport } from '@/report/testing/clean'
import { LONGEST_TEXT } from '@/report/text/text-length'
import type { PassedReport } from '@/server/gate/gate'
import { explainFinding, readStored, saveTyped, submitReport } from './fill-in'
import { startOwnReport } from './start-report'

const now = new Date('2020-01-15T02:00:00Z')
const store = await openOwnStore()
let count = 0

async function newFiller() {
  const unit = { id: await addUnit(store, { name: `甲局${++count}`, kind: 'department', above: null, now }), kind: 'department' as const }
  const id = (await addUser(store, { name: `填报员${count}`, password: null, now })) as number
  await addMembership(store, { user: id, unit: unit.id, role: 'filler' })
  const memberships = [{ unit: unit.id, role: 'filler' as const }]
  return {
    unit: { ...unit, name: `甲局${count}` },
    passed: { store, now, user: { id, name: `填报员${count}`, fullName: `填报员${count}`, mustChangePassword: false, memberships } }
  }
}

/** A report of 2019 as an action of its filler gets it. */
async function newReport(values: Record<string, string>) {
  const { unit, passed } = await newFiller()
  const report = (await startReport(store, { unit, year: 2019, by: passed.user.id, now, values })) as number
  const get = async (): Promise<PassedReport<'edit'> & PassedReport<'submit'>> =>
    ({
      ...passed,
      filing: await openFiling(store, report),
      opened: await opened(store, 'edit', report, passed.user.id),
      roles: ['filler']
    }) as never
  return { report, get, user: passed.user.id }
}

const save = (at: string, was: string, now: string) => ({ saveId: `save-${++count}`, cells: [{ at, was, now, how: 'typed' as const }] })

it('a save is refused for an unknown place, for a text that is too long, and once the report is handed in', async () => {
  const one = await newReport(cleanReport(2019).values)
  expect(await saveTyped(await one.get(), save('requests/nobody/person', '', '1'))).toMatchObject({
    ok: false,
    error: '部分格不在表中，请刷新页面'
  })
  const long = await saveTyped(await one.get(), save('problems', '', '长'.repeat(LONGEST_TEXT + 1)))
  expect(long).toMatchObject({ ok: false, error: expect.stringMatching(/请删减后再保存$/) })
  expect(await saveTyped(await one.get(), save('preamble', '', '补充'))).toEqual({ ok: true, on: now, conflicts: [] })
  expect(await readStored(await one.get())).toMatchObject({ ok: true, values: { preamble: '补充' } })
  await take(store, 'submit', one.report, one.user, { now })
  expect(await saveTyped(await one.get(), save('preamble', '补充', '迟了'))).toMatchObject({ ok: false, why: 'closed' })
})

it('an explanation is kept for a finding there is, and lets the report be handed in', async () => {
  const one = await newReport(exampleReport.values)
  const unknown = await explainFinding(await one.get(), { finding: 'X-99', text: '情况属实。' })
  expect(unknown).toMatchObject({ ok: false, error: '该问题已不存在，请刷新页面' })
  const { filing } = await one.get()
  expect(await submitReport(await one.get(), { version: filing.version })).toMatchObject({
    ok: false,
    error: expect.stringMatching(/处待说明/)
  })
  const judged = await judgeFiling(store, filing, now)
  for (const { key } of judged) await explainFinding(await one.get(), { finding: key, text: '情况属实，已核对。' })
  expect((await readStored(await one.get())).answers).toHaveLength(judged.length)
  expect(await submitReport(await one.get(), { version: filing.version })).toMatchObject({ ok: true })
})

it('a report is started by its filler, once, for a year that has begun', async () => {
  const { unit, passed } = await newFiller()
  expect(await startOwnReport(passed, { unit: 0, year: 2019 })).toEqual({ ok: false, error: '您不是该单位的填报员' })
  expect(await startOwnReport(passed, { unit: unit.id, year: 2021 })).toEqual({ ok: false, error: '2021 年度尚未开始' })
  const started = await startOwnReport(passed, { unit: unit.id, year: 2019 })
  expect(started).toMatchObject({ ok: true })
  expect(await startOwnReport(passed, { unit: unit.id, year: 2019 })).toEqual(started)
})
