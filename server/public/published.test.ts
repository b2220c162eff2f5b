import { describe, expect, it } from 'vitest'
import { changeUnits, undoChange } from '@/db/people/unit-changes'
import { planSplit } from '@/db/people/unit-plans'
import { openOwnStore } from '@/db/testing/own-store'
import { newPublisher } from '@/db/testing/publisher'
import { closeUnit } from '@/db/testing/unit-verbs'
import { wholeNumber } from '@/server/base/whole-number'
import { findElsewhere, findPublication, indexNumber, type PublicAddress, type Publication, readTrend } from './published'
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

describe('an old address of a unit that has ended', () => {
  const elsewhere = (unit: number, year: number) => findElsewhere(store, { unit: String(unit), year: String(year) })

  it('keeps what is there and leads to what came after, also by way of others, until the change is undone', async () => {
    const [one, next, last] = [
      await newPublisher(store, '旅游局'),
      await newPublisher(store, '文旅局'),
      await newPublisher(store, '文体局')
    ]
    for (const each of [one, next, last]) await each.publish(2023)
    await last.publish(2024)
    expect(await elsewhere(one.unit.id, 2024)).toBeUndefined()
    await closeUnit(store, one.unit.id, { closedOn: '2024-05-01', successor: next.unit.id })
    expect(await elsewhere(one.unit.id, 2024)).toEqual({ words: '2024年5月起并入文旅局', reports: [] })
    const made = await closeUnit(store, next.unit.id, { closedOn: '2024-06-01', successor: last.unit.id })
    const there = { title: '文体局2024年政府信息公开工作年度报告', path: `/published/${last.unit.id}/2024` }
    expect(await elsewhere(one.unit.id, 2024)).toEqual({ words: '2024年5月起并入文旅局', reports: [there] })
    expect(await elsewhere(next.unit.id, 2024)).toMatchObject({ reports: [there] })
    // What the unit itself published stays where it is.
    expect(await elsewhere(one.unit.id, 2023)).toBeUndefined()
    expect((await find(one.unit.id, 2023))?.one).toMatchObject({ unitName: '旅游局', state: 'PUBLISHED' })
    expect(await undoChange(store, 'change' in made ? made.change : -1, { by: 1, now: new Date() })).toBe('undone')
    expect(await elsewhere(next.unit.id, 2024)).toBeUndefined()
    expect(await elsewhere(one.unit.id, 2024)).toMatchObject({ reports: [] })
  })

  it('of several leads to each; of what nobody published nothing is said', async () => {
    const [one, a, b] = [await newPublisher(store, '农业局'), await newPublisher(store, '农机局'), await newPublisher(store, '种业局')]
    for (const each of [a, b]) await each.publish(2024)
    const split = { unit: one.unit.id, successors: [a.unit.id, b.unit.id], ends: true, day: '2024-05-01' }
    await changeUnits(store, (inside) => planSplit(inside, split), { by: null, now: new Date() })
    expect((await elsewhere(one.unit.id, 2024))?.reports.map(({ path }) => path)).toEqual([
      `/published/${a.unit.id}/2024`,
      `/published/${b.unit.id}/2024`
    ])
    expect(await elsewhere(one.unit.id, 2023)).toBeUndefined()
    for (const unit of ['x', '-1', '1e1']) expect(await findElsewhere(store, { unit, year: '2024' })).toBeUndefined()
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
