import type { FileColumn, FileKind, Meaning } from '@/report/meaning'
import { isFor, type Span } from '@/report/rule'
import type { TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { type Around, type Found, inSentence, type Statement, type Subject } from './statement'
import { JOINED, SUBJECTS } from './subjects'
import { lastIndex, lastMatch } from './walk'

const MAKE = '(?:新发布|制发|制定|印发|出台|制作|制订|新增|起草|颁布)'
const OPEN = '(?:公开|公布|(?<!新)发布)'

/** Columns of the table of files, the likeliest first; `weak`: the words are said of other things as well. */
type Columns = Span & { columns: readonly FileColumn[]; weak: boolean }

/** What was done with documents: the word nearest before decides which column is meant. */
const VALID = /(?<!公[开布]的?)(?:现行有效|继续有效)|(?<!公[开布]的?(?:现行|继续))有效(?=(?:的|行政)*(?:规范|规章|$))/g
const doing = (words: RegExp, now: readonly FileColumn[], old: readonly FileColumn[], weak?: 'now' | 'old') => ({
  words,
  on: [
    { since: 2021, columns: now, weak: weak === 'now' },
    { until: 2020, columns: old, weak: weak === 'old' }
  ] as readonly Columns[]
})
const DOINGS = [
  doing(/(?<=公[开布]的?)(?:现行|继续)有效/g, ['valid'], ['public-total']),
  doing(VALID, ['valid'], ['public-total'], 'old'),
  doing(/废止|失效|宣布失效/g, ['repealed'], []),
  // 制定并公开 is making.
  doing(new RegExp(`${MAKE}(?:(?:并|和|、)?(?:主动)?${OPEN})?`, 'g'), ['made'], ['made', 'opened']),
  doing(new RegExp(`(?<!${MAKE}(?:并|和|、)?(?:主动)?)${OPEN}`, 'g'), ['made', 'valid'], ['opened', 'made', 'public-total'], 'now')
] as const

const DOCUMENT = /规范性文件(?!类|信息)|规章(?!制度|类)/g

const DONE = new RegExp(
  `(?:${DOINGS.map(({ words }) => words.source).join('|')})(?:的|了|有|共计|共|同样|为|：|文件|总?数量|件数|总数|数)*$`
)

/** 制发 6 件、废止 1 件 after 规范性文件 was named. */
export function readDoing({ number, lead, depth }: Statement, sentence: string, tail: string, template: TemplateId): Found | undefined {
  const counted = /^(?:的)?(?:行政)?(规范性文件|规章)(?!的|内容|解读)/.exec(tail)?.[1]
  if (!(counted ? /^[件个份部条项]?$/ : /^[件个份部]?$/).test(number.unit)) return undefined
  const named = lead.includes('《') ? lead.replace(/《[^》]*》/g, '') : lead
  // 标注废止文件 200 个: of all files of a site.
  if (/标[注记识明]/.test(named)) return undefined
  // 清理中继续有效 30 件: of those that were looked through.
  if (/继续有效/.test(lead) && sentence.includes('清理')) return undefined
  // 公开规范性文件 7 件，其中新制定 5 件，修订 2 件: both may be counted as made.
  if (/^[，、]修[订改正]/.test(tail)) return undefined
  // 对 5 件行政规范性文件予以废止.
  const done = counted && DONE_BEHIND.exec(tail)?.[1]
  if (!done && !DONE.test(lead) && !(counted && named.endsWith('等'))) return undefined
  const kind = counted ?? lastMatch(sentence, DOCUMENT)?.[0]
  if (!kind) return undefined
  const subject = SUBJECTS.find(({ family, key }) => family === 'file' && key === (kind === '规章' ? 'regulations' : 'normative'))
  const joins = /(?:规章(?:和|及|、|与)(?:行政)?规范性文件|(?:行政)?规范性文件(?:和|及|、|与)规章)/.test(sentence)
  const found = subject && columnsOf(subject, doingIn(done || named), template, joins || depth > 0)
  // 将 4 件行政规范性文件公开: mostly those that were made.
  return found && { subject, ...found, perhaps: /公[开布]/.test(done || '') && found.weak }
}

const DONE_BEHIND = /规范性文件(?:予以|已|被|宣布|进行|进行了|的)*(废止|失效|公开|公布|[现继][行续]有效)(?=[，。；]|$)/

/** 规范性文件 7 件: what was done with them, the verb before tells, or the one before the document named last. */
export function readFile(subject: Subject, { text, prefix, sentenceText, base, statements, template }: Around): Found | undefined {
  const clause = prefix.slice(prefix.lastIndexOf('，') + 1).replace(/（[^（）]*）/g, '')
  if (!/有效的?$/.test(prefix) && /备案|审[查核](?!印发|制发|出台)|报备|清理(?!并|废止|失效)|解读|评估|报送|梳理|修[订改]/.test(clause))
    return undefined
  const previous = inSentence(statements, base.sentence).findLast(
    ({ subject, depth }) => subject?.family === 'file' && depth === base.depth
  )
  const doing =
    doingIn(prefix) ??
    (previous && doingIn(sentenceText.slice(0, previous.number.start - base.sentence))) ??
    (THIS_YEAR.test(prefix) ? MAKING : undefined)
  // 新增规章 18 件（含新制定 4 件，修改 14 件）: what was made stands in the bracket.
  const isBroken = /^（[^）\d]{0,6}新?(?:制定|制发|出台)\d/.test(text.slice(base.number.after, base.number.after + 16))
  const together = prefix.length > 1 && !/[）\d]、$/.test(prefix) && JOINED.test(prefix)
  const isAmong = AMONG.test(prefix) && !base.number.about
  if (base.number.unit === '条' && !isAmong) return undefined
  // 全年公开规范性文件 3 件: mostly those that were made; 3 篇 may be pages.
  const arePieces = /^[篇份]$/.test(base.number.unit)
  const perhaps =
    (subject.key === 'normative' || /名义[^，。；]{2,4}(?:政府)?规章$/.test(base.lead)) &&
    !together &&
    (/^[件个条部]$/.test(base.number.unit) || (arePieces && doing === OPENING && !isAmong)) &&
    ((doing ?? doingIn(sentenceText)) === OPENING || (isAmong && /推送|发布|^\s*其中/.test(sentenceText)))
  const found = columnsOf(subject, perhaps ? OPENING : doing, template, together)
  return { subject, ...found, weak: found.weak || isBroken, perhaps: perhaps && found.weak && (arePieces ? 'near' : true) }
}

/** 本年度行政规范性文件 9 件: those that were made. */
const THIS_YEAR = /(?:^|[，；])(?:20\d\d年度?|本年度?|全年|今年)(?:的|新)*$/
const [, , , MAKING, OPENING] = DOINGS
/** 公开信息 146 条，其中规范性文件 3 件. */
const AMONG = /(?:^|[，。；：（])(?:其中|含)[，：]?(?:公开|主动公开)?(?:行政)?$/

/** Whether a number speaks of documents that were repealed. */
export const isOfRepealed = ({ reads }: Found) => reads?.[0]?.[0]?.endsWith('/repealed') === true

function doingIn(words: string): (typeof DOINGS)[number] | undefined {
  let best = -1
  let found: (typeof DOINGS)[number] | undefined
  for (const doing of DOINGS) {
    const at = lastIndex(words, doing.words)
    if (at > best) [best, found] = [at, doing]
  }
  return found
}

function columnsOf(
  subject: Subject,
  doing: (typeof DOINGS)[number] | undefined,
  template: TemplateId,
  weak: boolean
): Pick<Found, 'reads' | 'weak'> {
  const form = openTemplate(template)
  const on = doing?.on.find((one) => isFor(one, form))
  const columns = on?.columns ?? (['made', 'repealed', 'valid', 'opened', 'public-total'] as const)
  return {
    reads: columns.map((column) => [`disclosure/${subject.key as FileKind}/${column}`]),
    weak: weak || !on || on.weak === true
  }
}

/** 未制定规范性文件, 规范性文件制发数为零. */
export const NO_DOCUMENTS =
  /((?:未|没有|无)新?(?:(?:制定|制发|印发|印制|出台|发布|新增|废止|修改)、?(?:也)?(?:未|没有)?)+)(?:新的|任何|行政法规|、|(?:政府)?规章(?:和|及|或|、))*(?:行政)?规范性文件(?!的|解读|目录|信息)|规范性文件(制[定发]|出台|废止|失效)(?:数量|件数|数|量)?为零|无(?:行政)?规范性文件(制[定发]|出台|印发|废止|失效)(?=[，。；]|$)/g

/** The columns there is nothing in where so much of documents is denied. */
export const columnsDenied = (doing: string): Meaning[] => [
  ...(/[制印发台增]/.test(doing) ? (['disclosure/normative/made'] as const) : []),
  ...(/废止|失效/.test(doing) ? (['disclosure/normative/repealed'] as const) : [])
]

/** 行政许可上年度为 30 项，本年增加 4 项，总计 34 项，作出处理决定 212 件: the row of the form of 2019, told in words. */
export function readItems({ lead, number }: Statement, before: Statement | undefined, sentence: string): Found | undefined {
  // 涉及收费项目 1 项，全年共收到 62.8 万元: fees, if it is near them.
  if (FEES_TAKEN.test(lead) && /^万?元$/.test(number.unit) && sentence.includes('收费'))
    return { subject: FEES, reads: FEES.reads, weak: true, perhaps: 'near' }
  if (PURCHASES.test(lead)) return itemsOf('procurement', ['projects'])
  const [, services, kind = services, column = ''] = ITEMS.exec(lead) ?? []
  if (kind) return itemsOf(KINDS[kind] as Items, [column.startsWith('新') ? 'change' : 'last-year'])
  const told = TOLD.exec(before?.meant[0]?.[0] ?? '')?.[1] as Items | undefined
  if (!told) return undefined
  if (ITEMS_IN_ALL.test(lead)) return itemsOf(told, ['last-year', 'change'])
  return ITEMS_CHANGED.test(lead) ? itemsOf(told, ['change']) : ITEMS_DECIDED.test(lead) ? itemsOf(told, ['decisions']) : undefined
}
type Items = 'licensing' | 'services' | 'penalty' | 'coercion' | 'procurement'
const KINDS: Readonly<Record<string, Items>> = { 其他对外管理服务: 'services', 许可: 'licensing', 处罚: 'penalty', 强制: 'coercion' }
const TOLD = /^disclosure\/(licensing|services|penalty|coercion)\/(?:last-year|change)$/
const ITEMS =
  /(?:(其他对外管理服务)|行政(许可|处罚|强制))(?:类?事项|项目)?[，：]?(新增|(?:上一?年度?|去年)(?:的)?(?:事项|项目)?(?:总?数量?)?)(?:为|有|是)?$/
const ITEMS_CHANGED = /^[，、；](?:本年度?|今年|[较比]上年|新)*(?:增加|减少|增|减)(?:了|数量)?$/
const ITEMS_IN_ALL = /^[，、；](?:总计|合计|共计|共|现有)(?:为|有)?$/
const ITEMS_DECIDED = /^[，、；](?:全年|本年度?|共|作出|的)*处理决定(?:数量|数)?(?:为|共)?$/
const FEES = SUBJECTS.find(({ key }) => key === 'fees') as Subject
const FEES_TAKEN = /(?<!事业性(?:收费[^，。；]*)?)(?:收[到取缴费]|征收|上缴)(?:了|费用|资金|金额|共计|共)*$/
const PURCHASES = /(?:^|[，。；])(?:全年|本年度?|实施|开展|完成|办理)*政府集中采购(?:采购)?项目(?:数量?)?(?:共|为)?$/

const itemsOf = (key: Items, columns: readonly ('last-year' | 'change' | 'decisions' | 'projects')[]): Found => ({
  subject: { key: columns.at(-1) as string, rule: 'N-11', name: '表二', family: 'decision', words: [], reads: [] },
  reads: [columns.map((column) => `disclosure/${key}/${column}` as Meaning)]
})
