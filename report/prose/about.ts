import type { CaseRow } from '@/report/meaning'
import type { Spoken, Statement, Subject } from './statement'
import { inSentence } from './statement'
import { followLast, LONGEST_SENTENCE, lastIndex } from './walk'

type NumberPlace = Pick<Statement, 'number' | 'lead' | 'sentence'>

/** The words an application is spoken of with; without them 收到 and 办结 may be about letters, proposals or hotline calls. */
const REQUESTS =
  /申请公开|提[交出]的申请|公开申请|信息公开案件|依申请|申请(?:件|人|公开|总?[量数])|(?:收到|新收|受理|接收|接到|转来|办结|答复)[^，。；]{0,12}申请|申请(?:办理)?(?:方面|工作|情况)(?=[，：])/g
const OTHERS =
  /建议|提案|信访件|信访事项|工单|热线|留言|来信|咨询|投诉件|意见|网民|诉求|来访|来电|(?<!申请|公开)办件|服务事项|举报线索|信箱|议案|问题/g
const DISCLOSURE = /信息公开|依申请|政务公开/g

/** One of several words, in the source of a pattern. */
export const any = (...words: string[]) => `(?:${words.join('|')})`

/** 未收到申请, 零申请, 没有公众提出申请. */
const NONE_CAME = any(
  '(?:未|没有)(?:人)?向[^，。；\\d]{1,12}(?:提[出交]|递交)(?!的|过?[补异意])',
  '(?:未|没有|没|无)(?:收到|接到|接收到?|受理|办理|产生|登记)(?!的)',
  '(?:没有|无)(?=(?:社会)?(?:公众)?依?申请公开(?:政府)?(?:信息)?(?:的|申请|事项|件|业务|来信|情况|[，。；]|$))',
  '(?:未有|没有|无)(?=公民|群众|公众|社会公众|申请人|任何人)',
  '(?:没有|无)(?=(?:书面|信函|当面|现场|线[上下]|网[上络])[^，。；]{0,12}申请)',
  '(?:没有|无)(?=需要?(?:办理|处理|答复)的[^，。；]{0,8}申请)',
  '(?:未|没有)(?:出现|发生|存在|有过)(?:过)?(?=(?:政府信息)?(?:依申请公开|公开申请)(?:的)?(?:信息)?(?:情况|业务|事项|情形|件)?(?:[，。；]|$))',
  '(?:没有|无)(?=(?:相关|有关)申请)',
  '(?<![力争确保])[零无](?:新[增收])?(?=(?:政府)?(?:信息)?(?:公开)?申请(?:[，。；、”]|$))'
)
const APPLICATION = any(
  '公开(?:的)?申请',
  '依申请公开',
  '申请公开(?:相关|有关)?(?:政府)?(?:信息|事项)',
  '(?:(?:获取|公开|提供|查阅)(?:相关|有关)?(?:政府|政务)?信息|政府信息公开)的申请',
  '申请(?:政府)?信息公开(?=[，。；]|$)',
  '申请要求公开的?(?:其[他它])?[^，。；\\d]{0,8}信息',
  '申请获取(?:相关|有关)?(?:政府)?信息',
  '(?<=相关|有关|收到)申请(?:处理|办理|受理)?(?:记录|情况|事项)?(?=[，。；]|$)',
  '申请除[^，。；]{2,16}以外的(?:其他)?政府信息',
  '(?<=[零无增收书面网上络线下当面])申请(?=[，。；、”]|$)',
  '(?<=(?:书面|电子|网[上络]|任何|各种|各类)(?:形式|方式|途径|渠道)的)申请(?=[，。；、]|$)',
  '公民、法人(?:和|或|或者|及)其他组织(?:提出|提交)?(?:的)?申请(?=[，。；]|$)'
)
/** What an application is about, or what came of it, is another thing: 未收到申请引起的投诉. */
const ITSELF = '(?!人|的单位|(?![、和及或])[^，。；]{0,16}(?:听证|复议|诉讼|投诉|举报|异议|意见|费))'
export const NO_REQUESTS = new RegExp(`${NONE_CAME}[^，。；\\d]{0,36}?${APPLICATION}${ITSELF}`, 'g')

/** Two and two: 未收到书面申请 says nothing about the others, unless 网上申请 is denied as well. */
export const SIDES = [
  /书面|信函|当面|现场|纸质|邮寄|窗口|线下/,
  /网上|网络|线上|在线|电子|邮件/,
  /自然人|个人/,
  /(?<!公民[^，。；]{0,10})(?:法人|组织|企业|(?<![本我])单位)/
]

/** What a paragraph has spoken of before each of its sentences, which must be asked for in order. */
export function followParagraph(text: string): (sentence: number) => Spoken {
  const [requests, others, disclosure] = [REQUESTS, OTHERS, DISCLOSURE].map((words) => followLast(text, words)) as [Last, Last, Last]
  return (sentence) => ({ requests: requests(sentence), others: others(sentence), disclosure: disclosure(sentence) >= 0 })
}
type Last = ReturnType<typeof followLast>

/** 收到 and 办结 count applications if the sentence, or the paragraph so far, speaks of nothing else. */
export function isAboutRequests(text: string, { sentence, number }: NumberPlace, said: Spoken, isOnRequests: boolean): boolean | 'perhaps' {
  const ahead = text.slice(number.after, number.after + 32).split(/[，。；]/, 1)[0] as string
  const now = text.slice(sentence, number.after) + ahead
  const others = lastIndex(now.slice(0, number.start - sentence), OTHERS)
  // Where nothing else is named, whether is enough and where need not be known.
  const about = others < 0 ? now.search(REQUESTS) : lastIndex(now, REQUESTS)
  if (others > about) return false
  if (about >= 0 || isOnRequests || GRANTED_BEHIND.test(text.slice(number.after, number.after + 16))) return true
  return said.requests >= 0 && (said.requests > said.others || 'perhaps')
}

/** 办结 77 件，其中予以公开 33 件. */
const GRANTED_BEHIND = /^[，（：；](?:其中)?[，：]?(?:予以|全部|部分|不予)公开[^，。；]{0,6}\d/

/** 予以公开 and 不予公开 may be said of proposals, and of documents: 公文 120 件，主动公开 90 件，不予公开 10 件. */
export function isAboutResults(
  text: string,
  { sentence, number }: NumberPlace,
  { key }: Subject,
  prefix: string,
  isOnRequests: boolean
): boolean {
  const now = text.slice(sentence, number.start)
  if (key === 'petition' && PETITION_ITSELF.test(prefix)) return false
  if ((isOnRequests ? PAPERS : DOCUMENTS).test(now)) return /(?<!依)申请|(?:收到|受理|办理|办结|答复)[^，。；]{0,6}依申请/.test(now)
  return !/建议|提案|议案|工单|热线/.test(now) || /申请/.test(now.replace(/建议(?:其|申请人)?向/g, ''))
}
/** What a document was marked as is nothing that was done with an application. */
const AS_PAPERS = '公文|文件(?!规定)|公开属性|属性(?:为|是|属)|(?:确定|认定|界定|核定|标[注识]|列|定)为(?=依申请|主动公开|不予|免)'
export const DOCUMENTS = new RegExp(`${AS_PAPERS}|主动公开[^，。；]{0,8}\\d`)
const PAPERS = new RegExp(AS_PAPERS)
const PETITION_ITSELF = /(?:受理|接待|办理|收到|办结|处理|化解)(?:各类|群众|来)?$|(?:信箱|电话|热线|窗口|系统|平台|渠道)(?:的)?$/

/** Unless the paragraph has mentioned disclosure before, 行政复议 and 诉讼 may concern anything. */
export const isElsewhere = (text: string, { sentence, number }: NumberPlace, { disclosure }: Spoken, isOnRequests: boolean) =>
  !disclosure &&
  !(isOnRequests && !AS_AUTHORITY.test(text.slice(sentence, number.start))) &&
  (text.slice(sentence, sentence + LONGEST_SENTENCE).split('。', 1)[0] as string).search(DISCLOSURE) < 0

/** 办理各类行政复议 512 件: what a bureau of justice decides. */
const AS_AUTHORITY = /(?:办理|审理|受理|代理|各类)[^，。；]{0,4}(?:复议|诉讼|应诉)/

/** 因工伤认定被提起行政诉讼: a case that is not about disclosure, whatever was said before. */
export const hasOtherCause = (prefix: string) =>
  /(?:因|由|就|涉及)(?!此|[^，。；]*(?:公开|依申请|不服[^，。；]{0,4}答复))[^，。；]{2,24}(?:被|提起|引发|引起|产生|申请|的)[^，。；]{0,4}$/.test(
    prefix
  )

/** Less than all: one way in, what others did, what was done with some of them. `prefix`: the words before the subject. */
export function isPartial(prefix: string, { key }: Subject): boolean {
  if (/(?<!提交|提出|递交)的$/.test(prefix) || CHANNEL.test(prefix.replace(ALL_CHANNELS, '')) || WITH_OTHERS.test(prefix)) return true
  return (key === 'received' || key === 'carried-in') && /(?:办结|答复|(?<!延续|继续)办理)(?:了)?(?:本年度?|当年|今年)?$/.test(prefix)
}
/** 网上、信函等方式 and 线上线下 are all of them. */
const ALL_CHANNELS = /(?:(?:通过|以)[^，。；]{2,28}等|线上(?:和|与|、|及)?线下)[^，、；。]{0,4}(?:渠道|方式|途径|形式)?/
const CHANNEL =
  /(?:(?:通过|以)(?:[^，、；。]{0,6})(?:平台|系统)|(?<![、和及或])(?:网络|网上|网站|互联网|线上|线下|在线|信函|(?<!公开)信件|书面|邮寄|当面|现场|窗口|传真|邮件))(?!等)[^，、；。]{0,8}$/
const WITH_OTHERS = /(?:指导|协助|督促|协调|推动|配合|帮助)[^，。；]{0,24}$|以[^，。；]{1,12}名义$/

/** 答复 5 件，不予受理 3 件: what was refused was concluded as well; so was, of 12 received, 申请人撤回 2 件，答复处理 10 件. */
export function isBesideRefused(text: string, { number, lead, sentence }: NumberPlace, statements: readonly Statement[]): boolean {
  const behind = REFUSED.exec(text.slice(number.after, number.after + 24))
  if (behind?.[1] && /答复了?$/.test(lead)) return true
  const told = inSentence(statements, sentence).filter((one) => !one.number.percent)
  const from = told.findLastIndex(({ subject }) => subject?.key === 'received')
  const others = told
    .slice(from + 1)
    .filter(({ lead, number, subject }) => !/较|比/.test(lead) && number.value > 0 && subject?.family !== 'flow')
  const rest = others.reduce((left, one) => left - one.number.value, (told[from]?.number.value ?? 0) - number.value)
  return from >= 0 && (others.length > 0 ? rest === 0 : rest > 0 && rest === Number(behind?.[2]))
}
const REFUSED =
  /^(?!，?(?:其中|包括|含))[^。；\d]{0,12}(?:(不予(?:受理|处理))|(?:撤[回销件]|补正|转[办送交出]|移[交送]|退回|终止|合并|不再处理|视为放弃|引导)[^，。；\d]{0,4})(\d{1,6})/

/** 因正在研究不予公开 2 件: one reason among others; 等原因 are all of them. */
export const isForOneReason = (prefix: string) => /(?:因|由于|属于?|涉及|依据|根据)[^，。；等]{2,24}$/.test(prefix)

/** 废止 3 件，宣布失效 2 件: the form counts both in one. */
export function isHalfOfRepealed(text: string, { sentence }: NumberPlace): boolean {
  const [whole = ''] = text.slice(sentence, sentence + LONGEST_SENTENCE).split('。', 1)
  return whole.includes('失效') && HALVES.test(whole)
}
const HALVES = /(?:废止[^。\d]{0,24}\d[^。]{0,24}失效|失效[^。\d]{0,24}\d[^。]{0,24}废止)[^。\d]{0,12}\d/

/** An average, or one number of several that are told in a row. */
export const isOneOfMany = (lead: string) =>
  /分别(?!为|是|有)|分别.$|平均|每(?:[月天周]|(?:新?收到|受理|接[到收]|办[理结]|答复)[^，。；]{0,6}$)|凡(?:收到|受理|接[到收])|日均|月均|人均/.test(
    lead
  )

/** 其余 12 件: what a sum leaves, not a sum. */
export const isRest = (lead: string) => /其余|剩余/.test(lead)

const CASE_WORDS =
  /复议后(?:提?起)|直接(?:向[^，。；]{0,8})?(?:起诉|提起)|(?:复议)[^，。；\d]{0,6}(?:和|及|与|或|、)(?:被)?(?:提起)?(?:行政)?诉讼|诉讼|应诉|复议(?!后)/g

/** 行政诉讼 0 件: what is none has no results. */
const NO_CASE = /(?:行政)?(?:复议|诉讼)(?:案件)?(?:0|零)[件宗例起]/g

/** The rows of table four the last named kind of case stands in. */
export function casesOf(sentence: string): CaseRow[][] {
  let named = ''
  for (const [words] of sentence.replace(NO_CASE, '').matchAll(CASE_WORDS))
    if (!(words === '诉讼' && /复议后|直接/.test(named))) named = words
  if (named.startsWith('复议后')) return /直接/.test(sentence) ? [['after-review'], ['direct', 'after-review']] : [['after-review']]
  if (named.startsWith('直接')) return [['direct']]
  if (named.startsWith('复议') && named.length > 2) return [['review', 'direct', 'after-review'], ['direct', 'after-review'], ['review']]
  if (named === '复议') return [['review']]
  return named ? [['direct', 'after-review']] : []
}

/** Words that tell when, who and how many, and name nothing: 2024年度，我县共有…件. */
const FRAME =
  /20\d\d年(?:度)?|本年度?|今年(?:以来)?|全年|年度内|年内|年度|截至[^，。；]{0,8}?(?:年底|日)|(?:[全我本][省市县区州盟旗镇乡局委厅院办所站校社馆会]|[本我](?:机关|单位|部门|街道|中心|行政机关|镇政府|级))|各级(?:各部门)?|各部门|共计|共有|总共|合计|总计|累计|共|合|总|数量|件数|总数|总量|情况|方面|工作|[数量为是有的中内在里,，、：:“”"\s]/g

const NONE_SAID = /未|没有?|无|零|(?<=为|是)0|(?<![\d.])0(?=[件宗个份])/
/** None of it stands before what there is none of, or ends the clause. */
const ENDS_IN_NONE = /(?:无|零|没有|未发生|未产生|未收到|未出现|未涉及|为0|(?<![\d.])0)[件宗起例个份]?$/
const CAME = /^(?:未|没有?|无|零)(?:受理|收到|接到|发生|产生|出现|新增)/
const DENYING =
  /未有?|没有?|无|零|(?<![\d.])0|新增|[暂尚从曾新再被由了过到起宗例件个份项次条一]|均|都|也|任何|相关|有关|各类|此类|收[到悉件]?|接到|接收到?|受理|承接|登记|办理|处理|发生|产生|出现|存在|涉及|提[出交起]|递交|要求|事[项件]|业务|情形|记录|现象|[来信]件|[表类]/g
const ASKED =
  /公民、法人(?:和|或者?|及|以及)?(?:者)?其他组织|社会公众|公众|公民|群众|申请人|当事人|任何人|人|向|政府|政务|主动|依法|依|信息|公开|申请/g
const FILED =
  /行政|政策性|规范性文件|规章|和|或|及|与|、|制[定发作订]|印发|出台|颁布|制|废止|失效|宣布|修[订改]|任何|各类|文件|发布|新增|增/g

/** 本年度我县依申请公开共计: whether some words name applications, and besides only when, who and how many. */
export const namesRequestsAlone = (words: string): boolean =>
  /依申请公开|公开申请|申请公开/.test(words) && words.replace(ASKED, '').replace(ASKING, '').replace(FRAME, '') === ''
const ASKING = /各级|行政机关|提[出交]|递交|[件份]|事项/g

/** What a clause whose words are all known says there is none of; undefined where a word is left that may make it less than all. */
export function noneOf(clause: string, isOnRequests = false): 'requests' | 'documents' | undefined {
  const at = clause.search(NONE_SAID)
  if (at < 0) return undefined
  const named = Math.max(clause.lastIndexOf('申请'), clause.lastIndexOf('规范性文件'))
  if (named < 0 || (named < at && !ENDS_IN_NONE.test(clause) && !CAME.test(clause.slice(at)))) return undefined
  const isOfDocuments = clause.includes('规范性文件')
  const left = clause
    .replace(isOfDocuments ? FILED : ASKED, '')
    .replace(DENYING, '')
    .replace(FRAME, '')
  if (left !== '') return undefined
  if (isOfDocuments) return 'documents'
  return isOnRequests || /公开|信息/.test(clause) ? 'requests' : undefined
}
