import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compareReading } from '@/server/testing/foreign/compare-reading'
import { inventReport } from '@/server/testing/foreign/foreign-files'
import { readForeignReport } from './read-foreign'

/** `fixtures/` holds the report of this seed as `writeDocx` writes it, saved by LibreOffice 7.4 in each format. */
const report = inventReport(17)
const open = (ending: string) => new Uint8Array(readFileSync(`server/files/foreign/fixtures/invented.${ending}`))

describe.each(['doc', 'odt', 'rtf', 'pdf'])('a .%s of an office program', (ending) => {
  it('is read whole, with the prose in its parts', async () => {
    const answer = await readForeignReport(open(ending))
    const { cells, sure, wrong, unsure, signs, placed } = compareReading(report, answer)
    expect({ wrong, unsure, sure }).toEqual({ wrong: [], unsure: [], sure: cells })
    expect(placed / signs).toBeGreaterThan(0.98)
    expect(answer).toMatchObject({ org: report.unit, year: report.year, doubts: [] })
  })

  it('cut off or changed anywhere is answered, or refused with a sentence', async () => {
    const file = open(ending)
    for (let i = 1; i <= 12; i++) {
      const broken = file.slice(0, i % 3 === 0 ? Math.floor((file.length * i) / 13) : file.length)
      for (let n = 0; n < 4; n++) broken[Math.floor((((i * 7919 + n * 104729) % 9973) / 9973) * broken.length)] = (i * 31 + n * 17) % 256
      const answer = await readForeignReport(broken).catch((error: Error) => error.message)
      if (typeof answer === 'string') expect(answer).toMatch(/[\u4e00-\u9fff]/)
    }
  })
})
