import { describe, expect, it } from 'vitest'
import { breakLabel, breakLines } from './measure'

describe('a text in lines', () => {
  it('has so many characters a line, two fewer on the first', () => {
    expect(breakLines('永'.repeat(28 * 3), 28, { indent: 2 }).map(({ length }) => length)).toEqual([26, 28, 28, 2])
  })

  it('begins no line with a closing mark and ends none with an opening one', () => {
    const text = '公开、解读、回应（共三类）；“先审查、后公开”。《条例》：一事一审，'.repeat(40)
    for (let room = 5; room < 40; room++) {
      const lines = breakLines(text, room)
      expect(lines.join('')).toBe(text)
      expect(lines.filter((line) => /^[、。，；：）》”]/.test(line))).toEqual([])
      expect(lines.filter((line) => /[（《“]$/.test(line))).toEqual([])
    }
  })

  it('ends no line with an opening mark in a cell of three characters either', () => {
    expect(breakLines('55（含当面答复29件）', 2.9, { isLoose: true })).toEqual(['55', '（含', '当面', '答复', '29件）'])
    expect(breakLines('（含）', 1.5)).toEqual(['（', '含）'])
  })

  it('divides no word and no number, unless it is longer than a line may wait for', () => {
    expect(breakLines('共一二三四12345件', 6)).toEqual(['共一二三四', '12345件'])
    expect(breakLines(`见${'abcdefghij'.repeat(5)}`, 10).length).toBeGreaterThan(2)
  })

  it('divides a number in a cell it does not fit', () => {
    expect(breakLines('123456789012345', 3, { isLoose: true })).toEqual(['12345', '67890', '12345'])
    expect(breakLines('1234', 3, { isLoose: true })).toEqual(['1234'])
  })

  it('gives half a mark to the end of a line and to two marks in a row', () => {
    expect(breakLines('一二三四五。六', 5.5)).toEqual(['一二三四五。', '六'])
    expect(breakLines('一二三”。四', 5.5)).toEqual(['一二三”。四'])
  })

  it('is measured in time that grows with its length', () => {
    expect(breakLines('（'.repeat(50_000), 28).join('')).toHaveLength(50_000)
    expect(breakLines('a'.repeat(50_000), 28).join('')).toHaveLength(50_000)
  })
})

describe('a label in its cell', () => {
  it.each([
    ['（三）不予公开', 4.1, ['（三）', '不予公开']],
    ['社会公益组织', 2.4, ['社会', '公益', '组织']],
    ['法律服务机构', 4.5, ['法律服务', '机构']],
    ['社会公益组织', 4, ['社会公益', '组织']],
    ['结果维持', 3.1, ['结果', '维持']],
    ['结转下年度', 4, ['结转下', '年度']],
    ['第二十条第（一）项', 5, ['第二十条', '第（一）项']],
    ['本年新\n制作数量', 5, ['本年新', '制作数量']],
    ['自然人', 3, ['自然人']]
  ])('%s in %d em', (text, room, lines) => {
    expect(breakLabel(text, room).lines).toEqual(lines)
  })

  it.each([
    ['（三）不予公开', 4.1, true],
    ['（四）无法提供', 5.1, true],
    ['结果维持', 3.1, true],
    ['自然人', 2.1, true],
    ['自然人', 3.1, false],
    ['5.要求行政机关确认或重新出具已获取信息', 8, false],
    ['本年新\n制作数量', 5, false]
  ])('%s in %d em is broken by meaning alone: %s', (text, room, isByMeaning) => {
    expect(breakLabel(text, room).isByMeaning).toBe(isByMeaning)
  })
})
