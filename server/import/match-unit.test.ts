import { expect, it } from 'vitest'
import { matchUnit, matchYear } from './match-unit'

const units = [
  { id: 1, name: '甲市教育局', creditCode: '91350100M000100Y43', former: [] },
  { id: 2, name: '甲市文化和旅游局', creditCode: null, former: ['甲市旅游局'] },
  { id: 3, name: '乙县财政局', creditCode: '11340400MB0000000A', former: [] },
  { id: 4, name: '丙县财政局', creditCode: null, former: [] }
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
  expect(matchUnit(units, { org }, path)).toEqual(unit)
})

it.each([
  ['the code of the file', { creditCode: '91350100M000100Y43' }, '2022/乙县财政局.doc', { unit: 1, isSure: true }],
  ['its code where its name is short', { org: '财政局', creditCode: '11340400MB0000000A' }, '', { unit: 3, isSure: true }],
  ['its name where nobody has its code', { org: '甲市教育局', creditCode: '11340400MB0000001D' }, '', { unit: 1, isSure: true }],
  ['the code in its path', {}, '2022/11340400mb0000000a_年报.doc', { unit: 3, isSure: true }],
  ['the code in its path where its name fits several', { org: '财政局' }, '11340400MB0000000A.doc', { unit: 3, isSure: true }],
  ['neither where code and name contradict', { org: '甲市教育局', creditCode: '11340400MB0000000A' }, '', undefined],
  ['its name, not the code in its path', { org: '甲市教育局' }, '11340400MB0000000A.doc', { unit: 1, isSure: true }]
])('%s tells the unit', (_, said, path, unit) => {
  expect(matchUnit(units, said, path)).toEqual(unit)
})

it('a year stands in a path once, or nobody knows', () => {
  expect(matchYear('2022/甲市教育局.doc')).toBe(2022)
  expect(matchYear('2022/2022年年报.doc')).toBe(2022)
  expect(matchYear('2022-2023/年报.doc')).toBeUndefined()
  expect(matchYear('120220101.doc')).toBeUndefined()
})
