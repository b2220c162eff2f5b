import type { List } from './lists'
import { EVENTS, type Statement } from './statement'
import { GOES_ON_ROW } from './walk'

/** 网站 60 条、微信 50 条，合计 110 条: a total behind its parts. 报送 115 条，被采用 98 条: no more can be taken than was given. */
const TOTAL =
  /^(?:[^，。；、：（）\d]{1,8}[，；]|）?[，、；：]?)(?:以上|上述|全年|年内)?(?:各类|信息|内容|事项)*(?:[两二三四五六七八九十各]个?[\u4e00-\u9fff]{1,3})?(?:合计|共计|总计|总?共)(?:为|有|是)?$/
/** 共计发布信息 800 条, 网站更新总量 800 条: what was done in all may be more than was told. */
const TOTAL_DONE =
  /^[，；](?:全年|年内|全[省市县区镇乡局系校]+|累计(?=共|合|总))*(?:[两二三四五六七八九十各]个?[\u4e00-\u9fff]{1,3})?(?:(?:合计|共计|总计|累计|共)(?:主动)?(?:发布|公开|推送|更新|清理|答复|举办|开展|解读|处理|提供|接待|培训)[^，。；\d]{0,6}|[^，；。\d]{0,6}(?:总[量数]|总场?次数?)(?:为|达)?|[^，；。、\d]{2,10}(?:合计|共计|总计|共)(?:为|有)?)$/
/** 网站公开 60 条，微信公开 50 条。全年累计公开 110 条. */
const TOTAL_BEHIND = /^(?:全年|年内|本年度?|20\d\d年度?|，)*(?:共计?|累计|合计|总计)+(?:主动)?(?:公开|发布|推送)[^，。；\d]{0,8}$/
const TAKEN =
  /^[，；](?:其中)?(?:已|被|获|按[时期]|及时|[省市县区国][省市县区级家]*|上级|媒体|部门)*(?:采用|录用|采纳|刊用|回收|收回|整改|办结|办理|答复|回复)(?:了|信息|有效|问卷|调查|答卷)*$/
const GIVEN = /报送|推送|上报|投稿|发放|发出|发现|收到|受理|接到/

/** Totals that stand behind their parts, and numbers of which no more can be taken than were given. */
export function sums(text: string, statements: readonly Statement[]): List[] {
  return statements.flatMap((whole, total): List[] => {
    const { number, lead } = whole
    if (number.percent || number.unit === '') return []
    if (TAKEN.test(lead)) {
      const given = statements[total - 1]
      return given && !given.subject && isLike(given, whole) && GIVEN.test(given.lead)
        ? [{ total: total - 1, parts: [total], closed: false, isSure: true, rule: 'N-13' }]
        : []
    }
    const [before, behind] = [statements[total - 1], statements[total + 1]]
    // 建议 21 件、提案 18 件，39 件全部办结.
    const isAll =
      lead === '，' &&
      before?.lead[0] === '、' &&
      behind?.sentence !== whole.sentence &&
      /^(?:已?全部|均|都)/.test(text.slice(number.after, number.after + 3))
    const isSaid = isAll || TOTAL.test(lead)
    const isBehind = TOTAL_BEHIND.test(lead) && ONE_WAY_OUT.test(before?.lead ?? '')
    if (!isSaid && !isBehind && !TOTAL_DONE.test(lead)) return []
    const isAlone = isSaid && whole.sentence === number.start - lead.length
    // 原文 56 件、解读 112 篇，合计 168 件（篇）.
    const other = isSaid ? /^（([\u4e00-\u9fff]{1,2})）/.exec(text.slice(number.after, number.after + 4))?.[1] : undefined
    const like = isBehind || isAlone || lead.startsWith('以上') ? { ...whole, sentence: before?.sentence ?? -1 } : whole
    const parts: number[] = []
    for (let i = total - 1; total - i < LONGEST_LIST; i--) {
      // 微信推送 400 条，关注 1.2 万人；微博推送 212 条，粉丝 3 万人；共推送 612 条.
      if (statements[i]?.number.percent || (!isSaid && isOfReaders(statements[i], like))) continue
      const isAlone = statements[i]?.lead.endsWith('（') && statements[i + 1]?.lead.startsWith('）')
      const unit = other && statements[i]?.number.unit === other ? other : number.unit
      const place = { ...like, number: { ...number, unit }, depth: like.depth + (isAlone ? 1 : 0) }
      if (!isLike(statements[i], place) || TOTAL.test(statements[i]?.lead ?? '')) break
      parts.unshift(i)
      if (/其中|包括/.test(statements[i]?.lead ?? '')) break
    }
    // 予以公开最多，共 33 件；其次为无法提供，共 16 件: no sum is less than its parts.
    if (parts.length < 2 || parts.some((i) => (statements[i]?.number.value ?? 0) > number.value + A_FEW)) return []
    // 建议 64 件、提案 96 件，三类事项共 200 件: one is not named.
    const told = '两三四五六七八九'.indexOf(/([两三四五六七八九])(?:个|类|项|者)[^，]{0,4}$/.exec(lead)?.[1] ?? '-')
    if (told >= 0 && told + 2 !== parts.length) return []
    return [{ total, parts, closed: isSaid, nearly: true, rule: number.unit === '元' ? 'N-15' : 'N-13' }]
  })
}

const isOfReaders = (one: Statement | undefined, { sentence, number }: Statement) =>
  one?.sentence === sentence &&
  one.number.unit !== number.unit &&
  /^(?:人次|人|次|户)$/.test(one.number.unit) &&
  !/人|^[次户]/.test(number.unit)

/** 共公开 900 条。网站公开 500 条，公众号公开 400 条: what fills the rest of the sentence, or the next one, may be its parts. */
export function runs(text: string, statements: readonly Statement[], lists: readonly List[]): List[] {
  const known = new Set(lists.map(({ total }) => total))
  const isPart = new Map(lists.flatMap(({ total, parts }) => parts.map((part) => [part, total] as const)))
  const one = (i: number | undefined) => statements[i ?? -1] as Statement
  const firsts = firstOfUnits(statements)
  return statements.flatMap(({ number, lead, depth, sentence, subject, weak }, total): List[] => {
    const [next, last] = [statements[total + 1], statements[total + 2]]
    const isSplit =
      depth === 0 &&
      last?.sentence === sentence &&
      (areOpposite(next?.lead ?? '', last.lead) ||
        areBothNamed(lead, next?.lead ?? '', last.lead) ||
        BY_OPENNESS.every((words, at) => words.test(statements[total + 1 + at]?.lead ?? '')))
    const isDealt = depth === 0 && last?.sentence === sentence && areOneDoing(lead, next?.lead ?? '', last.lead)
    if ((known.has(total) && !isSplit && !isDealt) || number.percent || number.unit === '') return []
    // 收到 2 件，1 件为征地信息，1 件为规划信息.
    const isCounted = /^[，：]\d/.test(text.slice(number.after, number.after + 2)) && depth === 0
    // 其中重点领域 370 条。救助类 142 条；养老类 78 条；…: many parts in the sentence after.
    const isAmong = /其中/.test(lead) && one(total + 1)?.sentence !== sentence
    if (number.value < 2 || /包括/.test(lead) || (/其中/.test(lead) && !isAmong)) return []
    const first = statements.slice(total + 1, total + 3).find((one) => one.depth === depth && !one.number.percent)
    // Of the first number of its kind in a sentence what follows may be parts.
    const isOfRequests = subject?.family === 'flow' && /receive|some/.test(subject.key)
    const isTotal =
      depth === 0 &&
      !isPart.has(total) &&
      text[number.after] !== '、' &&
      (/(?:信息|数量?|量|共|总计|公开|发布)[^，。；]{0,8}$/.test(lead) || isOfRequests || isDealt) &&
      !/outcome|file/.test(weak ? '' : (subject?.family ?? '')) &&
      (firsts[total]?.atDepth === true || isDealt) &&
      !isBeside(lead, first?.lead ?? '')
    const isAltogether = number.value >= 100 && /共|累计|合计|总/.test(lead)
    const isFirst = number.value > A_FEW && depth === 0 && !isPart.has(total) && firsts[total]?.inSentence === true
    // 建议提案 7 件，人大的 5 件，政协的 2 件.
    const isOfThose = depth === 0 && [next, last].every((part) => part?.sentence === sentence && THOSE.test(part.lead))
    if (!isCounted && !isAmong && !isTotal && !isAltogether && !isSplit && !isFirst && !isOfThose) return []
    const parts: number[] = []
    for (let i = total + 1; i < statements.length && parts.length < LONGEST_LIST; i++) {
      const part = statements[i] as Statement
      if (part.sentence !== first?.sentence && !goesOn(text, part, one(parts.at(-1)))) break
      // 网站 60 条，其中动态 40 条、公告 20 条；公众号 30 条: parts that are broken down in their turn.
      if (part.depth > depth || part.number.percent || parts.includes(isPart.get(i) ?? -1)) continue
      if (isCounted && !/(?:^|[^\d])[，；、：]$/.test(part.lead)) break
      // 网站 60 条、访谈 9 次，其他 20 条: in one row.
      const isEvent = isTotal && EVENTS.test(part.number.unit) && part.lead.startsWith('、')
      const isOther = part.number.unit !== number.unit && !isEvent
      if (isOther || /其中|包括|共计|合计/.test(part.lead) || (isCounted && part.subject && !part.weak)) return []
      parts.push(i)
    }
    const from = statements[parts[0] ?? -1]?.number.start ?? 0
    if (parts.length < 2 || from - number.after > FURTHEST || /\n/.test(text.slice(number.after, from))) return []
    // 公开 82 条，机构信息 3 条，财政信息 6 条，其他信息 73 条: a last 其他 names the rest.
    const endsInRest =
      isTotal &&
      !isAmong &&
      parts.length > 2 &&
      one(parts.at(-1)).sentence === one(total).sentence &&
      /其他|其它/.test(one(parts.at(-1)).lead)
    const isLong = (isTotal && parts.length > 2) || (isAmong && parts.length > 3)
    // 公开 90 条，网站 40 条，公众号 50 条: two ways out of what was counted before.
    const areWays = isTotal && !ONE_WAY_OUT.test(lead) && parts.every((i) => ONE_WAY_OUT.test(one(i).lead))
    // 解读 30 个，图文解读 22 个，视频解读 8 个: each is named as the whole is.
    const areNamed = text[number.after] !== '、' && parts.every((i) => one(i).lead.endsWith(lead.slice(-2)))
    // 公开 45 条，动态 40 条，政策 5 条: two that fill their sentence.
    const isPair = (isTotal || (isFirst && areNamed)) && parts.length === 2 && (isDealt || isAtEnd(text, one(parts[1])))
    // 64 件，已办结 60 件，正在办理 4 件，另有 3 件: both sides make it up, whatever follows.
    if (isSplit && parts.length > 2 && one(parts[0]).number.value + one(parts[1]).number.value === number.value) parts.length = 2
    // Of so many that it is no chance.
    const left = Math.abs(number.value - parts.reduce((sum, i) => sum + one(i).number.value, 0))
    const isNear = isFirst && parts.length >= FEWEST_NEAR && left < A_FEW && left * 5 <= number.value
    const areThose =
      isOfThose && parts.every((i) => THOSE.test(one(i).lead) && one(i).subject?.family !== 'applicant') && isAtEnd(text, one(parts.at(-1)))
    // 目录 102 条，分别为…；专栏 86 条，分别为…: each is broken down in its turn.
    const areTotals = isTotal && parts.every((i) => known.has(i))
    if (!isCounted && !areThose && !areTotals && !endsInRest && !isNear && !isLong && !areWays && !isAltogether && !isPair && !isSplit)
      return []
    // 收到 276 件，上年结转 7 件，答复 274 件: what came in and what became of it.
    const isFlow = (i: number) => FLOWS.test(one(i).lead) || /flow|dispute/.test(one(i).subject?.family ?? '')
    if (!isCounted && !areThose && (!isSplit || subject?.family === 'flow') && parts.some(isFlow)) return []
    return [
      {
        total,
        parts,
        closed: areThose || (isSplit && parts.length <= BY_OPENNESS.length),
        nearly: isCounted || (endsInRest ? 'rest' : isPair && !areNamed && !areWays && !isAltogether ? 'pair' : 'run'),
        rule: number.unit === '元' ? 'N-15' : 'N-13'
      }
    ]
  })
}

const THOSE = /^[，、；：](?!其中)[^，。；、\d]{1,8}(?<![有为])的$/
/** What is carried over, and papers that are issued, are no parts of what came in. */
const FLOWS = /结转[^，。；]{0,8}$|(?:文书|[复知]书|通知|[复知询]函)$/

/** Of each number: whether it is the first of its unit in its sentence, and the first so deep in brackets. */
function firstOfUnits(statements: readonly Statement[]): { inSentence: boolean; atDepth: boolean }[] {
  let [known, last] = [new Set<string>(), -1]
  return statements.map(({ number: { unit }, depth, sentence }) => {
    if (sentence !== last) [known, last] = [new Set(), sentence]
    const deep = `${depth} ${unit}`
    const first = { inSentence: !known.has(unit), atDepth: !known.has(deep) }
    known.add(unit).add(deep)
    return first
  })
}

/** 已完成 18 项，正在推进 2 项. */
const DONE = /^[，、；](?:已[\u4e00-\u9fff]{2,5}|[\u4e00-\u9fff]{0,3}(?:完成|办结|到位))$/
const NOT_YET = /^[，、；](?:正在|[尚仍还]在|[尚仍]未)[\u4e00-\u9fff]{2,5}$/

/** 采纳 30 条，未采纳 15 条; 已整改 20 个，正在整改 8 个: both sides of one thing. */
const areOpposite = (one: string, other: string): boolean => {
  if (/^[，、；]线上$/.test(one) && /^[，、；]线下$/.test(other)) return true
  if (DONE.test(one) && NOT_YET.test(other)) return true
  const verb = /^[，、；](?:已|被)?([\u4e00-\u9fff]{2,5})$/.exec(one)?.[1]
  const rest = /^[，、；](?:未|不予|正在|尚未|待|不(?=公开.|采))([\u4e00-\u9fff]{2,5})$/.exec(other)?.[1]
  // 公开 and 不予公开: 依申请公开 may be a third.
  if (!verb || !rest || rest === '公开') return false
  // 办结留言 312 条，正在办理 7 条.
  const areOfOne = rest.length === 2 && !verb.startsWith('结果') && [...rest].some((sign) => verb.slice(0, 2).includes(sign))
  return verb === rest || areOfOne || (verb.endsWith('完成') && verb.startsWith(rest))
}

/** 建议提案 15 件，建议 9 件、提案 6 件: the words of the total name both. */
function areBothNamed(lead: string, ...parts: string[]): boolean {
  const names = parts.map((part) => /^[，、](?:其中)?([\u4e00-\u9fff]{2})$/.exec(part)?.[1] ?? ' ')
  return names[0] !== names[1] && names.every((name) => lead.includes(name))
}

/** 收到留言 111 条，公开答复 41 条、电话答复 70 条: what came in, and the same done with it in two ways, or one of them a refusal. */
function areOneDoing(given: string, one: string, other: string): boolean {
  if (!GIVEN.test(given) || !DONE_WITH.test(one) || !DONE_WITH.test(other)) return false
  return one.slice(-2) === other.slice(-2) || /不予|正在/.test(other)
}
const DONE_WITH = /^[，、；](?!其中)[^，。；、]{0,8}(?:答复|办[结理复]|回复|受理|采[纳用]|处理|转办|退回|解决)(?:了)?$/

/** 制作 64 件，主动公开 20 件、依申请公开 14 件、不予公开 30 件: what a document may be. */
const BY_OPENNESS = [/主动公开[^，。；、]{0,6}$/, /依申请公开[^，。；、]{0,6}$/, /不予?公开[^，。；、]{0,6}$/]

/** 一是公开动态 10 条。二是公开公告 20 条; 网站公开 10 条。通过报刊公开 20 条: the next sentence is one more of the row. */
const goesOn = (text: string, part: Statement, last: Statement | undefined) =>
  last !== undefined &&
  part.sentence !== last.sentence &&
  (GOES_ON_ROW.test(text.slice(part.sentence, part.sentence + 6)) || (ONE_WAY_OUT.test(part.lead) && ONE_WAY_OUT.test(last.lead)))

const isAtEnd = (text: string, { number }: Statement) =>
  /^[^，；：、（\d]{0,10}(?:[，（][^，。；：、\d]{0,10}(?:占|率|比例|比重)[^，。；：、\d]{0,8}[\d.]+[%％]）?)?(?:[。；]|$)/.test(
    text.slice(number.after, number.after + 32)
  )

/** 微信发布 450 条，微博发布 300 条: one more of the same, not the whole of what follows. */
function isBeside(lead: string, next: string): boolean {
  const clause = lead.slice(lead.search(/[^，。；]*$/)).replace(/^.*等/, '')
  const [isWay, isNextWay] = [ONE_WAY_OUT.test(clause), ONE_WAY_OUT.test(next)]
  const isSameVerb = /(?:公开|发布|推送|更新)$/.test(lead) && lead.slice(-2) === next.slice(-2)
  return lead.slice(-4) === next.slice(-4) || (isWay ? isNextWay : isSameVerb && !isNextWay)
}
export const ONE_WAY_OUT = /网站|微信|微博|抖音|公众号|新媒体|平台|公报|专栏|报刊|报纸|头条|快手|视频号|客户端|门户/

const isLike = (one: Statement | undefined, { sentence, number: { unit }, depth }: Statement) =>
  one?.sentence === sentence && one.depth === depth && (one.number.unit === unit || (unit === '场次' && EVENTS.test(one.number.unit)))

/** No list of a sentence has more parts. */
export const LONGEST_LIST = 40

/** So many numbers do not all but make up another by chance. */
export const FEWEST_NEAR = 3

/** Fewer than so many, and less than a third, are not left out on purpose. */
export const A_FEW = 10

/** From a total to what breaks it down. */
export const FURTHEST = 80

export const COMPARED = /^[^，；、（]{0,8}[，；、（]*(?:同比|环比|相?[比较与][去上20])/
