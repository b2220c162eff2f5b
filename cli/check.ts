import { checkWith } from '@/report/check'
import type { Quantity, Sheet } from '@/report/finding'
import { findClaims } from '@/report/prose/find-claims'
import { openSheet } from '@/report/sheet'
import { readReportFile } from './read'
import { CommandRefused } from './refused'

/** Prints the findings of each file; a file that cannot be read is reported on stderr, and the others are still checked. */
export function check(paths: readonly string[], lastYearPath: string | undefined): number {
  const lastYear = lastYearPath === undefined ? undefined : readReportFile(lastYearPath)
  let unreadable = 0
  const answers = paths.flatMap((path) => {
    try {
      return [describe(openSheet(readReportFile(path), { lastYear }))]
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error
      process.stderr.write(`${error.message}\n`)
      unreadable++
      return []
    }
  })
  if (paths.length > 1 || answers.length > 0)
    process.stdout.write(`${JSON.stringify(paths.length === 1 ? answers[0] : answers, null, 2)}\n`)
  const broken = answers.filter(({ findings }) => findings.some(({ level }) => level === 'error')).length
  process.stderr.write(`已核对 ${answers.length} 份年报，${broken} 份有错误\n`)
  if (unreadable > 0) return 2
  return broken > 0 ? 1 : 0
}

function describe(sheet: Sheet) {
  const { unit, year, kind, template, rules } = sheet.report
  return {
    report: { unit, year, kind, template, rules },
    findings: checkWith(sheet).map(({ rule, level, at, says, left, right }) => ({
      rule,
      level,
      at,
      says,
      left: numberOf(left),
      right: numberOf(right)
    })),
    numbers: findClaims(sheet)
  }
}

function numberOf(side: Quantity | undefined): number | null {
  const number = Number.parseFloat(side?.text.normalize('NFKC').replaceAll(',', '') ?? '')
  return Number.isNaN(number) ? null : number
}
