import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listDocuments } from '@/bench/pages/documents'
import { type Complaint, judge, openPages } from '@/bench/pages/judge'
import { convertAll, hasTools, writeOfficeFaces } from '@/bench/pages/office'
import type { Row } from '@/bench/results'
import { setPages } from '@/report/layout/pages'
import { makePdf } from '@/server/files/pdf/pdf'
import { makeWord } from '@/server/files/word/word'

export const name = 'pages'
export const isLong = true

/** A folder with the official fonts, to print with as well, instead of ours under the same names. */
const { OFFICE_FACES } = process.env

/**
 * Prints many reports as PDF and, with LibreOffice, from Word, in our fonts and in those of an office, and looks for layout faults.
 * They are listed on stderr. KEEP_PAGES=folder leaves the files there.
 */
export async function measure(): Promise<Row[]> {
  if (!hasTools()) return [{ what: 'pages', ours: 'not measured', note: 'needs LibreOffice and poppler' }]
  const folder = process.env.KEEP_PAGES ?? mkdtempSync(join(tmpdir(), 'nianbao-pages-'))
  const faces = join(folder, 'faces')
  writeOfficeFaces(faces)
  try {
    return [undefined, OFFICE_FACES ?? faces].flatMap((fontDir) =>
      judgeAll(join(folder, fontDir ? 'office' : 'ours'), fontDir ?? faces, fontDir)
    )
  } finally {
    if (!process.env.KEEP_PAGES) rmSync(folder, { recursive: true })
  }
}

function judgeAll(folder: string, faces: string, fontDir: string | undefined): Row[] {
  const documents = listDocuments()
  const fileOf = (i: number, kind: string) => join(folder, kind === 'word' ? 'word' : '', `${i}.${kind === 'docx' ? 'docx' : 'pdf'}`)
  mkdirSync(join(folder, 'word'), { recursive: true })
  documents.forEach(({ document }, i) => {
    writeFileSync(fileOf(i, 'docx'), makeWord(document))
    writeFileSync(fileOf(i, 'pdf'), makePdf(document, { fontDir }))
  })
  convertAll(
    documents.map((_, i) => fileOf(i, 'docx')),
    join(folder, 'word'),
    faces
  )
  const complaints: string[] = []
  let [equal, asPlanned, pages] = [0, 0, 0]
  documents.forEach(({ name, document }, i) => {
    const [pdf, word] = [openPages(fileOf(i, 'pdf')), openPages(fileOf(i, 'word'))]
    const say = (file: string, found: readonly Complaint[]) =>
      complaints.push(...found.map(({ page, what }) => `${name}, ${file} page ${page}: ${what}`))
    say('PDF', judge(pdf, document))
    say('Word', judge(word, document))
    const planned = setPages(document).pages.length
    if (pdf.length === word.length) equal++
    else complaints.push(`${name}: ${pdf.length} pages in PDF, ${word.length} in Word, ${planned} planned`)
    if (pdf.length === planned) asPlanned++
    pages += pdf.length + word.length
  })
  for (const complaint of complaints) console.error(complaint)
  const inFaces = fontDir ? 'in an office’s faces' : 'in our faces'
  const all = documents.length
  return [
    { what: `Reports with as many pages in Word as in PDF, ${inFaces}`, ours: `${equal} of ${all}`, target: 'all', met: equal === all },
    { what: `Reports whose PDF has the pages that were planned, ${inFaces}`, ours: `${asPlanned} of ${all}` },
    {
      what: `Faults seen on the pages, ${inFaces}`,
      ours: `${complaints.length - (all - equal)} on ${pages} pages`,
      target: '0',
      met: complaints.length === all - equal,
      note: 'pages under half full, lone lines, closing marks at the beginning of a line, headings at the end of a page, divided tables, notes apart from their tables'
    }
  ]
}
