import { amountAt, amountOf, family, type LoneRule, lastAmountOf, placeName, type Said, type Sheet } from '@/report/finding'
import { printAmount } from '@/report/input'
import { cellsOf, type Meaning, requestsOf } from '@/report/meaning'
import { told, tried } from '@/report/rule'
import type { Address } from '@/report/template'

const RULE_MAKER =
  /(?:省|自治区|市|自治州)人民政府(?:办公厅|办公室)?$|^(?:国务院|国家|中国|中华人民共和国)?[^省市县区州]*(?:部|总局|委员会|署|银行)$/
const REGULATIONS = (['made', 'repealed', 'valid', 'opened', 'public-total'] as const).map(
  (column): Meaning => `disclosure/regulations/${column}`
)

const regulations: LoneRule = {
  id: 'T2-03',
  level: 'error',
  override: true,
  hint: '请核对规章与行政规范性文件是否错行填写；确有规章的请说明。',
  ...told(
    typeof window === 'undefined' && {
      words: '只有国务院部门、省级政府、设区的市和自治州政府有规章制定权，其他单位规章各格为 0；确有规章的请说明。',
      breaks: [{ values: { 'disclosure/regulations/valid': '6' } }],
      holds: { unit: '甲市人民政府办公室', values: { 'disclosure/regulations/valid': '6' } }
    }
  ),
  find(sheet) {
    const filled = REGULATIONS.filter((one) => amountOf(sheet, one) > 0)
    if (filled.length === 0 || RULE_MAKER.test(sheet.report.unit)) return []
    const at = cellsOf(sheet.template, filled)
    const figures = at.map((address) => `${placeName(sheet.template, address)} ${amountAt(sheet, address)}`).join('，')
    return [{ at, says: `${figures}：${sheet.report.unit}一般没有规章制定权，应为 0` }]
  }
}

const FEE: Meaning = 'disclosure/fees/amount'

const feeUnit: LoneRule = {
  id: 'T2-04',
  level: 'warning',
  since: 2021,
  hint: '本格单位是万元。',
  ...told(
    typeof window === 'undefined' && {
      words: '行政事业性收费以万元为单位：部门、乡镇填报 10000 以上的整数，或达到上年 100 倍的，可能误填为元。',
      breaks: [
        { values: { 'disclosure/fees/amount': '4003622' } },
        { values: { 'disclosure/fees/amount': '500.5' }, lastYear: { 'disclosure/fees/amount': '5' } }
      ],
      holds: { values: { 'disclosure/fees/amount': '9999' }, lastYear: { 'disclosure/fees/amount': '100' } }
    }
  ),
  find(sheet) {
    const [amount, last] = [amountOf(sheet, FEE), lastAmountOf(sheet, FEE)]
    const yuan = 1_000_000
    const looksLikeYuan = sheet.report.kind === 'department' && amount >= 10_000 * yuan && amount % yuan === 0
    if (!looksLikeYuan && !(last > 0 && amount >= 100 * last)) return []
    const before = last > 0 ? `，上年 ${printAmount(last, 'fee')} 万元` : ''
    return [
      { at: cellsOf(sheet.template, [FEE]), says: `行政事业性收费 ${printAmount(amount, 'fee')} 万元${before}：是否误以元为单位填报` }
    ]
  }
}

const DECISION_MAKERS = /市场监督|公安|自然资源|生态环境|住房|城乡建设|交通运输|应急管理|农业农村|卫生健康|城市管理|综合执法|税务|海关/
const DECISIONS: readonly Meaning[] = ['disclosure/licensing/decisions', 'disclosure/penalty/decisions', 'disclosure/coercion/decisions']

const decisions: LoneRule = {
  id: 'T2-06',
  level: 'warning',
  since: 2021,
  ...told(
    typeof window === 'undefined' && {
      words: '常有许可、处罚、强制的单位三项全为 0，或超过上年的十倍、不足上年的十分之一的，请核对或说明。',
      breaks: [
        { unit: '甲市市场监督管理局', put: '甲市市场监督管理局的三项处理决定数量都填 0' },
        { values: { 'disclosure/penalty/decisions': '101' }, lastYear: { 'disclosure/penalty/decisions': '10' } }
      ],
      holds: { values: { 'disclosure/penalty/decisions': '100' }, lastYear: { 'disclosure/penalty/decisions': '10' } }
    }
  ),
  find(sheet) {
    if (DECISION_MAKERS.test(sheet.report.unit) && DECISIONS.every((one) => amountOf(sheet, one) === 0))
      return [{ at: cellsOf(sheet.template, DECISIONS), says: '行政许可、行政处罚、行政强制的处理决定数量均为 0，请核对是否漏报' }]
    return DECISIONS.flatMap((one): Said[] => {
      const [now, last] = [amountOf(sheet, one), lastAmountOf(sheet, one)]
      if (!(last > 0 && (now > 10 * last || now * 10 < last))) return []
      const leap = now > last ? '超过上年的十倍' : '不足上年的十分之一'
      const at = cellsOf(sheet.template, [one])
      return [{ at, says: `${placeName(sheet.template, at[0] as Address)} ${now}，上年 ${last}，${leap}` }]
    })
  }
}

const ITEM_ROWS = ['licensing', 'services', 'penalty', 'coercion'] as const

/** 表二 before 2021: the items of each row against what was decided. */
function findItems(sheet: Sheet, isOdd: (items: number, decided: number) => boolean): Said[] {
  return ITEM_ROWS.flatMap((row): Said[] => {
    const at = cellsOf(sheet.template, [`disclosure/${row}/decisions`, `disclosure/${row}/last-year`, `disclosure/${row}/change`])
    const [made, before, change] = at.map((one) => amountAt(sheet, one)) as [number, number, number]
    const items = before + change
    if (!isOdd(items, made)) return []
    const name = placeName(sheet.template, at[0] as Address).split('·')[0]
    return [{ at, says: `${name}：上一年项目数量加本年增/减为 ${items}，处理决定数量为 ${made}` }]
  })
}

const noItems: LoneRule = {
  id: 'T2o-05',
  level: 'warning',
  until: 2020,
  ...told(
    typeof window === 'undefined' && {
      formula: '上一年项目数量 + 本年增/减 = 0 时，处理决定数量 = 0',
      words: '上一年项目数量加本年增/减为 0，处理决定数量却大于 0 的，请核对或说明。',
      breaks: [{ year: 2019, values: { 'disclosure/coercion/decisions': '2' } }],
      holds: { year: 2019, values: { 'disclosure/coercion/change': '1', 'disclosure/coercion/decisions': '2' } }
    }
  ),
  find: (sheet) => findItems(sheet, (items, decided) => items === 0 && decided > 0)
}

const idleItems: LoneRule = {
  id: 'T2o-06',
  level: 'note',
  until: 2020,
  ...told(
    typeof window === 'undefined' && {
      formula: '上一年项目数量 + 本年增/减 > 0 时，处理决定数量 > 0',
      words: '上一年项目数量加本年增/减大于 0，处理决定数量为 0 的，提示核对。',
      breaks: [{ year: 2019, values: { 'disclosure/services/last-year': '2' } }],
      holds: { year: 2019, values: { 'disclosure/services/last-year': '2', 'disclosure/services/change': '-2' } }
    }
  ),
  find: (sheet) => findItems(sheet, (items, decided) => items > 0 && decided === 0)
}

const procurement: LoneRule = {
  id: 'T2o-07',
  level: 'warning',
  until: 2020,
  ...told(
    typeof window === 'undefined' && {
      formula: '100 元 ≤ 采购总金额 ÷ 采购项目数量 ≤ 10 亿元',
      words: '政府集中采购的项目数量与总金额同时为 0 或者同时不为 0；金额应写明单位，且每个项目不少于 100 元、不超过 10 亿元。',
      breaks: [
        { year: 2019, values: { 'disclosure/procurement/projects': '6', 'disclosure/procurement/amount': '521500' } },
        { year: 2019, values: { 'disclosure/procurement/projects': '6' } },
        { year: 2019, values: { 'disclosure/procurement/projects': '6', 'disclosure/procurement/amount': '52.15元' } }
      ],
      holds: { year: 2019, values: { 'disclosure/procurement/projects': '6', 'disclosure/procurement/amount': '600元' } }
    }
  ),
  find(sheet) {
    const at = cellsOf(sheet.template, ['disclosure/procurement/amount', 'disclosure/procurement/projects'])
    const [amount, projects] = [amountAt(sheet, at[0]), amountAt(sheet, at[1])]
    if (Number.isNaN(amount)) return []
    const reading = sheet.amounts.readings[sheet.template.index.get(at[0] ?? '') ?? -1]
    const unit = reading?.is === 'number' ? reading.unit : undefined
    const [printed, yuan] = [printAmount(amount, 'money', unit), 100]
    const said: Said[] = []
    if (amount > 0 && !unit) said.push({ at: at.slice(0, 1), says: `采购总金额 ${printAmount(amount, 'money')} 没有写明单位` })
    if ((projects > 0 && amount === 0) || (projects === 0 && amount > 0))
      said.push({ at, says: `采购项目 ${projects} 个，采购总金额 ${printed}，应同时为 0 或者同时不为 0` })
    if (projects > 0 && amount > 0 && (amount < 100 * yuan * projects || amount > 1e9 * yuan * projects))
      said.push({ at, says: `采购总金额 ${printed}，${projects} 个项目，平均每个项目的金额明显异常` })
    return said
  }
}

const RECEIVED: Meaning = 'requests/received/total'
const CARRIED_IN: Meaning = 'requests/carried-in/total'
const CARRIED_OUT: Meaning = 'requests/carried-out/total'
const RESULTS = ['granted', 'partial', 'denied', 'unavailable', 'not-processed', 'other'].map(requestsOf)

const incomingOf = (sheet: Sheet) => amountOf(sheet, RECEIVED) + amountOf(sheet, CARRIED_IN)

const results: LoneRule = {
  id: 'T3-08',
  level: 'error',
  ...told(
    typeof window === 'undefined' && {
      formula: '本年新收 + 上年结转 = 0 时，（一）至（六）各项 = 0',
      words: '没有新收也没有上年结转的，不会有办理结果。',
      ...tried({ 'requests/received/person': '0' }, { 'requests/received/person': '0', 'requests/carried-in/person': '10' })
    }
  ),
  find(sheet) {
    if (incomingOf(sheet) !== 0 || !RESULTS.some((one) => amountOf(sheet, one) > 0)) return []
    return [
      { at: cellsOf(sheet.template, [RECEIVED, CARRIED_IN, 'requests/handled/total']), says: '没有新收也没有上年结转，办理结果却大于 0' }
    ]
  }
}

const carriedOut: LoneRule = {
  id: 'T3-09',
  level: 'error',
  ...told(
    typeof window === 'undefined' && {
      formula: '结转下年度继续办理 ≤ 本年新收 + 上年结转',
      words: '结转下年度不超过本年新收与上年结转之和；超过其一半的，请核对或说明。',
      breaks: [
        { values: { 'requests/carried-out/person': '11' } },
        { values: { 'requests/granted/person': '4', 'requests/carried-out/person': '6' } }
      ],
      holds: { values: { 'requests/granted/person': '5', 'requests/carried-out/person': '5' } }
    }
  ),
  find(sheet) {
    const [incoming, out] = [incomingOf(sheet), amountOf(sheet, CARRIED_OUT)]
    // Where nothing came in, T3-08 has said it.
    if (!(out * 2 > incoming) || results.find(sheet).length > 0) return []
    return [
      {
        level: out > incoming ? undefined : 'warning',
        at: cellsOf(sheet.template, [CARRIED_OUT, RECEIVED, CARRIED_IN]),
        says: `结转下年度继续办理 ${out}，${out > incoming ? '多于' : '超过半数：'}本年新收加上年结转 ${incoming}`,
        left: { name: '结转下年度', text: String(out) },
        right: { name: '本年新收加上年结转', text: String(incoming) }
      }
    ]
  }
}

const SUED: Meaning = 'disputes/after-review/total'
const REVIEWED: Meaning = 'disputes/review/total'

const afterReview: LoneRule = {
  id: 'T4-05',
  level: 'note',
  ...told(
    typeof window === 'undefined' && {
      formula: '行政复议总计 ≥ 复议后起诉总计',
      words: '复议后起诉多于行政复议的，提示核对：复议可能在上年度办结。',
      ...tried({ 'disputes/after-review/upheld': '3' }, { 'disputes/after-review/upheld': '3', 'disputes/review/upheld': '3' })
    }
  ),
  find(sheet) {
    const [sued, reviewed] = [amountOf(sheet, SUED), amountOf(sheet, REVIEWED)]
    if (!(sued > reviewed)) return []
    return [
      { at: cellsOf(sheet.template, [SUED, REVIEWED]), says: `复议后起诉 ${sued}，多于行政复议 ${reviewed}，请核对复议是否在上年度办结` }
    ]
  }
}

/** Figures that add up and still cannot, or can hardly, be true. */
export const plausible = family(regulations, feeUnit, decisions, noItems, idleItems, procurement, results, carriedOut, afterReview)
