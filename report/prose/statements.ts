import { cellsOf } from '@/report/meaning'
import { isFor } from '@/report/rule'
import type { Address, TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { remember } from '@/report/text/remember'
import { followParagraph, isHalfOfRepealed, isOneOfMany, isRest } from './about'
import { isOfRepealed, readDoing, readItems } from './documents'
import { type Names, rowOf, saidBehind, subjectAtEnd, subjectBehind } from './find-subject'
import { findNumbers, type NumberInText } from './numbers'
import { readPercent } from './percents'
import { readings } from './readings'
import { followScope, type Speaker } from './scope'
import { type Found, NONE, type Setting, type Spoken, type Statement, type Sum, startStatement } from './statement'
import { CASES, RECEIVED, SOME_REQUESTS } from './subjects'
import { walkThrough } from './walk'

const LONGEST = 72
const LONGEST_HEADING = 32

/** （二）依申请公开情况: what a heading within a text says of the paragraphs below it. */
const HEADING = /^\s*(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+[、是]|\d{1,2}[.．、])([^。，：；\d]{2,24})/
const ON_REQUESTS = /申请|复议|诉讼/

/**
 * Everything a text states in numbers. `isBelow`: it stands under the heading 依申请公开, of the form or of its own. Paragraphs say
 * nothing about each other's numbers, so that while one types only one of them is read anew.
 */
export function readStatements(text: string, { unit, kind, year }: Speaker, template: TemplateId, isBelow = false): Statement[] {
  const statements: Statement[] = []
  let [start, isOnRequests] = [0, isBelow]
  for (const paragraph of text.split('\n')) {
    const before = statements.length
    const heading = HEADING.exec(paragraph.slice(0, LONGEST_HEADING))?.[1]
    if (heading !== undefined && /公开|管理|平台|监督|申请|复议/.test(heading)) isOnRequests = ON_REQUESTS.test(heading)
    for (const one of readParagraph(paragraph, unit, kind, String(year), template, String(isOnRequests)))
      statements.push(moveBy(one, start, before))
    start += paragraph.length + 1
  }
  return statements
}

/** The same statement of a paragraph that begins later in its text, after so many others. */
function moveBy(one: Statement, by: number, others: number): Statement {
  if (by === 0) return one
  const { number, of, base, sentence, clause } = one
  const moved = { ...number, start: number.start + by, end: number.end + by, after: number.after + by }
  const shift = (at: number | undefined) => (at === undefined ? undefined : at + others)
  return { ...one, number: moved, of: shift(of), base: shift(base), sentence: sentence + by, clause: clause + by, paragraph: by }
}

const readParagraph = remember((text: string, unit: string, kind: string, year: string, template: string, isOnRequests: string) => {
  const setting = {
    speaker: { unit, kind: kind as Speaker['kind'], year: Number(year) },
    template: template as TemplateId,
    isOnRequests: isOnRequests === 'true'
  }
  const statements: Statement[] = []
  const placeAt = walkThrough(text)
  const saidBefore = followParagraph(text)
  const scopeAt = followScope(text, setting.speaker)
  const numbers = findNumbers(text)
  let row: Names | undefined
  for (const [i, number] of numbers.entries()) {
    const previous = statements.at(-1)?.number
    const { sentence, depth, clause } = placeAt(number.start)
    const from = Math.max(previous?.after ?? 0, clause, number.start - LONGEST)
    const told = text.slice(from, number.start)
    row = rowOf(told, i, numbers, row, text)
    // 行政复议、行政诉讼分别为 9 件、10 件: each number has its own name.
    const lead = row?.names[row.at] ?? told
    const one = startStatement({ number, depth, clause, sentence, lead })
    if (number.percent) {
      const { of, base, percent, subject, reads } = readPercent(text, one, statements, setting.speaker.year)
      if (subject && reads) {
        one.subject = subject
        one.reads = onForm(reads, setting.template)
        one.scope = scopeAt(sentence, number.start)
      }
      one.of = of
      one.base = base
      one.percent = percent
    } else {
      const found = readSubject(text, one, from, statements, saidBefore(sentence), setting)
      const { subject, reads = NONE, begins = number.start } = found
      one.subject = subject
      one.weak = found.weak ?? false
      one.perhaps = found.perhaps
      one.isMost = found.isMost
      one.isOfNew = found.isOfNew
      one.meant = reads
      one.reads = onForm(reads, setting.template)
      const topic = subject ? undefined : readTopic(one)
      const isOld = /carried-in|last-year|change/.test(subject?.key ?? '') || (subject?.key === 'carried-out' && OF_LAST_MONTHS.test(lead))
      const scope = subject || topic ? scopeAt(sentence, begins, isOld) : 'own'
      if (subject) one.scope = scope
      else if (scope === 'own') one.topic = topic
    }
    statements.push(one)
  }
  return statements
})

/** The cells of the sums, without the rows and columns that only another form has. */
function onForm(reads: readonly Sum[], template: TemplateId): readonly (readonly Address[])[] {
  return reads.length === 0 ? NONE : reads.map((sum) => cellsOf(openTemplate(template), sum)).filter((sum) => sum.length > 0)
}

const COMMON_WORDS =
  /20\d\d年度?|全年|本年度?|今年以来|今年|年内|累计|共计|共|合计|总计|通过|其中|我[省市县区局镇]|全[省市县区局镇]|[，、：:\s]|^[另并和及]/g

/** 公开各类文件 51 件 and 主动公开文件 51 件 speak of one thing. */
const VARYING = /^[在于]|各[类项种个级]|主动|及时|依法|依规|政[府务](?=(?:各类)?信息)|(?:和|及|并|、)(?:发布|公开|推送)|[的了等类]/g

/** The words before a number that no table holds, if they are enough to tell it from any other. */
function readTopic({ number, lead, depth }: Statement): Statement['topic'] {
  if (number.about || number.unit === '' || number.cell || depth > 0 || isOneOfMany(lead) || isRest(lead)) return undefined
  const topic = lead.slice(lead.lastIndexOf('，') + 1).replace(COMMON_WORDS, '')
  if (topic.length < 8 || /\d/.test(topic)) return undefined
  const about = topic.replace(VARYING, '')
  return { words: `${topic} ${number.unit}`, about: about.length < 8 ? topic : `${about} ${number.unit}` }
}

/** 新收 76 件，上年结转 4 件，共计 80 件. */
const ALTOGETHER = /^(?:，|、)(?:共计|合计|总计|共)(?:有|为)?$/
const ALL_TO_HANDLE: Found = { subject: RECEIVED, reads: [RECEIVED.reads[1] as Sum], weak: false }

function isSumOfFlows(statements: readonly Statement[], sentence: number): boolean {
  const keys = statements.slice(-2).map((one) => (one.sentence === sentence ? one.subject?.key : undefined))
  return keys.includes('received') && keys.includes('carried-in')
}

/** 累计答复 300 件，其中今年 77 件. */
const OF_ALL_YEARS = /^(?:，其中|（其中|（)(?:今年|本年)/

/** 收到 2 件行政复议: what was counted stands behind the number, whatever the verb before it. */
const OF_DISCLOSURE =
  /^(?:有关|关于|涉及?|因)?(?:政府信息公开|信息公开)(?:工作)?(?:引[发起]|产生|被?申请|被?提起)?(?:的|类)?(?=行政(?:复议|诉讼))/
const COUNTED_CASES = /^(?:行政复议|行政诉讼)(?:案件|申请)?(?:[，、和及]|$)/

function readSubject(text: string, base: Statement, from: number, statements: readonly Statement[], said: Spoken, setting: Setting): Begun {
  const { number, lead } = base
  const { template } = setting
  const tail = clauseAt(text, number.after)
  const counted = tail.replace(OF_DISCLOSURE, '')
  const isGranted = lead.length === 3 && lead.endsWith('公开') && BESIDE_DENIED.test(tail)
  const ahead = COUNTED_CASES.test(counted) ? undefined : subjectAtEnd(isGranted ? '，予以公开' : lead)
  const asOne = subjectAtEnd(AS_ONE.exec(lead)?.[1] ?? '')
  // 12 月收到的 3 件申请结转下年度.
  const isOf = lead.endsWith('的') && CARRIED_BEHIND.test(counted)
  const behind = !ahead || ahead.subject.weak || isOf ? (subjectBehind(counted) ?? saidBehind(counted, lead)) : undefined
  // Of both neighbours the one that is said surely.
  const found =
    behind && !behind.weak
      ? undefined
      : asOne && asOne.index < 3 && ahead?.subject.family !== 'outcome'
        ? { ...asOne, index: lead.lastIndexOf('，') + 1 }
        : ahead
  const subject = found?.subject ?? behind
  // 收到申请：2022 年 60 件: the year behind the words tells of when.
  const isYearBehind = found && !found.subject.key.startsWith('carried') && /[：数量]20\d\d年度?(?:为|有)?$/.test(lead)
  const begins = found && !isYearBehind ? from + found.index : number.start
  const last = statements.at(-1)?.sentence === base.sentence ? statements.at(-1) : undefined
  const sentenceText = text.slice(base.sentence, number.start)
  const items = readItems(base, last, sentenceText)
  if (items) return { ...items, begins }
  const asBefore = YEAR_ALONE.test(lead) ? last : undefined
  if (asBefore?.subject?.family === 'flow' && asBefore.number.unit === number.unit)
    return { subject: asBefore.subject, reads: asBefore.meant, weak: asBefore.weak }
  if (/(?:上述|以上|这)$/.test(lead) && /^(?:政府信息公开|依申请公开)?申请(?!人)/.test(tail)) return readAgain(base, statements)
  const document = subject ? undefined : readDoing(base, sentenceText, tail, template)
  if (document) return withHalves(document, text, base, begins)
  if (!subject && ALTOGETHER.test(lead) && isSumOfFlows(statements, base.sentence)) return { ...ALL_TO_HANDLE, begins }
  if (!subject || !isFor(subject, openTemplate(template))) return NOTHING
  // 内容不明确 3 件，已通知补正: what became of them is not told yet.
  if (subject.key === 'still-unclear' && /^[^。；\d]{0,8}补正/.test(tail)) return NOTHING
  // 收到申请 43 件，涉及自然人 42 人: who asked, counted in persons.
  const arePersons = subject.family === 'applicant' && /^[人名位]$/.test(number.unit) && last?.subject?.family === 'flow'
  if ((!(subject.units ?? CASES).test(number.unit) && !arePersons) || !countsOnlyThat(text, number)) return NOTHING

  if (found && subject.family === 'flow' && /[收受接]|办理/.test(lead.slice(-4)) && COUNTED_OTHERS.test(tail)) return NOTHING
  const prefix = found ? lead.slice(0, found.index) : isOf ? '' : lead
  // 其中结转下年 7 件，其余 54 件全部按时答复: all that was concluded.
  const isSome = isRest(lead) && subject.key !== 'carried-out' && (subject.key !== 'handled' || last?.subject?.key !== 'carried-out')
  if (isSome || isOneOfMany(lead) || (OF_ALL_YEARS.test(tail) && !/20\d\d年|全年|本年/.test(lead))) return NOTHING
  const read = readings(subject, { text, prefix, sentenceText, base, statements, said, ...setting })
  return read ? withHalves(arePersons ? { ...read, perhaps: true } : read, text, base, begins) : NOTHING
}

/** 作为重复申请处理 2 件: what it was dealt with as. */
const AS_ONE =
  /(?:作为?|按照?|视为|视同|以)((?![^，。；]*(?:程序|规定|要求|时限|期限|流程|条例))[^，。；\d]{2,12}?)(?:予以|进行|来)*(?:处理|办理|答复)(?:的|了|共|有)*$/
/** 2022 年收到 60 件，2023 年 70 件. */
const YEAR_ALONE = /^[，、；]20\d\d年度?(?:为|有)?$/

/** 上述 14 件申请 are those just counted, if no part of them. */
function readAgain({ number }: Statement, statements: readonly Statement[]): Found {
  const told = statements.slice(-LONGEST_AGAIN)
  if (!told.some(({ subject }) => subject?.family === 'flow') || told.some((one) => one.number.value === number.value)) return NOTHING
  return { subject: SOME_REQUESTS, reads: SOME_REQUESTS.reads, weak: false }
}
const LONGEST_AGAIN = 20
const OF_LAST_MONTHS = /1[0-2]月[^，。；\d]{0,6}的$/
const CARRIED_BEHIND = /^(?:政府信息公开)?申请[^，。；\d]{0,4}(?:结转|顺延|转入)/
/** 公开 4 件，不予公开 2 件. */
const BESIDE_DENIED = /^[，、；](?:部分公开\d+[件宗][，、；])?不予(?:以)?公开\d/

/** 收到 1 份区政府征询意见函: the noun behind the number is what was counted. */
const COUNTED_OTHERS =
  /^[^，。；、（\d]{2,30}?(?:函|意见|材料|建议|(?<!申请|公开|信|邮|函|[0-9])件|工单|咨询|诉求|投诉|举报)(?=[，。；、]|$)/

const NOTHING: Found = {}

/** `begins`: where the statement's own words do, after what tells whom and when it speaks of. */
type Begun = Found & { begins?: number }

const withHalves = (found: Found, text: string, base: Statement, begins: number): Begun => ({
  ...found,
  weak: found.weak || (isOfRepealed(found) && isHalfOfRepealed(text, base)),
  begins
})

/** What follows a number, to the end of its clause. */
function clauseAt(text: string, from: number): string {
  const ahead = text.slice(from, from + 32)
  const end = ahead.search(/[。；\n]/)
  return end < 0 ? ahead : ahead.slice(0, end)
}

/** 个, 次 and 项 count many things: only punctuation or a word of the subject may follow. */
function countsOnlyThat(text: string, { unit, after }: NumberInText): boolean {
  const next = text.slice(after, after + 2)
  if (unit === '') return next === '' || /^(?:[，。；、）)（(：:,;\s…]|申请)/.test(next)
  if (!/^[个次项条]$/.test(unit)) return true
  return (
    next === '' ||
    /^(?:[，。；、）)（(：:,;\s…]|申请|案件|行政|政府|信息|依申|结转|顺延|予以|不予|部分|无法|属|因|系|已|均|依法|依规|当事人|申请人|其他|维持|纠正|[本我非]|重复|没有|公众|公民|群众|自然|法人)/.test(
      next
    )
  )
}
