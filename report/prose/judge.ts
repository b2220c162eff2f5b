import type { Sheet } from '@/report/finding'
import { cellsOf, type RequestRow } from '@/report/meaning'
import type { Address, Cell } from '@/report/template'
import type { Claim } from './claim'
import type { List } from './lists'
import { type NumberInText, printLike } from './numbers'
import { inSentence, requests, type Statement } from './statement'
import { NO_SUCH_ROW } from './subjects'
import { A_FEW } from './totals'

/** One verdict on one number, before it is told where it stands. */
export type Judgement = Pick<Claim, 'verdict' | 'rule' | 'to' | 'expected'> & { why?: string }

/** Cells that are added up, by address. */
export type Cells = readonly Address[]
/** The cells of rows of table three. */
export const requestCells = ({ template }: Sheet, ...rows: RequestRow[]): Cells => cellsOf(template, requests(...rows))

/** The tables hold nothing to compare it with. */
export const NOTHING: Judgement = { verdict: 'unlinked', to: [] }

/** What the cells of a sum hold together, in the unit the text counts in; NaN while one of them is unfilled. */
export function sumOfCells(sheet: Sheet, sum: Cells, of: Pick<Sheet, 'report' | 'template' | 'amounts'> = sheet): number {
  let total = 0
  let known = 0
  for (const at of sum) {
    const amount = cellAmount(of, at)
    if (Number.isNaN(amount)) continue
    total += amount
    known++
  }
  if (known === sum.length) return known > 0 ? total : Number.NaN
  // On a page read from outside a blank beside filled cells is a zero that was not printed.
  const { outside } = of.report
  return outside && known > 0 && !sum.some((at) => outside.unknown.has(at)) ? total : Number.NaN
}

function cellAmount({ report, template, amounts }: Pick<Sheet, 'report' | 'template' | 'amounts'>, at: Address): number {
  const i = template.index.get(at)
  if (i === undefined) return Number.NaN
  const { kind, parts } = template.cells[i] as Cell
  const taken = amounts.taken[i] as number
  if (!Number.isNaN(taken)) return kind === 'fee' ? taken / 1e6 : kind === 'money' ? taken / 100 : taken
  if (!report.outside || report.outside.unknown.has(at) || parts.length === 0) return Number.NaN
  const filled = parts
    .map((part) => cellAmount({ report, template, amounts }, (template.cells[part] as Cell).at))
    .filter((amount) => !Number.isNaN(amount))
  return filled.length > 0 ? filled.reduce((total, amount) => total + amount, 0) : Number.NaN
}

/** The value of a number; a live number has its cell's. */
export function numberValue(sheet: Sheet, { value, cell }: NumberInText): number {
  return cell === undefined ? value : sumOfCells(sheet, [cell])
}

/** Whether a number as printed can stand for an amount: rounded to its last digit, or about it. */
export function isSame(value: number, amount: number, { step, about }: NumberInText): boolean {
  if (about) return amount >= about[0] && amount <= about[1]
  const isRounded = step !== 1 || !Number.isInteger(amount)
  return Math.abs(value - amount) <= (isRounded ? step / 2 : 0) + 1e-9
}

/** A number against the cells it speaks of. */
export function judgeCells(
  sheet: Sheet,
  { number: printed, subject, reads, weak, scope, perhaps, isMost, isOfNew, lead }: Statement
): Judgement {
  // The table counts fees in 万元.
  const number = printed.unit === '元' ? { ...printed, value: printed.value / 1e4, step: printed.step / 1e4 } : printed
  // 本年减少 3 项 stands in its table as -3.
  const sign = subject?.key === 'change' && lead.includes('减') ? -1 : 1
  const value = sign * numberValue(sheet, number)
  if (!subject || reads.length === 0 || Number.isNaN(value)) return liveOr(sheet, number, NOTHING)
  const { rule } = subject
  const amounts = reads.map((sum) => sumOfCells(sheet, sum))
  const same = amounts.findIndex((amount) => isSame(value, amount, number))
  if (same >= 0) return { verdict: 'agrees', rule, to: reads[same] as Cells }
  if (amounts.some(Number.isNaN)) return liveOr(sheet, number, NOTHING)
  const [to, amount] = [reads[0] as Cells, amounts[0] as number]
  if (scope === 'other') return { verdict: 'other scope', rule, to, why: '说的不是本报告的范围或年度，未作比较' }
  if (subject === NO_SUCH_ROW)
    return {
      verdict: 'ambiguous',
      rule,
      to: [...to, ...cellsOf(sheet.template, ['requests/must-create/total'])],
      why: '表三没有“信息不存在”一行，请写明归入“本机关不掌握相关政府信息”还是“没有现成信息需要另行制作”'
    }
  if ((perhaps === 'near' || (perhaps && subject.family === 'decision')) && !isNearCell(value, amount, perhaps === 'near')) return NOTHING
  if (perhaps) return { verdict: 'ambiguous', rule, to, why: `${nameOfCells(sheet, to, subject.name)}为 ${amount}，请核对是否说的同一件事` }
  if (weak && !(isMost && value > amount)) return liveOr(sheet, number, NOTHING)
  if (subject.key === 'handled') {
    const withoutOld = sumOfCells(sheet, requestCells(sheet, 'handled')) - sumOfCells(sheet, requestCells(sheet, 'carried-in'))
    if (isSame(value, withoutOld, number) && isOfNew) return { verdict: 'agrees', rule, to: [...to, ...requestCells(sheet, 'carried-in')] }
    if (isSame(value, withoutOld, number))
      return { verdict: 'ambiguous', rule, to, why: `等于办理结果总计减上年结转 ${withoutOld}，是否不含上年结转请写明` }
  }
  return { verdict: 'contradicts', rule, to, expected: printLike(sign * (printed.unit === '元' ? amount * 1e4 : amount), printed) }
}

/** What was published may be all that was decided: silent where it is half of it; where other things are counted beside, asked only near it. */
function isNearCell(value: number, amount: number, isAmong: boolean): boolean {
  const apart = Math.abs(value - amount)
  const isHalf = apart < Math.max(value, amount) / 2
  return isAmong ? isHalf && apart < Math.max(A_FEW, amount / 20) : isHalf || apart < A_FEW
}

/** A live number is what its cell holds, unless its sentence speaks of something else. */
function liveOr(sheet: Sheet, { cell }: NumberInText, otherwise: Judgement): Judgement {
  return cell !== undefined && sheet.template.index.has(cell) ? { verdict: 'agrees', to: [cell] } : otherwise
}

/**
 * Less than this share of a total is rarely left out on purpose: of numbers, and of many, that only follow a total or are of several units;
 * of two parts after 其中, and of more. Two that fill a sentence; a last 其他, and a total behind its parts, leave out less.
 */
const LEFT_OUT = [0.01, 0.02, 0.03, 0.05] as const
const PAIR = 0.12
const REST = 0.18

function isRarelyLeftOut(left: number, value: number, count: number, nearly: List['nearly'] | 'behind'): boolean {
  if (nearly === 'pair') return Math.abs(left) < A_FEW && Math.abs(left) <= value * PAIR
  const isAfterLead = nearly === true || nearly === 'mixed' || nearly === 'two'
  // Of 540 published reports none leaves out so few.
  if (Math.abs(left) < A_FEW && Math.abs(left) * (!isAfterLead ? 3 : count > 2 ? 1.5 : 2) <= value) return true
  if (nearly === 'rest' || nearly === 'behind') return Math.abs(left) <= value * REST
  return Math.abs(left) <= value * LEFT_OUT[nearly === 'two' ? 3 : nearly === true ? (count > 2 ? 3 : 2) : count > 4 ? 1 : 0]
}

/** A total against what its list adds up to. `isKnown`: it agrees with the table, so that only too much may be a slip. */
export function judgeList(
  sheet: Sheet,
  { total, parts, closed, nearly, isSure, rule }: List,
  statements: readonly Statement[],
  isKnown = false
): Judgement {
  const whole = statements[total]?.number as NumberInText
  const value = numberValue(sheet, whole)
  let sum = 0
  for (const i of parts) {
    const { number } = statements[i] as Statement
    if (!number.about && number.step > 1 && number.step !== whole.step) return NOTHING
    sum += numberValue(sheet, number)
  }
  if ([whole, ...parts.map((i) => (statements[i] as Statement).number)].some(({ about }) => about)) {
    // 870 余条，其中 340 余条、530 余条: about as many; what is surely too much contradicts.
    if (sum === value) return { verdict: 'agrees', rule, to: [] }
    const least = add(parts.map((i) => leastOf((statements[i] as Statement).number)))
    const most = whole.about?.[1] ?? value + (whole.step > 1 ? whole.step / 2 : 0)
    const isSurelyMore = typeof nearly !== 'string' && least > most * 1.02 && !isBelowAnEarlierNumber(sheet, total, least, statements)
    return isSurelyMore ? { verdict: 'contradicts', rule, to: [], why: `所列 ${parts.length} 项合计不少于 ${Math.round(least)}` } : NOTHING
  }
  if (Number.isNaN(sum) || Number.isNaN(value)) return NOTHING
  // 6.30 万 of 2.14 万, 1.93 万 and 2.23 万: each was rounded.
  const rounding = whole.step > 1 ? (whole.step * (parts.length + 1)) / 2 : 0
  if (isSame(value, sum, whole) || Math.abs(value - sum) <= rounding) return { verdict: 'agrees', rule, to: [] }
  const isBehind = nearly === true && total > (parts[0] ?? total)
  const adds = `所列 ${parts.length} 项合计 ${printLike(sum, whole)}`
  if (!closed && (sum < value || nearly === 'run' || nearly === 'rest' || nearly === 'pair')) {
    if (!nearly || (isKnown && sum < value) || !isRarelyLeftOut(value - sum, value, parts.length, isBehind ? 'behind' : nearly))
      return NOTHING
    return { verdict: 'ambiguous', rule, to: [], why: `${adds}，与总数相差 ${printLike(Math.abs(value - sum), whole)}，如已列全请核对` }
  }
  const isLittleMore = parts.length > 1 && sum < value * (parts.length > 2 ? 1.25 : 1.1)
  if (!closed && !isSure && !isLittleMore && isBelowAnEarlierNumber(sheet, total, sum, statements)) return NOTHING
  return { verdict: 'contradicts', rule, to: [], expected: printLike(sum, whole), why: adds }
}

const leastOf = ({ about, value, step }: NumberInText) => about?.[0] ?? value - (step > 1 ? step / 2 : 0)

/** 公开 500 条，解读 20 条，其中网站 300 条: the list may break down a number before, or all of them together. */
function isBelowAnEarlierNumber(sheet: Sheet, total: number, sum: number, statements: readonly Statement[]): boolean {
  const { sentence, clause, number } = statements[total] as Statement
  const earlier = inSentence(statements, sentence, total).filter((one) => one.clause === clause && one.number.unit === number.unit)
  return add(earlier.map((one) => numberValue(sheet, one.number))) + numberValue(sheet, number) >= sum && earlier.length > 0
}

/** 甲类占 75%，其次是乙类 20%，再次是丙类 15%: shares of one whole, named one after the other, are no more than all of it. */
export function beyondAll(statements: readonly Statement[]): ReadonlyMap<number, number> {
  const beyond = new Map<number, number>()
  let run: number[] = []
  const close = () => {
    const all = add(run.map((i) => (statements[i] as Statement).number.value))
    const leads = run.map((i) => (statements[i] as Statement).lead)
    // Answers to a question of several choices are told without an order.
    const isOrdered = /其[他它]/.test(leads.at(-1) ?? '') || leads.slice(1).every((lead) => /其次|再次|其余|最后|类/.test(lead))
    if (run.length > 2 && isOrdered && /占(?:比)?[约为达]?$/.test(leads[0] ?? '') && all > 101) beyond.set(run[0] as number, all)
    run = []
  }
  statements.forEach(({ number, percent, lead, sentence }, i) => {
    const isShare = number.percent && percent === undefined && !number.about && !OTHER_SHARE.test(lead)
    if (!isShare || statements[run[0] ?? i]?.sentence !== sentence) close()
    if (isShare) run.push(i)
  })
  close()
  return beyond
}
const OTHER_SHARE = /率|[增上提下降减]|同比|环比|超|满意|完成|覆盖/

/** The sum of some numbers. */
export const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/** 表三“予以公开”12，the cells as they are named in a sentence. */
export function nameOfCells(sheet: Sheet, sum: Cells, name: string): string {
  const cell = sheet.template.cells[sheet.template.index.get(sum[0] ?? '') ?? -1]
  if (!cell) return name
  if (cell.table.key === 'disclosure') return `${cell.table.name}“${cell.name}”`
  return `${cell.table.name}“${name}”`
}
