import type { Meaning, RequestRow } from '@/report/meaning'
import type { Span } from '@/report/rule'
import type { Address, TemplateId } from '@/report/template'
import type { NumberInText } from './numbers'
import type { Scope, Speaker } from './scope'

/** What the cells mean whose sum a number is. */
export type Sum = readonly Meaning[]

/**
 * What a number can speak of. `reads`: the sums it may be, the likeliest first; it contradicts only if it is none of them.
 * A `weak` subject is said in words that others share, so it may agree but never contradicts.
 */
export type Subject = Span & {
  key: string
  rule: string
  /** How it is named in messages. */
  name: string
  /** Numbers of one family break down one total. */
  family: 'flow' | 'outcome' | 'applicant' | 'dispute' | 'result' | 'file' | 'decision' | 'other'
  /** What stands right before the number, as patterns. */
  words: readonly string[]
  /** What may stand right after the number instead. */
  after?: readonly string[]
  reads: readonly Sum[]
  weak?: true
  /** Words of OF_REQUESTS may stand between. */
  ofRequests?: true
  /** The unit words it is counted in, if not those of applications. */
  units?: RegExp
}

/** The sum of the totals of rows of table three. */
export const requests = (...rows: RequestRow[]): Sum => rows.map((row): Meaning => `requests/${row}/total`)

/** What joins two words for one thing. */
export const OR = '(?:和|及|与|或|、|以及|或者)'

/** A number of a text with what it speaks of. */
export type Statement = {
  number: NumberInText
  subject?: Subject
  /** The sums it may be, the likeliest first: what is meant, and the cells of this form. */
  meant: readonly Sum[]
  reads: readonly (readonly Address[])[]
  /** May agree, never contradicts; `perhaps`: where it does not agree, whether it should is asked; `near`: where it almost does. */
  weak: boolean
  perhaps?: boolean | 'near'
  /** One of the things a cell counts: no more than the cell. */
  isMost?: boolean
  /** What was concluded of the applications of this year, perhaps without those of last year. */
  isOfNew?: boolean
  scope: Scope
  /**
   * A percentage: the share of the number before it, its growth, or the rate of it, `base` being what it is compared with if the text
   * tells; `whole`: more than all.
   */
  of?: number
  base?: number
  percent?: 'share' | 'rise' | 'fall' | 'rate' | 'whole'
  /** What it counts, in words of its own, where that is in no table: told twice it must be the same (N-17). `about`: without words that vary. */
  topic?: { words: string; about: string }
  /** How deep in brackets it stands. */
  depth: number
  /** Where its clause, its sentence and its paragraph begin. */
  clause: number
  sentence: number
  paragraph: number
  /** The words before it, back to the number before or the beginning of the sentence. */
  lead: string
}

/** What was found out of a number. */
export type Found = Partial<
  Pick<Statement, 'subject' | 'weak' | 'perhaps' | 'isMost' | 'isOfNew' | 'scope' | 'of' | 'base' | 'percent'>
> & { reads?: readonly Sum[] }

/** Who speaks, in which form. `isOnRequests`: under the heading 依申请公开. */
export type Setting = { speaker: Speaker; template: TemplateId; isOnRequests: boolean }

/** A number with all that may tell what it reads. */
export type Around = Setting & {
  text: string
  /** What stands before the words of the subject, back to the number before. */
  prefix: string
  sentenceText: string
  base: Statement
  statements: readonly Statement[]
  said: Spoken
}

/** What the paragraph has spoken of before the sentence: where an application, where something else was named last. */
export type Spoken = { requests: number; others: number; disclosure: boolean }

/** The last of the first `until` statements that stand in a sentence. Sentences follow each other, so no more is looked at. */
export function inSentence(statements: readonly Statement[], sentence: number, until = statements.length): Statement[] {
  let from = until
  while (from > 0 && statements[from - 1]?.sentence === sentence) from--
  return statements.slice(from, until)
}

/** The counts of the same paragraph before one of the statements, the nearest of them. */
export function inParagraph(statements: readonly Statement[], until: number): readonly Statement[] {
  const { paragraph } = statements[until] as Statement
  return statements.slice(Math.max(0, until - 20), until).filter((one) => one.paragraph === paragraph && !one.number.percent)
}

/** No reading. */
export const NONE: readonly never[] = []

/**
 * A statement of which only its place is known. Every field is named and none spread, so that all are of one shape: tens of thousands are made of a
 * long text.
 */
export function startStatement(place: Pick<Statement, 'number' | 'depth' | 'clause' | 'sentence' | 'lead'>): Statement {
  const { number, depth, clause, sentence, lead } = place
  return {
    number,
    subject: undefined,
    meant: NONE,
    reads: NONE,
    weak: false,
    perhaps: undefined,
    isMost: undefined,
    isOfNew: undefined,
    scope: 'own',
    of: undefined,
    base: undefined,
    percent: undefined,
    topic: undefined,
    depth,
    clause,
    sentence,
    paragraph: 0,
    lead
  }
}

/** How many numbers stand before a position of the text; found by halving, as every nil statement asks for it. */
export function countBefore(statements: readonly Statement[], position: number): number {
  let [low, high] = [0, statements.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((statements[middle] as Statement).number.start < position) low = middle + 1
    else high = middle
  }
  return low
}

/** The last statement whose number stands before a position of the text. */
export const lastBefore = (all: readonly Statement[], position: number): Statement | undefined => all[countBefore(all, position) - 1]

/** 条次 counts as 条 does. */
export const isSameUnit = (a: string, b: string) => a === b || isTimes(a, b) || isTimes(b, a)
const isTimes = (a: string, b: string) => b !== '' && b !== '人' && a === `${b}次`

/** 图解 9 篇、发布会 2 次: what stands in the same row is counted with it. */
export const EVENTS = /^[次场类项]$/
