import type { Sheet } from '@/report/finding'
import type { ReportKind } from '@/report/report'
import type { Address, TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { remember } from '@/report/text/remember'
import { resolveTokens } from '@/report/text/tokens'
import type { Claim } from './claim'
import { beyondAll, isSame, type Judgement, judgeCells, judgeList, nameOfCells, numberValue, requestCells, sumOfCells } from './judge'
import { type List, readLists } from './lists'
import { type NilStatement, readNilStatements } from './nil-statements'
import { type NumberInText, printLike, widenSigns } from './numbers'
import { judgePercent } from './percents'
import type { Statement } from './statement'
import { readStatements } from './statements'
import { NO_SUCH_ROW } from './subjects'

/** A field of prose as it was read: what depends on its words alone, not on the tables. */
export type ProseReading = {
  at: Address
  statements: readonly Statement[]
  /** Each statement's number with the words that tell which one is meant. */
  quotes: readonly string[]
  lists: readonly List[]
  nilStatements: readonly NilStatement[]
}

/**
 * Every number in the prose that counts something, in the order of the fields and of the text, with what the tables
 * say to it. Numbers never overlap. Unchanged texts are not read again, so a key in a table costs only the comparing.
 */
export function findClaims(sheet: Sheet, readings: readonly ProseReading[] = readProse(sheet)): Claim[] {
  const told: Told = new Map()
  const claims: Claim[] = []
  for (const reading of readings) claims.push(...judgeReading(sheet, reading, told))
  return claims
}

/** The fields of prose that hold text, read. */
export function readProse({ report, stored, template }: Pick<Sheet, 'report' | 'stored' | 'template'>): ProseReading[] {
  const { unit, kind, year } = report
  const readings: ProseReading[] = []
  for (const at of template.prose) {
    const text = stored[at]
    if (text) readings.push(readText(text, at, unit, kind, String(year), template.id))
  }
  return readings
}

const readText = remember((text: string, at: Address, unit: string, kind: string, year: string, template: string): ProseReading => {
  const speaker = { unit, kind: kind as ReportKind, year: Number(year) }
  const plain = widenSigns(text)
  const statements = readStatements(plain, speaker, template as TemplateId, at === 'overview/requests')
  return {
    at,
    statements,
    quotes: statements.map(({ number }) => quote(text, number)),
    lists: readLists(plain, statements, template as TemplateId),
    nilStatements: readNilStatements(plain, speaker, statements, openTemplate(template as TemplateId))
  }
})

type Told = Map<string, { at: Address; value: number; words: string; sentence: number }>

function judgeReading(sheet: Sheet, { at, statements, quotes, lists }: ProseReading, told: Told): Claim[] {
  const verdicts = statements.map((statement) => judgeCells(sheet, statement))
  for (const list of lists) {
    const total = verdicts[list.total] as Judgement
    const judged = judgeList(sheet, list, statements, total.verdict === 'agrees')
    if (judged.verdict === 'agrees' && list.parts.length > 1)
      for (const i of [list.total, ...list.parts]) verdicts[i] = agreeing(verdicts[i] as Judgement, judged, at)
    if (judged.verdict === 'ambiguous' && /unlinked|agrees/.test(total.verdict))
      verdicts[list.total] = { ...judged, to: total.to.length > 0 ? total.to : [at] }
    if (judged.verdict !== 'contradicts' || total.verdict === 'contradicts' || total.verdict === 'other scope') continue
    if (closesWhenMended(sheet, list, statements, verdicts)) continue
    verdicts[list.total] = total.verdict === 'agrees' ? { ...judged, to: total.to, expected: undefined } : { ...judged, to: [at] }
  }
  const listsOf = listsByPart(lists)
  statements.forEach((statement, i) => {
    if (statement.subject === NO_SUCH_ROW && isOfOtherRow(sheet, statements, i, verdicts))
      verdicts[i] = { verdict: 'agrees', rule: NO_SUCH_ROW.rule, to: requestCells(sheet, 'must-create') }
    if (statement.percent) verdicts[i] = judgePercent(sheet, at, statement, statements, listsOf, verdicts[statement.of ?? -1] as Judgement)
  })
  for (const [i, all] of beyondAll(statements))
    verdicts[i] = { verdict: 'contradicts', rule: 'N-12', to: [at], why: `各项占比合计 ${Number(all.toFixed(2))}%` }
  const claims: Claim[] = []
  statements.forEach((statement, i) => {
    const judged = sameAsTold(sheet, at, statement, verdicts[i] as Judgement, told)
    if (judged.verdict !== 'unlinked' || mayCount(statement)) claims.push(claim(sheet, at, quotes[i] as string, statement, judged))
  })
  return claims
}

/** 不掌握 8 件，信息不存在 2 件: where the one agrees with its row and the other with 没有现成信息, which row it is in is told. */
function isOfOtherRow(sheet: Sheet, statements: readonly Statement[], at: number, verdicts: readonly Judgement[]): boolean {
  const { sentence, number } = statements[at] as Statement
  const isHeldElsewhere = statements.some(
    (one, i) => one.sentence === sentence && one.subject?.key === 'not-held' && verdicts[i]?.verdict === 'agrees'
  )
  return isHeldElsewhere && isSame(numberValue(sheet, number), sumOfCells(sheet, requestCells(sheet, 'must-create')), number)
}

function listsByPart(lists: readonly List[]): Map<number, List[]> {
  const listsOf = new Map<number, List[]>()
  for (const list of lists)
    for (const part of list.parts) {
      const known = listsOf.get(part)
      if (known) known.push(list)
      else listsOf.set(part, [list])
    }
  return listsOf
}

/** A number that no table holds is a claim all the same, unless in Chinese digits or without a unit. */
const mayCount = ({ number: { style, unit, percent } }: Statement) => style !== 'chinese' && (unit !== '' || percent)

const agreeing = (before: Judgement, list: Judgement, at: Address): Judgement =>
  before.verdict === 'unlinked' ? { ...list, to: [at] } : before

/** A part that contradicts its own cell may be all that is wrong with a list: then it alone is marked. */
function closesWhenMended(sheet: Sheet, { total, parts }: List, statements: readonly Statement[], verdicts: readonly Judgement[]): boolean {
  if (!parts.some((i) => verdicts[i]?.verdict === 'contradicts')) return false
  const whole = (statements[total] as Statement).number
  const mended = parts.reduce((sum, i) => {
    const judged = verdicts[i] as Judgement
    return sum + (judged.verdict === 'contradicts' ? sumOfCells(sheet, judged.to) : numberValue(sheet, (statements[i] as Statement).number))
  }, 0)
  return isSame(numberValue(sheet, whole), mended, whole)
}

/** N-17: the same thing counted twice must be the same number. */
function sameAsTold(sheet: Sheet, at: Address, { number, topic, sentence }: Statement, judged: Judgement, told: Told): Judgement {
  if (topic === undefined || judged.verdict === 'contradicts') return judged
  const value = numberValue(sheet, number)
  const before = told.get(topic.about)
  if (!before) told.set(topic.about, { at, value, words: topic.words, sentence })
  // In one sentence they are told apart: 市热线派件 247 件、县热线派件 40 件; 累计 13866 条，本年度 470 条.
  if (!before || before.value === value || (before.at === at && before.sentence === sentence)) return judged
  const verdict = before.words === topic.words ? 'contradicts' : 'ambiguous'
  return { verdict, rule: 'N-17', to: [before.at], expected: printLike(before.value, number), why: `前文为 ${before.value}` }
}

function claim(sheet: Sheet, at: Address, quoted: string, { number, subject }: Statement, judged: Judgement): Claim {
  const { verdict, rule, to, expected } = judged
  const one: Claim = { at, start: number.start, end: number.end, text: number.text, verdict, to }
  if (rule) one.rule = rule
  if (expected !== undefined) one.expected = expected
  if (verdict !== 'unlinked' && verdict !== 'agrees') one.says = sentence(sheet, quoted, judged, subject?.name ?? '')
  return one
}

function sentence(sheet: Sheet, quoted: string, { to, expected, rule, why }: Judgement, name: string): string {
  const words = resolveTokens(quoted, sheet.template, sheet.report, sheet.amounts)
  return `文中“${words}”，${why ?? `${nameOfCells(sheet, to, name)}为 ${rule ? expected : ''}`}`
}

/** The number with the words before it, as many as tell which one is meant. */
export function quote(text: string, { start, after }: Pick<NumberInText, 'start' | 'after'>): string {
  const words = text.slice(Math.max(0, start - 14), after)
  let cut = words.length - (after - start) - 2
  while (cut >= 0 && !CUTS.includes(words[cut] as string)) cut--
  return cut >= 0 || start <= 14 ? words.slice(cut + 1) : `…${words}`
}

const CUTS = '，。；、\n（：'
