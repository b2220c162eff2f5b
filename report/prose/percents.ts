import type { Found, Statement } from './statement'

const GROWTH =
  /(?:同比|环比|(?:较|比|与)(?:去年|上年|上一年|20\d\d年)[^，。；]{0,6})[^，。；]{0,10}?(增长|增加|上升|提高|提升|上涨|下降|减少|降低|回落|下滑)(?:了|约|达|幅度?为)?$/
const SHARE =
  /(?:^|[，,、（(；])(?:约)?占(?:比|总数|比例|全部|总量|总|受理|办结|答复|申请|收到|处理|办理|数|量|件|的|约|为|是|到|达|政府信息公开|：)*$|^(?:件|宗)?[（(]$|(?:占比|比例|比重)(?:约|为|是|达)*$/

/** The share or the growth of a number told before. */
export function readPercent(text: string, { number, lead, sentence }: Statement, last: number, statements: readonly Statement[]): Found {
  const growth = GROWTH.exec(text.slice(Math.max(sentence, number.start - 40), number.start))
  const previous = statements[last]
  if (!previous || previous.sentence !== sentence) return {}
  if (growth) {
    const of = nearestCount(statements, last, sentence)
    return of === undefined ? {} : { of, percent: /增|升|高|涨/.test(growth[1] as string) ? 'rise' : 'fall' }
  }
  if (previous.number.percent || !SHARE.test(lead)) return {}
  return { of: last, percent: 'share' }
}

function nearestCount(statements: readonly Statement[], last: number, sentence: number): number | undefined {
  for (let i = last; i >= 0 && statements[i]?.sentence === sentence; i--) {
    if (!statements[i]?.number.percent && statements[i]?.depth === 0) return i
  }
  return undefined
}
