import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { setClosed } from '@/db/people/users'
import { newCase } from '@/db/testing/bureau'
import { onEngines } from '@/db/testing/on-engines'
import { owe } from '@/db/testing/owe'
import { expireClaims } from '@/db/workflow/transitions'
import { checkNightly, findLastNight, listBroken } from './nights'

const now = new Date('2020-01-15T02:31:00.000Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)

onEngines('the nightly check on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('finds what must never be so, once a night, for the administrators of the unit, until it is mended', async () => {
    const one = await newCase(store, now)
    await owe(store, one.city, 2019, now)
    await one.step('submit', 'filler')
    await one.step('claim', 'reviewer')
    expect(await listBroken(store, now)).toEqual([])

    await setClosed(store, one.reviewer.id, true)
    const lost = { unit: one.bureau, says: expect.stringMatching(/ 2019 年年报在审核中，但领取人.*的账号已停用$/) }
    expect(await listBroken(store, now)).toEqual([lost])
    await Promise.all([checkNightly(store, now), checkNightly(store, now)])
    expect(await store.read.$count(store.t.nights)).toBe(1)
    expect(await findLastNight(store, new Set([one.bureau]))).toEqual({ on: now, found: [lost] })
    expect(await findLastNight(store, new Set([one.city]))).toEqual({ on: now, found: [] })

    await expireClaims(store, now)
    expect(await listBroken(store, now)).toEqual([])
    await checkNightly(store, hours(1))
    expect(await findLastNight(store, new Set([one.bureau]))).toMatchObject({ on: now })
    await checkNightly(store, hours(24))
    expect(await findLastNight(store, new Set([one.bureau]))).toEqual({ on: hours(24), found: [] })
  })

  it('finds a claim nothing releases, a report no board counts, whoever left and is signed in, and a unit the boards above miss', async () => {
    const one = await newCase(store, now)
    await owe(store, one.city, 2019, now)
    await one.step('submit', 'filler')
    await one.step('claim', 'reviewer')
    const says = async (at = now) => (await listBroken(store, at)).filter(({ unit }) => unit === one.bureau).map((broken) => broken.says)
    expect(await says(hours(24 * 30))).toEqual([expect.stringMatching(/的领取已到期，没有退回$/)])
    expect(await says()).toEqual([])

    const { t, tx } = store
    await tx(async (db) => {
      await db.delete(t.obligations).where(eq(t.obligations.unit, one.bureau))
      await db.update(t.users).set({ closed: true, unit: one.bureau }).where(eq(t.users.id, one.filler.id))
      await db.insert(t.sessions).values({ token: `night ${one.report}`, user: one.filler.id, expires: hours(1) })
      await db.update(t.units).set({ above: null }).where(eq(t.units.id, one.bureau))
    })
    expect(await says()).toEqual([
      expect.stringContaining('不在应报送名单中'),
      expect.stringContaining('仍处于登录状态'),
      expect.stringContaining('隶属关系记录不一致')
    ])
  })
})
