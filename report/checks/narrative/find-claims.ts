import type { Claim } from '@/report/claim'
import type { Sheet } from '@/report/finding'
import { type NumberInText, printLike, widenSigns } from '@/report/numbers'
import { remember } from '@/report/remember'
import type { ReportKind } from '@/report/report'
import type { Address, TemplateId } from '@/report/template'
import { proseAddresses, resolveTokens } from '@/report/tokens'
import { amountOf, isSame, type Judgement, judgeCells, judgeList, judgePercent, nameOfCells, numberValue } from './judge'
import { type List, readLists } from './lists'
import { readSayings, type Saying } from './sayings'
import { readStatements, type Statement } from './statements'

/** A field of prose as it was read: what depends on its words alone, not on the tables. */
export type Reading = { at: Address; text: string; statements: readonly Statement[]; lists: readonly List[]; sayings: readonly Saying[] }

/**
 * Every number in the prose that counts something, in the order of the fields and of the text, with what the tables
 * say to it. Numbers never overlap. Unchanged texts are not read again, so a key in a table costs only the comparing.
 */
export function findClaims(sheet: Sheet, readings: readonly Reading[] = readProse(sheet)): Claim[] {
  const told = new Map<string, { at: Address; value: number }>()
  return readings.flatMap((reading) => judgeReading(sheet, reading, told))
}

/** The fields of prose that hold text, read. */
export function readProse({ report, stored, template }: Pick<Sheet, 'report' | 'stored' | 'template'>): Reading[] {
  return proseAddresses(template).flatMap((at) => {
    const text = stored[at]
    return text ? [readText(text, at, report.unit, report.kind, String(report.year), template.id)] : []
  })
}

/** For a place of a report its last texts are kept, and a desk's reports have some hundred places. */
const readText = remember(128, (text: string, at: Address, unit: string, kind: string, year: string, template: string): Reading => {
  const plain = widenSigns(text)
  const speaker = { unit, kind: kind as ReportKind, year: Number(year) }
  const statements = readStatements(plain, speaker, template as TemplateId, at === 'overview/requests')
  return { at, text, statements, lists: readLists(plain, statements), sayings: readSayings(plain, speaker, statements) }
})

function judgeReading(sheet: Sheet, { at, text, statements, lists }: Reading, told: Map<string, { at: Address; value: number }>): Claim[] {
  const verdicts = statements.map((statement) => judgeCells(sheet, statement))
  for (const list of lists) {
    const total = verdicts[list.total] as Judgement
    const judged = judgeList(sheet, list, statements)
    if (judged.verdict === 'agrees')
      for (const i of [list.total, ...list.parts]) verdicts[i] = agreeing(verdicts[i] as Judgement, judged, at)
    if (judged.verdict !== 'contradicts' || total.verdict === 'contradicts' || total.verdict === 'other scope') continue
    if (closesWhenMended(sheet, list, statements, verdicts)) continue
    verdicts[list.total] = total.verdict === 'agrees' ? { ...judged, to: total.to, expected: undefined } : { ...judged, to: [at] }
  }
  statements.forEach((statement, i) => {
    if (statement.percent) verdicts[i] = judgePercent(sheet, statement, statements, lists, verdicts[statement.of ?? -1] as Judgement)
  })
  statements.forEach((statement, i) => {
    verdicts[i] = sameAsTold(sheet, at, statement, verdicts[i] as Judgement, told)
  })
  return statements.flatMap((statement, i) => claim(sheet, at, text, statement, verdicts[i] as Judgement))
}

const agreeing = (before: Judgement, list: Judgement, at: Address): Judgement =>
  before.verdict === 'unlinked' ? { ...list, to: [at] } : before

/** A part that contradicts its own cell may be all that is wrong with a list: then it alone is marked. */
function closesWhenMended(sheet: Sheet, { total, parts }: List, statements: readonly Statement[], verdicts: readonly Judgement[]): boolean {
  if (!parts.some((i) => verdicts[i]?.verdict === 'contradicts')) return false
  const whole = (statements[total] as Statement).number
  const mended = parts.reduce((sum, i) => {
    const judged = verdicts[i] as Judgement
    return sum + (judged.verdict === 'contradicts' ? amountOf(sheet, judged.to) : numberValue(sheet, (statements[i] as Statement).number))
  }, 0)
  return isSame(numberValue(sheet, whole), mended, whole)
}

/** N-17: the same thing counted twice must be the same number. */
function sameAsTold(
  sheet: Sheet,
  at: Address,
  { number, topic }: Statement,
  judged: Judgement,
  told: Map<string, { at: Address; value: number }>
): Judgement {
  if (topic === undefined || judged.verdict === 'contradicts') return judged
  const value = numberValue(sheet, number)
  const before = told.get(topic)
  if (!before) told.set(topic, { at, value })
  if (!before || before.value === value) return judged
  return { verdict: 'contradicts', rule: 'N-17', to: [before.at], expected: printLike(before.value, number), why: `前文为 ${before.value}` }
}

function claim(sheet: Sheet, at: Address, text: string, { number, subject }: Statement, judged: Judgement): Claim[] {
  const { verdict, rule, to, expected, why } = judged
  if (verdict === 'unlinked' && (number.style === 'chinese' || (number.unit === '' && !number.percent))) return []
  const one: Claim = { at, start: number.start, end: number.end, text: number.text, verdict, to }
  if (rule) one.rule = rule
  if (expected !== undefined) one.expected = expected
  if (verdict !== 'unlinked' && verdict !== 'agrees') one.says = sentence(sheet, text, number, judged, subject?.name ?? '', why)
  return [one]
}

function sentence(
  sheet: Sheet,
  text: string,
  number: NumberInText,
  { to, expected, rule }: Judgement,
  name: string,
  why: string | undefined
): string {
  const quoted = `文中“${resolveTokens(quote(text, number), sheet.template, sheet.report, sheet.amounts)}”`
  if (why) return `${quoted}，${why}`
  return `${quoted}，${nameOfCells(sheet, to, name)}为 ${rule ? expected : ''}`
}

/** The number with the words before it, as many as tell which one is meant. */
export function quote(text: string, { start, after }: Pick<NumberInText, 'start' | 'after'>): string {
  const words = text.slice(Math.max(0, start - 14), after)
  const cut = Math.max(
    ...['，', '。', '；', '、', '\n', '（', '：'].map((sign) => words.slice(0, words.length - (after - start) - 1).lastIndexOf(sign))
  )
  return cut >= 0 || start <= 14 ? words.slice(cut + 1) : `…${words}`
}
