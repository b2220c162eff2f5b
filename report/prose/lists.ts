import type { TemplateId } from '@/report/template'
import { unitBehindBracket } from './numbers'
import { groupOf, groupsOf, knownLists, LAST_PART, partsAfter } from './parts'
import { CHANGED } from './percents'
import { isSameUnit, type Statement } from './statement'
import { COMPARED, FURTHEST, runs, sums } from './totals'
import { followEnds } from './walk'

/** A total with its parts, as places in the statements. */
export type List = {
  total: number
  parts: readonly number[]
  /** All parts are named: they must add up to the total. An open list (其中) must only not exceed it. */
  closed: boolean
  /** It breaks down the number before and no other. */
  isSure?: boolean
  /**
   * Several parts of an open list that make up nearly all may have been meant to be all; `run`: numbers that only follow a total; `rest`:
   * and end in 其他; `mixed`: of several units; `pair`: only two follow; `two`: and 包括 stands before them.
   */
  nearly?: boolean | 'run' | 'rest' | 'mixed' | 'pair' | 'two'
  rule: 'N-08' | 'N-13' | 'N-15'
}

/** Every enumeration of a text: what was broken down, and into what. */
export function readLists(text: string, statements: readonly Statement[], form: TemplateId): List[] {
  const known = [...outcomeLists(statements, form), ...knownLists(text, statements)]
  const lists = [...known, ...plainLists(text, statements, form, known), ...sums(text, statements), ...changes(statements)]
  return [...lists, ...runs(text, statements, lists)]
}

/** 公开 350 条，较上年（290 条）增加 60 条: the larger of two years is the smaller and the difference. */
function changes(statements: readonly Statement[]): List[] {
  return statements.flatMap(({ number, sentence, lead }, by): List[] => {
    const [now, before] = [by - 2, by - 1]
    const [one, last] = [statements[now], statements[before]]
    if (!one || !last || one.sentence !== sentence || !CHANGED.test(lead)) return []
    const isNextYear = yearOf(one.lead) - yearOf(last.lead) === 1 && statements[now - 1]?.sentence !== sentence
    if (!LAST_YEAR.test(last.lead) && !isNextYear) return []
    if (number.unit === '' || number.percent || ![one, last].every((told) => told.number.unit === number.unit)) return []
    const isLess = /减|降/.test(lead)
    return [{ total: isLess ? before : now, parts: [isLess ? now : before, by], closed: true, isSure: true, rule: 'N-13' }]
  })
}
const yearOf = (lead: string) => Number(/(20\d\d)年/.exec(lead)?.[1])
const LAST_YEAR = /[较比]?(?:[上去]一?年(?:度|同期)?|[较比]20\d\d年度?)的?[（为]?$/

/** The results after 办结 N 件, in one paragraph: 予以公开 …；部分公开 …；其他处理 …. */
function outcomeLists(statements: readonly Statement[], form: TemplateId): List[] {
  const lists: List[] = []
  let total = -1
  let parts: number[] = []
  let named = new Set<string>()
  let depth = 0
  const close = () => {
    const keys = parts.map((i) => statements[i]?.subject?.key ?? '')
    const groups = new Set(keys.flatMap((key) => key.split('+')).map((key) => groupOf(form, key)))
    const last = keys.at(-1) === 'other'
    if (total >= 0 && parts.length >= 3) lists.push({ total, parts, closed: (last && groups.size >= 3) || groups.size >= 5, rule: 'N-08' })
    parts = []
    named = new Set()
  }
  statements.forEach((statement, i) => {
    const { subject, scope, paragraph } = statement
    if (!subject || scope !== 'own' || statement.number.percent) return
    if (total >= 0 && statements[total]?.paragraph !== paragraph) {
      close()
      total = -1
    }
    if (subject.key === 'handled' || (subject.key === 'dealt-with' && statements[total]?.subject?.key !== 'handled')) {
      close()
      total = i
    } else if (subject.family === 'outcome') {
      if (parts.length === 0) depth = statement.depth
      if (statement.depth > depth || named.has(groupsOf(form).get(subject.key) ?? '')) return
      parts.push(i)
      named.add(subject.key)
    } else if (parts.length > 0 && subject.family === 'flow') {
      // 办理 80 件，其中予以公开 33 件，…，结转下年 3 件: what is left is one of the parts where the others make up the rest.
      const left = parts.reduce((rest, part) => rest - (statements[part]?.number.value ?? 0), statements[total]?.number.value ?? 0)
      if (subject.key === 'carried-out' && statements[total]?.subject?.key === 'dealt-with' && left === statement.number.value)
        parts.push(i)
      close()
    }
  })
  close()
  return lists
}

const LEAD =
  /其中(?:包括|包含)?|(?<=，)(?:内容|主要)*(?:涉及|涵盖|包含)(?=[^，。；\d]{2,12}\d)|(?<=，)(?:含|内有)(?![义有金税])|主要(?:包括|有|为|是)|(?<!主要)包括|分别(?:为|是)|(?<=[，。])[^，。；：\d]{0,8}(?:内容|类[别型]|种类|形式|渠道|方式|途径|栏目|领域)(?:主要)?[为有是]：?(?=[^，。；：\d]{2,14}\d)|(?<=，)有(?=[^，。；\d]{2,12}\d)|(?<=[。；，])(?:从)?(?:办理|答复|处理)结果(?:中|看|如下|方面)[，：]|具体(?:情况)?(?:如下|为|是|包括)|分为|按[^，。；\d]{2,8}(?:分|统计)(?=[：，])|从[^，。；：\d]{2,10}看(?=[：，])|中(?=[，：])(?<=\d[件条篇项个次场期家][^，。；\d]{0,10}中)|在(?:主动公开|公开|所有|全部|上述|以上)[^，。；\d]{0,8}中(?=[：，])|(?<=\d[件条篇项个次场期](?:政府|政务)?(?:信息)?)：(?!其中)|（|\(/g
/** Any other enumeration: 主动公开 500 条，其中 A 类 200 条、B 类 300 条. What names less than half was not meant to name all. */
function plainLists(text: string, statements: readonly Statement[], form: TemplateId, known: readonly List[]): List[] {
  const lists: List[] = []
  const endOf = followEnds(text)
  let before = -1
  const totals = new Map(known.flatMap(({ total, parts }) => parts.map((part) => [part, total] as const)))
  for (const lead of text.matchAll(LEAD)) {
    const from = lead.index + lead[0].length
    while ((statements[before + 1]?.number.after ?? Number.POSITIVE_INFINITY) <= lead.index) before++
    const nearest = totalBefore(text, statements, before, lead.index, lead[0])
    // 公开 7 件，撤回 6 件。从申请方式看，网络 13 件: once more what was broken down.
    const outer = ASPECT.test(lead[0]) ? totals.get(nearest) : undefined
    let total = outer === undefined || statements[outer]?.number.about ? nearest : outer
    const { number } = statements[total] ?? {}
    if (!number) continue
    const inBrackets = /[（(]$/.test(lead[0]) || /[（(]/.test(text.charAt(lead.index - 1))
    if (/[（(]$/.test(lead[0]) && /^(?:其中|包括|另|占|较|同比|不含|分别)/.test(text.slice(from, from + 2))) continue
    // 预决算 3（45 个单位在 3 个总表中公示）条: a bracket before the unit.
    if (inBrackets && number.after === lead.index && text[from] !== '含' && unitBehindBracket(text, number.after)) continue
    const span = { from, inBrackets, open: isOpen(lead[0]), until: endOf(from, inBrackets) }
    const { parts, labels, end, left, isMixed, isNear } = partsAfter(text, statements, total, span, form)
    // 公开 90 条，解读 9 条，其中网站 60 条、微信 30 条: of numbers that stand near, the one it makes up.
    if (left < 0 && parts.length > 1 && !isNear) total = madeUp(statements, total, left) ?? total
    const whole = statements[total] as Statement
    const goesOn = GOES_ON.test(text.slice(end, end + 32))
    // 9 条，包括计划 1 条、公告 7 条: of two parts one may go unnamed.
    const mayLack = !goesOn && lead[0] === '包括' && parts.length === 2 && left > 0
    const closes = isComplete(lead[0], labels) && !mayLack && (!isMixed || inBrackets) && !/^含/.test(labels[0] ?? '') && !goesOn
    const isKnown =
      /^(?:handled|dealt-with)$/.test(whole.subject?.key ?? '') && parts.every((i) => statements[i]?.subject?.family === 'outcome')
    // 公开 869 件，涉及具体信息 956 条: the same once more, counted in another unit.
    const only = parts.length === 1 && left < 0 ? statements[parts[0] as number] : undefined
    const isOther = (only && !isSameUnit(whole.number.unit, only.number.unit)) || labels.some((label) => /[一二再]审/.test(label))
    if (parts.length === 0 || isOther || isKnown || (parts.length < 2 && closes && inBrackets)) continue
    const isHalf = left > whole.number.value / 2 && whole.number.value > FEW
    const closed = !isNear && ((closes && parts.length >= 2 && !isHalf) || (parts.length >= 2 && areNamedIn(labels, whole.lead)))
    const nearly = isNear
      ? 'run'
      : mayLack
        ? 'two'
        : !closes && parts.length > 1 && !goesOn && !areOfWebsite(labels) && (isMixed ? 'mixed' : true)
    const isSure =
      lead[0] === '内有' || (whole.subject?.key === 'handled' && parts.some((i) => statements[i]?.subject?.family === 'outcome'))
    for (const part of parts) totals.set(part, total)
    lists.push({ total, parts, closed, nearly, isSure, rule: whole.number.unit === '元' ? 'N-15' : 'N-13' })
  }
  return lists
}

/** 政务动态 384 条、信息公开目录 190 条: the yearly report of a website has a third kind, 概况类, of which there are few. */
const areOfWebsite = (labels: readonly string[]) =>
  labels.length === 2 && ['动态', '目录'].every((kind) => labels.some((label) => label.includes(kind)))

/** 等, 以及其他信息, and 网站 300 条，发布公开年报。: something more that has no number. */
const GOES_ON =
  /^(?:、?[^，。；\d]{0,6}等|[，、]?(?:以及|及(?!时)|和|还有)[^，。；\d]{2,20}(?:[，。；]|$)|[，、](?:及时|并|同时)*(?:发布|公开|公布|更新)[^，。；\d]{2,20}[。；，])/

/** 建议和提案共 39 件，其中建议 21 件、提案 18 件: the words of the total name every part. */
function areNamedIn(labels: readonly string[], lead: string): boolean {
  const names = new Set(labels.map((label) => label.slice(-2)))
  return names.size === labels.length && [...names].every((name) => /^[\u4e00-\u9fff]{2}$/.test(name) && lead.includes(name))
}

/** Which of the last numbers of the paragraph before a total is what was taken off it. */
function madeUp(statements: readonly Statement[], total: number, left: number): number | undefined {
  const { number, paragraph } = statements[total] as Statement
  const from = Math.max(0, total - NEAR)
  const at = statements
    .slice(from, total)
    .findLastIndex((one) => one.number.value === number.value - left && one.number.unit === number.unit && one.paragraph === paragraph)
  return at < 0 ? undefined : from + at
}
const NEAR = 3

/** Another way to break down the same total. */
const ASPECT = /^[按从]/

/** What is so few is named whole. */
const FEW = 20

/** 其中, 在公开信息中: other things may be left unnamed. */
const isOpen = (lead: string) => /^其中|^含|^内有|^主要|^从|^内容|^涉|^涵|^包含|^有|(?<!分别|分|具体|情况)[为有是]：?$|[中：，]$/.test(lead)

/** 包括 and 分别为 name every part; so does a list that ends in 其他, and one in brackets that names three things or more. */
function isComplete(lead: string, labels: readonly string[]): boolean {
  if (LAST_PART.test(labels.at(-1) ?? '')) return true
  if (isOpen(lead)) return false
  return !/[（(]$/.test(lead) || (labels.length >= 2 && labels.every((label) => /[^（，、；\s]/.test(label) && !CHANGES.test(label)))
}

/** 新增 3 个，调整 2 个: what was changed is not all there is. */
const CHANGES = /^[（，、；\s]*(?:新(?!闻)|调整|更新|修[改订]|废止|整改|撤销|关停|优化|完成|取消|增|减|清理)/

/** The number a list breaks down: right before its lead; percentages, asides in brackets, comparisons and 均按期办结 are passed over. */
function totalBefore(text: string, statements: readonly Statement[], before: number, lead: number, word: string): number {
  if (/^[（(：]/.test(word)) {
    const { after = -1, unit } = statements[before]?.number ?? {}
    return unit && /^(?:政府|政务)?(?:信息)?$/.test(text.slice(after, lead)) && lead - after < 5 ? before : -1
  }
  let [i, passed] = [before, 0]
  for (; i >= 0; i--) {
    const one = statements[i] as Statement
    if (lead - one.number.after > FURTHEST) return -1
    if (word.startsWith('其中') && isOfOthers(one, statements[before + 1])) passed ||= one.number.after
    else if (!isAside(text, one, lead)) break
  }
  // 答复 453 件，包括上年结转 30 件。其中予以公开 …: results break down what was concluded.
  if (/^carried/.test(statements[i]?.subject?.key ?? '') && statements[before + 1]?.subject?.family === 'outcome') return -1
  const whole = statements[i]
  if (!whole || whole.number.unit === '') return -1
  const between = text.slice(passed || whole.number.after, lead)
  // 发布会 54 场、通气会 14 场。其中，发布会包括 …: the one that is named again.
  const named = /其中[，：]?([\u4e00-\u9fff]{2,8})$/.exec(between)?.[1]
  if (named) {
    const from = Math.max(0, i - MOST_BEFORE)
    const at = statements.slice(from, i + 1).findLastIndex((one) => one.lead.endsWith(named))
    return at < 0 ? -1 : from + at
  }
  // 网站 117 条，其他形式 16 条。其中规范性文件 3 条: of all that the sentence before tells.
  if (between.includes('。') && LAST_OF_ALL.test(whole.lead)) return -1
  const without = between.replace(ASIDES, '')
  // 公开 90 条，内容全部准确，其中 …: asides that count nothing, before parts of the same unit.
  const isUnit = /^其中|结果/.test(word) && statements[before + 1]?.number.unit === whole.number.unit
  return BETWEEN.test(isUnit ? without.replace(COUNTS_NOTHING, '') : without) ? i : -1
}
const LAST_OF_ALL = /[，、；](?:其他|其它)[^，。；、]{0,8}$/
const MOST_BEFORE = 6
const ASIDES =
  /（[^（）]*）|，(?:未|没有|无)[^，。；\d]{2,16}(?=[，；。])|，[^，。；\d]{2,16}[\d.]+[%％]|。[^。\d]{1,24}(?=。)|，?(?:同比|环比|[较比与][去上20])[^，。；]*|[，。][^。；\d]{0,24}?(?:主要|涉及|涵盖|包含)[^。；\d]*(?=[，。；]|$)|，[^，。；\d]{0,6}以[^。；\d]{2,72}为主(?=，)/g
const COUNTS_NOTHING = /(?:[，。；][^，。；：\d]{2,24}){1,2}(?=[，；。]$)/
const BETWEEN =
  /^[^，,：:；（(、。\d]{0,14}(?:[，,：:；。（(\s]|均?按[^，。；\n]{0,8}(?:办结|答复))*(?:其|主要|公开|信息|内容|类别|类型|范围|形式|方式|渠道|来源)*$/

function isAside(text: string, { number, lead }: Statement, until: number): boolean {
  if (until - number.after >= FURTHEST) return false
  return number.percent || COMPARED.test(lead) || /^[^（]*）/.test(text.slice(number.after, until))
}

/** 公开 46 条，办结留言 2 个。其中动态 13 篇: what is fewer than a part, or read or visited, is not what was broken down. */
const isOfOthers = (one?: Statement, part?: Statement): boolean =>
  !!one &&
  !!part &&
  !isSameUnit(one.number.unit, part.number.unit) &&
  (one.number.value <= part.number.value || /次|人|^$/.test(one.number.unit))
