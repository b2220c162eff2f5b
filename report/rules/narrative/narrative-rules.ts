import { type Documented, type Rule, type Sample, told, tried } from '@/report/rule'
import type { Values } from '@/report/values'

const requests = (text: string, values: Values = {}): Sample => ({ values: { ...values, 'overview/requests': text } })
const inTwoHands = {
  'requests/granted/person': '5',
  'requests/partial/person': '2',
  'requests/petition/person': '1',
  'requests/else/person': '1'
}

const T3_10 = { since: 2021, hint: '请在“六、其他需要报告的事项”写明发出收费通知的件数、金额和实际收取情况。' }
const IDS = 'N-01 N-02 N-03 N-04 N-05 N-06 N-07 N-08 N-09 N-10 N-11 N-12 N-13 N-14 N-15 N-17 Y-06 T3-10'.split(' ') as readonly Id[]
type Id = keyof ReturnType<typeof documents>

const documents = () =>
  ({
    'N-01': {
      formula: '文中收到数 = 本年新收，或 = 本年新收 + 上年结转',
      words: '文中收到、受理的申请数，应与表三本年新收，或本年新收加上年结转一致。',
      breaks: [requests('全年收到政府信息公开申请11件。')],
      holds: requests('全年收到政府信息公开申请11件。', { 'requests/carried-in/person': '1', 'requests/carried-out/person': '2' })
    },
    'N-02': {
      formula: '文中上年结转数 = 上年结转总计',
      words: '文中上年结转数应与表三上年结转一致。',
      breaks: [requests('收到政府信息公开申请10件，上年结转2件。')],
      holds: requests('收到政府信息公开申请10件，上年结转2件。', { 'requests/carried-in/person': '2', 'requests/carried-out/person': '3' })
    },
    'N-03': {
      formula: '文中办结数 = （七）总计',
      words: '文中办结、答复数应与表三（七）总计一致；只差上年结转的，请写明是否包含。',
      breaks: [requests('收到政府信息公开申请10件，按期办结8件。')],
      holds: requests('收到政府信息公开申请10件，按期办结9件。')
    },
    'N-04': {
      formula: '文中结转数 = 结转下年度继续办理总计',
      words: '文中结转下年度的件数应与表三结转下年度继续办理一致。',
      breaks: [requests('办结政府信息公开申请9件，结转下年度继续办理2件。')],
      holds: requests('办结政府信息公开申请9件，结转下年度继续办理1件。')
    },
    'N-05': {
      words: '文中予以公开、部分公开、不予公开、无法提供、不予处理、其他处理的件数应与表三一致；列举各项时不应遗漏。',
      breaks: [requests('办结政府信息公开申请9件，其中予以公开8件。')],
      holds: requests('办结政府信息公开申请9件，其中予以公开9件。')
    },
    'N-06': {
      words: '文中各种处理情形的件数应与表三相应的行一致；表三没有的情形请写明归入哪一行。',
      breaks: [requests('办结政府信息公开申请9件，本机关不掌握相关信息2件。'), requests('办结政府信息公开申请9件，信息不存在2件。')],
      holds: requests('办结政府信息公开申请9件，本机关不掌握相关信息2件。', {
        'requests/granted/person': '7',
        'requests/not-held/person': '2'
      })
    },
    'N-07': {
      words: '文中自然人、法人或其他组织的申请数应与表三相应的列一致。',
      breaks: [requests('收到政府信息公开申请10件，其中自然人8件。')],
      holds: requests('收到政府信息公开申请10件，其中自然人8件。', { 'requests/received/person': '8', 'requests/received/legal': '2' })
    },
    'N-08': {
      formula: '文中各项处理结果之和 = 文中办结数；文中收到数 ≤ 文中办结数 + 文中结转数',
      words: '文中所列各项处理结果之和应等于文中的办结数；收到数不多于办结数与结转数之和。',
      breaks: [requests('办结政府信息公开申请9件，其中予以公开5件、部分公开2件、其他处理1件。', inTwoHands)],
      holds: requests('办结政府信息公开申请9件，其中予以公开5件、部分公开2件、不予处理1件、其他处理1件。', inTwoHands)
    },
    'N-09': {
      formula: '文中行政诉讼数 = 未经复议直接起诉 + 复议后起诉',
      words: '文中行政复议、行政诉讼的件数和结果应与表四一致；诉讼为直接起诉与复议后起诉之和。',
      breaks: [requests('因政府信息公开被申请行政复议1件。')],
      holds: requests('因政府信息公开被申请行政复议1件。', { 'disputes/review/upheld': '1' })
    },
    'N-10': {
      words: '文中写“未收到”“未发生”“均为零”“均获维持”“全部办结”“均为自然人”“未制发规范性文件”的，表中相应各格应为 0。',
      breaks: [requests('本年度未收到政府信息公开申请。')],
      holds: requests('本年度未发生因政府信息公开引起的行政复议。')
    },
    'N-11': {
      words: '文中规章、规范性文件、行政处理决定和行政事业性收费的数应与表二一致。',
      ...tried(
        { 'overview/management': '全年制发行政规范性文件2件。' },
        {
          'overview/management': '全年制发行政规范性文件2件。',
          'disclosure/normative/made': '2',
          'disclosure/normative/valid': '2'
        }
      )
    },
    'N-12': {
      formula: '文中百分比 = 该项件数 ÷ 办结数或收到数 × 100%',
      words: '文中的百分比按文中的小数位数重新计算，应与表三一致。',
      breaks: [requests('办结政府信息公开申请9件，予以公开9件，占80%。')],
      holds: requests('收到政府信息公开申请10件，办结政府信息公开申请9件，占90%。')
    },
    'N-13': {
      formula: '其中各项之和 ≤ 总数；包括的各项之和 = 总数',
      words: '“其中”所列各项之和不大于总数；“包括”“分别为”“合计”或以“其他”结尾的，应等于总数。',
      ...tried(
        { 'overview/disclosure': '全年公开信息100条，其中网站60条、微信公众号30条、微博20条。' },
        { 'overview/disclosure': '全年公开信息100条，其中网站60条、微信公众号30条。' }
      )
    },
    'N-14': {
      words: '带“余”“多”的数不小于所写、不到下一个整数；“约”相差不超过一成，“近”只少不多。',
      breaks: [{ ...requests('全年收到政府信息公开申请约900件。'), shownAs: 'N-01' }],
      holds: { ...requests('全年收到政府信息公开申请约11件。'), shownAs: 'N-01' }
    },
    'N-15': {
      formula: '各单位金额之和 = 总额',
      words: '信息处理费分单位列出的金额之和应等于总额。',
      ...tried(
        { 'other-matters': '收取信息处理费900元，其中甲科2件500元，乙科1件500元。' },
        { 'other-matters': '收取信息处理费1000元，其中甲科2件500元，乙科1件500元。' }
      )
    },
    'N-17': {
      words: '同一件事在文中前后的数应一致。',
      ...tried(
        { 'overview/platform': '微信公众号推送信息36条。年内通过微信公众号推送信息63条。' },
        { 'overview/platform': '微信公众号推送信息36条。政府网站发布政策解读信息63条。' }
      )
    },
    'Y-06': {
      formula: '文中增长率 = （本年 − 上年） ÷ 上年 × 100%',
      words: '文中的增长率应能由两年的表三算出。',
      breaks: [
        {
          ...requests('全年收到政府信息公开申请10件，同比增长20%。'),
          lastYear: { 'requests/received/person': '8', 'requests/granted/person': '8' },
          put: '上年新收 8 件，“依申请公开”写作“全年收到政府信息公开申请10件，同比增长20%。”'
        }
      ],
      holds: {
        ...requests('全年收到政府信息公开申请10件，同比增长25%。'),
        lastYear: { 'requests/received/person': '8', 'requests/granted/person': '8' }
      }
    },
    'T3-10': {
      words: '表三填有逾期未缴费的，说明发出过收费通知，第六部分应写明。',
      ...tried(
        { 'requests/granted/person': '8', 'requests/unpaid/person': '1' },
        { 'requests/granted/person': '8', 'requests/unpaid/person': '1', 'other-matters': '发出收费通知1件，逾期未缴费。' }
      )
    }
  }) as const satisfies Readonly<Record<string, Documented>>

const known = told(typeof window === 'undefined' && documents())

/** What the numbers of the prose are judged by, all 提醒; `prose/` tells which of them a number breaks. */
export const NARRATIVE_RULES = Object.fromEntries(
  IDS.map((id): [Id, Rule] => [id, { id, level: 'warning', ...(id === 'T3-10' ? T3_10 : {}), ...known[id] }])
) as Readonly<Record<Id, Rule>>
