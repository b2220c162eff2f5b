import { findNumbers, type NumberInText } from '@/report/numbers'
import { remember } from '@/report/remember'
import type { TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import {
  hasOtherCause,
  isAboutRequests,
  isAboutResults,
  isBesideRefused,
  isElsewhere,
  isForOneReason,
  isHalfOfRepealed,
  isOneOfMany,
  isPartial,
  isRest
} from './about'
import { casesOf } from './cases'
import { isOfRepealed, readDoing, readFile } from './documents'
import { type Scope, type Speaker, scopeOf } from './scope'
import { CASES, FILLER, JOINED, OF_REQUESTS, SUBJECTS, type Subject, type Sum } from './subjects'
import { walkThrough } from './walk'

/** A number of a text with what it speaks of. */
export type Statement = {
  number: NumberInText
  subject?: Subject
  /** The sums it may be, the likeliest first. */
  reads: readonly Sum[]
  /** May agree, never contradicts. */
  weak: boolean
  scope: Scope
  /** A percentage: the share of the number before it, or the growth of it. */
  of?: number
  percent?: 'share' | 'rise' | 'fall'
  /** What it counts, in words of its own, where that is in no table: told twice it must be the same (N-17). */
  topic?: string
  /** How deep in brackets it stands. */
  depth: number
  /** Where its sentence and its paragraph begin. */
  sentence: number
  paragraph: number
  /** The words before it, back to the number before or the beginning of the sentence. */
  lead: string
}

const LONGEST = 72

const RECEIVED = SUBJECTS.find(({ key }) => key === 'received') as Subject

/** Subjects by what stands before the number: one pattern for all, each with its own group. */
function compile(subjects: readonly Subject[]) {
  return { subjects, pattern: new RegExp(`(?:${subjects.map(({ words }) => `(${words.join('|')})`).join('|')})$`) }
}
const SURE = compile(SUBJECTS.filter(({ weak }) => !weak))
const WEAK = compile(SUBJECTS.filter(({ weak }) => weak))
const PEEL = new RegExp(`(?:${FILLER})$`)
const PEEL_MORE = new RegExp(`(?:${OF_REQUESTS})$`)

const FOLLOWS = SUBJECTS.map(({ after }) =>
  after?.length
    ? new RegExp(
        `^(?:申请|案件)?(?:的)?(?:已|依法|均|被|作出?|因|属于?|系|为|是|予以(?=不予|部分))?(?:${after.join('|')})(?![^，。；、]{0,4}[\\d０-９])`
      )
    : undefined
)
const FOLLOWED = new RegExp(SUBJECTS.flatMap(({ after }) => after ?? []).join('|'))

/**
 * Everything a text states in numbers. `isOnRequests`: it stands under the heading 依申请公开. Paragraphs say nothing about
 * each other's numbers, so that while one types only one of them is read anew.
 */
export function readStatements(text: string, { unit, kind, year }: Speaker, template: TemplateId, isOnRequests = false): Statement[] {
  const statements: Statement[] = []
  let start = 0
  for (const paragraph of text.split('\n')) {
    const before = statements.length
    for (const one of readParagraph(paragraph, unit, kind, String(year), template, String(isOnRequests)))
      statements.push(moveBy(one, start, before))
    start += paragraph.length + 1
  }
  return statements
}

/** The same statement of a paragraph that begins later in its text, after so many others. */
function moveBy(one: Statement, by: number, others: number): Statement {
  if (by === 0) return one
  const { number, of, sentence } = one
  const moved = { ...number, start: number.start + by, end: number.end + by, after: number.after + by }
  return { ...one, number: moved, of: of === undefined ? undefined : of + others, sentence: sentence + by, paragraph: by }
}

const readParagraph = remember(64, (text: string, unit: string, kind: string, year: string, template: string, isOnRequests: string) => {
  const setting = {
    speaker: { unit, kind: kind as Speaker['kind'], year: Number(year) },
    template: template as TemplateId,
    isOnRequests: isOnRequests === 'true'
  }
  const statements: Statement[] = []
  const placeAt = walkThrough(text)
  for (const number of findNumbers(text)) {
    const previous = statements.at(-1)?.number
    const { sentence, depth, clause } = placeAt(number.start)
    const from = Math.max(previous?.after ?? 0, clause, number.start - LONGEST)
    const lead = text.slice(from, number.start)
    const base: Statement = { number, reads: [], weak: false, scope: 'own', depth, sentence, paragraph: 0, lead }
    const last = statements.length - 1
    if (number.percent) statements.push({ ...base, ...readPercent(text, base, last, statements) })
    else {
      const found = readSubject(text, base, from, statements, setting)
      const topic = found.subject ? undefined : readTopic(text, base, setting.speaker)
      statements.push({ ...base, ...found, reads: onForm(found.reads ?? [], setting.template), topic })
    }
  }
  return statements
})

/** The sums without the rows and columns that only the other form has. */
function onForm(reads: readonly Sum[], template: TemplateId): Sum[] {
  const { index } = openTemplate(template)
  return reads.map((sum) => sum.filter((at) => index.has(at))).filter((sum) => sum.length > 0)
}

export type Found = Partial<Pick<Statement, 'subject' | 'reads' | 'weak' | 'scope' | 'of' | 'percent'>>

const GROWTH =
  /(?:同比|环比|(?:较|比|与)(?:去年|上年|上一年|20\d\d年)[^，。；]{0,6})[^，。；]{0,10}?(增长|增加|上升|提高|提升|上涨|下降|减少|降低|回落|下滑)(?:了|约|达|幅度?为)?$/
const SHARE =
  /(?:^|[，,、（(；])(?:约)?占(?:比|总数|比例|全部|总量|总|受理|办结|答复|申请|收到|处理|办理|数|量|件|的|约|为|是|到|达|政府信息公开|：)*$|^(?:件|宗)?[（(]$|(?:占比|比例|比重)(?:约|为|是|达)*$/

function readPercent(text: string, { number, lead, sentence }: Statement, last: number, statements: readonly Statement[]): Found {
  const growth = GROWTH.exec(text.slice(Math.max(sentence, number.start - 40), number.start))
  const previous = statements[last]
  if (!previous || previous.sentence !== sentence) return {}
  if (growth) {
    const of = nearestCount(statements, last, sentence)
    return of === undefined ? {} : { of, percent: /增|升|高|涨/.test(growth[1] as string) ? 'rise' : 'fall' }
  }
  if (previous.number.percent || !SHARE.test(lead)) return {}
  return { of: last, percent: 'share' }
}

function nearestCount(statements: readonly Statement[], last: number, sentence: number): number | undefined {
  for (let i = last; i >= 0 && statements[i]?.sentence === sentence; i--) {
    if (!statements[i]?.number.percent && statements[i]?.depth === 0) return i
  }
  return undefined
}

const COMMON_WORDS =
  /20\d\d年度?|全年|本年度?|今年以来|今年|年内|累计|共计|共|合计|总计|通过|其中|我[省市县区局镇]|全[省市县区局镇]|[，、：:\s]|^[另并和及]/g

/** The words before a number that no table holds, if they are enough to tell it from any other. */
function readTopic(text: string, { number, lead, depth, sentence }: Statement, speaker: Speaker): string | undefined {
  if (number.about || number.unit === '' || number.cell || depth > 0 || isOneOfMany(lead) || isRest(lead)) return undefined
  const topic = lead.slice(lead.lastIndexOf('，') + 1).replace(COMMON_WORDS, '')
  if (topic.length < 8 || scopeOf(text.slice(sentence, number.start), number.start - sentence, speaker) !== 'own') return undefined
  return `${topic} ${number.unit}`
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
const COUNTED_CASES = /^(?:政府信息公开|信息公开)?(?:类)?(?:行政复议|行政诉讼)(?:案件)?(?:[，、和及]|$)/

type Setting = { speaker: Speaker; template: TemplateId; isOnRequests: boolean }

function readSubject(text: string, base: Statement, from: number, statements: readonly Statement[], setting: Setting): Found {
  const { number, lead } = base
  const { speaker, template } = setting
  const tail = text.slice(number.after, number.after + 32).split(/[。；\n]/, 1)[0] as string
  const found = COUNTED_CASES.test(tail) ? undefined : subjectAtEnd(lead)
  let subject = found?.subject
  let begins = from + (found?.index ?? 0)
  if (!subject) {
    if (FOLLOWED.test(tail)) subject = SUBJECTS[FOLLOWS.findIndex((pattern) => pattern?.test(tail))]
    begins = number.start
  }
  const sentenceText = text.slice(base.sentence, number.start)
  const document = subject ? undefined : readDoing(base, sentenceText, tail, template)
  const scoped = (read: Found) => {
    const told = isOfRepealed(read) && isHalfOfRepealed(text, base) ? { ...read, weak: true } : read
    return withScope(told, text.slice(scopeFrom(text, base.sentence), number.start), number.start - begins, speaker)
  }
  if (document) return scoped(document)
  if (!subject && ALTOGETHER.test(lead) && isSumOfFlows(statements, base.sentence)) return scoped(ALL_TO_HANDLE)
  if (!subject || (subject.only && subject.only !== template)) return {}
  if (!(subject.units ?? CASES).test(number.unit) || !countsOnlyThat(text, number)) return {}

  const prefix = found ? lead.slice(0, found.index) : lead
  if (isOneOfMany(lead) || OF_ALL_YEARS.test(tail) || (isRest(lead) && subject.key !== 'carried-out')) return {}
  const read = readings(subject, { text, prefix, sentenceText, base, statements, ...setting })
  return read ? scoped(read) : {}
}

/** `length`: of the statement's own words at the end of the sentence. */
function withScope(found: Found, sentence: string, length: number, speaker: Speaker): Found {
  return { ...found, scope: scopeOf(sentence, sentence.length - length, speaker, found.subject?.key === 'carried-in') }
}

/** A sentence that goes on about the one before (其中 …) is about the same unit and time. */
function scopeFrom(text: string, sentence: number): number {
  return /^\s*(?:其中|上述|以上)/.test(text.slice(sentence, sentence + 6)) ? text.lastIndexOf('。', sentence - 2) + 1 : sentence
}

/** 个, 次 and 项 count many things: only punctuation or a word of the subject may follow. */
function countsOnlyThat(text: string, { unit, after }: NumberInText): boolean {
  const next = text.slice(after, after + 2)
  if (unit === '') return next === '' || /^[，。；、）)（(：:,;\s…]/.test(next)
  if (!/^[个次项条]$/.test(unit)) return true
  return (
    next === '' ||
    /^(?:[，。；、）)（(：:,;\s…]|申请|案件|行政|政府|信息|依申|结转|顺延|予以|不予|部分|无法|属|因|系|已|均|其他|维持|纠正|[本我非]|重复|没有)/.test(
      next
    )
  )
}

export type Around = Setting & {
  text: string
  /** What stands before the words of the subject, back to the number before. */
  prefix: string
  sentenceText: string
  base: Statement
  statements: readonly Statement[]
}

function readings(subject: Subject, around: Around): Found | undefined {
  const { text, base, prefix } = around
  const weak = subject.weak === true
  switch (subject.family) {
    case 'flow': {
      const about = isAboutRequests(text, base, around.isOnRequests)
      if (!about) return undefined
      return {
        subject,
        reads: subject.reads,
        weak:
          weak ||
          about === 'perhaps' ||
          isPartial(prefix, subject) ||
          isBesideRefused(text, base, base.lead) ||
          isToldAlready(subject, around)
      }
    }
    case 'outcome':
      return isAboutResults(text, base, subject, prefix)
        ? { subject, ...joined(subject, prefix, weak || /（(?!含|包括|其中)[^（）]+）$/.test(base.lead)) }
        : undefined
    case 'dispute':
      if (hasOtherCause(prefix)) return undefined
      return { subject, reads: subject.reads, weak: isElsewhere(text, base) || (weak && !/复议.*诉讼/.test(around.sentenceText)) }
    case 'result': {
      const reads = casesOf(around.sentenceText).map((rows) => rows.map((row) => `disputes/${row}/${subject.key}`))
      if (reads.length === 0) return undefined
      return { subject, reads, weak: weak || isElsewhere(text, base) }
    }
    case 'applicant':
      if (EVERYBODY.test(prefix)) return readings(RECEIVED, around)
      return { subject, reads: applicantsOf(subject, around), weak }
    case 'file':
      return readFile(subject, around)
    default: {
      const before = around.statements.at(-1)
      const goesOn = before?.subject?.family === 'decision' && before.sentence === base.sentence && !before.weak
      return { subject, reads: subject.reads, weak: (weak && !goesOn) || /公[示开布]|程序$/.test(prefix) }
    }
  }
}

/** 收到 90 件，受理 60 件: what is said once more in a sentence to have come in, or to be done, may be less. */
function isToldAlready({ key }: Subject, { base, statements }: Around): boolean {
  return (
    (key === 'received' || key === 'handled') &&
    statements.some((one) => one.subject?.key === key && one.sentence === base.sentence && one.scope === 'own' && !one.weak)
  )
}

/** 无法提供、不予处理 20 件 is a sum; 重复申请不予处理 2 件 is a row that stands under its group. */
function joined(subject: Subject, prefix: string, weak: boolean): Pick<Statement, 'reads' | 'weak'> {
  if (prefix.length > 1 && JOINED.test(prefix)) {
    const other = subjectAtEnd(prefix.replace(JOINED, ''))
    if (other?.subject.key === subject.key) return { reads: subject.reads, weak }
    if (other?.subject.family !== 'outcome') return { reads: subject.reads, weak: true }
    return { reads: [[...(other.subject.reads[0] ?? []), ...(subject.reads[0] ?? [])], ...subject.reads], weak }
  }
  if (subject.rule === 'N-05') {
    const row = subjectAtEnd(prefix.replace(/(?:而|，|依法|被|作出)+$/, ''))?.subject
    if (!row && isForOneReason(prefix)) return { reads: subject.reads, weak: true }
    if (row?.rule === 'N-06') return { reads: row.weak ? [...subject.reads, ...row.reads] : [...row.reads, ...subject.reads], weak }
  }
  return { reads: subject.reads, weak }
}

/** The subject right before the end of some words, what is said surely before what is said in common words. */
function subjectAtEnd(words: string): { subject: Subject; index: number } | undefined {
  return peel(words, SURE) ?? peel(words, WEAK)
}

/** Takes filler off the end, word by word, until a subject stands there. */
function peel(words: string, { subjects, pattern }: ReturnType<typeof compile>): { subject: Subject; index: number } | undefined {
  let rest = words
  let more = false
  while (rest) {
    const found = pattern.exec(rest)
    const subject = found ? subjects[found.findIndex((group, i) => i > 0 && group !== undefined) - 1] : undefined
    if (found && subject && (!more || subject.ofRequests)) return { subject, index: found.index }
    const [filler, wider] = [PEEL.exec(rest), PEEL_MORE.exec(rest)]
    if (!filler && !wider) return undefined
    more ||= (wider?.index ?? rest.length) < (filler?.index ?? rest.length)
    rest = rest.slice(0, Math.min(wider?.index ?? rest.length, filler?.index ?? rest.length))
  }
  return undefined
}

/** 公民、法人和其他组织 are all who can ask. */
const EVERYBODY = /(?:公民|自然人)(?:、|和|及|与|或)$/

/** 自然人 of what was received, of what was concluded, or of one result: the count before tells. */
function applicantsOf({ key, reads }: Subject, { statements, base }: Around): readonly Sum[] {
  const whole = statements.findLast(({ subject, sentence }) => sentence === base.sentence && /flow|outcome/.test(subject?.family ?? ''))
  const rows = whole?.subject?.key === 'handled' || whole?.subject?.family === 'outcome' ? whole.reads : []
  const columns = key.split('+')
  const broken = rows.map((sum) => sum.flatMap((at) => columns.map((column) => at.replace(/total$/, column))))
  return whole?.subject?.key === 'received' ? reads.slice(0, 2) : [...broken, ...reads]
}
