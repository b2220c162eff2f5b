import type { Address } from '@/report/template'
import { TOKEN_PATTERN } from '@/report/text/tokens'

/** A number as prose writes it: `3119`, `1,250`, `５`, `三十五`, `18万`, `51.85%`, `百分之三`, or a live number `{=address}`. */
export type NumberInText = {
  /** Its place in UTF-16 units; the unit word after it ends at `after`. */
  start: number
  end: number
  after: number
  text: string
  /** A percentage counts in hundredths; NaN for a live number, whose value is its cell's. */
  value: number
  /** One unit of the last printed digit: 0.01 for `51.85`, 1000 for `1.8万`. */
  step: number
  /** 件, 条, 万元 …; empty if what follows does not count anything. */
  unit: string
  percent: boolean
  /** 约, 近, 余, 多, 左右: from where to where the amount may lie, both included. */
  about?: readonly [from: number, to: number]
  style: 'plain' | 'wide' | 'grouped' | 'chinese'
  /** The cell of a live number. */
  cell?: Address
}

const SCALES = '百千万亿'
const CHINESE = `零〇一二两三四五六七八九十${SCALES}`

/** Words that follow a count, the longer first. */
const UNITS =
  '人次 件次 条次 篇次 场次 万元 亿元 件 宗 例 条 次 项 场 个 期 篇 份 起 人 名 家 户 位 批 部 封 则 幅 册 元 类 种 处 台 套 页 卷 张 本 款 门 笔 轮 组'.split(
    ' '
  )

/**
 * Signs in full width, one for one, so that places stay; separators of thousands and the colon of a time are left. A line cut before its
 * number goes on.
 */
export function widenSigns(text: string): string {
  return text.replace(
    /(?<!\d),|,(?!\d{3}(?!\d))|[;()?!]|:(?![\d/])|(?<=[\u4e00-\u9fff])\n(?=\d{1,9}[件条篇份次个])/g,
    (sign) => WIDE[sign] ?? sign
  )
}
const WIDE: Readonly<Record<string, string>> = { '\n': ' ', ',': '，', ';': '；', ':': '：', '(': '（', ')': '）', '?': '？', '!': '！' }

/** What makes a number a date, a duration, a rank or the number of a document. */
const NOT_A_COUNT = /^(?:年|月|日|号|时|点|分|秒|周|岁|天|季度|小时|届|楼|室|路|个月|个工作日|个季度|个小时|个百分点|个自然日)/

/** 12345 热线, 119 消防宣传月, 3 公经费: with a noun and no unit behind it a number is part of a name, unless the noun is what is counted. */
const NAMES = /^\s*(?!申请|依申|政府|信息|行政|左右|以[上下内])[\u4e00-\u9fff]/

const UNIT = new RegExp(`^(?:${UNITS.join('|')})`)
const COUNTED = /^万?[余多]?[条件篇份期次个则](?![^，。；、]{0,12}")/
const COUNTERS = /^(?!行政|规范|规章|政府信息公开申请)[\u4e00-\u9fff“”]{2,20}\d+[余多]?[件条篇份期个次]/
const UNIT_BEHIND = new RegExp(`^[（(][^（）()]{1,18}[）)](${UNITS.join('|')})`)
const UNIT_WITHIN = new RegExp(`^[（(](?:其中)?[：:，]?[^（）()\\d]{2,12}(\\d{1,9})(${UNITS.join('|')})[，、；,;]`)

/** The unit of a number before a bracket: what stands behind the bracket, or what its parts are counted in. */
function unitOfBracket(text: string, after: number, value: number): string {
  const behind = unitBehindBracket(text, after)
  if (behind) return behind
  const [, first, unit = ''] = UNIT_WITHIN.exec(text.slice(after, after + 32)) ?? []
  return Number(first) < value ? unit : ''
}
/** 3（含转载 1）篇: the unit stands behind the bracket. */
export const unitBehindBracket = (text: string, after: number): string => UNIT_BEHIND.exec(text.slice(after, after + 24))?.[1] ?? ''

const FOUND = new RegExp(
  [
    TOKEN_PATTERN,
    `百分之(?:[${CHINESE}点]{1,12}|[\\d０-９]+(?:[.．][\\d０-９]+)?)`,
    '[\\d０-９]{1,3}(?:[,，][\\d０-９]{3})+(?![\\d０-９])',
    '[\\d０-９]+(?:[.．][\\d０-９]+)?',
    `[${CHINESE}]{1,12}(?=[余多]?(?:${UNITS.join('|')}))`
  ].join('|'),
  'g'
)

/** Every number of a text that counts something, in order: no dates, ranks, telephone or document numbers. */
export function findNumbers(text: string): NumberInText[] {
  const numbers: NumberInText[] = []
  for (const match of text.matchAll(FOUND)) {
    const number = readNumber(text, match)
    if (number) numbers.push(number)
  }
  return numbers
}

function readNumber(text: string, match: RegExpExecArray): NumberInText | undefined {
  const [written, cell] = match
  const start = match.index
  let end = start + written.length
  const isChinese = cell === undefined && CHINESE.includes(written[0] as string)
  const before = text.slice(Math.max(0, start - 3), start)
  // 微信 200 条、“掌上政务”APP128条: a count behind a name in letters, where its unit follows.
  const isNamed = /(?:APP|App|app|[\u4e00-\u9fff]")$/.test(before) && COUNTED.test(text.slice(end, end + 4))
  if ((!isNamed && /[A-Za-z第/\-—~～+.·•﹝〔[“"‘]$/.test(before)) || (isChinese && /[每某同逐这那任几数上\d０-９]$/.test(before)))
    return undefined

  let percent = written.startsWith('百分之')
  const digits = percent ? written.slice(3) : written
  let value = cell === undefined ? readDigits(digits) : Number.NaN
  let step = cell === undefined ? stepOf(digits) : 1
  const scale = text[end] ?? ''
  if (SCALES.includes(scale) && scale !== '' && text[end + 1] !== '元' && !isChinese && cell === undefined) {
    const times = readChinese(`一${scale}`)
    value *= times
    step *= times
    end++
  }
  let after = end
  const more = text[end] === '余' || text[end] === '多'
  if (more) after++
  if (text[after] === '%' || text[after] === '％') {
    percent = true
    after++
    end = after
  }
  while (text[after] === ' ' && UNIT.test(text.slice(after, after + 6).trimStart())) after++
  const rest = text.slice(after, after + 4)
  if (/^[A-Za-z\-—~～/:：+·•”"’﹞〕\]]/.test(rest) || /^[.．]/.test(rest) || NOT_A_COUNT.test(rest)) return undefined
  if (!percent && /^、/.test(rest) && /(?:^|[\s。；…])$/.test(before)) return undefined
  const beside = percent ? '' : (UNIT.exec(rest)?.[0] ?? '')
  // 12（含转载 3）篇.
  const unit = beside || percent || !/[（(]/.test(rest[0] ?? '') ? beside : unitOfBracket(text, after, value)
  if (Number.isNaN(value) && cell === undefined) return undefined
  if (unit === '' && !percent && !more && cell === undefined && NAMES.test(text.slice(after, after + 4))) return undefined
  if (
    isChinese &&
    (/^[百千万亿]+$/.test(written) ||
      /^(?:合计|共计|总计|共|之和)/.test(text.slice(after + beside.length, after + beside.length + 2)) ||
      // 两个微信公众平台公开 1200 篇: those that did what the next number counts.
      (/^[个类家]/.test(beside) && COUNTERS.test(text.slice(after + 1, after + 24))) ||
      (written === '一' && isNoCount(text, start, after + beside.length)))
  )
    return undefined
  return {
    start,
    end,
    after: after + beside.length,
    text: text.slice(start, end),
    value,
    step,
    unit,
    percent,
    about: rangeOf(
      value,
      step,
      more
        ? '余'
        : (/(?:约|(?<![最附就])近|[超逾]过?)(?=为?$)/.exec(before)?.[0] ?? text.slice(after + beside.length, after + beside.length + 2))
    ),
    style: isChinese ? 'chinese' : /[０-９]/.test(written) ? 'wide' : /[,，]/.test(written) ? 'grouped' : 'plain',
    cell
  }
}

/** 70余 is 70 to 79, 3500余 is 3500 to 3599; 约 is a tenth more or less, 近 a tenth less; 超过 and 以上 have no end. */
function rangeOf(value: number, step: number, word: string): NumberInText['about'] {
  if (/^[超逾]|^以上/.test(word)) return [value, Number.POSITIVE_INFINITY]
  if (word === '近') return [value * 0.9, value]
  if (/^约|^左右/.test(word)) return [value * 0.9, value * 1.1]
  if (word !== '余') return undefined
  let unit = step
  while (unit * 10 <= value && Math.round(value / unit) % 10 === 0) unit *= 10
  return [value, value + unit - step / 1e6]
}

/** 一件一档, 做到一事一议, 一件不漏, 不发生一起: a lone 一 counts something only where its clause ends after it, or after what it counts. */
function isNoCount(text: string, start: number, after: number): boolean {
  const [before, behind] = [text.slice(Math.max(0, start - 12), start), text.slice(after, after + 12)]
  const clause = before.slice(before.search(/[^，。；：]*$/))
  return (
    !/^(?:[，。；、）\s]|$|(?:政府|信息|公开|的|依)*申请(?:[，。；）]|$)|行政复议|行政诉讼)/.test(behind) ||
    /[每凡不无未免防没]|做到|坚持|力[求争]|杜绝|确保|[一二三]$/.test(clause) ||
    /一[件起次例宗条项片]/.test(before + behind)
  )
}

function readDigits(written: string): number {
  if (CHINESE.includes(written[0] as string)) return readChinese(written)
  const plain = Number(written)
  return Number.isNaN(plain) ? Number(written.normalize('NFKC').replaceAll(',', '')) : plain
}

function stepOf(written: string): number {
  if (written.length < 3) return 1
  const decimals = /[.．点](.+)$/.exec(written)?.[1]?.length ?? 0
  return 10 ** -decimals
}

const DIGITS = '零一二三四五六七八九'
const TENS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** 三十五, 两百零三, 一万二千, 二〇二四, 三点五; NaN for what is no number. */
export function readChinese(written: string): number {
  const [whole = '', fraction] = written.replaceAll('〇', '零').replaceAll('两', '二').split('点')
  if (fraction !== undefined) return Number(`${readChinese(whole)}.${[...fraction].map((sign) => DIGITS.indexOf(sign)).join('')}`)
  if (whole.length > 1 && [...whole].every((sign) => DIGITS.includes(sign)))
    return Number([...whole].map((sign) => DIGITS.indexOf(sign)).join(''))
  let total = 0
  let section = 0
  let digit = -1
  for (const sign of whole) {
    const tens = TENS[sign]
    if (DIGITS.includes(sign)) digit = DIGITS.indexOf(sign)
    else if (tens) {
      section += (digit < 0 ? 1 : digit) * tens
      digit = -1
    } else if (sign === '万' || sign === '亿') {
      total = (total + section + Math.max(digit, 0)) * (sign === '万' ? 1e4 : 1e8)
      section = 0
      digit = -1
    } else return Number.NaN
  }
  return total + section + Math.max(digit, 0)
}

/** A value in the manner of the number it is to replace: as many decimals, full-width digits, separators; never in Chinese digits. */
export function printLike(value: number, { style, step, percent, text }: NumberInText): string {
  const scale = /[万亿千百]$/.exec(text)?.[0]
  const decimals = step < 1 && !scale ? Math.min(Math.round(-Math.log10(step)), MOST_DECIMALS) : 0
  const plain = Number.isInteger(value) && !percent ? String(value) : value.toFixed(percent ? decimals : Math.max(decimals, 2))
  const sign = percent && !text.startsWith('百分之') ? (text.at(-1) ?? '%') : ''
  const digits = style === 'grouped' ? plain.replace(/\B(?=(?:\d{3})+(?!\d))/g, ',') : plain
  const wide = style === 'wide' ? digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : digits
  return `${text.startsWith('百分之') ? '百分之' : ''}${wide}${sign}`
}

/** More are refused by `toFixed`, and written by nobody. */
const MOST_DECIMALS = 100
