import { addressLastYear, type Sheet } from '@/report/finding'
import type { Address } from '@/report/template'
import { subjectAtEnd } from './find-subject'
import { add, type Cells, type Judgement, NOTHING, numberValue, requestCells, sumOfCells } from './judge'
import type { List } from './lists'
import { type NumberInText, printLike } from './numbers'
import { type Found, inParagraph, inSentence, type Statement } from './statement'

const GREW = /([增涨降]幅|增长|增加|上升|提高|提升|上涨|下降|减少|降低|回落|下滑)(?:了|约|达|幅度?为)?$/
const COMPARED = /(?:同比|环比|(?:较|比|与)(?:去年|上年|上一年|20\d\d年)[^，。；]{0,6})[^，。；]{0,10}?$/
const SHARE =
  /(?:^|[，,、（(；])(?:约)?占(?:比|(?:公开|发布|信息)(?=总)|总数|比例|全部|信息(?=的)|总量|总|受理|办结|答复|申请|收到|处理|办理|数|量|件|的|约|为|是|到|达|政府信息公开|：)*$|^(?:件|宗)?[（(]$|(?:占比|(?:^|[，、（；])比例|(?:^|[，、（；])比重)(?:约|为|是|达)*$/
const NO_MORE_THAN_ALL = /(?:[办答回]复|办[结理]|公开|满意|合格|采[用纳]|及时|按期|覆盖)率(?:均?(?:为|达到?|是|约)|：)*$|占比?$/
const MORE_BY = /^[，（]?(?:同比|[较比](?:[去上]一?年度?(?:同期)?|20\d\d年度?))(?:增加|增长|减少|下降)了?$/
/** 较上年（290 条）增加 60 条: by how much, not how many. */
export const CHANGED = /^[）)，]*(?:同比)?(?:增加|增长|多|减少|下降)了?$/
const GREW_BESIDE = /^[，、（](?:同比)?(?:增长|上升|增幅|下降|降幅|减少)(?:了|约|为|达)?$/
const RATE = /([按及限到][期时])?([\u4e00-\u9fff]{2})率(?:为|达到?|是|约|：)*$/

/** The share, the growth or the rate of a number told before. */
export function readPercent(text: string, { number, lead, sentence }: Statement, statements: readonly Statement[], year: number): Found {
  const last = statements.length - 1
  const told = inSentence(statements, sentence)
  const from = statements.length - told.length
  const before = text.slice(Math.max(sentence, number.start - 40), number.start)
  const grew = GREW.exec(before)
  if (grew) {
    const percent = /增|升|高|涨/.test(grew[1] as string) ? 'rise' : 'fall'
    // 公开 1500 条，比上年增加 300 条，增长 25 %.
    const by = told.length - 1
    if (by > 0 && MORE_BY.test(told[by]?.lead ?? '') && told[by]?.number.unit === told[by - 1]?.number.unit && GREW_BESIDE.test(lead))
      return { of: from + by - 1, base: from + by, percent }
    const base = told.findLastIndex(({ lead, number }) => !number.percent && lastYearSaid(lead, year))
    const of = told.findLastIndex(
      ({ number, depth, lead }, i) => !number.percent && i !== base && (depth === 0 || base >= 0) && !(base >= 0 && CHANGED.test(lead))
    )
    if (of >= 0 && base >= 0 && told[base]?.number.unit === told[of]?.number.unit) return { of: from + of, base: from + base, percent }
    return of >= 0 && COMPARED.test(before.slice(0, grew.index)) ? { of: from + of, percent } : {}
  }
  if (number.value > 100 && NO_MORE_THAN_ALL.test(lead)) return { percent: 'whole' }
  const [, due = '', rate] = RATE.exec(lead) ?? []
  // 主动公开公文 2 条，主动公开率 100%: of all that may be, not of the numbers beside it.
  if (rate && number.value === 100 && !/[办复采改收录]/.test(rate)) return {}
  if (rate) {
    // 按时办结率 is of what was due, unless 按时办结 555 件 is told.
    const isNamed = ({ lead }: Statement) => (due ? lead.includes(due + rate) : [...rate].every((sign) => lead.includes(sign)))
    const of = told.findLastIndex((one) => !one.number.percent && isNamed(one))
    const base = told.findLastIndex(({ number }, i) => i < of && !number.percent && number.unit === told[of]?.number.unit)
    return base < 0 ? {} : { of: from + of, base: from + base, percent: 'rate' }
  }
  // 分别占 40%、60%: of as many numbers before.
  const next = statements[last]?.percent === 'share' && /^[、，和]$/.test(lead) ? (statements[last]?.of ?? -2) + 1 : undefined
  const first = /分别占[^，。；\d]{0,8}$/.test(lead) ? countedBefore(text, number, told) : -1
  const row = next ?? (first < 0 ? -1 : from + first)
  if (row >= 0 && statements[row] && !statements[row]?.number.percent) return { of: row, percent: 'share' }
  const named = subjectAtEnd(lead.replace(SHARE_NAMED, ''))?.subject
  if (named && !named.weak && SHARE_NAMED.test(lead) && /outcome|applicant/.test(named.family) && named.reads[0])
    return { subject: named, reads: named.reads.slice(0, 1), percent: 'share' }
  // 工作动态类占 50%，即 280 条: the number that it is of stands behind.
  if (/占比?[约为达]*$/.test(lead) && COUNT_BEHIND.test(text.slice(number.after, number.after + 16)))
    return { of: last + 2, percent: 'share' }
  if (!SHARE.test(lead)) return {}
  return told.length === 0 || statements[last]?.number.percent ? {} : { of: last, percent: 'share' }
}

const SHARE_NAMED = /(?:占(?:比例?|比重|全部|总数?|总量|收到|受理|办[结理]|答复|申请|数|量|件|的)*|比例|比重)(?:约|为|是|达)*$/
const COUNT_BEHIND = /^(?:，(?:即|为|共计?|计)|（(?:即|为|共计?|计)?)\d+[件条篇个份次项期人]/
const SHARES = /^(?:[\d.]+[%％][、，和及]?)+/

/** Where among the numbers of a sentence those begin that as many shares in a row are of. */
function countedBefore(text: string, { start }: NumberInText, told: readonly Statement[]): number {
  const shares = (SHARES.exec(text.slice(start, start + LONGEST_ROW))?.[0].match(/[%％]/g) ?? []).length
  const at = told.length - shares
  return shares > 1 && told.slice(at).length === shares && !told.slice(at).some(({ number }) => number.percent) ? at : -1
}
const LONGEST_ROW = 60

/** 上年为 250 条, 较 2023 年的 250 条. */
const lastYearSaid = (lead: string, year: number) =>
  (/(上年|去年|上一年度?|20\d\d年)[^，。；\d增减多少升降]{0,6}$/.exec(lead)?.[1] ?? '').replace(`${year}年`, '') !== ''

/** A share, a growth or another rate, recomputed to as many decimals as are printed. `listsOf`: the lists a number is a part of. */
export function judgePercent(
  sheet: Sheet,
  at: Address,
  statement: Statement,
  statements: readonly Statement[],
  listsOf: ReadonlyMap<number, readonly List[]>,
  base: Judgement
): Judgement {
  const { number, percent, of = -1 } = statement
  const counted = statements[of]
  if (percent === 'share' && statement.reads.length > 0) return judgeNamed(sheet, statement)
  if (percent === 'whole') return { verdict: 'contradicts', rule: 'N-12', to: [at], why: '不应大于 100%' }
  if (!counted || base.verdict === 'other scope') return NOTHING
  if (statement.base !== undefined) return judgeTold(sheet, at, statement, statements)
  return percent === 'share'
    ? judgeShare(sheet, at, number, of, statements, listsOf.get(of) ?? [], base)
    : judgeGrowth(sheet, statement, counted, base)
}

/** A percentage against another number of the text: 报送 120 条，采用 90 条，采用率 75 %; 上年 250 条，本年 300 条，增长 20 %. */
function judgeTold(
  sheet: Sheet,
  at: Address,
  { number, percent, of, base, sentence }: Statement,
  statements: readonly Statement[]
): Judgement {
  const [counted, before] = [statements[of as number], statements[base as number]] as [Statement, Statement]
  if (counted.number.about || before.number.about) return NOTHING
  const now = numberValue(sheet, counted.number)
  const told = numberValue(sheet, before.number)
  const whole = !MORE_BY.test(before.lead) ? told : percent === 'fall' ? now + told : now - told
  const shareOf = (whole: number) => (percent === 'rate' ? now / whole : ((percent === 'fall' ? -1 : 1) * (now - whole)) / whole)
  const rule = percent === 'rate' ? 'N-12' : 'Y-06'
  if (!(whole > 0)) return NOTHING
  if (fits(number, shareOf(whole))) return { verdict: 'agrees', rule, to: [at] }
  // Which of several numbers grew is not told.
  const isOne =
    inSentence(statements, sentence).filter(
      ({ number, lead }) => number.unit === before.number.unit && !number.percent && !(percent !== 'rate' && CHANGED.test(lead))
    ).length === 2
  const isBeside = (base as number) - (of as number) === 1 && statements[(base as number) + 1]?.number === number
  if (percent !== 'rate' && !isOne && !isBeside) return NOTHING
  const others =
    percent === 'rate' && counted.subject
      ? inSentence(statements, sentence, of).filter(({ number }) => number.unit === before.number.unit)
      : []
  if (others.length > 1 || (percent === 'rate' && now > whole)) return NOTHING
  return computed(rule, [at], shareOf(whole), number, `${counted.number.text} 与 ${before.number.text} 相比`)
}

const computed = (rule: string, to: Cells, share: number, number: NumberInText, from: string): Judgement => {
  const expected = printLike(100 * share, number)
  return { verdict: 'contradicts', rule, to, expected, why: `${from}，应为 ${expected}` }
}

/** 自然人占 92.1%: a share of a row or a column that is named with no number of its own. */
function judgeNamed(sheet: Sheet, { number, reads, scope, subject }: Statement): Judgement {
  const [to] = reads as [Cells]
  const amount = sumOfCells(sheet, to)
  const group = subject?.family === 'outcome' ? [sumOfCells(sheet, requestCells(sheet, 'handled'))] : []
  const totals = [
    ...group,
    ...[requestCells(sheet, 'received'), requestCells(sheet, 'received', 'carried-in')].map((sum) => sumOfCells(sheet, sum))
  ]
  if (scope !== 'own' || Number.isNaN(amount) || totals.some((total) => !(total > 0))) return NOTHING
  if (totals.some((total) => fits(number, amount / total))) return { verdict: 'agrees', rule: 'N-12', to }
  return computed('N-12', to, amount / (totals[0] as number), number, `${amount}÷${totals[0]}`)
}

function judgeShare(
  sheet: Sheet,
  at: Address,
  number: NumberInText,
  of: number,
  statements: readonly Statement[],
  lists: readonly List[],
  base: Judgement
): Judgement {
  const counted = statements[of] as Statement
  const stated = numberValue(sheet, counted.number)
  const whole = lists.map(({ total }) => numberValue(sheet, (statements[total] as Statement).number))
  const family = counted.subject?.family
  if (family !== 'outcome' && family !== 'applicant') {
    if (whole.some((total) => fits(number, stated / total))) return { verdict: 'agrees', rule: 'N-12', to: [] }
    const shared = lists.length > 0 ? undefined : wholeOfOthers(sheet, of, statements)
    if (shared && !counted.number.about) return judgeOfWhole(at, number, stated, shared)
    const others = inParagraph(statements, of).some(({ number: other }) => fits(number, stated / numberValue(sheet, other)))
    // 公开 1500 条，政策类 300 条，占比 20 %: of the one number there is before it.
    const [one, more] = inSentence(statements, counted.sentence, of).filter(({ number }) => !number.percent)
    const isPlain = lists.length === 0 && !others && !more && !counted.number.about && !one?.number.about
    if (one && isPlain && one.number.unit === counted.number.unit && numberValue(sheet, one.number) > stated)
      return computed('N-12', [at], stated / numberValue(sheet, one.number), number, `${stated}÷${one.number.text}`)
    const isSure = lists.length > 0 && !others && !counted.number.about && !statements[lists[0]?.total ?? -1]?.number.about
    return isSure ? computed('N-12', [at], stated / (whole[0] as number), number, `${stated}÷${whole[0]}`) : NOTHING
  }
  const handled = requestCells(sheet, 'handled')
  const bases = [handled, requestCells(sheet, 'received'), requestCells(sheet, 'received', 'carried-in')]
  const totals = bases.map((sum) => sumOfCells(sheet, sum)).concat(whole)
  if (totals.slice(0, 3).some(Number.isNaN) || base.to.length === 0) return NOTHING
  const amount = sumOfCells(sheet, base.to)
  const to = [...base.to, ...handled]
  if (totals.some((total) => fits(number, amount / total))) return { verdict: 'agrees', rule: 'N-12', to }
  const judged = computed('N-12', to, amount / (totals[0] as number), number, `${amount}÷${totals[0]}`)
  if (totals.some((total) => fits(number, stated / total)))
    return { ...judged, verdict: 'ambiguous', expected: undefined, why: `按文中的数相符，按表三应为 ${judged.expected}` }
  return counted.weak ? NOTHING : judged
}

/** 网上 30 件，占 60%；信函 20 件，占 40%: shares of one sentence are of one whole, a number before them or all together. */
function wholeOfOthers(sheet: Sheet, of: number, statements: readonly Statement[]): readonly number[] | undefined {
  const { sentence, number } = statements[of] as Statement
  const earlier = inSentence(statements, sentence, of)
  const near = [...earlier, ...statements.slice(of, of + LONGEST_RUN).filter((one) => one.sentence === sentence)]
  const shares = near.flatMap((one) => {
    const counted = one.percent === 'share' ? statements[one.of ?? -1] : undefined
    return counted?.number.unit === number.unit ? [{ one, value: numberValue(sheet, counted.number) }] : []
  })
  if (shares.length < 2) return undefined
  // 2 条，占 4.5%；42 条，占 95.5%: shares of all there is.
  if (Math.abs(add(shares.map(({ one }) => one.number.value)) - 100) <= shares.length * 0.06) return [add(shares.map(({ value }) => value))]
  const wholes = inParagraph(statements, of - earlier.length).map((one) => numberValue(sheet, one.number))
  wholes.push(...earlier.slice(0, 1).map((one) => numberValue(sheet, one.number)), add(shares.map(({ value }) => value)))
  const fitting = wholes.filter((whole) => shares.some(({ one, value }) => one.of !== of && fits(one.number, value / whole)))
  return fitting.length > 0 ? [...fitting, ...wholes] : undefined
}
const LONGEST_RUN = 24

function judgeOfWhole(at: Address, number: NumberInText, stated: number, wholes: readonly number[]): Judgement {
  if (wholes.some((whole) => fits(number, stated / whole))) return { verdict: 'agrees', rule: 'N-12', to: [] }
  return computed('N-12', [at], stated / (wholes[0] as number), number, `${stated}÷${wholes[0]}`)
}

function judgeGrowth(sheet: Sheet, { number, percent }: Statement, counted: Statement, base: Judgement): Judgement {
  if (!sheet.last || base.verdict !== 'agrees' || counted.subject?.family !== 'flow') return NOTHING
  const sign = percent === 'fall' ? -1 : 1
  const lastYearOf = (sum: Cells) => sum.map((at) => addressLastYear(sheet, at))
  const growths = [base.to, ...counted.reads]
    .map((sum) => ({ before: sumOfCells(sheet, lastYearOf(sum), sheet.last), now: sumOfCells(sheet, sum) }))
    .filter(({ before }) => before > 0)
  if (growths.length === 0) return NOTHING
  if (growths.some(({ before, now }) => fits(number, (sign * (now - before)) / before)))
    return { verdict: 'agrees', rule: 'Y-06', to: base.to }
  const { before, now } = growths[0] as { before: number; now: number }
  return computed('Y-06', base.to, (sign * (now - before)) / before, number, `上年 ${before}，本年 ${now}`)
}

/** Whether a printed percentage is the share, rounded to the decimals it shows. */
export function fits({ value, step }: NumberInText, share: number): boolean {
  return Math.abs(value - 100 * share) <= step / 2 + 1e-9
}
