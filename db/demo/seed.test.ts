import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { listAnnouncements } from '@/db/messages/announcements'
import { listSchedules } from '@/db/people/schedules'
import { listUnitsBelow } from '@/db/people/units'
import { findCredentials, listAccounts } from '@/db/people/users'
import { verifyHistory } from '@/db/reports/events'
import { listFilings } from '@/db/reports/reports'
import { listAdjustments } from '@/db/rollup/contributions'
import { findStaleness } from '@/db/rollup/stale'
import { listApplications } from '@/db/season/applications'
import { listAttachments } from '@/db/season/attachments'
import { listChased } from '@/db/season/chase'
import { onEngines } from '@/db/testing/on-engines'
import { listContributors } from '@/db/workflow/members'
import { listRequests } from '@/db/workflow/next-steps'
import { listStands } from '@/db/workflow/stands'
import { coverageOf } from '@/report/rollup/rollup'
import { listYears } from '@/report/templates'
import { dayOf } from '@/report/workflow/dates'
import { ROLES } from '@/report/workflow/roles'
import { STATES } from '@/report/workflow/states'
import { DEMO_ACCOUNTS } from './demo-city'
import { seedDemo } from './seed'

/** In the middle of the season, right at its turn, and long after. */
const moments = ['2027-01-20T02:00:00Z', '2026-01-01T00:30:00Z', '2026-11-25T02:00:00Z']

onEngines('the demonstration on %s', (open, engine) => {
  describe.each(engine === 'SQLite' ? moments : moments.slice(0, 1))('started on %s', (moment) => {
    const now = new Date(moment)
    let store: Store

    beforeAll(async () => {
      store = await open()
      await seedDemo(store, { password: 'hash', today: dayOf(now), now })
    })
    afterAll(() => store.close())

    it('shows every state and every role', async () => {
      const units = await listUnitsBelow(store, [1])
      const filings = await listFilings(
        store,
        units.map(({ id }) => id)
      )
      expect(new Set(filings.map(({ state }) => state))).toEqual(new Set(STATES))
      const accounts = await listAccounts(
        store,
        units.map(({ id }) => id)
      )
      expect(new Set(accounts.flatMap(({ memberships }) => memberships.map(({ role }) => role)))).toEqual(new Set(ROLES))
      for (const { name } of DEMO_ACCOUNTS.flatMap((group) => group.accounts)) expect(await findCredentials(store, name)).toBeDefined()
    })

    it('has histories that hold, none from the future, and those of this year from this season', async () => {
      const units = await listUnitsBelow(store, [1])
      for (const { id, year, savedOn } of await listFilings(
        store,
        units.map((unit) => unit.id)
      )) {
        expect(await verifyHistory(store, id)).toBeUndefined()
        expect(savedOn.getTime()).toBeLessThanOrEqual(now.getTime())
        if (year === listYears(dayOf(now))[0]) expect(now.getTime() - savedOn.getTime()).toBeLessThan(40 * 86_400_000)
      }
    })

    it('has aggregates of every standing: with an adjustment, a 缺报, a member corrected since, and members missing', async () => {
      const units = await listUnitsBelow(store, [1])
      const ids = units.map(({ id }) => id)
      const filings = (await listFilings(store, [1, ...ids])).filter(({ kind }) => kind === 'government')
      const year = Math.max(...filings.map((filing) => filing.year))
      const stands = await Promise.all(
        filings
          .filter((filing) => filing.year === year)
          .map(async (filing) => {
            const { covered, of, uncovered } = coverageOf(await listContributors(store, filing.id))
            const { cells } = await findStaleness(store, filing)
            const isStale = filing.state === 'PUBLISHED' && cells.length > 0
            const adjustments = (await listAdjustments(store, filing)).length
            return { covered, of, adjustments, isStale, absent: uncovered.filter(({ inclusion }) => inclusion === 'absent').length }
          })
      )
      expect(stands.some(({ isStale, adjustments, absent }) => isStale && adjustments === 1 && absent === 1)).toBe(true)
      expect(stands.some(({ covered, of, absent }) => covered > 0 && of - covered > absent)).toBe(true)
    })

    it('has something in every list: what is asked for, told, reminded of and sent along', async () => {
      const units = (await listUnitsBelow(store, [1])).map(({ id }) => id)
      const asked = await listApplications(store, units)
      expect(new Set(asked.map(({ kind, is }) => `${kind} ${is}`))).toEqual(new Set(['extend open', 'extend declined', 'waive open']))
      const requests = (await listRequests(store, units)).map(({ name }) => name)
      expect(requests).toEqual(expect.arrayContaining(['askCorrection', 'askWithdraw']))
      const announced = await listAnnouncements(store, units)
      expect(announced).toHaveLength(2)
      expect(announced.every(({ read, sent }) => sent > read)).toBe(true)
      expect((await listSchedules(store, units)).size).toBe(units.length)
      const year = listYears(dayOf(now))[0] as number
      expect(await listAttachments(store, units, year)).toHaveLength(1)
      expect((await listChased(store, units, year, now)).size).toBeGreaterThan(3)
      const signedIn = (await listAccounts(store, units)).map(({ signedInOn }) => signedInOn?.getTime() ?? 0)
      expect(signedIn.filter((on) => on > 0 && on <= now.getTime()).length).toBeGreaterThan(20)
      expect(signedIn).toContain(0)
    })

    it('has units that have not started, and does not count the closed one', async () => {
      const units = await listUnitsBelow(store, [1])
      const year = Math.max(
        ...(
          await listFilings(
            store,
            units.map(({ id }) => id)
          )
        ).map((filing) => filing.year)
      )
      const stands = await listStands(
        store,
        units.map(({ id }) => id),
        year
      )
      const names = stands.flatMap(({ name, state }) => (state === 'NOT_STARTED' ? [name] : []))
      expect(names).toEqual(expect.arrayContaining(['淮南市水利局', '淮南市城乡建设局', '田家庵区人民政府办公室']))
      expect(names).not.toContain('淮南市旅游局')
    })
  })
})
