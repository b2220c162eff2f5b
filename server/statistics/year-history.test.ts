import { expect, it } from 'vitest'
import { changeUnits } from '@/db/people/unit-changes'
import { planSplit } from '@/db/people/unit-plans'
import { startReport } from '@/db/reports/reports'
import { owe } from '@/db/testing/owe'
import { openOwnStore } from '@/db/testing/own-store'
import { newPublisher } from '@/db/testing/publisher'
import { openFiling } from '@/db/testing/steps'
import type { PassedReport } from '@/server/gate/gate'
import { readYears } from './year-history'

const store = await openOwnStore()

async function yearsOf({ unit, filler }: Pick<Awaited<ReturnType<typeof newPublisher>>, 'unit' | 'filler'>, year: number) {
  const begun = await startReport(store, { unit, year, by: filler, now: new Date(`${year + 1}-01-10T02:00:00.000Z`) })
  return readYears({ store, filing: await openFiling(store, begun as number) } as PassedReport<'read'>)
}

it('a year between two that has no report is a gap, with its reason: nothing was asked, or nothing came', async () => {
  const one = await newPublisher(store, '甲市教育局')
  await one.publish(2020)
  await one.publish(2023)
  await owe(store, one.unit.id, 2022, new Date('2023-01-10T02:00:00.000Z'))
  const { years, origin } = await yearsOf(one, 2024)
  expect(years.map(({ year, gap }) => [year, gap])).toEqual([
    [2023, ''],
    [2022, '未报送'],
    [2021, '当年无任务'],
    [2020, '']
  ])
  expect(origin).toBe('')
})

it('a unit that came out of a split is told of where its figures were before; they are not shared out', async () => {
  const [old, fresh] = [await newPublisher(store, '乙市文化旅游局'), await newPublisher(store, '乙市旅游局')]
  await old.publish(2022)
  await changeUnits(
    store,
    (inside) =>
      planSplit(inside, { unit: old.unit.id, successors: [fresh.unit.id], ends: false, day: '2023-03-01', document: '甲编〔2023〕1号' }),
    { by: null, now: new Date('2023-03-01T02:00:00.000Z') }
  )
  expect(await yearsOf(fresh, 2024)).toEqual({
    years: [],
    origin: `本单位由${old.unit.name}于2023年3月拆分设立，此前数据在该单位年报中，未作拆分。`
  })
})
