import { beforeAll, describe, expect, it } from 'vitest'
import { makeDocument } from '@/report/layout/document'
import { readLabelled } from '@/report/reading/read'
import { type Report, templateOf } from '@/report/report'
import { exampleReport } from '@/report/samples/example'
import { makeSnapshot } from '@/report/snapshot'
import { printValue, readAmounts } from '@/report/values'
import { buildFonts } from '@/scripts/fonts.mjs'
import { makeCsv } from '@/server/files/csv/csv'
import { makeWorkbook } from '@/server/files/excel/make-workbook'
import { makePdf } from '@/server/files/pdf/pdf'
import { makeWord } from '@/server/files/word/word'
import { fullReport, notedReport } from '@/server/testing/reports'
import { readForeignReport } from './read-foreign'

beforeAll(buildFonts)

const WRITERS: Record<string, (report: Report) => Uint8Array> = {
  docx: (report) => makeWord(makeDocument(report)),
  xlsx: makeWorkbook,
  pdf: (report) => makePdf(makeDocument(report)),
  csv: makeCsv,
  json: (report) => new TextEncoder().encode(makeSnapshot(report))
}

/** Every cell as the file shows it, and the prose. */
function shown(report: Report): Record<string, string> {
  const template = templateOf(report)
  const amounts = readAmounts(template, report.values)
  const cells = template.cells
    .filter(({ role }) => role !== 'group')
    .map(({ at }) => [at, printValue(template, report.values, amounts, at)])
  const texts = template.prose.map((at) => [at, report.values[at]?.replace(/\s/g, '') ?? ''])
  return Object.fromEntries([...cells, ...texts].filter(([, text]) => text !== ''))
}

describe.each(Object.keys(WRITERS))('a report written as %s and read again', (format) => {
  it.each([
    ['of 2019', exampleReport],
    ['of 2019 with a number in every cell', fullReport('F2019')],
    ['with a number in every cell', fullReport('F2021')],
    ['with remarks and notes', notedReport('F2021')]
  ])('is the same: %s', async (_, report) => {
    const file = WRITERS[format]?.(report) ?? new Uint8Array()
    const read = await readForeignReport(file)
    const doubts = read.doubts as { at: string }[]
    const own = format === 'csv' ? doubts.filter(({ at }) => !/^(?:overview|problems|other-matters)$/.test(at)) : doubts
    expect(own).toEqual([])
    const back = readLabelled(JSON.parse(JSON.stringify(read)))
    expect({ unit: back.unit, year: back.year, template: back.template }).toEqual({
      unit: report.unit,
      year: report.year,
      template: report.template
    })
    const wanted = shown(report)
    const found = shown(back)
    const keys = Object.keys(wanted).filter((at) => format !== 'csv' || at.split('/').length === 3)
    expect(Object.fromEntries(keys.map((at) => [at, found[at]]))).toEqual(Object.fromEntries(keys.map((at) => [at, wanted[at]])))
  })
})
