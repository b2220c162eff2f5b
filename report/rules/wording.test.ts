import { describe, expect, it } from 'vitest'
import { check } from '@/report/check'
import type { Finding } from '@/report/finding'
import type { Report } from '@/report/report'
import { cleanReport } from '@/report/testing/clean'
import { preamblePattern } from '@/report/text/preamble'
import { mendAll } from './slips/slips'

const read = (at: string, text: string, more: Partial<Report> = {}, year = 2024): Finding[] =>
  check(cleanReport(year, { [at]: text }, more)).filter(({ rule }) => /^X-/.test(rule) && rule !== 'X-10')

const rules = (findings: readonly Finding[]) => findings.map(({ rule }) => rule)

describe('the preamble', () => {
  const whole = preamblePattern(cleanReport(2024)).replace(/【[^】]*】/g, '某')
  it('is right as the pattern has it', () => expect(rules(read('preamble', whole))).toEqual([]))

  it.each([
    ['X-02', whole.replace('存在的主要问题及改进情况', '存在主要问题及改进情况')],
    ['X-02', whole.replace('、其他需要报告的事项', '')],
    ['X-04', whole.replace('2024年1月1日', '2023年1月1日')],
    ['X-05', whole.replace('〔2021〕30号', '〔2019〕60号')],
    ['X-06', `${whole}联系电话：XX。`],
    ['X-07', `现公布乙市公安局2024年政府信息公开工作年度报告。${whole}`],
    ['X-08', `${whole}报告含收费及减免情况。`]
  ])('%s', (rule, text) => expect(rules(read('preamble', text))).toEqual([rule]))

  it('may join reviews and lawsuits with any word', () => {
    expect(rules(read('preamble', whole.replace('行政复议、行政诉讼情况', '行政复议和行政诉讼情况')))).toEqual([])
  })
  it('is mended by one key', () => {
    const wrong = whole.replace('存在的主要问题及改进情况', '存在主要问题及改进情况')
    expect(read('preamble', wrong)[0]?.fix?.texts.preamble).toBe(whole)
  })
  it('stops a submission whose period is another year', () => {
    expect(read('preamble', '统计期限为2023年1月1日至2023年12月31日。')[0]?.level).toBe('error')
    expect(read('overview/platform', '截至2023年12月31日，开设专栏6个。')[0]?.level).toBe('warning')
  })
})

describe('what is not finished', () => {
  it.each([
    ['overview/disclosure', '全年召开新闻发布会XX次。'],
    ['overview/oversight', '全年开展培训XX'],
    ['overview/platform', '政务新媒体×××个。'],
    ['other-matters', '收取信息处理费的情况待补充。'],
    ['other-matters', '无。（待填）'],
    ['problems', '一是人手不足，共____人，今后将加强。'],
    ['overview/management', '我局由〇〇科负责。'],
    ['overview/requests', '全年收到申请xx件。'],
    ['requests/note', '注：含＊＊件。']
  ])('%s：%s', (at, text) => expect(rules(read(at, text))).toEqual(['X-06']))

  it.each([
    '解读形式有待补充，内容有待填补，今后将改进。',
    '网址www.xxgk.gov.cn/xx_gk__1/，邮箱xx@abc.gov.cn。',
    '自二〇〇八年五月一日起施行，二〇〇〇年设立。',
    '尺寸3×5，得分3*5，XXL号。',
    '今后将补充人员，待遇不变，等待答复。'
  ])('%s is finished', (text) => expect(rules(read('overview/oversight', text))).toEqual([]))
})

describe('the year a paragraph begins with', () => {
  it.each([
    ['overview/disclosure', '2023年，我局主动公开信息12条。'],
    ['overview/disclosure', '（一）主动公开。2023年，我局主动公开信息12条。'],
    ['overview/management', '2023年我局建立了审查制度。'],
    ['overview/platform', '平台运行平稳。\n2023年度，专栏更新12次。'],
    ['overview/general', '2022年，我局认真落实条例。'],
    ['problems', '2023年，我局公开工作还有不足，今后将改进。']
  ])('%s：%s', (at, text) => {
    const [found, ...others] = read(at, text)
    expect([found?.rule, others]).toEqual(['X-04', []])
    expect(found?.fix?.texts[at]).toBe(text.replace(/202[23]/, '2024'))
  })

  it.each([
    '2024年，我局主动公开信息12条，较2023年多2条。',
    '2023年，我局公开10条；2024年，公开12条。',
    '2023年结转的申请已经办结。',
    '2023年，收到的申请有2件结转，均已办结。',
    '2023年12月印发的办法继续执行。',
    '做好公开。\n2019年，新修订的条例施行。',
    '做好公开。\n2025年，我局将加强培训。'
  ])('%s is meant', (text) => expect(rules(read('overview/oversight', text))).toEqual([]))
})

describe('words that are not about this organ', () => {
  it.each([
    ['X-07', 'overview/management', '我委建立了审查制度。', ['X-07']],
    ['own', 'overview/management', '我局建立了审查制度。', []],
    ['X-11', 'problems', '一些地区认识不到位，今后将加强指导。', ['X-11']],
    ['own', 'problems', '我局认识不到位，今后将加强学习。', []]
  ])('%s', (_, at, text, expected) => expect(rules(read(at, text))).toEqual(expected))
})

describe('slips of the pen', () => {
  it.each([
    ['依照《中华人民共和国保密法》审查', '依照《中华人民共和国保守国家秘密法》审查'],
    ['在线申请、信息申请、当面申请', '在线申请、信函申请、当面申请'],
    ['计划在配备一名人员', '计划再配备一名人员'],
    ['截止2024年12月31日', '截至2024年12月31日'],
    ['（淮府办秘﹝2019﹞19号）', '（淮府办秘〔2019〕19号）'],
    ['国办发(2019)61号', '国办发〔2019〕61号'],
    ['印发《关于宣传<公开条例>的通知》', '印发《关于宣传〈公开条例〉的通知》'],
    ['部署,坚持公开;及时更新', '部署，坚持公开；及时更新'],
    ['公开(含部分公开)', '公开（含部分公开）'],
    ['做好工作。 加强管理', '做好工作。加强管理'],
    ['1、人员不足。\n2、经费不足', '1.人员不足。\n2.经费不足'],
    ['我局我局建立制度', '我局建立制度'],
    ['发生行政法复议', '发生行政复议']
  ])('%s', (written, right) => {
    const findings = read('overview/oversight', written)
    expect(rules(findings)).toEqual(['X-12'])
    expect(findings[0]?.fix?.texts['overview/oversight']).toBe(right)
    expect(mendAll(right).told).toEqual([])
  })

  it.each(['访问 http://www.abc.gov.cn，电话(0554)1234', '《政府信息公开条例》（国务院令第711号）', '得分3:2，1,250条', 'A座 B座'])(
    '%s is left alone',
    (text) => expect(rules(read('overview/oversight', text))).toEqual([])
  )
})

describe('numbering', () => {
  it.each([
    ['一是更新。二是培训。三是考核。', []],
    ['一是更新。三是考核。三是培训。', ['X-16']],
    ['一是更新。二是培训。一是人员不足。二是经费不足。', []],
    ['（一）更新\n（三）培训', ['X-16']],
    ['1.更新\n2.培训\n2.考核', ['X-16']]
  ])('%s', (text, expected) => expect(rules(read('overview/oversight', text))).toEqual(expected))
})

describe('what the 保密审查 should look at', () => {
  it('is a note that does not repeat the number', () => {
    const [found] = read('overview/oversight', '申请人身份证号110101199003071234，电话13800138000。')
    expect([found?.rule, found?.level]).toEqual(['X-13', 'note'])
    expect(found?.says).not.toMatch(/110101199003071234|13800138000/)
  })
  it('is not a telephone of the office', () => expect(read('preamble', '电话：0554-6678060，邮编：232001。')).toEqual([]))
})

it('an early date of publication is a slip of the year', () => {
  const outside = { drifts: [], unclear: [], unknown: new Set<string>(), wholeTexts: new Set<string>(), published: '2024-01-15' }
  expect(rules(check(cleanReport(2024, {}, { outside })))).toContain('X-04')
})
