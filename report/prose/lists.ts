import { meaningOf, resultLines } from '@/report/meaning'
import type { TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { remember } from '@/report/text/remember'
import type { Statement } from './statement'
import { A_FEW, COMPARED, EVENTS, FEWEST_NEAR, isSameUnit, knownLists, ONE_WAY_OUT, runs, sums, totalBefore } from './totals'
import { followEnds } from './walk'

/** A total with its parts, as places in the statements. */
export type List = {
  total: number
  parts: readonly number[]
  /** All parts are named: they must add up to the total. An open list (其中) must only not exceed it. */
  closed: boolean
  /** It breaks down the number before and no other. */
  isSure?: boolean
  /** Several parts of an open list that make up nearly all may have been meant to be all; `run`: numbers that only follow a total; `rest`: and end in 其他; `mixed`: of several units; `pair`: only two follow. */
  nearly?: boolean | 'run' | 'rest' | 'mixed' | 'pair'
  rule: 'N-08' | 'N-13' | 'N-15'
}

/** The group a row of results stands under: named after it the row breaks it down. 信息不存在 is a row of no form. */
const groupsOf = remember((id: string): ReadonlyMap<string, string> => {
  const rows = resultLines(openTemplate(id as TemplateId)).flatMap((group) => (group.lines ?? []).map((row) => [row, group] as const))
  return new Map([...rows.map(([row, group]) => [meaningOf(row), meaningOf(group)] as const), ['not-existing', 'unavailable']])
})

/** The group of rows an outcome belongs to, itself if none; both by what they mean. */
export const groupOf = (form: TemplateId, key: string) => groupsOf(form).get(key) ?? key

/** Every enumeration of a text: what was broken down, and into what. */
export function readLists(text: string, statements: readonly Statement[], form: TemplateId): List[] {
  const known = [...outcomeLists(statements, form), ...knownLists(text, statements)]
  const lists = [...known, ...plainLists(text, statements, form, known), ...sums(statements)]
  return [...lists, ...runs(text, statements, new Set(lists.map(({ total }) => total)), new Set(lists.flatMap(({ parts }) => parts)))]
}

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
    } else if (parts.length > 0 && subject.family === 'flow') close()
  })
  close()
  return lists
}

const LEAD =
  /其中(?:包括|包含)?|(?<=，)(?:内容|主要)*(?:涉及|涵盖|包含)(?=[^，。；\d]{2,12}\d)|(?<=，)(?:含|内有)(?![义有金税])|主要(?:包括|有|为|是)|(?<!主要)包括|分别(?:为|是)|(?<=[，。])[^，。；：\d]{0,8}(?:内容|类[别型]|种类|形式|渠道|方式|途径|栏目|领域)(?:主要)?[为有是]：?(?=[^，。；：\d]{2,14}\d)|(?<=，)有(?=[^，。；\d]{2,12}\d)|具体(?:情况)?(?:如下|为|是|包括)|分为|按[^，。；\d]{2,8}(?:分|统计)(?=[：，])|从[^，。；：\d]{2,10}看(?=[：，])|在(?:主动公开|公开|所有|全部|上述|以上)[^，。；\d]{0,8}中(?=[：，])|(?<=\d[件条篇项个次场期](?:政府|政务)?(?:信息)?)：(?!其中)|（|\(/g
const NEW_ACTION =
  /(?:^|[，；,;])(?:并|还|另|另外|此外|同时|共|全年|累计|一是|二是|三是)?(?:召开|举办|开展|组织(?!机构|领导|人事|类)|印发|制定|出台|收到|受理|办结|回应|编制|编发|制作|建立|完成|举行|参加|更新|清理|整改|处理|答复)|(?:全年|共|累计|另|此外|同时|还)[^，。；]{0,6}(?:发布|公开|推送)/
/** 政务动态 300 条，公告 100 条，推送微信 400 条: the parts were nouns. */
const VERB =
  /^[，；、：:（\s]*(?:其中)?[，：:]?(?:并|另|还)?(?:通过[^，；]{0,20})?(?:发布(?!会)|公开(?!指南|目录|年报|制度|专栏|平台|网)|公布|推送|转载(?!$)|报送|编发|刊发)/
const LAST_PART = /其他|其它/

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
    let total = (ASPECT.test(lead[0]) ? totals.get(nearest) : undefined) ?? nearest
    if (!statements[total]) continue
    const inBrackets = /[（(]$/.test(lead[0]) || /[（(]/.test(text.charAt(lead.index - 1))
    if (/[（(]$/.test(lead[0]) && /^(?:其中|包括|另|占|较|同比|不含|分别)/.test(text.slice(from, from + 2))) continue
    const span = { from, inBrackets, open: isOpen(lead[0]), until: endOf(from, inBrackets) }
    const { parts, labels, end, left, isMixed, isNear } = partsAfter(text, statements, total, span, form)
    // 公开 90 条，解读 9 条，其中网站 60 条、微信 30 条: of numbers that stand near, the one it makes up.
    if (left < 0 && parts.length > 1 && !isNear) total = madeUp(statements, total, left) ?? total
    const whole = statements[total] as Statement
    const goesOn = GOES_ON.test(text.slice(end, end + 32))
    const closes = isComplete(lead[0], labels) && (!isMixed || inBrackets) && !/^含/.test(labels[0] ?? '') && !goesOn
    const isKnown =
      /^(?:handled|dealt-with)$/.test(whole.subject?.key ?? '') && parts.every((i) => statements[i]?.subject?.family === 'outcome')
    if (parts.length === 0 || isKnown || labels.some((label) => /[一二再]审/.test(label)) || (parts.length < 2 && closes && inBrackets))
      continue
    const isHalf = left > whole.number.value / 2 && whole.number.value > FEW
    const closed = !isNear && ((closes && parts.length >= 2 && !isHalf) || (parts.length >= 2 && areNamedIn(labels, whole.lead)))
    const nearly = isNear ? 'run' : !closes && parts.length > 1 && !goesOn && !areOfWebsite(labels) && (isMixed ? 'mixed' : true)
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
  /^(?:、?[^，。；\d]{0,6}等|[，、]?(?:以及|及|和|还有)[^，。；\d]{2,20}(?:[，。；]|$)|[，、](?:及时|并|同时)*(?:发布|公开|公布|更新)[^，。；\d]{2,20}[。；，])/

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
const isOpen = (lead: string) => /^其中|^含|^内有|^主要|^从|^内容|^涉|^涵|^包含|^有|(?<!分别|分|具体|情况)[为有是]：?$|[中：]$/.test(lead)

/** 包括 and 分别为 name every part; so does a list that ends in 其他, and one in brackets that names three things or more. */
function isComplete(lead: string, labels: readonly string[]): boolean {
  if (LAST_PART.test(labels.at(-1) ?? '')) return true
  if (isOpen(lead)) return false
  return !/[（(]$/.test(lead) || (labels.length >= 2 && labels.every((label) => /[^（，、；\s]/.test(label) && !CHANGES.test(label)))
}

/** 新增 3 个，调整 2 个: what was changed is not all there is. */
const CHANGES = /^[（，、；\s]*(?:新(?!闻)|调整|更新|修[改订]|废止|整改|撤销|关停|优化|完成|取消|增|减|清理)/

type Span = { from: number; until: number; inBrackets: boolean; open: boolean }

/**
 * `open`: after 其中 other things may follow the parts, and end the list. `left`: of the total when all parts are taken off. Where what
 * the words make of it does not add up and the numbers up to a later place do, the list ends there.
 */
function partsAfter(text: string, statements: readonly Statement[], total: number, span: Span, form: TemplateId) {
  const { from, inBrackets, open, until } = span
  const whole = statements[total] as Statement
  let [left, rest] = [whole.number.value, whole.number.value]
  // 8 个板块：公告 6 条 counts what holds the pieces.
  const arePieces =
    PIECES.test(whole.number.unit) && (whole.number.unit !== '个' || /[，。；：、（）]/.test(text[whole.number.after] ?? '。'))
  let isMixed = false
  let isOver = false
  let longest = 0
  let groups: Set<string> | undefined
  const parts: number[] = []
  const labels: string[] = []
  const all: number[] = []
  /** How many of them stand before another list begins. */
  let row: number | undefined
  /** Whether a number after the parts belongs to something else. */
  const isBeyond = (value: number, label: string, isCounted: boolean, isLike: boolean): boolean => {
    const [first = '', joined, usual] = [
      labels[0],
      signBehind(text, statements[parts.at(-1) ?? 0]),
      signBehind(text, statements[parts[0] ?? 0])
    ]
    const isOneOfRow = parts.length > 2 && isLike && joined === usual && label.length <= longest + 3
    if (!inBrackets && NEW_ACTION.test(label) && !isOneOfRow && (open || isCounted)) return true
    if (!isCounted) return false
    if (ELSEWHERE.test(label)) return true
    const isVerb = VERB.test(label)
    // 网站栏目发布 60 条，通过公众号公开 30 条.
    const areWays = ONE_WAY_OUT.test(first) && ONE_WAY_OUT.test(label)
    if (parts.length > 1 && !inBrackets && joined === '；' && usual !== '；' && (value > left || isVerb)) return true
    if (!open) return false
    // 图解文件 16 个，动漫文件 7 个: one more of the same kind, whatever is left.
    const isAlike = label.length > 2 && label.slice(-2) === labels.at(-1)?.slice(-2)
    if (whole.number.value > 0) {
      if (left === 0 && !isAlike && (parts.length < 2 || joined !== usual || isVerb)) return true
      if (left === 0 && parts.length < 2 && value >= whole.number.value) return true
      const isNoun = left !== 0 && (isAlike || label.length <= longest + 3)
      if (value > whole.number.value && joined !== '、' && !isNoun && !LAST_PART.test(label)) return true
    }
    if (isVerb && !VERB.test(first) && !PUBLISHED.test(first)) return !areWays
    return PUBLISHED.test(label) && !PUBLISHED.test(first) && value - left >= A_FEW
  }
  for (let i = total + 1; i < statements.length; i++) {
    const { number, depth, subject, weak, lead } = statements[i] as Statement
    if (number.start < from) continue
    if (number.start >= until) break
    if (number.percent || depth - (isAloneInBrackets(text, number) ? 1 : 0) > depthOf(statements, total, inBrackets)) continue
    const label = lead.slice(Math.max(0, lead.length - (number.start - from)))
    if (COMPARED.test(label)) continue
    const isLike = isSameUnit(number.unit, whole.number.unit)
    const pieces = parts.length > 0 && NESTED.test(label) ? lastPiece(statements, i, parts.at(-1) as number, until) : -1
    if (pieces > 0) {
      i = pieces
      continue
    }
    const isCounted =
      isLike ||
      (number.unit === '' && (/[数量]$/.test(label) || /[，、；]/.test(signBehind(text, statements[i])))) ||
      (PIECES.test(number.unit) && arePieces) ||
      (parts.length > 0 && signBehind(text, statements[parts.at(-1) ?? 0]) === '、' && EVENTS.test(number.unit))
    if (row === undefined && all.length > 0 && ELSEWHERE.test(label)) row = all.length
    if (isCounted) {
      all.push(i)
      rest -= number.value
    }
    isOver ||= parts.length > 0 && isBeyond(number.value, label, isCounted, isLike)
    // Nothing that follows can still make it fit.
    if (isOver && rest <= 0) break
    if (isOver || !isCounted) continue
    if (subject && !weak && subject.family !== 'decision' && subject.family !== 'file') {
      // 答复 30 起，其中公开 12 起，告知途径 4 起: results of which some have names of their own; rows of a group named before are in it.
      if (subject.family !== 'outcome' || whole.subject?.family !== 'flow') break
      const group = groupOf(form, subject.key)
      if (groups?.has(group)) continue
      groups = (groups ?? new Set()).add(group)
    }
    isMixed ||= !isLike && number.unit !== ''
    parts.push(i)
    labels.push(label)
    longest = Math.max(longest, label.length)
    left -= number.value
  }
  const fitting = left === 0 || Number.isNaN(left) ? undefined : firstThatFit(all, statements, whole.number.value, parts.length)
  const near = fitting || Math.abs(left) < A_FEW ? undefined : nearest(all.slice(0, row), statements, whole.number.value, parts.length)
  const last = (fitting ?? near ?? parts).at(-1) ?? -1
  const end = statements[last]?.number.after ?? from
  return { parts: fitting ?? near ?? parts, labels, end, left: fitting ? 0 : left, isMixed, isNear: near !== undefined }
}

/** 公开 1233 条，含文件 2 条、其他 1231 条: where the last part is broken down in its turn, and made up. */
function lastPiece(statements: readonly Statement[], from: number, part: number, until: number): number {
  const { value, unit } = (statements[part] as Statement).number
  let sum = 0
  for (let i = from; i < statements.length && sum < value; i++) {
    const { number } = statements[i] as Statement
    if (number.start >= until || !isSameUnit(number.unit, unit)) return -1
    sum += number.value
    if (sum === value && i > from) return i
  }
  return -1
}
const NESTED = /^[，；、]?(?:其中|包括|包含|含|内有|分别)/

const signBehind = (text: string, one: Statement | undefined) => text[one?.number.after ?? -1] ?? ''

/** As many of some numbers, more than so many, as make up a total. */
function firstThatFit(all: readonly number[], statements: readonly Statement[], total: number, more: number): number[] | undefined {
  let sum = 0
  const at = all.findIndex((i, n) => {
    sum += (statements[i] as Statement).number.value
    return n >= more && n > 0 && sum === total
  })
  return at < 0 || total === 0 ? undefined : all.slice(0, at + 1)
}

/** The same where they all but make it up: of so many that it is no chance. */
function nearest(all: readonly number[], statements: readonly Statement[], total: number, more: number): number[] | undefined {
  let [sum, count, least] = [0, 0, A_FEW]
  all.forEach((i, n) => {
    sum += (statements[i] as Statement).number.value
    const left = Math.abs(total - sum)
    if (n < Math.max(more, FEWEST_NEAR - 1) || left >= least || left * 5 > total) return
    least = left
    count = n + 1
  })
  return count > 0 ? all.slice(0, count) : undefined
}
/** Units of one kind: 图解 12 篇、视频 8 部. */
const PIECES = /^[条件份个篇部期则幅]$/
/** One more way to break the total down, or what is told once more. */
const ELSEWHERE = /其中|包括|^，(?:含|内有)|^：|[，；]且$|同[步时](?:在|通过|发布|公开|推送)/
/** 在网站上发布 300 条，通过公众号发布 200 条: verbs from the first part on. */
const PUBLISHED = /(?:[上站号台端网栏]|媒体)(?:累计|共)?(?:发布|公开|公布|推送|转载)/

/** 网站（30 条）、微信（20 条） */
const isAloneInBrackets = (text: string, { start, after }: Statement['number']) =>
  /[\u4e00-\u9fff”][（(]$/.test(text.slice(Math.max(0, start - 2), start)) && /[）)]/.test(text.charAt(after))

const depthOf = (statements: readonly Statement[], total: number, inBrackets: boolean) =>
  (statements[total]?.depth ?? 0) + (inBrackets ? 1 : 0)
