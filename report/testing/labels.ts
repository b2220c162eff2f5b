import { check } from '@/report/check'
import { keyOf } from '@/report/finding'
import type { Claim, ClaimVerdict } from '@/report/prose/claim'
import { findClaims } from '@/report/prose/find-claims'
import { readLabelled } from '@/report/reading/read'
import type { Report } from '@/report/report'
import { openSheet } from '@/report/sheet'
import { randomOf } from '@/report/testing/random'
import labels from './corpus-labels.json'

/**
 * For tests and measures: every number in the text of the published reports, what it refers to and how it stands to the
 * tables. Written by reading, before the rules, and reviewed twice. The first review called the 805 of 上海 2019 right: its
 * list does not add up, but the two wrong parts, labelled themselves, explain the whole difference. The second was by
 * somebody who knew none of the rules: he changed the 0 of 上海 2019, where a blank cell means 0, and the cells of the 8 of
 * 沭阳 2025, and called four debatable: 83 of 淮南 2019, 32.9% and 4.34% of 上海 2019, 393 of 平潭 2023.
 */
type Label = [start: number, text: string, refers: string, verdict: ClaimVerdict]

/** The labelled reports by file name, and how to get the text of one. */
export const labelledFiles = Object.keys(labels).map((name) => `${name}.json`)
export type ReadFile = (name: string) => string

const FIELDS: Readonly<Record<string, string>> = {
  preamble: 'preamble',
  narrative: 'overview/general',
  problems: 'problems',
  otherNarrative: 'other-matters'
}

/** A labelled number beside what was found; addresses in order, as one text. */
export type JudgedLabel = {
  file: string
  start: number
  text: string
  refers: string
  verdict: ClaimVerdict
  found: ClaimVerdict
  to: string
}

export function judgeLabels(readFile: ReadFile): JudgedLabel[] {
  return Object.entries(labels).flatMap(([file, fields]) => {
    const json = JSON.parse(readFile(`${file}.json`))
    const report = readLabelled(json)
    const claims = findClaims(openSheet(report))
    return Object.entries(fields).flatMap(([field, labelled]) => {
      const at = FIELDS[field] as string
      const cut = (json[field] as string).length - (report.values[at] as string).length
      return (labelled as Label[]).map(([start, text, refers, verdict]) => {
        const claim = claims.find((one) => one.at === at && one.start === start - cut)
        const to = (claim?.to ?? []).filter((place) => place !== at).join(' ')
        return { file, start, text, refers: addressesIn(refers), verdict, found: claim?.verdict ?? 'unlinked', to: addressesIn(to) }
      })
    })
  })
}

const addressesIn = (words: string) => (words.match(/[a-z-]+\/[a-z-]+\/[a-z-]+/g) ?? []).sort().join(' ')

/** Shares of 1: what was said that is right, and what is right that was said. A link is right that names the very cells of the label. */
export function scoreLabels(rows: readonly JudgedLabel[]) {
  const said = rows.filter(({ found }) => found === 'contradicts')
  const meant = rows.filter(({ verdict }) => verdict === 'contradicts')
  const both = said.filter(({ verdict }) => verdict === 'contradicts')
  const linked = rows.filter(({ found }) => found !== 'unlinked')
  const right = linked.filter(({ verdict, refers, to }) => verdict !== 'unlinked' && refers === to)
  return {
    numbers: rows.length,
    contradictions: { precision: both.length / said.length, recall: both.length / meant.length },
    links: { precision: right.length / linked.length, recall: right.length / rows.filter(({ verdict }) => verdict !== 'unlinked').length }
  }
}

/**
 * Changes one digit of a number that a rule covers (it agrees) in one of the reports, so many times, and counts how
 * often something new is said. `alarms`: what is said anew when nothing is changed.
 */
export function plantMisprints(readFile: ReadFile, times: number): { caught: number; alarms: number } {
  const random = randomOf(20_250_131)
  const reports = labelledFiles.flatMap((name) => {
    const report = readLabelled(JSON.parse(readFile(name)))
    const covered = findClaims(openSheet(report)).filter(({ verdict, text }) => verdict === 'agrees' && /\d/.test(text))
    return covered.length > 0 ? [{ report, covered, known: new Set(tell(report)) }] : []
  })
  const alarms = reports.flatMap(({ report, known }) => tell({ ...report }).filter((one) => !known.has(one))).length
  let caught = 0
  for (let n = 0; n < times; n++) {
    const { report, covered, known } = reports[random(reports.length)] as (typeof reports)[number]
    const claim = covered[random(covered.length)] as Claim
    const text = report.values[claim.at] as string
    const values = { ...report.values, [claim.at]: text.slice(0, claim.start) + misprint(claim.text, random) + text.slice(claim.end) }
    if (tell({ ...report, values }).some((one) => !known.has(one))) caught++
  }
  return { caught, alarms }
}

/** What the rules on numbers say of a report. */
function tell(report: Report): string[] {
  return check(report)
    .filter(({ rule }) => /^(?:N-|Y-06)/.test(rule))
    .map((finding) => `${keyOf(finding)} ${finding.says}`)
}

/** Another number of the same form: one digit changed, the first of several never to 0. */
function misprint(text: string, random: (below: number) => number): string {
  const places = [...text].flatMap((sign, i) => (/\d/.test(sign) ? [i] : []))
  const at = places[random(places.length)] as number
  const first = at === 0 && text.length > 1 ? 1 : 0
  const others = Array.from({ length: 10 - first }, (_, i) => i + first).filter((digit) => digit !== Number(text[at]))
  return text.slice(0, at) + others[random(others.length)] + text.slice(at + 1)
}
