import { expect, it } from 'vitest'
import { matchUnit, matchYear } from './match-unit'

const units = [
  { id: 1, name: '甲市教育局', former: [] },
  { id: 2, name: '甲市文化和旅游局', former: ['甲市旅游局'] },
  { id: 3, name: '乙县财政局', former: [] },
  { id: 4, name: '丙县财政局', former: [] }
]

it.each([
  ['甲市教育局', '', { unit: 1, isSure: true }],
  ['甲市 教育局', 'x.doc', { unit: 1, isSure: true }],
  ['甲市旅游局', '', { unit: 2, isSure: true }],
  ['教育局', '', { unit: 1, isSure: false }],
  ['安徽省甲市教育局', '', { unit: 1, isSure: false }],
  ['财政局', '乙县财政局/2022.doc', undefined],
  [undefined, '2022/乙县财政局/年报.doc', { unit: 3, isSure: true }],
  [undefined, '2022/丙县财政局2022.doc', undefined],
  [undefined, '甲市教育局.pdf', { unit: 1, isSure: true }],
  ['丁市林业局', '2022/年报.doc', undefined]
])('%s in %s is %o', (org, path, unit) => {
  expect(matchUnit(units, org, path)).toEqual(unit)
})

it('a year stands in a path once, or nobody knows', () => {
  expect(matchYear('2022/甲市教育局.doc')).toBe(2022)
  expect(matchYear('2022/2022年年报.doc')).toBe(2022)
  expect(matchYear('2022-2023/年报.doc')).toBeUndefined()
  expect(matchYear('120220101.doc')).toBeUndefined()
})
