import { describe, expect, it } from 'vitest'
import { addSession } from '@/db/people/sessions'
import { addUnit, listUnitsBelow } from '@/db/people/units'
import { findCredentials } from '@/db/people/users'
import { openOwnStore } from '@/db/testing/own-store'
import { readRows } from '@/server/files/read-rows'
import type { Managing } from '@/server/gate/administration'
import { verifyPassword } from '@/server/gate/password'
import { exportRoster } from './export'
import { importRows, MOST_WRITTEN } from './import'
import { listBigRoster } from './testing/big-roster'

const now = new Date('2026-01-20T02:00:00Z')
const store = await openOwnStore()
let count = 0

/** An administrator of a new city, as the gate lets him through each time. */
async function newCity() {
  const name = `甲市${++count}人民政府`
  const city = await addUnit(store, { name, kind: 'government', above: null, now })
  const memberships = [{ unit: city, role: 'admin' as const }]
  const manage = async (): Promise<Managing> => {
    const units = new Map((await listUnitsBelow(store, [city])).map((unit) => [unit.id, unit]))
    return { store, now, units, user: { id: 1, name: 'a', fullName: '李禾', mustChangePassword: false, memberships } }
  }
  return { name, manage, mark: count }
}

/** More than one call writes. */
const LINES = MOST_WRITTEN.units + 350

describe('a long list of units', () => {
  it('of twenty thousand lines with three wrong ones names exactly these and writes nothing', async () => {
    const { name, manage, mark } = await newCity()
    const rows = listBigRoster(name, mark, 20_000)
    const [a, b, c] = [17, 9_999, 20_000]
    ;(rows[a] as string[])[1] = '局'
    ;(rows[b] as string[])[3] = '没有的单位'
    ;(rows[c] as string[])[6] = '11340400MB0000000X'
    const read = await importRows(await manage(), 'units', rows, true)
    expect(read.faults.map(({ line }) => line)).toEqual([a + 1, b + 1, c + 1])
    expect((await manage()).units.size).toBe(1)
  }, 120_000)

  it('is written piece by piece; broken off anywhere, the same list goes on, and read once more it adds nothing', async () => {
    const { name, manage, mark } = await newCity()
    const rows = listBigRoster(name, mark, LINES)
    const first = await importRows(await manage(), 'units', rows, true)
    expect(first).toMatchObject({ written: MOST_WRITTEN.units, left: LINES - MOST_WRITTEN.units, faultCount: 0 })
    const after = await importRows(await manage(), 'units', rows, true)
    expect(after).toMatchObject({ known: MOST_WRITTEN.units, written: LINES - MOST_WRITTEN.units, left: 0 })
    const units = [...(await manage()).units.values()]
    expect(units).toHaveLength(LINES + 1)
    // The reviewer of these stands below them in the list.
    const reviewed = units.filter(({ reviewedBy }) => reviewedBy !== null)
    expect(reviewed.length).toBe(rows.filter((row) => row[4] && row[4] !== '审核单位').length)
    expect(await importRows(await manage(), 'units', rows, false)).toMatchObject({ total: 0, known: LINES, faults: [] })
  }, 120_000)

  it('comes out again in the same columns, and going in adds nothing', async () => {
    const { name, manage, mark } = await newCity()
    await importRows(await manage(), 'units', listBigRoster(name, mark, 60), true)
    const text = new TextDecoder().decode(await exportRoster(await manage(), 'units'))
    const rows = text
      .replace('\ufeff', '')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','))
      // The city itself hangs below nobody.
      .filter(([unit]) => unit !== name)
    expect(await importRows(await manage(), 'units', rows, false)).toMatchObject({ faults: [], total: 0, known: 60 })
  })
})

it('accounts come out with their last sign-in, which is passed over when they go in again', async () => {
  const { name, manage, mark } = await newCity()
  const who = `y${mark}`
  await importRows(
    await manage(),
    'accounts',
    [
      ['用户名', '姓名', '单位', '角色'],
      [who, '周小禾', name, '填报员']
    ],
    true
  )
  const { id } = (await findCredentials(store, who)) as NonNullable<Awaited<ReturnType<typeof findCredentials>>>
  const read = async () => readRows(await exportRoster(await manage(), 'accounts'))
  const cellOf = async () => {
    const rows = await read()
    return rows.find(([user]) => user === who)?.[rows[0]?.indexOf('最近登录') ?? -1]
  }
  expect(await cellOf()).toBe('')
  const now = new Date('2026-01-05T01:30:00Z')
  await addSession(store, { token: who, user: id, expires: now, ends: now, now })
  expect(await cellOf()).toBe('2026年1月5日 09:30')
  const rows = (await read()).filter(([user], i) => i === 0 || user === who)
  expect(await importRows(await manage(), 'accounts', rows, true)).toMatchObject({ faults: [], written: 0, known: 1 })
})

it('a list of accounts goes on where it stopped, with a password for each, and takes no name that is somebody else’s', async () => {
  const { name, manage, mark } = await newCity()
  const of = (i: number) => `z${mark}-${i}`
  const rows = [
    ['用户名', '姓名', '单位', '角色'],
    ...Array.from({ length: MOST_WRITTEN.accounts + 2 }, (_, i) => [of(i), '周小禾', name, '填报员'])
  ]
  const first = await importRows(await manage(), 'accounts', rows, true)
  expect(first).toMatchObject({ written: MOST_WRITTEN.accounts, left: 2 })
  expect(first.passwords).toHaveLength(MOST_WRITTEN.accounts)
  const { name: who, password } = first.passwords[7] as (typeof first.passwords)[number]
  expect(await verifyPassword((await findCredentials(store, who))?.password, password)).toBe(true)
  expect(await importRows(await manage(), 'accounts', rows, true)).toMatchObject({ written: 2, left: 0, known: MOST_WRITTEN.accounts })
  expect(await importRows(await manage(), 'accounts', rows, true)).toMatchObject({ written: 0, total: 0 })
  const other = [rows[0] as string[], [of(3), '林一', name, '填报员'], [of(4), '周小禾', name, '管理员']]
  expect((await importRows(await manage(), 'accounts', other, true)).faults.map(({ line }) => line)).toEqual([2, 3])
}, 120_000)
