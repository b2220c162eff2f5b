import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addExtension, setCampaign } from '@/db/people/change-dates'
import { onEngines } from '@/db/testing/on-engines'
import { newPublisher } from '@/db/testing/publisher'
import { openFiling } from '@/db/testing/steps'
import { check } from '@/report/check'
import { readContext } from './context'
import { readReport, startReport } from './reports'

const years = { dueDepartment: '2025-01-25', dueGovernment: '2025-03-25', close: null, correctionEnd: null }
const summer = new Date('2025-07-01T02:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const lateness = async (report: number, now = summer) => {
    const filing = await openFiling(store, report)
    return check(await readReport(store, filing), await readContext(store, filing, now)).filter(({ rule }) => rule === 'X-14')
  }

  it('a report is judged by the campaign above its unit, and by its extension once there is one', async () => {
    const { city, unit, filler } = await newPublisher(store, '甲市教育局')
    await setCampaign(store, city, 2024, years)
    const report = (await startReport(store, { unit, year: 2024, by: filler, now: summer })) as number
    const on = (day: string) => new Date(`${day}T02:00:00.000Z`)
    expect((await readContext(store, await openFiling(store, report), summer)).due).toBe('2025-01-25')
    expect([await lateness(report, on('2025-01-25')), (await lateness(report, on('2025-01-26'))).length]).toEqual([[], 1])
    await addExtension(store, { unit: unit.id, year: 2024, until: '2025-02-20', reason: '机构搬迁', by: filler, on: summer })
    expect([await lateness(report, on('2025-02-20')), (await lateness(report, on('2025-02-21'))).length]).toEqual([[], 1])
  })

  it('what was published in time is never late again, its corrections neither', async () => {
    const one = await newPublisher(store, '乙市教育局')
    const report = await one.publish(2024)
    expect(await lateness(report)).toEqual([])
    const corrected = await one.correct(report, { problems: '人手不足，今后将加强培训和检查。' })
    expect([await lateness(report), await lateness(corrected)]).toEqual([[], []])
    expect((await readContext(store, await openFiling(store, corrected), summer)).published).toBe('2025-01-20')
  })
})
