import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { listNotices } from '@/db/people/notices'
import { saveCells } from '@/db/reports/cells'
import { findCorrectable } from '@/db/reports/last-year'
import { startReport } from '@/db/reports/reports'
import { newAggregates } from '@/db/testing/aggregates'
import { onEngines } from '@/db/testing/on-engines'
import { opened, openFiling } from '@/db/testing/steps'
import { judgeFiling } from '@/db/workflow/demands'
import { cleanReport } from '@/report/testing/clean'
import { findStaleness } from './stale'

const YEAR = 2023
const now = new Date('2024-01-10T02:00:00.000Z')
const [GRANTED, OUT, IN] = ['requests/granted/person', 'requests/carried-out/person', 'requests/carried-in/person'] as const

onEngines('on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('a member whose last year is corrected moves its aggregate’s, and with it what this year’s aggregate begins with', async () => {
    const of = await newAggregates(store, now, YEAR, 'disclosure/licensing/decisions')
    const values = { ...cleanReport(YEAR).values, [GRANTED]: '8', [OUT]: '2' }
    const office = await of.begin(of.office, values)
    await of.publish(office, of.office)
    const town = await of.begin(of.town, values)
    await of.publish(town, of.town)
    const last = await of.begin(of.county)
    await of.sum(last, of.county)
    await of.publish(last, of.county)
    expect(await of.textOf(last, OUT)).toBe('4')

    const { unit, by } = of.county
    const begun = { ...cleanReport(YEAR + 1).values, 'requests/received/person': '6', [IN]: '4' }
    const next = (await startReport(store, { unit, year: YEAR + 1, by, now, values: begun })) as number
    const flagged = async () =>
      (await judgeFiling(store, await openFiling(store, next), now)).flatMap(({ finding }) => (finding.rule === 'Y-01' ? finding.at : []))
    const told = async () => (await listNotices(store, by)).map(({ text }) => text).filter((text) => text.includes('上年年报已更正'))
    expect(await flagged()).toEqual([])

    const moved = await of.step('correct', office, of.reviewer)
    const draft = moved.ok ? moved.report : 0
    const cells = [
      { at: GRANTED, was: '8', now: '7', how: 'typed' as const },
      { at: OUT, was: '2', now: '3', how: 'typed' as const }
    ]
    await saveCells(store, await opened(store, 'edit', draft, of.office.by), { saveId: 'correction', now, cells })
    await of.publish(draft, of.office)
    // The aggregate of last year is out of date by what the member changed; what the public was told by it has not changed yet.
    expect((await findStaleness(store, await openFiling(store, last))).cells).toEqual(expect.arrayContaining([{ at: OUT, was: 2, now: 3 }]))
    expect([await flagged(), await told()]).toEqual([[], []])

    expect(await findCorrectable(store, await openFiling(store, next))).toBe(last)
    const again = await of.step('correct', last, of.reviewer)
    const corrected = again.ok ? again.report : 0
    await of.sum(corrected, of.county)
    await of.publish(corrected, of.county)
    expect(await told()).toEqual([
      `${unit.name} ${YEAR + 1} 年年报：上年年报已更正，应结转的数字变了：二、上年结转政府信息公开申请数量·自然人由 4 改为 5，请核对“上年结转”等格`
    ])
    expect(await flagged()).toContain(IN)
  })
})
