import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNumbers, printLike, readChinese, widenSigns } from './numbers'

const read = (text: string) => findNumbers(text).map(({ value, unit }) => [value, unit])

describe('numbers in prose', () => {
  it.each([
    ['收到87件', [[87, '件']]],
    ['１２ 件', [[12, '件']]],
    ['1,250条', [[1250, '条']]],
    [
      '三十五件、两件、一百零三件、一万二千条',
      [
        [35, '件'],
        [2, '件'],
        [103, '件'],
        [12000, '条']
      ]
    ],
    [
      '18万余条、3000余份、1.2万件',
      [
        [180000, '条'],
        [3000, '份'],
        [12000, '件']
      ]
    ],
    [
      '40.5万元、3940元',
      [
        [40.5, '万元'],
        [3940, '元']
      ]
    ],
    [
      '51.85%、百分之三十五',
      [
        [51.85, ''],
        [35, '']
      ]
    ],
    ['其中67，', [[67, '']]]
  ])('%s', (text, numbers) => expect(read(text)).toEqual(numbers))

  it.each([
    '2019年3月20日',
    '第711号',
    '〔2019〕60号',
    '0554-6678060',
    '3个月、5个工作日、2小时',
    '第六期',
    'IPv6',
    '“100”行动',
    '1.加强',
    '一是',
    '1-8月份'
  ])('%s counts nothing', (text) => expect(read(text)).toEqual([]))

  it('knows what is said by about', () => {
    const about = findNumbers('约20件，近90件，300余条，3500多件，1.8万余条，50件左右，超过40件，8件').map(({ about }) =>
      about?.map(Math.round)
    )
    expect(about).toEqual([
      [18, 22],
      [81, 90],
      [300, 400],
      [3500, 3600],
      [18_000, 19_000],
      [45, 55],
      [40, Number.POSITIVE_INFINITY],
      undefined
    ])
    expect(findNumbers('近百件，数百件，几十件，一件不漏，一事一议，做到一件一档')).toEqual([])
  })

  it('writes a number in the manner of the one it replaces', () => {
    const like = (text: string, value: number) => printLike(value, findNumbers(text)[0] as never)
    expect(like('12件', 59)).toBe('59')
    expect(like('１２件', 59)).toBe('５９')
    expect(like('1,250件', 13500)).toBe('13,500')
    expect(like('三十五件', 59)).toBe('59')
    expect(like('33.9%', 34.161)).toBe('34.2%')
    expect(like('34％', 34.161)).toBe('34％')
  })

  it.each([
    ['三', 3],
    ['十', 10],
    ['二十一', 21],
    ['两百零三', 203],
    ['三千五百二十一', 3521],
    ['一万二千', 12_000],
    ['二〇二四', 2024],
    ['三点五', 3.5]
  ])('reads %s', (written, value) => expect(readChinese(written)).toBe(value))

  it('keeps every place when it widens signs', () => {
    fc.assert(fc.property(fc.string(), (text) => widenSigns(text).length === text.length))
    expect(widenSigns('1,250件,其中:(9:30)16,24')).toBe('1,250件，其中：（9:30）16，24')
  })

  it('never throws on what was typed', () => {
    const pieces = fc.constantFrom(
      '其中',
      '12',
      '件',
      '，',
      '（',
      '）',
      '一',
      '万',
      '%',
      '{=requests/received/total}',
      '。',
      '收到',
      '申请',
      '\n',
      '年'
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) =>
        findNumbers(parts.join('')).every(({ start, end, after }) => start < end && end <= after)
      )
    )
  })
})
