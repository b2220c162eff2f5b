import { meaningOf, resultLines } from '@/report/meaning'
import type { TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { remember } from '@/report/text/remember'
import type { List } from './lists'
import { EVENTS, isSameUnit, type Statement } from './statement'
import { A_FEW, COMPARED, FEWEST_NEAR, FURTHEST, LONGEST_LIST, ONE_WAY_OUT } from './totals'

/** The group a row of results stands under: named after it the row breaks it down. 信息不存在 is a row of no form. */
export const groupsOf = remember((id: string): ReadonlyMap<string, string> => {
  const rows = resultLines(openTemplate(id as TemplateId)).flatMap((group) => (group.lines ?? []).map((row) => [row, group] as const))
  return new Map([...rows.map(([row, group]) => [meaningOf(row), meaningOf(group)] as const), ['not-existing', 'unavailable']])
})

/** The group of rows an outcome belongs to, itself if none; both by what they mean. */
export const groupOf = (form: TemplateId, key: string) => groupsOf(form).get(key) ?? key

const NEW_ACTION =
  /(?:^|[，；,;])(?:并|还|另|另外|此外|同时|共|全年|累计|一是|二是|三是)?(?:召开|举办|开展|组织(?!机构|领导|人事|类)|印发|制定|出台|收到|受理|办结|回应|编制|编发|制作|建立|完成|举行|参加|更新|清理|整改|处理|答复)|(?:全年|共|累计|另|此外|同时|还)[^，。；]{0,6}(?:发布|公开|推送)/
/** 政务动态 300 条，公告 100 条，推送微信 400 条: the parts were nouns. */
const VERB =
  /^[，；、：:（\s]*(?:其中)?[，：:]?(?:并|另|还)?(?:通过[^，；]{0,20})?(?:发布(?!会)|公开(?!指南|目录|年报|制度|专栏|平台|网)|公布|推送|转载(?!$)|报送|编发|刊发)/
export const LAST_PART = /其他|其它/

type Span = { from: number; until: number; inBrackets: boolean; open: boolean }

/**
 * `open`: after 其中 other things may follow the parts, and end the list. `left`: of the total when all parts are taken off. Where what
 * the words make of it does not add up and the numbers up to a later place do, the list ends there.
 */
export function partsAfter(text: string, statements: readonly Statement[], total: number, span: Span, form: TemplateId) {
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
    const areWays = () => (ONE_WAY_OUT.test(first) && ONE_WAY_OUT.test(label)) || (first.includes('原创') && label.includes('转载'))
    if (parts.length > 1 && !inBrackets && joined === '；' && usual !== '；' && (value > left || isVerb)) return true
    if (!open) return false
    // 图解文件 16 个，动漫文件 7 个: one more of the same kind, whatever is left.
    const isAlike = label.length > 2 && label.slice(-2) === labels.at(-1)?.slice(-2)
    if (whole.number.value > 0) {
      if (left === 0 && !isAlike && (parts.length < 2 || joined !== usual || isVerb)) return true
      if (left === 0 && parts.length < 2 && value >= whole.number.value) return true
      // 其中 1 件属执法案卷，6 件由申请人撤回: the names stand behind; 邮递 1 条，信息公开平台 11 条: both are ways in.
      const isNoun = () =>
        left !== 0 &&
        (isAlike || label.length <= longest + 3 || (first === '' && label.endsWith('，')) || (WAY_IN.test(first) && WAY_IN.test(label)))
      if (value > whole.number.value && joined !== '、' && !isNoun() && !LAST_PART.test(label)) return true
    }
    // 网站信息 57 条，公开信息 99 条: named as the part before.
    const isInfo = isAlike && label.endsWith('信息') && value - left < A_FEW
    if (isVerb && !VERB.test(first) && !PUBLISHED.test(first)) return !areWays() && !isInfo
    return PUBLISHED.test(label) && !PUBLISHED.test(first) && value - left >= A_FEW
  }
  for (let i = total + 1; i < statements.length; i++) {
    const { number, depth, subject, weak, lead } = statements[i] as Statement
    if (number.start < from) continue
    if (number.start >= until) break
    if (number.percent || depth - (isAloneInBrackets(text, number) ? 1 : 0) > depthOf(statements, total, inBrackets)) continue
    const label = lead.slice(Math.max(0, lead.length - (number.start - from)))
    // 许可新增 21 项，总计 21 项: what there is by now is no part of what is new.
    if (COMPARED.test(label) || (parts.length > 0 && SO_FAR.test(label))) continue
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
  const near = fitting || Math.abs(left) < A_FEW ? undefined : nearest(all, statements, whole.number.value, parts.length)
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

/** The same where they all but make it up: of so many that it is no chance, and as far as no other list begins. */
function nearest(all: readonly number[], statements: readonly Statement[], total: number, more: number): number[] | undefined {
  let [sum, count, least] = [0, 0, A_FEW]
  for (const [n, i] of all.entries()) {
    const { number, lead } = statements[i] as Statement
    sum += number.value
    if (sum - total >= least || (n > 0 && ELSEWHERE.test(lead))) break
    const left = Math.abs(total - sum)
    if (n < Math.max(more, FEWEST_NEAR - 1) || left >= least || left * 5 > total) continue
    least = left
    count = n + 1
  }
  return count > 0 ? all.slice(0, count) : undefined
}
/** Units of one kind: 图解 12 篇、视频 8 部. */
const PIECES = /^[条件份个篇部期则幅]$/
const SO_FAR = /^[，、](?:总计|合计|共计|累计|现有|总数)(?:为|达|有)?$/
/** One more way to break the total down, or what is told once more. */
const ELSEWHERE = /其中|包括|^，(?:含|内有)|^：|[，；]且$|同[步时](?:在|通过|发布|公开|推送)/
/** 在网站上发布 300 条，通过公众号发布 200 条: verbs from the first part on. */
const PUBLISHED = /(?:[上站号台端网栏]|媒体)(?:累计|共)?(?:发布|公开|公布|推送|转载)/

const WAY_IN = /(?:网[站上络页]|信函|邮[寄递箱件政]|当面|现场|平台|窗口|传真|电话|线[上下]|书面)[^，。；、]{0,4}$/

/** 网站（30 条）、微信（20 条） */
const isAloneInBrackets = (text: string, { start, after }: Statement['number']) =>
  /[\u4e00-\u9fff”][（(]$/.test(text.slice(Math.max(0, start - 2), start)) && /[）)]/.test(text.charAt(after))

const depthOf = (statements: readonly Statement[], total: number, inBrackets: boolean) =>
  (statements[total]?.depth ?? 0) + (inBrackets ? 1 : 0)

/** 自然人 and 法人 of a count of applications; 维持, 纠正 … of a count of cases; numbered lines, and what 除 takes out. */
export function knownLists(text: string, statements: readonly Statement[]): List[] {
  const lists: List[] = []
  statements.forEach((first, i) => {
    const family = first.subject?.family
    if ((family !== 'applicant' && family !== 'result') || statements[i - 1]?.subject?.family === family) return
    const parts: number[] = []
    for (let j = i; statements[j]?.sentence === first.sentence; j++) {
      // 自然人 15 件（其中转办 1 件），法人 1 件.
      if ((statements[j] as Statement).depth > first.depth) continue
      if (statements[j]?.subject?.family !== family) break
      parts.push(j)
    }
    // 复议 4 宗、诉讼 0 宗，其中维持 3 宗: of those there were.
    const total = statements[i - 1]?.subject?.family === 'dispute' && statements[i - 1]?.number.value === 0 ? i - 2 : i - 1
    const whole = statements[total]
    if (!whole?.subject || whole.sentence !== first.sentence || parts.length < 2) return
    const keys = new Set(parts.map((part) => statements[part]?.subject?.key))
    if (keys.size < 4 && !/其中|包括|分别|（|涉及|为/.test(text.slice(whole.number.after, first.number.start))) return
    const closed = family === 'applicant' ? keys.has('person') && keys.has('company+research+welfare+legal+other') : keys.size >= 4
    lists.push({ total, parts, closed, rule: 'N-13' })
  })
  return [...lists, ...overLines(text, statements), ...rests(statements)]
}

/** 15 件，除 2 件结转下年外，其余 13 件: what is taken out and what is left are all. */
function rests(statements: readonly Statement[]): List[] {
  return statements.flatMap(({ lead, number: { unit, percent }, paragraph }, last): List[] => {
    if (percent || unit === '' || !REST.test(lead)) return []
    const from = Math.max(0, last - A_FEW)
    const first = from + statements.slice(from, last).findLastIndex((one) => EXCEPT.test(one.lead))
    const parts = statements.slice(first, last + 1)
    const isOfOne =
      first > from && [statements[first - 1], ...parts].every((one) => one?.number.unit === unit && one.paragraph === paragraph)
    return isOfOne ? [{ total: first - 1, parts: parts.map((_, i) => first + i), closed: true, isSure: true, rule: 'N-13' }] : []
  })
}
const REST = /[，、](?:其[他余它]|余下|剩余|剩下)的?$/
const EXCEPT = /[，。；]除(?:了|有)?[^，。；\d]{0,12}$/

/** 公开 545 条。围绕以下领域： and then lines that each begin with their number. */
function overLines(text: string, statements: readonly Statement[]): List[] {
  return statements.flatMap((whole, total): List[] => {
    const { after, unit } = whole.number
    if (unit === '' || whole.number.percent || statements[total + 1]?.paragraph === whole.paragraph) return []
    const first = LINES.exec(text.slice(after, after + FURTHEST))?.[1]
    if (!first) return []
    const parts: number[] = []
    for (let i = total + 1; i < statements.length && parts.length < LONGEST_LIST; i++) {
      const { number, depth, paragraph, lead } = statements[i] as Statement
      const line = text.slice(paragraph, paragraph + 6).trimStart()
      if (!LINE.test(line) || (parts.length > 0 && line.startsWith(first) && paragraph !== statements[i - 1]?.paragraph)) break
      if (number.unit === unit && depth === 0 && !/其中|包括|占|较上年/.test(lead)) parts.push(i)
    }
    return parts.length < FEWEST_NEAR ? [] : [{ total, parts, closed: false, nearly: 'run', rule: unit === '元' ? 'N-15' : 'N-13' }]
  })
}
const LINES = /^[^\n]{0,12}[，。：][^，。；\n\d]{0,12}(?:以下|如下|下列|方面|领域)[^，。；\n\d]{0,10}[：。]\s*\n\s*(（?1[）.．、])/
const LINE = /^（?\d{1,2}[）.．、]|^[①-⑳]/
