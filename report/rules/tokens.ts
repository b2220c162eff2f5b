import { type Check, type Finding, placeName, shorten } from '@/report/finding'
import { printToken, tokenName, tokensIn } from '@/report/text/tokens'

/** 表中数字 in prose that have no number to show. */
export const tokens: Check = {
  rules: [{ id: 'X-18', level: 'error', words: '文字中引用的表中数字都已填写。' }],
  find: ({ report, stored, template, amounts }) =>
    template.prose.flatMap((at): Finding[] => {
      const text = stored[at]
      if (!text?.includes('{=')) return []
      const empty = tokensIn(text).filter((token) => printToken(template, report, amounts, token.at) === undefined)
      if (empty.length === 0) return []
      const names = [...new Set(empty.map((token) => `“${tokenName(template, token.at)}”`))].join('、')
      const isKnown = empty.every((token) => template.index.has(token.at))
      const advice = isKnown ? '尚未填写，请先填表，或删去后直接写数字' : '不在表中，请删去后重新插入'
      return [{ rule: 'X-18', level: 'error', at: [at], says: `${placeName(template, at)}：引用的${shorten(names)}${advice}` }]
    })
}
