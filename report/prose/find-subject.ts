import { remember } from '@/report/text/remember'
import type { NumberInText } from './numbers'
import type { Subject } from './statement'
import { HANDLED, RECEIVED, SUBJECTS } from './subjects'

/** Words that say nothing of their own between a subject and its number. */
const FILLER = [
  '的|了|而|等|共计|总共|一共|共有|共|合计|总计|累计|计|为|是|有|达到|达|约|近|超过|大约|仅|均|各',
  '(?:办理)?数量|总数|总量|件数|总|数|量|类|案件|案|收案|立案|情形|情况|范围|范畴|答复|决定|(?<!诉讼)请求|办理事项|事项|项目|办件|办理(?=[数件])|方式|依?申请信?件|(?<=申请|公开)[信来]件|申请信函|申请书|申请表|申请(?:书面)?材料|申请|件|起诉|被诉',
  '政府信息公开|政府信息|信息公开|信息|不予受理|不予重复处理',
  '(?:[因由])?(?:政府)?信息公开(?:工作)?(?:引[起发]|产生)的?|方面[，：]?|(?<=[：数量])(?:全年|本年度?|今年|20\\d\\d年度?)',
  '：|:|（|“|”|"|\\s|，(?:共计|共|合计|总计|总共)|（[^（）]{0,24}）'
].join('|')

/** What may also stand after 收到: who asks, what for and by which way. */
const OF_REQUESTS = [
  '各类|各种|依法|有效|书面|政府|政务公开|依申请公开|[依已]申请|公开|申请人|公民(?:[、和及与或]+(?:企业|(?:其他)?社会组织|单位))?|法人|其他组织|社会公众|公众|群众|网民|村民|居民|市民|(?<!依)(?:申请|要求)公开(?!政府信息)[^，。；\\d]{2,12}信息的?|依申请公开(?!政府|政务)[\\u4e00-\\u9fff]{2,8}信息的?|要求|请求',
  '以?(?:(?:网[上络页]|线[上下]|信函|书面|邮寄|当面|现场|传真|邮件)[、和及]?){2,}等(?:方式|途径|渠道|形式)?',
  '和|及|或者|或|以及|与|、|提交|递交|提出|(?<!指)向[^，。；\\d]{1,8}|通过(?=[^，。；]*(?:、|等|途径|渠道|方式))(?:(?!收到|受理|接[收到]|办结|答复)[^，。；]){2,28}'
].join('|')

/** What stands at the end of some words: the longest that matches. Looked for backwards first, from the end, as mostly nothing does. */
function atEnd(alternatives: string): (words: string) => RegExpExecArray | null {
  const [ends, whole] = [new RegExp(`$(?<=${alternatives})`), new RegExp(`(?:${alternatives})$`)]
  return (words) => (ends.test(words) ? whole.exec(words) : null)
}

/** Subjects by what stands before the number: one pattern for all, each with its own group. */
function compile(subjects: readonly Subject[]) {
  return { subjects, find: atEnd(subjects.map(({ words }) => `(${words.join('|')})`).join('|')) }
}
const SURE = compile(SUBJECTS.filter(({ weak }) => !weak))
const WEAK = compile(SUBJECTS.filter(({ weak }) => weak))
const peelOff = atEnd(FILLER)
const peelMore = atEnd(OF_REQUESTS)

const FOLLOWS = SUBJECTS.map(({ after }) =>
  after?.length
    ? new RegExp(
        `^(?:申请|案件)?(?:的)?(?:已|依法|依规|按规定|均|被|作出?|决定|因|属于?|涉及?|系|为|是|由|来自|予以(?=不予|部分))?“?(?:${after.join('|')})(?![^，。；、]{0,4}[\\d０-９])`
      )
    : undefined
)
/** Whether any of them may follow: no more than five characters stand before what they are known by. */
const FOLLOWED = new RegExp(`^[^]{0,5}?(?:${SUBJECTS.flatMap(({ after }) => after ?? []).join('|')})`)

/** The subject right before the end of some words, what is said surely before what is said in common words. */
export const subjectAtEnd = (words: string) => lookAtEnd(words).found

/** While somebody types the words before most numbers stay the same, and many numbers have the same words before them. */
const lookAtEnd = remember((words: string) => ({ found: peel(words, SURE) ?? peel(words, WEAK) }))
const lookBehind = remember((words: string) => ({ found: SUBJECTS[FOLLOWS.findIndex((pattern) => pattern?.test(words))] }))

/** Takes filler off the end, word by word, until a subject stands there. */
function peel(words: string, { subjects, find }: ReturnType<typeof compile>): { subject: Subject; index: number } | undefined {
  let rest = words
  let more = false
  while (rest) {
    const found = find(rest)
    const subject = found ? subjects[found.findIndex((group, i) => i > 0 && group !== undefined) - 1] : undefined
    if (found && subject && (!more || subject.ofRequests)) return { subject, index: found.index }
    const [filler, wider] = [peelOff(rest), peelMore(rest)]
    if (!filler && !wider) return undefined
    more ||= (wider?.index ?? rest.length) < (filler?.index ?? rest.length)
    rest = rest.slice(0, Math.min(wider?.index ?? rest.length, filler?.index ?? rest.length))
  }
  return undefined
}

const CAUSES = /^因[^，。；\d]{2,20}?等(?:原因|情形|情况)?(?:而|依法)?(?=无法提供|不予公开|不予处理|部分公开)/

/** The subject named right behind a number. */
export function subjectBehind(words: string): Subject | undefined {
  // 因本机关不掌握等原因无法提供: what came of it, not one of its causes.
  const told = words.startsWith('因') ? words.replace(CAUSES, '') : words
  return FOLLOWED.test(told) ? lookBehind(told).found : undefined
}

/** Names in a row, and which of them the number now read belongs to. */
export type Names = { names: readonly string[]; at: number }
const RESPECTIVELY =
  /(?:^|[，；。：]|20\d\d年(?:度)?|全年|本年度?)(?:共?(?:收到|受理|接收))?([\u4e00-\u9fff]{2,16}(?:[、和及与][\u4e00-\u9fff]{2,16}){1,4}?)分别(?:为|是|有)$/

const ENDS_NAME = /(?:申请|案件|信息|事项|文件|决定|类|数量|数|率|比|占)*$/

/** The names before 分别为 where as many numbers of one unit follow; what ends the last name is said of all. */
export function rowOf(
  lead: string,
  from: number,
  numbers: readonly NumberInText[],
  before: Names | undefined,
  text: string
): Names | undefined {
  if (before && before.at + 1 < before.names.length && /^[、，和及]$/.test(lead)) return { ...before, at: before.at + 1 }
  const named = lead.includes('分别') ? RESPECTIVELY.exec(lead)?.[1] : undefined
  if (!named) return undefined
  const names = named.replace(/法人[、和及与](?=其他组织)/g, '法人或').split(/[、和及与]/)
  const joined = names.slice(1).every((_, i) => {
    const [one, next] = [numbers[from + i], numbers[from + i + 1]]
    return one && next && one.unit === next.unit && /^[、，和及]$/.test(text.slice(one.after, next.start))
  })
  if (!joined) return undefined
  const end = ENDS_NAME.exec(names.at(-1) as string)?.[0] ?? ''
  return { names: names.map((name) => (name.endsWith(end) ? name : name + end)), at: 0 }
}

/** 收到 2 条公众通过网站提交的申请; 其中，6 件均严格依法依规答复. */
export function saidBehind(tail: string, lead: string): Subject | undefined {
  if (tail.includes('的申请') && SUBMITTED.test(tail)) return RECEIVED
  return BARE.test(lead) && ALL_ANSWERED.test(tail) ? HANDLED : undefined
}
const SUBMITTED = /^[^，。；\d]{2,28}提[交出]的申请(?=[，。；]|$)/
const BARE = /^[，；：、]?(?:其中|现已?|目前|有|已有)*[，：]?$/
/** Beside what is carried over; among results it would be one of them. */
const ALL_ANSWERED =
  /^(?:申请)?(?:均|都|全部|已)[^，。；、（\d未不率]{0,24}?(?:办结|答复|回复|办理完毕)(?:完毕)?[，；](?:另有|另|其余|剩余)?\d{1,7}[件宗份条][^，。；]{0,8}(?:结转|转入|顺延|下一?年|次年|在办|正在|期限)/
