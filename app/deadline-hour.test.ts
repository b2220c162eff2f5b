import { afterAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { setCampaign } from '@/db/people/change-dates'
import { listNotices } from '@/db/people/notices'
import { addUnit } from '@/db/people/units'
import { addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { remindOwing } from '@/db/season/reminders'
import { onEngines } from '@/db/testing/on-engines'
import { owe } from '@/db/testing/owe'
import { opened, openFiling, take } from '@/db/testing/steps'
import { readContext } from '@/db/workflow/context'
import { judgeFiling } from '@/db/workflow/demands'
import { addWaiver } from '@/db/workflow/transitions'
import { isOpen } from '@/report/answer'
import { cleanReport } from '@/report/testing/clean'
import { statutoryCampaign } from '@/report/workflow/deadline'
import { openBoard } from '@/server/board/board'
import { makeBoardWorkbook } from '@/server/board/board-workbook'
import { readBoardFilter } from '@/server/board/choose-lines'
import { readRows } from '@/server/files/read-rows'
import type { Passed } from '@/server/gate/gate'
import { refuseMove } from '@/server/gate/refusal'
import { openQueue, readFilter } from '@/server/queue/queue'
import { listTasks } from '@/server/work/desk-tasks'

const YEAR = 2025
const START = new Date('2026-01-05T02:00:00Z')
/** The last second of the day in UTC+8, and the first one that is late. */
const LAST = new Date('2026-01-31T23:59:59+08:00')
const FIRST = new Date('2026-02-01T00:00:00+08:00')
const ZONES = ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Shanghai']

const before = process.env.TZ
afterAll(() => {
  if (before === undefined) delete process.env.TZ
  else process.env.TZ = before
})

/** Two bureaus that hand in at the last and at the first late second, and one that does not. */
async function playDay(store: Store, zone: string) {
  process.env.TZ = zone
  const city = await addUnit(store, { name: `甲市（${zone}）`, kind: 'government', above: null, now: START })
  const reviewer = (await addUser(store, {
    ...{ name: `r ${zone}`, password: null, now: START },
    memberships: [{ unit: city, role: 'reviewer' }]
  })) as number
  const bureaus = []
  for (const name of ['按时局', '迟报局', '未报局']) {
    const unit = {
      id: await addUnit(store, { name: `${zone}${name}`, kind: 'department', above: city, now: START }),
      name,
      kind: 'department' as const
    }
    const memberships = [{ unit: unit.id, role: 'filler' as const }]
    bureaus.push({ unit, filler: (await addUser(store, { name: `${zone}${name}`, password: null, now: START, memberships })) as number })
  }
  await owe(store, city, YEAR, START)
  const reports: number[] = []
  for (const { unit, filler } of bureaus.slice(0, 2))
    reports.push((await startReport(store, { unit, year: YEAR, by: filler, now: START, values: cleanReport(YEAR).values })) as number)
  return { city, reviewer, bureaus, reports }
}

onEngines('on %s', (open) => {
  it.each(ZONES)('the last second of the day is in time and the next is late, wherever it is said, with the server in %s', async (zone) => {
    const store = await open()
    const { city, reviewer, bureaus, reports } = await playDay(store, zone)
    const [, late, missing] = bureaus as [(typeof bureaus)[number], (typeof bureaus)[number], (typeof bureaus)[number]]
    const pass = (user: number, unit: number, role: string, now: Date) =>
      ({ store, now, user: { id: user, memberships: [{ unit, role }] } }) as unknown as Passed
    expect(await take(store, 'submit', reports[0] as number, bureaus[0]?.filler as number, { now: LAST })).toMatchObject({ ok: true })

    // What the form says of the date is said from the same second on.
    const isSaidLate = async (now: Date) => {
      const filing = await openFiling(store, reports[1] as number)
      expect(await readContext(store, filing, now)).toMatchObject({ due: '2026-01-31' })
      return (await judgeFiling(store, filing, now)).some(({ finding }) => finding.rule === 'X-14')
    }
    expect([await isSaidLate(LAST), await isSaidLate(FIRST)]).toEqual([false, true])

    // After the close nothing arrives, to the second.
    for (const { key, basis } of (await judgeFiling(store, await openFiling(store, reports[1] as number), FIRST)).filter(isOpen)) {
      const may = await opened(store, 'waive', reports[1] as number, reviewer)
      expect(await addWaiver(store, may, { finding: key, basis, text: '系统故障', now: FIRST })).toBe(true)
    }
    const close = async (day: string | null) => setCampaign(store, city, YEAR, { ...statutoryCampaign(YEAR), closeDepartment: day })
    await close('2026-01-31')
    const submit = (now: Date) => take(store, 'submit', reports[1] as number, late.filler, { now })
    const refused = await submit(FIRST)
    expect(refuseMove(refused)).toMatchObject({ ok: false, error: expect.stringContaining('报送已于 2026年1月31日 24:00 截止') })
    await close(null)
    expect(await submit(FIRST)).toMatchObject({ ok: true })

    const look = async (now: Date) => {
      const head = pass(reviewer, city, 'reviewer', now)
      const { rows } = await openBoard(head, readBoardFilter({ year: String(YEAR), level: 'department' }))
      const file = await readRows(makeBoardWorkbook(YEAR, rows, 'place', now))
      const column = file[0]?.indexOf('时限') ?? -1
      const queue = await openQueue(head, readFilter({ state: 'all', year: String(YEAR) }))
      const [task] = await listTasks(pass(missing.filler, missing.unit.id, 'filler', now))
      return {
        board: rows.map(({ stage, timeliness, days }) => [stage, timeliness, days === null ? null : days + 0]),
        file: file.slice(1, 4).map((line) => line[column]),
        queue: queue.rows.find(({ unit }) => unit === missing.unit.id)?.daysLeft,
        desk: task?.daysLeft
      }
    }
    expect(await look(LAST)).toEqual({
      board: [
        ['review', 'on time', null],
        ['review', 'late', -1],
        ['idle', 'open', 0]
      ],
      file: ['按时', '迟报', '未到期'],
      ...{ queue: 0, desk: 0 }
    })
    expect(await look(FIRST)).toEqual({
      board: [
        ['review', 'on time', null],
        ['review', 'late', -1],
        ['overdue', 'overdue', -1]
      ],
      file: ['按时', '迟报', '逾期未报'],
      ...{ queue: -1, desk: -1 }
    })
    const told = async (now: Date) => {
      await remindOwing(store, now)
      return (await listNotices(store, missing.filler))[0]?.text.split('年年报：')[1]
    }
    expect(await told(LAST)).toBe('报送截止 2026年1月31日 24:00，就在今天，现为“未开始”')
    expect(await told(FIRST)).toBe('报送截止 2026年1月31日 24:00，已过 1 天，现为“未开始”')
    await store.close()
  })
})
