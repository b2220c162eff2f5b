import { LONGEST_CELL } from '@/report/text/text-length'

/**
 * What a cell holds: a count (件数), a signed change (本年增/减), a fee in 万元 with up to six decimals, or an amount of
 * money that carries its own unit (采购总金额).
 */
export type Kind = 'count' | 'change' | 'fee' | 'money'

/**
 * What was understood of a cell's text. Amounts are integers of the last decimal: pieces, millionths of 万元, 分.
 * - `blank`: nothing typed, which is not zero;
 * - `number`: `as` tells how far the text is from plain digits: `plain`, `tidy` (full-width digits, spaces, a plus
 *   sign), `worded` (thousands separators, 件, 约, 减), `dash` (`/`, `—`, 无 where 0 is meant);
 * - `unread`: the text stays as it is, `why` says in Chinese what to do.
 */
export type CellReading =
  | { is: 'blank' }
  | { is: 'number'; amount: number; as: 'plain' | 'tidy' | 'worded' | 'dash'; unit?: '元' | '万元'; note?: string }
  | { is: 'unread'; why: string }

const BLANK: CellReading = { is: 'blank' }

const DECIMALS: Record<Kind, number> = { count: 0, change: 0, fee: 6, money: 2 }

const EXPECTED: Record<Kind, string> = {
  count: '请填 0 或正整数',
  change: '请填整数，减少用负数表示，如 -8',
  fee: '请填以万元为单位的金额，最多六位小数',
  money: '请填金额并写明单位，如 4003622元'
}

const NOTE = /^(.*?)[（(](.+)[）)]$/s
const DASH = /^(?:[/\\|]|[-—–_]{1,4}|无|没有)$/
const NUMBER = /^(约|近|共)?(减少|减|负|-|−|增加|增|\+)?(\d[\d,，]*)(?:\.(\d+))?(余|多)?(件|个|项|条|宗|次|例|份|元|万元)?(左右)?$/
const APART = /\d\s+\d/
const SPACED_THOUSANDS = /^\D*\d{1,3}(?:[^\S\n]\d{3})+(?:\.\d+)?\D*$/
const THOUSANDS = /^\d{1,3}(?:[,，]\d{3})+$/

/** Reads what somebody typed or pasted into a cell; never throws, never changes the text. */
export function readCell(text: string | undefined, kind: Kind): CellReading {
  if (text === undefined || text === '') return BLANK
  const plain = readPlain(text)
  if (plain >= 0 && kind !== 'fee' && kind !== 'money') return { is: 'number', amount: plain, as: 'plain' }
  return readTolerantly(text, kind)
}

/** Up to fifteen ASCII digits without a leading zero, or -1: the case of nearly every cell, without a pattern. */
function readPlain(text: string): number {
  if (text.length > 15 || (text.length > 1 && text.charCodeAt(0) === 48)) return -1
  let amount = 0
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return -1
    amount = amount * 10 + digit
  }
  return amount
}

function readTolerantly(text: string, kind: Kind): CellReading {
  if (text.length > LONGEST_CELL) return unread(text, kind)
  const remark = NOTE.exec(text.trim())
  const note = remark?.[2]?.trim() || undefined
  const typed = remark?.[1] ?? text
  const normal = typed.normalize('NFKC')
  const bare = normal.replace(/\s/g, '')
  if (bare === '') return note ? unread(text, kind) : BLANK
  // Two numbers beside or below each other are not one.
  if (APART.test(normal) && !SPACED_THOUSANDS.test(normal)) return unread(text, kind)
  if (DASH.test(bare)) return { is: 'number', amount: 0, as: 'dash', note }

  const found = NUMBER.exec(bare)
  if (!found) return unread(text, kind)
  const [, about, sign = '', grouped = '', fraction = '', more, unit, around] = found
  const separated = /[,，]/.test(grouped)
  if (separated && !THOUSANDS.test(grouped)) return unread(text, kind)
  const digits = grouped.replace(/[,，]/g, '').replace(/^0+(?=\d)/, '')
  const negative = /^(?:减少|减|负|-|−)$/.test(sign)
  const isMoney = kind === 'fee' || kind === 'money'
  if (unit && /元/.test(unit) !== isMoney) return unread(text, kind)
  if (negative && kind !== 'change') return { is: 'unread', why: '不能为负数' }

  const amount = scale(digits, fraction, kind, unit)
  if (amount === undefined) return { is: 'unread', why: isMoney ? `小数位数过多，${EXPECTED[kind]}` : `应为整数，${EXPECTED[kind]}` }
  // Sums of thousands of reports are read like what is typed: as far as a number is exact.
  if (!Number.isSafeInteger(amount)) return { is: 'unread', why: '数字过大，无法准确计算，请核对' }
  const saysUnit = isMoney && unit !== undefined && (kind === 'money' || unit === '万元')
  const worded = about || more || around || separated || (unit && !saysUnit) || /[减增负]/.test(sign) || (kind === 'fee' && unit)
  const tidy = bare !== typed || sign === '+' || sign === '−' || grouped !== digits || (fraction !== '' && !isMoney)
  const as = worded ? 'worded' : tidy ? 'tidy' : 'plain'
  return {
    is: 'number',
    amount: negative && amount !== 0 ? -amount : amount,
    as,
    unit: kind === 'money' ? (unit as '元' | '万元' | undefined) : undefined,
    note
  }
}

/** Digits and decimals as an integer of the kind's last decimal; undefined if decimals other than 0 would be lost. */
function scale(digits: string, fraction: string, kind: Kind, unit: string | undefined): number | undefined {
  // 万元 to 元 moves the point four places to the right, 元 to 万元 four to the left.
  const shift = kind === 'money' && unit === '万元' ? 4 : kind === 'fee' && unit === '元' ? -4 : 0
  const places = DECIMALS[kind] + shift
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > places) return undefined
  return Number(digits + kept.padEnd(places, '0'))
}

function unread(text: string, kind: Kind): CellReading {
  const shown = text.length > 20 ? `${text.slice(0, 20)}…` : text
  return { is: 'unread', why: `“${shown}”不是数字，${EXPECTED[kind]}` }
}

/** An amount as it is printed: `59237.2449`, `-8`, `4003622元`. */
export function printAmount(amount: number, kind: Kind, unit?: '元' | '万元'): string {
  const decimals = kind === 'money' && unit === '万元' ? 6 : DECIMALS[kind]
  if (decimals === 0) return String(amount)
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, -decimals)
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  return `${amount < 0 ? '-' : ''}${whole}${fraction && `.${fraction}`}${unit ?? ''}`
}

/** The text of a cell as the finished report shows it: the number understood, its unit and its note, else what was typed. */
export function printCell(text: string | undefined, kind: Kind): string {
  const reading = readCell(text, kind)
  if (reading.is === 'blank') return ''
  if (reading.is === 'unread') return text ?? ''
  const number = printAmount(reading.amount, kind, reading.unit)
  return reading.note ? `${number}（${reading.note}）` : number
}
