import { describe, expect, it } from 'vitest'
import { checkWith, listLate } from '@/report/check'
import { findClaims } from '@/report/prose/find-claims'
import type { Report } from '@/report/report'
import { openSheet } from '@/report/sheet'
import { cleanReport } from '@/report/testing/clean'
import { LiveSheet } from './live-sheet'

const at = 'overview/management'
const law = '依照《中华人民共和国保密法》审查。'

/** With all rules there. */
function openLive(report: Report): LiveSheet {
  const live = new LiveSheet(report, {}, [])
  live.learn(checkWith)
  return live
}

describe('the live sheet', () => {
  it('offers a fix of the text as it stands now, though the finding reads as before', () => {
    const live = openLive(cleanReport(2024, { [at]: law }))
    const offered = () => live.getJudged().find(({ finding }) => finding.rule === 'X-12')?.finding.fix?.texts[at]
    expect(offered()).toBe('依照《中华人民共和国保守国家秘密法》审查。')
    live.setValues(cleanReport(2024, { [at]: `${law}定期培训。` }).values)
    expect(offered()).toBe('依照《中华人民共和国保守国家秘密法》审查。定期培训。')
  })

  it('keeps what did not change, so that only what did is drawn again', () => {
    const wrong = { 'requests/received/person': '12', [at]: law }
    const live = openLive(cleanReport(2024, wrong))
    const before = live.getJudged()
    live.setValues(cleanReport(2024, { ...wrong, 'overview/general': '全年工作平稳。' }).values)
    expect(live.getJudged()).toBe(before)
    live.setValues(cleanReport(2024, { ...wrong, [at]: `${law}定期培训。` }).values)
    const ruleOf = (one: (typeof before)[number]) => one.finding.rule
    expect(
      live
        .getJudged()
        .filter((one) => !before.includes(one))
        .map(ruleOf)
    ).toEqual(['X-12'])
  })

  describe('before all rules are there', () => {
    const report = cleanReport(2024, { 'requests/received/person': '12', [at]: law, 'overview/general': '加强培训😀。' })
    const rulesOf = (live: LiveSheet) => live.getJudged().map(({ finding }) => finding.rule)
    const open = () => new LiveSheet(report, {}, [], [], listLate(openSheet(report)))

    it('says the same of the report as it was opened', () => {
      const live = open()
      const before = live.getJudged()
      expect(rulesOf(live)).toEqual(expect.arrayContaining(['T3-04', 'X-12', 'X-17']))
      live.learn(checkWith)
      expect(live.getJudged()).toEqual(before)
    })

    it('marks the numbers of a text once what reads them is there', () => {
      const live = new LiveSheet(cleanReport(2024, { 'overview/requests': '全年收到政府信息公开申请12件。' }), {}, [])
      const marksOf = () => live.readProse('overview/requests').marks
      expect(marksOf()).toEqual([])
      live.learn(checkWith, findClaims)
      expect(marksOf()).toHaveLength(1)
    })

    it('checks numbers at each key, and no longer says what was said of a text that has changed', () => {
      const live = open()
      live.setValues({
        ...report.values,
        [at]: '依法审查。',
        'requests/received/person': cleanReport(2024).values['requests/received/person'] ?? ''
      })
      expect(rulesOf(live)).toContain('X-17')
      for (const gone of ['X-12', 'T3-04']) expect(rulesOf(live)).not.toContain(gone)
      live.setValues({ ...report.values, [at]: `${law}定期培训。` })
      live.learn(checkWith)
      expect(rulesOf(live)).toEqual(expect.arrayContaining(['T3-04', 'X-12', 'X-17']))
    })
  })
})
