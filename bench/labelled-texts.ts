import { readdirSync, readFileSync } from 'node:fs'
import { check } from '@/report/check'
import { type Finding, keyOf } from '@/report/finding'
import { readLabelled } from '@/report/reading/read'
import type { Report } from '@/report/report'
import type { Address } from '@/report/template'

/** Reports whose texts were labelled by hand by somebody who had not seen the rules; they lie outside of the project (bench/README.md). */
type File = {
  unit: string
  year: number
  cut?: boolean
  tables: Record<'table2' | 'table3' | 'table4', Record<string, Record<string, number | null>>>
  texts: Record<Field, string>
  labels: Label[]
}
type Field = 'intro' | 'overall' | 'problems' | 'other'
type Place = [table: 'table2' | 'table3' | 'table4', row: string, column: string]
type Change = { at: Place; to: number }
type Label = {
  kind: 'cell' | 'list' | 'statement' | 'contradiction' | 'slip' | 'innocent'
  text: Field
  quote: string
  number?: string
  start?: number
  end?: number
  at?: unknown
  relation?: 'equal' | 'about' | 'atMost' | 'atLeast' | 'percent'
  falsify?: Change & { also?: Change[] }
  why?: string
}

const FIELDS: Readonly<Record<Field, Address>> = {
  intro: 'preamble',
  overall: 'overview/general',
  problems: 'problems',
  other: 'other-matters'
}

/** How many of a kind were told, those that were not, and of which kinds they are. */
export type Told = { of: number; missed: string[]; kinds: Record<string, number> }
export type Score = Record<'+7' | '+1' | 'lists' | 'statements' | 'slips', Told> & {
  reports: number
  findings: number
  false: string[]
}

/** Every labelled report of a folder: what is said of it as it is, and of each label made wrong. */
export function scoreTexts(folder: string): Score {
  const none = (): Told => ({ of: 0, missed: [], kinds: {} })
  const score: Score = { reports: 0, findings: 0, false: [], '+7': none(), '+1': none(), lists: none(), statements: none(), slips: none() }
  for (const name of readdirSync(folder).sort())
    if (name.endsWith('.json')) scoreReport(name.replace('.json', ''), JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')), score)
  return score
}

function scoreReport(name: string, file: File, score: Score): void {
  const report = open(file)
  const found = check(report)
  const said = found.filter(isOnNumbers)
  const known = new Set(said.map((finding) => `${keyOf(finding)} ${finding.says}`))
  const isNew = (finding: Finding) => isOnNumbers(finding) && !known.has(`${keyOf(finding)} ${finding.says}`)
  const count = (told: Told, label: Label, isTold: boolean, words: string) => {
    told.of++
    if (isTold) return
    told.missed.push(`${name} ${words}`)
    told.kinds[kindOf(label)] = (told.kinds[kindOf(label)] ?? 0) + 1
  }
  score.reports++
  score.findings += said.length
  const contradictions = file.labels.filter(({ kind }) => kind === 'contradiction')
  for (const finding of said)
    if (!contradictions.some((label) => isAbout(finding, label)))
      score.false.push(`${name} ${finding.rule} ${finding.level}: ${finding.says}`)
  for (const label of file.labels) {
    const { kind, quote, number = '', relation, falsify } = label
    const told = (by: number) => check(withNumber(report, label, by)).some(isNew)
    if (kind === 'cell' && relation === 'percent') count(score.lists, label, told(7), `${number} +7: ${quote}`)
    else if (kind === 'cell' && relation === 'equal') {
      count(score['+7'], label, told(7), `${number} +7: ${quote}`)
      count(score['+1'], label, told(1), `${number} +1: ${quote}`)
    } else if (kind === 'list') count(score.lists, label, told(7), `${number} +7: ${quote} (${label.why})`)
    else if (kind === 'statement' && falsify) {
      const made = check(open({ ...file, tables: change(file.tables, [falsify, ...(falsify.also ?? [])]) }))
      count(
        score.statements,
        label,
        made.some((finding) => isNew(finding) && sharesWords(finding.says, quote)),
        quote
      )
    } else if (kind === 'slip')
      count(
        score.slips,
        label,
        found.some((finding) => finding.rule.startsWith('X-') && mends(finding, report, label)),
        `${quote} (${label.why})`
      )
  }
}

/** For the record, which shows no sentences: the table of a number, what a list is, what a sentence denies, how a slip is explained. */
function kindOf({ kind, at, falsify, why = '', relation }: Label): string {
  if (kind === 'slip') return why.split(/[:(：]/, 1)[0]?.trim() ?? ''
  if (kind === 'list' || relation === 'percent')
    return /rate/.test(why) ? 'rate' : /growth|against/.test(why) ? 'growth' : /share/.test(why) || relation ? 'share' : 'sum'
  const [table = ''] = JSON.stringify(falsify?.at ?? at ?? '').match(/table\d/) ?? []
  const isCarried = JSON.stringify(falsify ?? '').includes('结转下年度')
  return `${table.replace('table', 'table ')}${isCarried ? ', carried over' : ''}`
}

const isOnNumbers = ({ rule }: Finding) => /^(?:N-|Y-06)/.test(rule)

function open({ unit, year, cut, tables, texts }: File): Report {
  const rows = (of: Record<string, Record<string, number | null>>) =>
    Object.fromEntries(Object.entries(of).map(([row, cells]) => [row, Object.values(cells)]))
  return readLabelled({
    org: unit,
    year,
    table2: tables.table2,
    table3: rows(tables.table3),
    table4: rows(tables.table4),
    preamble: texts.intro,
    narrative: texts.overall,
    narrative_complete: !cut,
    ...(texts.problems ? { problems: texts.problems } : {}),
    otherNarrative: texts.other
  })
}

/** The report with a number of its text raised. */
function withNumber(report: Report, { text, number = '', start = 0, quote }: Label, by: number): Report {
  const at = FIELDS[text]
  const whole = report.values[at] ?? ''
  const from = whole.startsWith(number, start) ? start : whole.indexOf(quote) + quote.indexOf(number)
  return { ...report, values: { ...report.values, [at]: whole.slice(0, from) + raise(number, by) + whole.slice(from + number.length) } }
}

/** 1,234 and 85.3%, in digits of any width; what is in Chinese digits becomes a plain number. */
function raise(number: string, by: number): string {
  const digits = /[\d.,，]+/.exec(number.normalize('NFKC'))?.[0] ?? ''
  if (digits === '') return String(CHINESE.indexOf(number) + by)
  const decimals = digits.split('.')[1]?.length ?? 0
  return number.normalize('NFKC').replace(digits, (Number(digits.replaceAll(/[,，]/g, '')) + by).toFixed(decimals))
}
const CHINESE = '零一二三四五六七八九十'

function change(tables: File['tables'], changes: readonly Change[]): File['tables'] {
  const changed = structuredClone(tables)
  for (const { at, to } of changes) (changed[at[0]][at[1]] as Record<string, number>)[at[2]] = to
  return changed
}

const isAbout = ({ says }: Finding, { quote, number }: Label) => sharesWords(says, quote) && (!number || says.includes(number))

/** What a finding quotes, in “ ”, and a label have four signs in common, or all there are. */
function sharesWords(says: string, quote: string): boolean {
  return [...says.matchAll(/“([^”]*)”/g)].some(([, words = '']) => {
    const length = Math.min(4, words.length, quote.length)
    return [...words].some((_, i) => i + length <= words.length && quote.includes(words.slice(i, i + length)))
  })
}

/** The stored copies have signs of half width, findings quote them as they should be: both are compared in one width, without spaces. */
const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '')

/** A slip is told where the repair changes it, or the finding quotes words that it shares its place with. */
function mends({ fix, says, at }: Finding, report: Report, { text, quote }: Label): boolean {
  const place = FIELDS[text]
  const mended = fix?.texts[place]
  const [whole, slip] = [bare(report.values[place] ?? ''), bare(quote)]
  if (mended !== undefined && whole.includes(slip) && !bare(mended).includes(slip)) return true
  const words = [...says.matchAll(/“([^”]*)”/g)].map(([, one = '']) => bare(one.replace(/…$/, '')))
  return (
    at.includes(place) &&
    words.some(
      (one) =>
        one.length > 1 &&
        placesOf(whole, one).some((from) => placesOf(whole, slip).some((to) => from < to + slip.length && to < from + one.length))
    )
  )
}

function placesOf(text: string, words: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) places.push(at)
  return places
}
