import { describe, expect, it } from 'vitest'
import { check } from '@/report/check'
import { markClaims } from '@/report/layout/mark'
import type { MemberFigures } from '@/report/rollup/member-figures'
import { cleanReport } from '@/report/samples/clean-report'
import { openSheet } from '@/report/sheet'
import { judge } from './judge'
import { claimNumbers } from './members'

const member = (name: string, received: number, handled = received): MemberFigures => ({
  name,
  figures: { 'requests/received/total': received, 'requests/carried-in/total': 0, 'requests/handled/total': handled }
})
const THREE = [member('甲县人民政府', 5), member('乙区人民政府', 3, 2), member('甲市教育局', 2)]

function find(text: string, members: readonly MemberFigures[] = THREE) {
  const report = cleanReport(2024, { 'overview/requests': text }, { unit: '甲市人民政府', kind: 'government' })
  return check(report, { members }).find(({ rule }) => rule === 'H-05')
}

describe('members told in the prose of an aggregate', () => {
  it.each([
    '全市收到政府信息公开申请10件，其中甲县5件、乙区3件、市教育局2件。',
    '全市收到政府信息公开申请10件，其中甲县人民政府5件，乙区人民政府3件。',
    '收到政府信息公开申请情况：甲县5件、乙区3件、市教育局2件，合计10件。',
    '收到政府信息公开申请10件，申请较多的单位为甲县5件。',
    '全市组织培训12场，其中甲县7场、乙区5场。',
    '全市收到政府信息公开申请10件，其中丙县9件、丁县8件。',
    '2023年收到政府信息公开申请50件，其中甲县40件、乙区10件。',
    '收到政府信息公开申请10件，其中甲县约5件、乙区3件、市教育局2件。',
    '收到政府信息公开申请10件，同比增长8%，其中甲县增长40%。'
  ])('%s is right, or says nothing the figures could tell', (text) => expect(find(text)?.says).toBeUndefined())

  it.each([
    ['全市收到政府信息公开申请10件，其中甲县6件、乙区3件、市教育局2件。', '文中“甲县6件”，甲县人民政府年报表三“收到申请”为 5'],
    ['收到政府信息公开申请情况：甲县5件、乙区4件，合计9件。', '文中“乙区4件”，乙区人民政府年报'],
    ['办结政府信息公开申请9件，其中甲县5件、乙区3件、市教育局2件。', '文中“乙区3件”，乙区人民政府年报'],
    ['甲县收到政府信息公开申请6件，乙区收到政府信息公开申请3件。', '文中“甲县收到政府信息公开申请6件”，甲县人民政府年报'],
    ['全市收到政府信息公开申请11件，其中甲县5件、乙区3件、市教育局2件。', '文中总数 11，所列 3 个单位合计 10']
  ])('%s', (text, says) => expect(find(text)?.says).toContain(says))

  it('says what is wrong once: where the members make up the whole, the whole is right', () => {
    expect(find('全市收到政府信息公开申请10件，其中甲县6件、乙区3件、市教育局2件。')?.says).not.toContain('合计')
  })

  it('names each member with both figures, and mends them all at once', () => {
    const text = '全市收到政府信息公开申请10件，其中甲县6件、乙区2件、市教育局2件。'
    const found = find(text)
    expect(found?.says).toMatch(/甲县6件.*为 5.*乙区2件.*为 3/)
    expect(found?.fix?.texts).toEqual({ 'overview/requests': text.replace('6件', '5件').replace('乙区2', '乙区3') })
  })

  it('compares nobody whose report is not counted, and no name that two of them have', () => {
    const text = '全市收到政府信息公开申请10件，其中甲县6件、乙区3件。'
    expect(find(text, [{ name: '甲县人民政府' }, member('乙区人民政府', 3)])).toBeUndefined()
    expect(find('收到政府信息公开申请10件，其中教育局9件。', [member('甲县教育局', 1), member('甲市教育局', 2)])).toBeUndefined()
  })

  it('marks the number in the text, with what the member reported in its place', () => {
    const mark = (text: string, members = THREE) => {
      const report = cleanReport(2024, { 'overview/requests': text }, { unit: '甲市人民政府', kind: 'government' })
      const sheet = openSheet(report, { members })
      return markClaims(sheet.template, claimNumbers(sheet), judge(sheet)).filter((one) => one.judged?.finding.rule === 'H-05')
    }
    const text = '全市收到政府信息公开申请10件，其中甲县6件、乙区2件、市教育局2件。'
    expect(
      mark(text).map(({ start, shows, with: compared, expected }) => [text.slice(start - 2, start + 1), shows, compared, expected])
    ).toEqual([
      ['甲县6', 'contradicts', 'members', '5'],
      ['乙区2', 'contradicts', 'members', '3']
    ])
    // The table says the same; the members told, who are all there are, do not make it up.
    const whole = mark('全市收到政府信息公开申请10件，其中甲县5件、乙区3件。', THREE.slice(0, 2))
    expect(whole.map(({ text: number, expected }) => [number, expected])).toEqual([['10', undefined]])
    expect(mark('全市收到政府信息公开申请10件，其中甲县5件、乙区3件、市教育局2件。')).toEqual([])
  })
})
