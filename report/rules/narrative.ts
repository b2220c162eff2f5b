import { type Check, type Finding, keyOf, placeName, type Sheet, shorten } from '@/report/finding'
import type { Claim } from '@/report/prose/claim'
import { findClaims, type Reading, readProse } from '@/report/prose/find-claims'
import { amountOf } from '@/report/prose/judge'
import { groupOf } from '@/report/prose/lists'
import type { Address } from '@/report/template'

/** Words against numbers: what the prose says in figures must be what the tables say, and add up by itself. */
export const narrative: Check = {
  rules: [
    {
      id: 'N-01',
      level: 'warning',
      formula: '文中收到数 = 本年新收，或 = 本年新收 + 上年结转',
      words: '文中收到、受理的申请数，应与表三本年新收，或本年新收加上年结转一致。'
    },
    { id: 'N-02', level: 'warning', formula: '文中上年结转数 = 上年结转总计', words: '文中上年结转数应与表三上年结转一致。' },
    {
      id: 'N-03',
      level: 'warning',
      formula: '文中办结数 = （七）总计',
      words: '文中办结、答复数应与表三（七）总计一致；只差上年结转的，请写明是否包含。'
    },
    {
      id: 'N-04',
      level: 'warning',
      formula: '文中结转数 = 结转下年度继续办理总计',
      words: '文中结转下年度的件数应与表三结转下年度继续办理一致。'
    },
    {
      id: 'N-05',
      level: 'warning',
      words: '文中予以公开、部分公开、不予公开、无法提供、不予处理、其他处理的件数应与表三一致；列举各项时不应遗漏。'
    },
    { id: 'N-06', level: 'warning', words: '文中各种处理情形的件数应与表三相应的行一致；表三没有的情形请写明归入哪一行。' },
    { id: 'N-07', level: 'warning', words: '文中自然人、法人或其他组织的申请数应与表三相应的列一致。' },
    {
      id: 'N-08',
      level: 'warning',
      formula: '文中各项处理结果之和 = 文中办结数；文中收到数 ≤ 文中办结数 + 文中结转数',
      words: '文中所列各项处理结果之和应等于文中的办结数；收到数不多于办结数与结转数之和。'
    },
    {
      id: 'N-09',
      level: 'warning',
      formula: '文中行政诉讼数 = 未经复议直接起诉 + 复议后起诉',
      words: '文中行政复议、行政诉讼的件数和结果应与表四一致；诉讼为直接起诉与复议后起诉之和。'
    },
    { id: 'N-10', level: 'warning', words: '文中写“未收到”“未发生”“均获维持”“全部办结”“未制发规范性文件”的，表中相应各格应为 0。' },
    { id: 'N-11', level: 'warning', words: '文中规章、规范性文件、行政处理决定和行政事业性收费的数应与表二一致。' },
    {
      id: 'N-12',
      level: 'warning',
      formula: '文中百分比 = 该项件数 ÷ 办结数或收到数 × 100%',
      words: '文中的百分比按文中的小数位数重新计算，应与表三一致。'
    },
    {
      id: 'N-13',
      level: 'warning',
      formula: '其中各项之和 ≤ 总数；包括的各项之和 = 总数',
      words: '“其中”所列各项之和不大于总数；“包括”“分别为”或以“其他”结尾的，应等于总数。'
    },
    { id: 'N-14', level: 'warning', words: '带“约”“余”“多”的数只比较数量级。' },
    { id: 'N-15', level: 'warning', formula: '各单位金额之和 = 总额', words: '信息处理费分单位列出的金额之和应等于总额。' },
    { id: 'N-17', level: 'warning', words: '同一件事在文中前后的数应一致。' },
    { id: 'Y-06', level: 'warning', formula: '文中增长率 = （本年 − 上年） ÷ 上年 × 100%', words: '文中的增长率应能由两年的表三算出。' },
    { id: 'T3-10', level: 'warning', since: 2021, words: '表三填有逾期未缴费的，说明发出过收费通知，第六部分应写明。' }
  ],
  find(sheet) {
    const readings = readProse(sheet)
    const found = [
      ...findClaims(sheet, readings)
        .filter(isFinding)
        .map((claim) => describe(sheet, claim)),
      ...readings.flatMap((reading) => weigh(sheet, reading, readings))
    ]
    return [...mergeSameKey(found), ...unpaid(sheet)]
  }
}

/** A share that fits the numbers of the text and not the table is marked, and no more. */
const isFinding = ({ verdict, rule }: Claim) => verdict === 'contradicts' || (verdict === 'ambiguous' && rule !== 'N-12')

function describe(sheet: Sheet, claim: Claim): Finding {
  const { verdict, rule = '', at, to, text, expected, says = '' } = claim
  const finding: Finding = {
    rule,
    level: verdict === 'ambiguous' && rule === 'N-03' ? 'note' : 'warning',
    at: [at, ...to.filter((place) => place !== at)],
    says: `${placeName(sheet.template, at)}：${says}`,
    basis: `${text} ${expected ?? ''} ${says}`
  }
  if (verdict === 'contradicts') finding.left = { name: '文中', text }
  if (expected === undefined || verdict !== 'contradicts') return finding
  const whole = sheet.stored[at] ?? ''
  finding.right = { name: to[0] === at ? '所列各项合计' : '表中', text: expected }
  if (to[0] !== at)
    finding.fix = { says: `文中改为 ${expected}`, texts: { [at]: whole.slice(0, claim.start) + expected + whole.slice(claim.end) } }
  return finding
}

/** What no single number can tell: nil statements, which have no number, results left out, a balance that cannot be. */
function weigh(sheet: Sheet, reading: Reading, readings: readonly Reading[]): Finding[] {
  const nilStatements = reading.nilStatements.flatMap(({ text, zero, name: cells }): Finding[] => {
    const amount = amountOf(sheet, zero)
    if (!(amount > 0)) return []
    const at = [reading.at, ...zero.filter((cell) => amountOf(sheet, [cell]) > 0)]
    const name = placeName(sheet.template, reading.at)
    return [{ rule: 'N-10', level: 'warning', at, says: `${name}：文中写“${text}”，表中${cells}为 ${amount}`, basis: `${text} ${amount}` }]
  })
  return [...nilStatements, ...leftOut(sheet, reading, readings), ...balance(sheet, reading)]
}

const GROUPS: Readonly<Record<string, string>> = {
  granted: '予以公开',
  partial: '部分公开',
  denied: '不予公开',
  unavailable: '无法提供',
  'not-processed': '不予处理',
  other: '其他处理'
}

/** A complete list of results that does not add up, and a result of the table it does not mention. */
function leftOut(sheet: Sheet, { at, statements, lists }: Reading, readings: readonly Reading[]): Finding[] {
  const list = lists.find(({ rule, closed }) => rule === 'N-08' && closed)
  if (!list) return []
  const sum = list.parts.reduce((total, i) => total + (statements[i]?.number.value ?? Number.NaN), 0)
  if (!(sum < amountOf(sheet, ['requests/handled/total']))) return []
  const mentioned = new Set(
    readings.flatMap((one) => one.statements.flatMap(({ subject }) => (subject?.key ?? '').split('+').map(groupOf)))
  )
  return Object.entries(GROUPS).flatMap(([key, name]): Finding[] => {
    const cell = `requests/${key}/total`
    const amount = amountOf(sheet, [cell])
    if (mentioned.has(key) || !(amount > 0)) return []
    const says = `${placeName(sheet.template, at)}：表三${name} ${amount} 件，文中列举处理结果时没有写到`
    return [{ rule: 'N-05', level: 'warning', at: [at, cell], says, basis: `${key} ${amount}` }]
  })
}

const BALANCED: readonly Address[] = ['requests/received/total', 'requests/handled/total', 'requests/carried-out/total']

/** 收到 11，办结 8，结转 1: two are lost, whatever the tables say. Silent where a number is already marked. */
function balance(sheet: Sheet, { at, statements }: Reading): Finding[] {
  if (!Number.isNaN(amountOf(sheet, BALANCED))) return []
  const stated = (key: string) => statements.find(({ subject, scope, weak }) => subject?.key === key && scope === 'own' && !weak)?.number
  const [received, handled, carriedOut, carriedIn] = ['received', 'handled', 'carried-out', 'carried-in'].map((key) => stated(key)?.value)
  if (received === undefined || handled === undefined || carriedOut === undefined) return []
  const done = handled + carriedOut
  // A live number whose cell is unfilled says nothing yet.
  if (Number.isNaN(received + (carriedIn ?? 0) + done)) return []
  if (received === done || received + (carriedIn ?? 0) === done || (received < done && carriedIn === undefined)) return []
  const says = `${placeName(sheet.template, at)}：文中收到 ${received}${carriedIn === undefined ? '' : `、上年结转 ${carriedIn}`}，办结 ${handled} 加结转 ${carriedOut} 为 ${done}，不相等`
  return [{ rule: 'N-08', level: 'warning', at: [at], says, basis: says }]
}

/** Two numbers of one field may break one rule against the same cells: one finding says both, as one answer settles both. */
function mergeSameKey(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Map<string, Finding>>()
  for (const finding of findings) {
    const key = keyOf(finding)
    const told = merged.get(key)
    if (!told) merged.set(key, new Map([[finding.says, finding]]))
    else if (!told.has(finding.says)) told.set(finding.says, finding)
  }
  return [...merged.values()].map((told) => {
    const [first, ...others] = told.values() as Iterable<Finding> as [Finding, ...Finding[]]
    if (others.length === 0) return first
    const { fix: _, ...rest } = first
    return { ...rest, says: shorten([...told.keys()].join('；')), basis: [first, ...others].map(({ basis }) => basis).join('\n') }
  })
}

const UNPAID: Address = 'requests/unpaid/total'

function unpaid(sheet: Sheet): Finding[] {
  const amount = amountOf(sheet, [UNPAID])
  if (!(amount > 0) || (sheet.report.outside && !sheet.report.outside.wholeTexts.has('other-matters'))) return []
  const text = sheet.report.values['other-matters'] ?? ''
  if (/收费通知|缴费通知/.test(text) || (/处理费/.test(text) && !/(?:无|未|没有)[^，。；]{0,8}(?:收取|收费|发生)/.test(text))) return []
  return [
    {
      rule: 'T3-10',
      level: 'warning',
      at: ['other-matters', UNPAID],
      says: `表三逾期未缴费 ${amount} 件，说明发出过收费通知，第六部分没有写明`,
      basis: String(amount),
      hint: '请在“六、其他需要报告的事项”写明发出收费通知的件数、金额和实际收取情况。'
    }
  ]
}
