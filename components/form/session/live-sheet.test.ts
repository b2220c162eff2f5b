import { describe, expect, it } from 'vitest'
import { cleanReport } from '@/report/testing/clean'
import { LiveSheet } from './live-sheet'

const at = 'overview/management'
const law = '依照《中华人民共和国保密法》审查。'

describe('the live sheet', () => {
  it('offers a fix of the text as it stands now, though the finding reads as before', () => {
    const live = new LiveSheet(cleanReport(2024, { [at]: law }), {}, [])
    const offered = () => live.getJudged().find(({ finding }) => finding.rule === 'X-12')?.finding.fix?.texts[at]
    expect(offered()).toBe('依照《中华人民共和国保守国家秘密法》审查。')
    live.setValues(cleanReport(2024, { [at]: `${law}定期培训。` }).values)
    expect(offered()).toBe('依照《中华人民共和国保守国家秘密法》审查。定期培训。')
  })

  it('keeps what did not change, so that only what did is drawn again', () => {
    const wrong = { 'requests/received/person': '12', [at]: law }
    const live = new LiveSheet(cleanReport(2024, wrong), {}, [])
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
})
