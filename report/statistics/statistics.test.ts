import { describe, expect, it } from 'vitest'
import { templates } from '@/report/templates'
import { type Addable, listAdded } from './added'
import { findCells, findIndicator, INDICATORS, SHARES, sayFormula } from './indicators'
import { cellOf, type StatisticsUnit, totalOf, type YearEntry } from './lines'
import { measure, printMeasured, sayGrowth } from './measure'
import { listOutliers, spreadOf } from './outliers'
import { rankBy, sayRank } from './rank'

const indicator = { kind: 'count', name: '新收' } as const

describe('indicators', () => {
  it('are cells of the form by what they mean, a heading being the cells under it', () => {
    const denied = SHARES.find(({ key }) => key === 'denied')
    for (const template of templates) {
      const cells = denied && findCells(template, denied)
      expect(cells?.over.length).toBeGreaterThan(1)
      expect(cells?.over.every((at) => template.fields.has(at))).toBe(true)
    }
    expect(SHARES.map(sayFormula)[0]).toBe('（予以公开＋部分公开） ÷ 办理总计')
  })
  it('are not on a form that lacks one of their cells', () => {
    const only = INDICATORS.filter((one) => templates.some((template) => !findCells(template, one)))
    expect(only.length).toBeGreaterThan(0)
  })
})

it('a share of nothing is none, what is blank is none, zero is zero', () => {
  const [share] = SHARES
  if (!share) throw new Error('no share')
  expect(measure(share, { over: 0, under: 0 })).toEqual({ value: null, gap: '分母为 0' })
  expect(measure(share, { over: 1, under: null }).value).toBeNull()
  expect(measure(share, { over: 0, under: 3 })).toEqual({ value: 0 })
  expect(printMeasured(share, 2 / 3)).toBe('66.7%')
  expect(printMeasured({ kind: 'fee' }, 1_500_000)).toBe('1.5')
})

it('from zero there is no growth, and a share grows by points', () => {
  expect(sayGrowth(indicator, 5, 0)).toBe('上年为 0')
  expect(sayGrowth(indicator, 0, 5)).toBe('−100.0%')
  expect(sayGrowth(indicator, 5, null)).toBe('')
  expect(sayGrowth({ kind: 'share' }, 0.5, 0.4)).toBe('+10.0 个百分点')
})

it('equals share a place, the next is as far down as there are before it, and what has no value is last', () => {
  const units = [
    { name: '甲', value: 3 },
    { name: '乙', value: null },
    { name: '丙', value: 9 },
    { name: '丁', value: 3 },
    { name: '戊', value: 0 }
  ]
  const ranked = (isRising?: boolean) =>
    rankBy(
      units,
      ({ value }) => value,
      (a, b) => (a.name < b.name ? -1 : 1),
      isRising
    ).map((placed) => [placed.one.name, sayRank(placed)])
  expect(ranked()).toEqual([
    ['丙', '1'],
    ['丁', '2（并列）'],
    ['甲', '2（并列）'],
    ['戊', '4'],
    ['乙', '']
  ])
  expect(ranked(true).map(([name]) => name)).toEqual(['戊', '丁', '甲', '丙', '乙'])
})

describe('nobody is added twice', () => {
  const unit = (id: number, above: number | null, isAggregate: boolean, owes = true, isCounted = true): Addable => ({
    id,
    above,
    isAggregate,
    owes,
    isCounted
  })
  const added = (...units: Addable[]) => [...listAdded(units, new Map(units.map((one) => [one.id, one])))].sort((a, b) => a - b)
  const [city, bureau, county, office] = [unit(1, null, true), unit(2, 1, false), unit(3, 1, true), unit(4, 3, false)]

  it('where units below owe, they are added and the governments above are not', () => {
    expect(added(city, bureau, county, office)).toEqual([2, 4])
    expect(added(city, county)).toEqual([3])
    expect(added(city)).toEqual([1])
  })
  it('where only files were read in, the aggregate stands for what is below it', () => {
    const past = (one: Addable): Addable => ({ ...one, owes: false })
    expect(added(past(city), past(bureau), past(county), past(office))).toEqual([1])
    expect(added({ ...past(city), isCounted: false }, past(bureau), past(county), past(office))).toEqual([2, 3, 1].sort((a, b) => a - b))
  })
  it('a circle ends', () => {
    expect(added({ ...city, above: 3 }, county)).toEqual([])
  })
})

describe('a line follows its successor', () => {
  const entry = (over: number | null, inclusion: 'counted' | 'missing' = 'counted'): YearEntry => ({
    ...{
      member: { unit: 1, name: '局', inclusion, reason: '填报中' },
      isPast: false,
      isAggregate: false,
      owes: true,
      hasCells: true,
      isAdded: true,
      over,
      under: null
    }
  })
  const unit: StatisticsUnit = {
    ...{ unit: 1, name: '局', level: 'department', kind: 'department', precedence: null, above: null, group: { key: 'own', name: '本级' } },
    ...{
      years: new Map([
        [2024, entry(9)],
        [2023, entry(4)],
        [2021, entry(null, 'missing')]
      ]),
      merged: [
        new Map([
          [2023, entry(3)],
          [2022, entry(2)],
          [2021, entry(1)]
        ])
      ]
    }
  }
  const received = findIndicator('requests/received/total')
  it('adds what units that went into it said, and says so', () => {
    expect([2024, 2023, 2022].map((year) => cellOf(received, unit, year))).toMatchObject([
      { value: 9, isMerged: false },
      { value: 7, isMerged: true },
      { value: 2, isMerged: true }
    ])
  })
  it('has a gap, and no zero, in a year of another form and in one before it was there', () => {
    const years = new Map([
      [2024, entry(0)],
      [2020, { ...entry(null), hasCells: false }]
    ])
    const cells = [2024, 2020, 2019].map((year) => cellOf(received, { ...unit, years, merged: [] }, year))
    expect(cells.map(({ value, gap }) => [value, gap])).toEqual([
      [0, ''],
      [null, '表式不同'],
      [null, '当年无任务']
    ])
  })
  it('is a gap where its own report is missing, and in sums each report counts once', () => {
    expect(cellOf(received, unit, 2021)).toMatchObject({ value: null, gap: '未计入：填报中' })
    expect(totalOf(received, [unit], 2023)).toMatchObject({ value: 4, covered: 1, of: 1 })
  })
})

describe('what is unusual', () => {
  const unit = (id: number, values: Record<number, number>) => ({
    ...{ unit: id, name: `局${id}`, level: 'department' as const },
    cells: Object.values(values).map((value) => ({ value }))
  })
  it('is told in one sentence, against the own years and against peers', () => {
    const peers = Array.from({ length: 10 }, (_, i) => unit(i + 1, { 2021: 10 + i, 2022: 11 + i, 2023: 12 + i, 2024: 10 + i }))
    const odd = unit(99, { 2021: 12, 2022: 13, 2023: 11, 2024: 400 })
    const found = listOutliers(indicator, [...peers, odd], 2024)
    expect(found.map(({ unit: id, against }) => [id, against])).toEqual(
      [
        [99, 'history'],
        [99, 'peers']
      ].sort()
    )
    expect(found.find(({ against }) => against === 'history')?.sentence).toBe('局99 2024 年新收为 400，此前 3 年在 11 至 13 之间。')
    expect(found.find(({ against }) => against === 'peers')?.sentence).toMatch(
      /^局99 2024 年新收为 400，11 个部门单位中居中的一半在 \d+ 至 \d+ 之间。$/
    )
  })
  it('is neither a small step nor anything where there is little to compare with', () => {
    expect(listOutliers(indicator, [unit(1, { 2021: 1, 2022: 1, 2023: 1, 2024: 4 })], 2024)).toEqual([])
    expect(listOutliers(indicator, [unit(1, { 2023: 1, 2024: 400 })], 2024)).toEqual([])
    expect(spreadOf([])).toBeUndefined()
  })
})

it('a sum that a number does not hold exactly is none, and says so; each of its parts stands', () => {
  const large = 999_999_999_999_999
  const entry = (over: number, under: number | null): YearEntry => ({
    ...{ member: { unit: 1, name: '局', inclusion: 'counted', reason: '' }, isPast: false, isAggregate: false, owes: true },
    ...{ hasCells: true, isAdded: true, over, under }
  })
  const unit = (id: number): StatisticsUnit => ({
    ...{
      unit: id,
      name: '局',
      level: 'department',
      kind: 'department',
      precedence: null,
      above: null,
      group: { key: 'own', name: '本级' }
    },
    ...{
      years: new Map([[2024, entry(large, large)]]),
      merged: id === 1 ? Array.from({ length: 9 }, () => new Map([[2023, entry(large, 1)]])) : []
    }
  })
  const units = Array.from({ length: 10 }, (_, i) => unit(i + 1))
  for (const key of ['requests/received/total', 'disclosed']) {
    expect(totalOf(findIndicator(key), units, 2024)).toMatchObject({ value: null, over: null, gap: '过大，不作合计', covered: 10, of: 10 })
    expect(totalOf(findIndicator(key), units.slice(0, 9), 2024).value).toBe(key === 'disclosed' ? 1 : 9 * large)
    expect(cellOf(findIndicator(key), unit(2), 2024).gap).toBe('')
  }
  expect(cellOf(findIndicator('requests/received/total'), unit(1), 2023)).toMatchObject({ value: 9 * large })
})
