import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { changeUnits } from '@/db/people/unit-changes'
import { planMerger } from '@/db/people/unit-plans'
import { onEngines } from '@/db/testing/on-engines'
import { readInPast } from '@/db/testing/past'
import { newPublisher } from '@/db/testing/publisher'
import { openTemplate } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import { listLastYearCells } from './last-year-cells'

const template = openTemplate('F2021')
const AT = 'disclosure/licensing/decisions'
const GRANTED = 'requests/granted/person'

onEngines('on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  type Made = Awaited<ReturnType<typeof newPublisher>>
  const ask = async (year: number, at: string, ...of: readonly Made[]) => {
    const asked = of.map(({ unit }) => ({ unit: unit.id, kind: 'department' as const }))
    const cells = await listLastYearCells(store, { template, year, at }, asked)
    return of.map(({ unit }) => cells.get(unit.id)?.amount ?? cells.get(unit.id)?.gap)
  }

  it('compares by what a cell means where the form was another, and says per cell where it does not', async () => {
    const one = await newPublisher(store, '甲市水利局')
    const past = { unit: one.unit, year: 2020, by: one.filler, now: new Date('2022-01-01T00:00:00.000Z') }
    await readInPast(store, { ...past, values: { ...cleanReport(2020).values, [GRANTED]: '31' } })
    expect(await ask(2021, GRANTED, one)).toEqual([31])
    const older = openTemplate('F2019')
    const only = template.cells.find(({ role, meaning }) => role === 'input' && !older.meanings.has(meaning))?.at ?? ''
    expect(await ask(2021, only, one)).toEqual(['表式不同'])
    expect(await ask(2023, GRANTED, one)).toEqual(['无年报'])
  })

  it('tells blank from no number, and takes what is public before what was only handed in', async () => {
    const [blank, words] = [await newPublisher(store, '甲市司法局'), await newPublisher(store, '甲市审计局')]
    for (const [of, text] of [
      [blank, ''],
      [words, '若干']
    ] as const) {
      const past = { unit: of.unit, year: 2022, by: of.filler, now: new Date('2024-01-01T00:00:00.000Z') }
      await readInPast(store, { ...past, values: { ...cleanReport(2022).values, [AT]: text } })
    }
    expect(await ask(2023, AT, blank, words)).toEqual(['未填', '不是数字'])
    const first = await blank.publish(2022, { ...cleanReport(2022).values, [AT]: '4' })
    await blank.correct(first, { [AT]: '6' })
    expect(await ask(2023, AT, blank)).toEqual([6])
  })

  it('of a unit others went into is the sum, and nobody with a line of his own is in another', async () => {
    const [into, old] = [await newPublisher(store, '乙市商务局'), await newPublisher(store, '乙市粮食局')]
    await into.publish(2023, { ...cleanReport(2023).values, [AT]: '5' })
    await old.publish(2023, { ...cleanReport(2023).values, [AT]: '7' })
    const merger = { kind: 'merge' as const, day: '2024-03-01', document: '甲编〔2024〕1号' }
    await changeUnits(store, (inside) => planMerger(inside, { ...merger, units: [old.unit.id], successor: into.unit.id }), {
      by: into.filler,
      now: new Date('2024-03-01T02:00:00.000Z')
    })
    expect(await ask(2024, AT, into)).toEqual([12])
    expect(await ask(2024, AT, into, old)).toEqual([5, 7])
  })
})
