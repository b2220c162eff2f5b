import { amountOf, type Check, type Finding, keyOf, placeName, type Sheet, shorten, tell } from '@/report/finding'
import { cellsOf, type Meaning, meaningOf, requestsOf, resultLines, resultName } from '@/report/meaning'
import type { Claim } from '@/report/prose/claim'
import { findClaims, type ProseReading, readProse } from '@/report/prose/find-claims'
import { sumOfCells } from '@/report/prose/judge'
import { groupOf } from '@/report/prose/parts'
import { inSentence, type Statement } from '@/report/prose/statement'
import { NARRATIVE_RULES } from './narrative-rules'

/** Words against numbers: what the prose says in figures must be what the tables say, and add up by itself. */
export const narrative: Check = {
  rules: Object.values(NARRATIVE_RULES),
  find(sheet) {
    const readings = readProse(sheet)
    const found = [
      ...findClaims(sheet, readings)
        .filter(isFinding)
        .map((claim) => describe(sheet, claim)),
      ...readings.flatMap((reading) => weigh(sheet, reading, readings))
    ]
    return [...mergeSameKey(found), ...unpaid(sheet)]
  }
}

/** A share that fits the numbers of the text and not the table is marked, and no more. */
const isFinding = ({ verdict, rule }: Claim) => verdict === 'contradicts' || (verdict === 'ambiguous' && rule !== 'N-12')

function describe(sheet: Sheet, claim: Claim): Finding {
  const { verdict, rule, at, to, text, expected, says = '' } = claim
  const finding = tell(NARRATIVE_RULES[rule as keyof typeof NARRATIVE_RULES], {
    level: (verdict === 'ambiguous' && rule !== 'N-06') || isOneStepOff(claim) ? 'note' : undefined,
    at: [at, ...to.filter((place) => place !== at)],
    says: `${placeName(sheet.template, at)}：${says}`,
    basis: `${text} ${expected ?? ''} ${says}`
  })
  if (verdict === 'contradicts') finding.left = { name: '文中', text }
  if (expected === undefined || verdict !== 'contradicts') return finding
  const whole = sheet.stored[at] ?? ''
  finding.right = { name: to[0] !== at ? '表中' : /[%％]|百/.test(text) ? '按文中的数计算' : '所列各项合计', text: expected }
  if (to[0] !== at)
    finding.fix = { says: `文中改为 ${expected}`, texts: { [at]: whole.slice(0, claim.start) + expected + whole.slice(claim.end) } }
  return finding
}

/** 4.348 % printed as 4.34 %: cut off where it should be rounded. */
function isOneStepOff({ text, expected = '' }: Claim): boolean {
  const [stated, right] = [Number.parseFloat(text), Number.parseFloat(expected)]
  return /[%％]/.test(text) && Math.abs(stated - right) < 1.5 * 10 ** -(/[.．](\d*)/.exec(text)?.[1]?.length ?? 0)
}

/** What no single number can tell: nil statements, which have no number, results left out, a balance that cannot be. */
function weigh(sheet: Sheet, reading: ProseReading, readings: readonly ProseReading[]): Finding[] {
  const nilStatements = reading.nilStatements.flatMap(({ text, zero, name: cells, unless, allowed }): Finding[] => {
    const amount = sumOfCells(sheet, zero)
    if (!(amount > 0) || unless === amountOf(sheet, 'requests/handled/total')) return []
    if (allowed !== undefined && !(amount > allowed * amountOf(sheet, 'requests/received/total'))) return []
    const at = [reading.at, ...zero.filter((cell) => sumOfCells(sheet, [cell]) > 0)]
    const says = `${placeName(sheet.template, reading.at)}：文中写“${text}”，表中${cells}为 ${amount}`
    return [tell(NARRATIVE_RULES['N-10'], { level: allowed === undefined ? undefined : 'note', at, says, basis: `${text} ${amount}` })]
  })
  return [...nilStatements, ...leftOut(sheet, reading, readings), ...balance(sheet, reading)]
}

/** A complete list of results that does not add up, and a result of the table it does not mention. */
function leftOut(sheet: Sheet, { at, statements, lists }: ProseReading, readings: readonly ProseReading[]): Finding[] {
  const list = lists.find(({ rule, closed }) => rule === 'N-08' && closed)
  if (!list) return []
  const sum = list.parts.reduce((total, i) => total + (statements[i]?.number.value ?? Number.NaN), 0)
  if (!(sum < amountOf(sheet, 'requests/handled/total'))) return []
  const mentioned = new Set(
    readings.flatMap((one) =>
      one.statements.flatMap(({ subject }) => (subject?.key ?? '').split('+').map((key) => groupOf(sheet.template.id, key)))
    )
  )
  // 告知补正 7 件: told in words that are in no form.
  const inOtherWords = inSentence(statements, (statements[list.parts[0] ?? -1] as Statement).sentence).filter(({ subject }) => !subject)
  return resultLines(sheet.template).flatMap((line): Finding[] => {
    const row = meaningOf(line)
    const cells = cellsOf(sheet.template, [requestsOf(row)])
    const amount = sumOfCells(sheet, cells)
    if (mentioned.has(row) || !(amount > 0) || inOtherWords.some(({ number }) => number.value === amount)) return []
    const says = `${placeName(sheet.template, at)}：表三${resultName(line)} ${amount} 件，文中列举处理结果时没有写到`
    return [tell(NARRATIVE_RULES['N-05'], { at: [at, ...cells], says, basis: `${row} ${amount}` })]
  })
}

const BALANCED: readonly Meaning[] = ['requests/received/total', 'requests/handled/total', 'requests/carried-out/total']

/** 收到 11，办结 8，结转 1: two are lost, whatever the tables say. Silent where a number is already marked. */
function balance(sheet: Sheet, { at, statements }: ProseReading): Finding[] {
  if (!Number.isNaN(sumOfCells(sheet, cellsOf(sheet.template, BALANCED)))) return []
  const stated = (key: string) => statements.find(({ subject, scope, weak }) => subject?.key === key && scope === 'own' && !weak)?.number
  const [received, handled, carriedOut, carriedIn] = ['received', 'handled', 'carried-out', 'carried-in'].map((key) => stated(key)?.value)
  if (received === undefined || handled === undefined || carriedOut === undefined) return []
  const done = handled + carriedOut
  // A live number whose cell is unfilled says nothing yet.
  if (Number.isNaN(received + (carriedIn ?? 0) + done)) return []
  if (received === done || received + (carriedIn ?? 0) === done || (received < done && carriedIn === undefined)) return []
  const says = `${placeName(sheet.template, at)}：文中收到 ${received}${carriedIn === undefined ? '' : `、上年结转 ${carriedIn}`}，办结 ${handled} 加结转 ${carriedOut} 为 ${done}，不相等`
  return [tell(NARRATIVE_RULES['N-08'], { at: [at], says, basis: says })]
}

/** Two numbers of one field may break one rule against the same cells: one finding says both, as one answer settles both. */
function mergeSameKey(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Map<string, Finding>>()
  for (const finding of findings) {
    const key = keyOf(finding)
    const told = merged.get(key)
    if (!told) merged.set(key, new Map([[finding.says, finding]]))
    else if (!told.has(finding.says)) told.set(finding.says, finding)
  }
  return [...merged.values()].map((told) => {
    const [first, ...others] = told.values() as Iterable<Finding> as [Finding, ...Finding[]]
    if (others.length === 0) return first
    const { fix: _, ...rest } = first
    return { ...rest, says: shorten([...told.keys()].join('；')), basis: [first, ...others].map(({ basis }) => basis).join('\n') }
  })
}

function unpaid(sheet: Sheet): Finding[] {
  const cells = cellsOf(sheet.template, ['requests/unpaid/total'])
  const amount = sumOfCells(sheet, cells)
  if (!(amount > 0) || (sheet.report.outside && !sheet.report.outside.wholeTexts.has('other-matters'))) return []
  const text = sheet.report.values['other-matters'] ?? ''
  if (/收费通知|缴费通知/.test(text) || (/处理费/.test(text) && !/(?:无|未|没有)[^，。；]{0,8}(?:收取|收费|发生)/.test(text))) return []
  const says = `表三逾期未缴费 ${amount} 件，说明发出过收费通知，第六部分没有写明`
  return [tell(NARRATIVE_RULES['T3-10'], { at: ['other-matters', ...cells], says, basis: String(amount) })]
}
