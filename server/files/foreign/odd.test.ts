import { describe, expect, it } from 'vitest'
import type { Report } from '@/report/report'
import { compareReading } from '@/server/testing/foreign/compare-reading'
import { inventReport, randomOf } from '@/server/testing/foreign/foreign-files'
import { makeOdd, PAGE_CELLS, TABLE_ODDITIES, WORD_CELLS, writeOddDocx, writeOddPage } from '@/server/testing/foreign/odd-files'
import { hasOffice, saveAs } from '@/server/testing/office'
import { readForeignReport } from './read-foreign'

const WRITERS = {
  html: {
    cells: PAGE_CELLS,
    plain: '$0',
    write: (report: Report, tables: Parameters<typeof writeOddPage>[1]) => new TextEncoder().encode(writeOddPage(report, tables))
  },
  docx: { cells: WORD_CELLS, plain: '<w:p><w:r><w:t>$0</w:t></w:r></w:p>', write: writeOddDocx }
}
const FORMATS = ['html', 'docx'] as const

async function wrongIn(report: Report, file: Uint8Array): Promise<string[]> {
  return compareReading(report, await readForeignReport(file)).wrong
}

describe.each(FORMATS)('what authors do to a table of a .%s file', (format) => {
  const { plain, write } = WRITERS[format]
  it.each(Object.keys(TABLE_ODDITIES))('makes no sure cell wrong: %s', async (kind) => {
    for (const seed of [2, 5, 11]) {
      const report = inventReport(seed)
      const file = write(report, makeOdd(report, randomOf(seed + 500), [plain], kind).tables)
      expect({ seed, wrong: await wrongIn(report, file) }).toEqual({ seed, wrong: [] })
    }
  })
})

describe.each(FORMATS)('what a cell of a .%s file holds beside its number', (format) => {
  const { cells, write } = WRITERS[format]
  it('is never taken for a part of it', async () => {
    const report = inventReport(3)
    for (const cell of cells) {
      const file = write(report, makeOdd(report, randomOf(503), [cell], 'as it is').tables)
      expect({ cell, wrong: await wrongIn(report, file) }).toEqual({ cell, wrong: [] })
    }
  })
})

it.each(FORMATS)('all of it together, in many .%s files', { tags: ['wide'], timeout: 120_000 }, async (format) => {
  const { cells, write } = WRITERS[format]
  for (let seed = 1; seed <= 60; seed++) {
    const report = inventReport(seed)
    const { kinds, tables } = makeOdd(report, randomOf(seed + 900), cells)
    expect({ seed, kinds, wrong: await wrongIn(report, write(report, tables)) }).toEqual({ seed, kinds, wrong: [] })
  }
})

/** What LibreOffice cannot open, or leaves out of what it saves, so that nobody sees it there. */
const LOST = /footnoteReference|commentReference|<pic|wps:|w:pict/

it.runIf(hasOffice)('the same, saved by LibreOffice', { tags: ['wide'], timeout: 400_000 }, async () => {
  const made = [
    ...WORD_CELLS.filter((cell) => !LOST.test(cell)).map((cell) => ({ what: cell, cell, kind: 'as it is', seed: 3 })),
    ...Object.keys(TABLE_ODDITIES).map((kind) => ({ what: kind, cell: WORD_CELLS[0] as string, kind, seed: 5 }))
  ].map((one) => {
    const report = inventReport(one.seed)
    return { ...one, report, file: writeOddDocx(report, makeOdd(report, randomOf(one.seed + 72), [one.cell], one.kind).tables) }
  })
  for (const format of ['doc', 'odt', 'rtf', 'pdf']) {
    const files = saveAs(
      made.map(({ file }) => file),
      'docx',
      format
    )
    for (const [i, { what, report }] of made.entries())
      expect({ format, what, wrong: await wrongIn(report, files[i] as Uint8Array) }).toEqual({ format, what, wrong: [] })
  }
})
