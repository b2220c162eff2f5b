import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { markRead } from '@/db/people/notices'
import { addUnit } from '@/db/people/units'
import { addUser } from '@/db/people/users'
import { onEngines } from '@/db/testing/on-engines'
import { owe } from '@/db/testing/owe'
import { chaseUnits } from './chase'
import { remindOwing } from './reminders'
import { listSent } from './sent'

const START = new Date('2026-01-01T02:00:00.000Z')
const EVE = new Date('2026-01-30T02:00:00.000Z')
const LATE = new Date('2026-02-10T02:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('发送记录 has a line a message, the latest first: to whom, of which units, by hand or by itself, by which way, read or not', async () => {
    const city = await addUnit(store, { name: '辛市人民政府', kind: 'government', above: null, now: START })
    const [first, second, other] = [
      await addUnit(store, { name: '辛市一局', kind: 'department', above: city, now: START }),
      await addUnit(store, { name: '辛市二局', kind: 'department', above: city, now: START }),
      await addUnit(store, { name: '辛市三局', kind: 'department', above: city, now: START })
    ]
    const both = (await addUser(store, {
      ...{ name: 'both', fullName: '周小禾', email: 'both@example.cn', password: null, now: START },
      memberships: [first, second].map((unit) => ({ unit, role: 'filler' as const }))
    })) as number
    await addUser(store, { name: 'one', fullName: '林一', password: null, now: START, memberships: [{ unit: other, role: 'filler' }] })
    await owe(store, city, 2025, START)
    await remindOwing(store, EVE)
    await chaseUnits(store, { units: [first, second], year: 2025, words: '', again: false, now: LATE })

    const asked = { units: [first, second, other], year: 2025 }
    const { rows, found, read } = await listSent(store, asked)
    expect([found, read]).toEqual([3, 0])
    expect(rows[0]).toMatchObject({ to: '周小禾（辛市一局）', isByHand: true, on: LATE, isMailWaiting: true, mailedOn: null, readOn: null })
    expect(rows[0]?.reports.map(({ unit }) => unit).toSorted()).toEqual(['辛市一局', '辛市二局'])
    expect(rows.slice(1).map(({ to, isByHand, on }) => [to, isByHand, on.getTime()])).toEqual(
      ['林一（辛市三局）', '周小禾（辛市一局）'].map((to) => [to, false, EVE.getTime()])
    )
    // Who has opened his inbox has read it; of units of others and of other years nothing is told; a page is a piece.
    await markRead(store, both, { upTo: rows[0]?.id as number }, LATE)
    expect(await listSent(store, { ...asked, units: [first] })).toMatchObject({
      ...{ found: 2, read: 2 },
      rows: [{ reports: [{ unit: '辛市一局', year: 2025 }], readOn: LATE }, { reports: [{ unit: '辛市一局' }] }]
    })
    expect(await listSent(store, { ...asked, year: 2024 })).toEqual({ rows: [], found: 0, read: 0 })
    expect((await listSent(store, { ...asked, from: 1, most: 1 })).rows.map(({ to }) => to)).toEqual(['林一（辛市三局）'])
  })
})
