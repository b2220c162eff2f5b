import { type Found, inSentence, type Statement } from './statement'

const GREW = /(增长|增加|上升|提高|提升|上涨|下降|减少|降低|回落|下滑)(?:了|约|达|幅度?为)?$/
const COMPARED = /(?:同比|环比|(?:较|比|与)(?:去年|上年|上一年|20\d\d年)[^，。；]{0,6})[^，。；]{0,10}?$/
const SHARE =
  /(?:^|[，,、（(；])(?:约)?占(?:比|(?:公开|发布|信息)(?=总)|总数|比例|全部|总量|总|受理|办结|答复|申请|收到|处理|办理|数|量|件|的|约|为|是|到|达|政府信息公开|：)*$|^(?:件|宗)?[（(]$|(?:占比|(?:^|[，、（；])比例|(?:^|[，、（；])比重)(?:约|为|是|达)*$/
const NO_MORE_THAN_ALL = /(?:[办答回]复|办结|公开|满意|合格|采[用纳]|及时|按期|覆盖)率(?:均?(?:为|达到?|是|约)|：)*$|占比?$/
const RATE = /(?<![按及限][期时])([\u4e00-\u9fff]{2})率(?:为|达到?|是|约|：)*$/

/** The share, the growth or the rate of a number told before. */
export function readPercent(text: string, { number, lead, sentence }: Statement, statements: readonly Statement[], year: number): Found {
  const last = statements.length - 1
  const told = inSentence(statements, sentence)
  const from = statements.length - told.length
  const before = text.slice(Math.max(sentence, number.start - 40), number.start)
  const grew = GREW.exec(before)
  if (grew) {
    const percent = /增|升|高|涨/.test(grew[1] as string) ? 'rise' : 'fall'
    const base = told.findLastIndex(({ lead, number }) => !number.percent && lastYearSaid(lead, year))
    const of = told.findLastIndex(({ number, depth }, i) => !number.percent && i !== base && (depth === 0 || base >= 0))
    if (of >= 0 && base >= 0 && told[base]?.number.unit === told[of]?.number.unit) return { of: from + of, base: from + base, percent }
    return of >= 0 && COMPARED.test(before.slice(0, grew.index)) ? { of: from + of, percent } : {}
  }
  if (number.value > 100 && NO_MORE_THAN_ALL.test(lead)) return { percent: 'whole' }
  const rate = RATE.exec(lead)?.[1]
  if (rate) {
    const of = told.findLastIndex(({ lead, number }) => !number.percent && [...rate].every((sign) => lead.includes(sign)))
    const base = told.findLastIndex(({ number }, i) => i < of && !number.percent && number.unit === told[of]?.number.unit)
    return base < 0 ? {} : { of: from + of, base: from + base, percent: 'rate' }
  }
  return told.length === 0 || statements[last]?.number.percent || !SHARE.test(lead) ? {} : { of: last, percent: 'share' }
}

/** 上年为 250 条, 较 2023 年的 250 条. */
const lastYearSaid = (lead: string, year: number) =>
  (/(上年|去年|上一年度?|20\d\d年)[^，。；\d增减多少升降]{0,6}$/.exec(lead)?.[1] ?? '').replace(`${year}年`, '') !== ''
