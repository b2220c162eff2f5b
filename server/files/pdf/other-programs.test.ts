import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeDocument } from '@/report/layout/document'
import { exampleReport } from '@/report/samples/example'
import { buildFonts } from '@/scripts/fonts.mjs'
import { isInstalled } from '@/server/testing/office'
import { fullReport, hostileReport, notedReport } from '@/server/testing/reports'
import { makePdf } from './pdf'
import { readPdf } from './read-pdf'

const [hasQpdf, hasPdffonts] = [isInstalled('qpdf'), isInstalled('pdffonts')]
const folder = mkdtempSync(join(tmpdir(), 'pdf-'))
const [file, again, locked] = [join(folder, 'a.pdf'), join(folder, 'b.pdf'), join(folder, 'c.pdf')] as const

beforeAll(buildFonts)
afterAll(() => rmSync(folder, { recursive: true }))

it.runIf(hasQpdf && hasPdffonts)('other programs find no fault in any of our files, and every font embedded and subset', () => {
  for (const report of [exampleReport, fullReport('F2021'), hostileReport('F2019')]) {
    const seal = { code: '0123456789abcdef', address: 'https://example.gov.cn/check/0123456789abcdef' }
    writeFileSync(file, makePdf(makeDocument(report, '草稿', { date: '2025-01-16' }), { seal }))
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors found')
    const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(3)
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+\S+ +CID .* yes yes yes +\d+ +0$/)
  }
})

it.runIf(hasQpdf)('our reader reads the same from a file another program packed and saved again, and nothing from an encrypted one', () => {
  const pdf = makePdf(makeDocument(notedReport('F2021')))
  writeFileSync(file, pdf)
  execFileSync('qpdf', ['--object-streams=generate', '--linearize', file, again])
  expect(readPdf(readFileSync(again))).toEqual(readPdf(pdf))
  execFileSync('qpdf', ['--encrypt', '', 'secret', '256', '--', file, locked])
  expect(() => readPdf(readFileSync(locked))).toThrow('文件已加密')
})
