import { describe, expect, it } from 'vitest'
import { check } from '@/report/check'
import { cleanReport } from '@/report/testing/clean'
import { compareTexts, sharesIn } from './similarity'

const before = '2023年举办培训3期，参加人员120人次，重点讲解依申请公开的受理、审查和答复流程；对专栏逐项检查，发现问题15个，全部整改到位。'

describe('two texts', () => {
  it('are the same if only numbers, years and signs were changed', () => {
    const { share, same } = compareTexts(before.replace('2023', '2024').replace('120', '98').replace('；', '。'), before)
    expect(share).toBe(1)
    expect(same.length).toBeGreaterThan(0)
  })
  it('share the stretches that are marked, and no common phrases', () => {
    const text = `今年改为线上教学。${before.slice(20, 45)}今后逐步推广到乡镇。`
    const { share, same } = compareTexts(text, before)
    expect(same.map(({ from, to }) => text.slice(from, to))).toEqual([before.slice(20, 45)])
    expect(share).toBeGreaterThan(0.3)
    expect(compareTexts('依法及时公开政府信息。', before)).toEqual({ share: 0, same: [] })
  })
  it('share as much when one is compared with many', () => {
    const others = [
      before,
      '',
      before.slice(0, 30),
      `今年改为线上教学。${before.slice(20, 45)}`,
      '𠀀'.repeat(20),
      '业务人员更替频繁，今后实行轮训。'
    ]
    expect(sharesIn(before, others)).toEqual(others.map((other) => compareTexts(before, other).share))
    expect(sharesIn('', others)).toEqual(others.map(() => 0))
  })
  it('of which one is empty share nothing', () => {
    expect(compareTexts('', before)).toEqual({ share: 0, same: [] })
    expect(compareTexts(before, '')).toEqual({ share: 0, same: [] })
  })
})

describe('a section copied from last year', () => {
  const text = `${before}${before.replaceAll('培训', '讲座').replaceAll('专栏', '栏目')}${before.split('').reverse().join('')}制度方面仍不完善，今后将逐条整改。`
  const sameness = (now: string) =>
    check(cleanReport(2024, { problems: now }), { lastYear: cleanReport(2023, { problems: text }) }).filter(({ rule }) => rule === 'Y-07')
  it('is a warning that names the share', () => {
    expect(sameness(text.replaceAll('2023', '2024')).map(({ says }) => says)).toEqual([
      '主要问题及改进情况与上年报告文字 100% 相同，属内容雷同'
    ])
  })
  it('is none if it was written anew', () => {
    expect(sameness('业务人员更替频繁，新接手的同志对答复文书不熟悉，今后实行轮训。'.repeat(5))).toEqual([])
  })
})
