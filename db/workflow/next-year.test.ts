import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { listNotices } from '@/db/people/notices'
import { findCorrectable } from '@/db/reports/last-year'
import { startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { newPublisher } from '@/db/testing/publisher'
import { openFiling } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import { judgeFiling } from './demands'

onEngines('on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

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
