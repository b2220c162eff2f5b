import type { CaseRow } from '@/report/meaning'

const CASE_WORDS =
  /复议后(?:提?起)|直接(?:向[^，。；]{0,8})?(?:起诉|提起)|(?:复议)[^，。；\d]{0,6}(?:和|及|与|或|、)(?:被)?(?:提起)?(?:行政)?诉讼|诉讼|应诉|复议(?!后)/g

/** 行政诉讼 0 件: what is none has no results. */
const NO_CASE = /(?:行政)?(?:复议|诉讼)(?:案件)?(?:0|零)[件宗例起]/g

/** The rows of table four the last named kind of case stands in. */
export function casesOf(sentence: string): CaseRow[][] {
  let named = ''
  for (const [words] of sentence.replace(NO_CASE, '').matchAll(CASE_WORDS))
    if (!(words === '诉讼' && /复议后|直接/.test(named))) named = words
  if (named.startsWith('复议后')) return [['after-review']]
  if (named.startsWith('直接')) return [['direct']]
  if (named.startsWith('复议') && named.length > 2) return [['review', 'direct', 'after-review'], ['direct', 'after-review'], ['review']]
  if (named === '复议') return [['review']]
  return named ? [['direct', 'after-review']] : []
}
