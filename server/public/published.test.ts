import { describe, expect, it } from 'vitest'
import { openOwnStore } from '@/db/testing/own-store'
import { newPublisher } from '@/db/testing/publisher'
import { wholeNumber } from '@/server/base/whole-number'
import { findPublication, indexNumber, type PublicAddress, type Publication, readTrend } from './published'
import { drawTrend } from './published-charts'
import { readPublication } from './published-table'

const store = await openOwnStore()

const find = (unit: number, year: number | string, revision?: string) =>
  findPublication(store, { unit: String(unit), year: String(year), revision })

describe('an address', () => {
  it('without a number is the revision that counts, with one that revision for ever', async () => {
    const one = await newPublisher(store)
    const first = await one.publish(2023)
    expect((await find(one.unit.id, 2023))?.one.revision).toBe(1)
    await one.correct(first, { problems: '人手不足，将补充力量。' })
    expect((await find(one.unit.id, 2023))?.one).toMatchObject({ revision: 2, state: 'PUBLISHED' })
    expect((await find(one.unit.id, 2023, '1'))?.one).toMatchObject({ revision: 1, state: 'SUPERSEDED' })
  })

  it('that is guessed or twisted leads nowhere', async () => {
    const one = await newPublisher(store)
    await one.publish(2023)
    const wrong: PublicAddress[] = [
      { unit: '999999', year: '2023' },
      { unit: String(one.unit.id), year: '2022' },
      ...['3', '0', '-1', '01', '1e0', '1.0', '', '../1', '"', '１'].map((revision) => ({
        unit: String(one.unit.id),
        year: '2023',
        revision
      }))
    ]
    for (const address of wrong) expect(await findPublication(store, address), JSON.stringify(address)).toBeUndefined()
  })

  it('has an index number by the pattern of the office, the same for all revisions', () => {
    expect(indexNumber({ unit: 12, year: 2024 })).toBe('000012/2024-00001')
    expect(indexNumber({ unit: 12, year: 2024 }, '11340400003{unit:4}/{year}01-{unit}')).toBe('113404000030012/202401-12')
    expect(wholeNumber('9'.repeat(10))).toBeUndefined()
  })
})

describe('a publication', () => {
  it('tells place by place what a correction changed', async () => {
    const one = await newPublisher(store)
    await one.correct(await one.publish(2023), { 'requests/granted/person': '8', 'requests/partial/person': '1' })
    const found = await find(one.unit.id, 2023)
    expect((await readPublication(store, found as NonNullable<typeof found>)).corrections).toEqual([
      { place: '（一）予以公开·自然人', was: '9', now: '8' },
      { place: '（二）部分公开·自然人', was: '0', now: '1' }
    ])
  })

  it('says nothing of a withdrawn revision when it tells what was changed', async () => {
    const one = await newPublisher(store)
    const first = await one.publish(2023)
    await one.takeDown(first, new Date('2024-02-01T00:00:00Z'))
    await one.correct(first, { 'requests/granted/person': '8', 'requests/partial/person': '1' })
    const found = await find(one.unit.id, 2023)
    expect((await readPublication(store, found as NonNullable<typeof found>)).corrections).toEqual([])
  })

  it('has a trend of what is public of five years, from two on; a year between them is a gap that says why', async () => {
    const one = await newPublisher(store)
    const years = async (year: number) => (await find(one.unit.id, year))?.lastYears.map((other) => other.year)
    await one.publish(2019)
    await one.publish(2021)
    expect(await years(2021)).toEqual([2019, 2021])
    const trend = async () => readTrend(store, (await find(one.unit.id, 2021)) as Publication)
    expect((await trend()).map(({ year, gap, received }) => [year, gap, received])).toEqual([
      [2019, undefined, 10],
      [2020, '未公开', Number.NaN],
      [2021, undefined, 10]
    ])
    expect(drawTrend(await trend())).toContain('未公开')
    expect(drawTrend(await trend())).not.toContain('NaN')
    for (const year of [2020, 2022, 2023, 2024]) await one.publish(year)
    expect(await years(2019)).toEqual([])
    expect(await years(2020)).toEqual([2019, 2020])
    expect(await years(2024)).toEqual([2020, 2021, 2022, 2023, 2024])
  })

  it('has another stamp after each public step of its unit', async () => {
    const one = await newPublisher(store)
    const stamps = new Set<string | undefined>()
    const note = async () => stamps.add((await find(one.unit.id, 2023, '1'))?.stamp)
    const first = await one.publish(2023)
    await note()
    await note()
    await one.takeDown(first, new Date('2024-02-01T00:00:00Z'))
    await note()
    await one.republish(first, new Date('2024-02-02T00:00:00Z'))
    await note()
    await one.correct(first, { problems: '人手不足，将补充力量。' })
    await note()
    await one.publish(2024)
    await note()
    expect(stamps.size).toBe(5)
  })
})
