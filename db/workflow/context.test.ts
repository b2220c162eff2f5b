import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addExtension, setCampaign } from '@/db/people/change-dates'
import { listNotices } from '@/db/people/notices'
import { findCorrectable } from '@/db/reports/last-year'
import { readReport, startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { newPublisher } from '@/db/testing/publisher'
import { openFiling } from '@/db/testing/steps'
import { judgeFiling } from '@/db/workflow/demands'
import { check } from '@/report/check'
import { cleanReport } from '@/report/testing/clean'
import { statutoryCampaign } from '@/report/workflow/deadline'
import { readContext } from './context'

const years = { ...statutoryCampaign(2024), dueDepartment: '2025-01-25', dueGovernment: '2025-03-25' }
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

  it('a correction that moves what the next year begins with tells whoever fills it in, and the report has a finding at these cells', async () => {
    const { unit, filler, publish, correct, reviewer } = await newPublisher(store, '甲市教育局')
    const first = await publish(2023, { ...cleanReport(2023).values, 'requests/granted/person': '8', 'requests/carried-out/person': '2' })
    const now = new Date('2025-01-10T02:00:00.000Z')
    const carried = { 'requests/received/person': '8', 'requests/carried-in/person': '2' }
    const next = (await startReport(store, {
      unit,
      year: 2024,
      by: filler,
      now,
      values: { ...cleanReport(2024).values, ...carried }
    })) as number
    expect(await findCorrectable(store, await openFiling(store, next))).toBe(first)
    const findings = async () =>
      (await judgeFiling(store, await openFiling(store, next), now)).flatMap(({ finding }) => (finding.rule === 'Y-01' ? finding.at : []))
    const told = async (user: number) =>
      (await listNotices(store, user)).filter(({ text }) => text.includes('上年年报已更正')).map(({ text }) => text)
    expect(await findings()).toEqual([])
    // A correction that moves nothing tells nobody.
    const second = await correct(first, { problems: '人手不足，今后将加强培训和检查。' })
    expect(await told(filler)).toEqual([])
    await correct(second, { 'requests/granted/person': '7', 'requests/carried-out/person': '3' })
    expect(await told(filler)).toEqual([
      '甲市教育局 2024 年年报：上年年报已更正，应结转的数字变了：二、上年结转政府信息公开申请数量·自然人由 2 改为 3，请核对“上年结转”等格'
    ])
    expect(await told(reviewer)).toEqual([])
    expect(await findings()).toContain('requests/carried-in/person')
  })
})
