import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { changeUnits } from '@/db/people/unit-changes'
import { planMerger } from '@/db/people/unit-plans'
import { startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { readInPast } from '@/db/testing/past'
import { newPublisher } from '@/db/testing/publisher'
import { openFiling } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import { listYearsBefore } from './year-history'

const AT = 'disclosure/licensing/decisions'

onEngines('on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const begin = async ({ unit, filler }: Pick<Awaited<ReturnType<typeof newPublisher>>, 'unit' | 'filler'>, year: number) =>
    openFiling(store, (await startReport(store, { unit, year, by: filler, now: new Date(`${year + 1}-01-10T02:00:00.000Z`) })) as number)
  const tell = async (filing: Awaited<ReturnType<typeof begin>>, most = 5) =>
    (await listYearsBefore(store, filing, most)).map(({ year, state, of, cells, corrected }) => ({
      ...{ year, state, of: of.length, amount: cells.get(AT) },
      corrected: corrected.map((one) => [one.revision, one.cells.get(AT)])
    }))

  it('shows the years before, the latest first, with what was corrected, and no more of them than asked for', async () => {
    const one = await newPublisher(store, '甲市教育局')
    const past = { unit: one.unit, year: 2020, by: one.filler, now: new Date('2022-01-01T00:00:00.000Z') }
    await readInPast(store, { ...past, values: { ...cleanReport(2020).values, 'requests/granted/person': '' } })
    const first = await one.publish(2022, { ...cleanReport(2022).values, [AT]: '5' })
    await one.correct(first, { [AT]: '8' })
    await one.publish(2023, { ...cleanReport(2023).values, [AT]: '0' })
    const filing = await begin(one, 2024)
    expect(await tell(filing)).toEqual([
      { year: 2023, state: 'PUBLISHED', of: 0, amount: 0, corrected: [] },
      { year: 2022, state: 'PUBLISHED', of: 0, amount: 8, corrected: [[1, 5]] },
      { year: 2020, state: 'IMPORTED', of: 0, amount: 0, corrected: [] }
    ])
    expect((await listYearsBefore(store, filing, 5)).at(-1)?.cells.get('requests/granted/person')).toBeNull()
    expect((await tell(filing, 1)).map(({ year }) => year)).toEqual([2023])
  })

  it('of a unit others went into it adds up what all of them said', async () => {
    const [into, old] = [await newPublisher(store, '乙市教育局'), await newPublisher(store, '乙市体育局')]
    await into.publish(2023, { ...cleanReport(2023).values, [AT]: '5' })
    await old.publish(2023, { ...cleanReport(2023).values, [AT]: '7' })
    await old.publish(2022, { ...cleanReport(2022).values, [AT]: '2' })
    await changeUnits(
      store,
      (inside) =>
        planMerger(inside, {
          kind: 'merge',
          day: '2024-03-01',
          document: '甲编〔2024〕1号',
          units: [old.unit.id],
          successor: into.unit.id
        }),
      { by: null, now: new Date('2024-03-01T02:00:00.000Z') }
    )
    expect(await tell(await begin(into, 2024))).toEqual([
      { year: 2023, state: 'PUBLISHED', of: 2, amount: 12, corrected: [] },
      { year: 2022, state: 'PUBLISHED', of: 1, amount: 2, corrected: [] }
    ])
  })
})
