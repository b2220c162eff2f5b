import { amountAt, type Check, type Finding, lastAmountAt, placeName, type Sheet } from '@/report/finding'
import { printAmount } from '@/report/input'
import { type Address, isFor } from '@/report/template'

/** Figures that add up and still cannot, or can hardly, be true. */
export const plausible: Check = {
  rules: [
    {
      id: 'T2-03',
      level: 'error',
      words: '只有国务院部门、省级政府、设区的市和自治州政府有规章制定权，其他单位规章各格为 0；确有规章的请说明。'
    },
    {
      id: 'T2-04',
      level: 'warning',
      since: 2021,
      words: '行政事业性收费以万元为单位：部门、乡镇填报 10000 以上的整数，或达到上年 100 倍的，可能误填为元。'
    },
    {
      id: 'T2-06',
      level: 'warning',
      since: 2021,
      words: '常有许可、处罚、强制的单位三项全为 0，或超过上年的十倍、不足上年的十分之一的，请核对或说明。'
    },
    {
      id: 'T2o-05',
      level: 'warning',
      until: 2020,
      formula: '上一年项目数量 + 本年增/减 = 0 时，处理决定数量 = 0',
      words: '上一年项目数量加本年增/减为 0，处理决定数量却大于 0 的，请核对或说明。'
    },
    {
      id: 'T2o-06',
      level: 'note',
      until: 2020,
      formula: '上一年项目数量 + 本年增/减 > 0 时，处理决定数量 > 0',
      words: '上一年项目数量加本年增/减大于 0，处理决定数量为 0 的，提示核对。'
    },
    {
      id: 'T2o-07',
      level: 'warning',
      until: 2020,
      formula: '100 元 ≤ 采购总金额 ÷ 采购项目数量 ≤ 10 亿元',
      words: '政府集中采购的项目数量与总金额同时为 0 或者同时不为 0；金额应写明单位，且每个项目不少于 100 元、不超过 10 亿元。'
    },
    {
      id: 'T3-08',
      level: 'error',
      formula: '本年新收 + 上年结转 = 0 时，（一）至（六）各项 = 0',
      words: '没有新收也没有上年结转的，不会有办理结果。'
    },
    {
      id: 'T3-09',
      level: 'error',
      formula: '结转下年度继续办理 ≤ 本年新收 + 上年结转',
      words: '结转下年度不超过本年新收与上年结转之和；超过其一半的，请核对或说明。'
    },
    {
      id: 'T4-05',
      level: 'note',
      formula: '行政复议总计 ≥ 复议后起诉总计',
      words: '复议后起诉多于行政复议的，提示核对：复议可能在上年度办结。'
    }
  ],
  find: (sheet) => [
    ...regulations(sheet),
    ...feeUnit(sheet),
    ...decisions(sheet),
    ...items(sheet),
    ...procurement(sheet),
    ...results(sheet),
    ...afterReview(sheet)
  ]
}

const RULE_MAKER =
  /(?:省|自治区|市|自治州)人民政府(?:办公厅|办公室)?$|^(?:国务院|国家|中国|中华人民共和国)?[^省市县区州]*(?:部|总局|委员会|署|银行)$/
const REGULATION_CELLS = ['made', 'repealed', 'valid', 'opened', 'public-total'].map((column) => `disclosure/regulations/${column}`)

function regulations(sheet: Sheet): Finding[] {
  const at = REGULATION_CELLS.filter((address) => amountAt(sheet, address) > 0)
  if (at.length === 0 || RULE_MAKER.test(sheet.report.unit)) return []
  const figures = at.map((address) => `${placeName(sheet.template, address)} ${amountAt(sheet, address)}`).join('，')
  return [
    {
      rule: 'T2-03',
      level: 'error',
      override: true,
      at,
      says: `${figures}：${sheet.report.unit}一般没有规章制定权，应为 0`,
      hint: '请核对规章与行政规范性文件是否错行填写；确有规章的请说明。'
    }
  ]
}

const FEE = 'disclosure/fees/amount'

function feeUnit(sheet: Sheet): Finding[] {
  const amount = amountAt(sheet, FEE)
  const last = lastAmountAt(sheet, FEE)
  const yuan = 1_000_000
  const looksLikeYuan = sheet.report.kind === 'department' && amount >= 10_000 * yuan && amount % yuan === 0
  if (!looksLikeYuan && !(last > 0 && amount >= 100 * last)) return []
  const printed = printAmount(amount, 'fee')
  const before = last > 0 ? `，上年 ${printAmount(last, 'fee')} 万元` : ''
  return [
    {
      rule: 'T2-04',
      level: 'warning',
      at: [FEE],
      says: `行政事业性收费 ${printed} 万元${before}：是否误以元为单位填报`,
      hint: '本格单位是万元。'
    }
  ]
}

const DECISION_MAKERS = /市场监督|公安|自然资源|生态环境|住房|城乡建设|交通运输|应急管理|农业农村|卫生健康|城市管理|综合执法|税务|海关/
const DECISION_CELLS = ['licensing', 'penalty', 'coercion'].map((row) => `disclosure/${row}/decisions`)

function decisions(sheet: Sheet): Finding[] {
  if (!isFor({ since: 2021 }, sheet.template)) return []
  if (DECISION_MAKERS.test(sheet.report.unit) && DECISION_CELLS.every((at) => amountAt(sheet, at) === 0)) {
    return [
      { rule: 'T2-06', level: 'warning', at: DECISION_CELLS, says: '行政许可、行政处罚、行政强制的处理决定数量均为 0，请核对是否漏报' }
    ]
  }
  return DECISION_CELLS.flatMap((at): Finding[] => {
    const [now, last] = [amountAt(sheet, at), lastAmountAt(sheet, at)]
    if (!(last > 0 && (now > 10 * last || now * 10 < last))) return []
    return [
      {
        rule: 'T2-06',
        level: 'warning',
        at: [at],
        says: `${placeName(sheet.template, at)} ${now}，上年 ${last}，${now > last ? '超过上年的十倍' : '不足上年的十分之一'}`
      }
    ]
  })
}

const ITEM_ROWS = ['licensing', 'services', 'penalty', 'coercion']

function items(sheet: Sheet): Finding[] {
  if (!isFor({ until: 2020 }, sheet.template)) return []
  return ITEM_ROWS.flatMap((row): Finding[] => {
    const [before, change, decided] = [`disclosure/${row}/last-year`, `disclosure/${row}/change`, `disclosure/${row}/decisions`] as const
    const left = amountAt(sheet, before) + amountAt(sheet, change)
    const made = amountAt(sheet, decided)
    const name = placeName(sheet.template, decided).split('·')[0]
    if (left === 0 && made > 0)
      return [
        {
          rule: 'T2o-05',
          level: 'warning',
          at: [decided, before, change],
          says: `${name}：上一年项目数量加本年增/减为 0，处理决定数量为 ${made}`
        }
      ]
    if (left > 0 && made === 0)
      return [
        {
          rule: 'T2o-06',
          level: 'note',
          at: [decided, before, change],
          says: `${name}：上一年项目数量加本年增/减为 ${left}，处理决定数量为 0`
        }
      ]
    return []
  })
}

const PROJECTS = 'disclosure/procurement/projects'
const AMOUNT = 'disclosure/procurement/amount'

function procurement(sheet: Sheet): Finding[] {
  const amount = amountAt(sheet, AMOUNT)
  if (Number.isNaN(amount)) return []
  const projects = amountAt(sheet, PROJECTS)
  const reading = sheet.amounts.readings[sheet.template.index.get(AMOUNT) ?? -1]
  const unit = reading?.is === 'number' ? reading.unit : undefined
  const warn = (says: string, at: Address[]): Finding => ({ rule: 'T2o-07', level: 'warning', at, says })
  const yuan = 100
  return [
    ...(amount > 0 && !unit ? [warn(`采购总金额 ${printAmount(amount, 'money')} 没有写明单位`, [AMOUNT])] : []),
    ...((projects > 0 && amount === 0) || (projects === 0 && amount > 0)
      ? [warn(`采购项目 ${projects} 个，采购总金额 ${printAmount(amount, 'money', unit)}，应同时为 0 或者同时不为 0`, [AMOUNT, PROJECTS])]
      : []),
    ...(projects > 0 && amount > 0 && (amount < 100 * yuan * projects || amount > 1e9 * yuan * projects)
      ? [warn(`采购总金额 ${printAmount(amount, 'money', unit)}，${projects} 个项目，平均每个项目的金额明显异常`, [AMOUNT, PROJECTS])]
      : [])
  ]
}

const RECEIVED = 'requests/received/total'
const CARRIED_IN = 'requests/carried-in/total'
const CARRIED_OUT = 'requests/carried-out/total'
const HANDLED = 'requests/handled/total'
const RESULTS = ['granted', 'partial', 'denied', 'unavailable', 'not-processed', 'other'].map((row) => `requests/${row}/total`)

function results(sheet: Sheet): Finding[] {
  const incoming = amountAt(sheet, RECEIVED) + amountAt(sheet, CARRIED_IN)
  const carriedOut = amountAt(sheet, CARRIED_OUT)
  if (incoming === 0 && RESULTS.some((at) => amountAt(sheet, at) > 0)) {
    const at = [RECEIVED, CARRIED_IN, HANDLED]
    return [{ rule: 'T3-08', level: 'error', at, says: '没有新收也没有上年结转，办理结果却大于 0' }]
  }
  if (!(carriedOut * 2 > incoming)) return []
  const tooMany = carriedOut > incoming
  return [
    {
      rule: 'T3-09',
      level: tooMany ? 'error' : 'warning',
      at: [CARRIED_OUT, RECEIVED, CARRIED_IN],
      says: `结转下年度继续办理 ${carriedOut}，${tooMany ? '多于' : '超过半数：'}本年新收加上年结转 ${incoming}`,
      left: { name: '结转下年度', text: String(carriedOut) },
      right: { name: '本年新收加上年结转', text: String(incoming) }
    }
  ]
}

const SUED = 'disputes/after-review/total'
const REVIEWED = 'disputes/review/total'

function afterReview(sheet: Sheet): Finding[] {
  const [sued, reviewed] = [amountAt(sheet, SUED), amountAt(sheet, REVIEWED)]
  if (!(sued > reviewed)) return []
  return [
    { rule: 'T4-05', level: 'note', at: [SUED, REVIEWED], says: `复议后起诉 ${sued}，多于行政复议 ${reviewed}，请核对复议是否在上年度办结` }
  ]
}
