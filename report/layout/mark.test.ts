import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findClaims } from '@/report/prose/find-claims'
import type { Report } from '@/report/report'
import { judge } from '@/report/rules/judge'
import { exampleReport } from '@/report/samples/example'
import { openSheet } from '@/report/sheet'
import { cleanReport } from '@/report/testing/clean'
import { makeDocument } from './document'
import { markClaims, printMarks } from './mark'

function printedMarks(report: Report) {
  const sheet = openSheet(report)
  return printMarks(markClaims(sheet.template, findClaims(sheet), judge(sheet)), sheet)
}

/** What stands in the paragraphs of the finished report where the marks are. */
function textsAtMarks(report: Report): string[] {
  const { blocks } = makeDocument(report)
  return printedMarks(report).map((mark) => {
    const found = blocks.flatMap((block) => {
      if ((block.is !== 'paragraph' && block.is !== 'note') || block.at !== mark.at) return []
      const text =
        block.is === 'note'
          ? block.text
          : block.runs
              .filter(({ face }) => !face)
              .map((run) => run.text)
              .join('')
      const start = mark.start - (block.start ?? 0)
      return start >= 0 && start < text.length ? [text.slice(start, start + mark.text.length)] : []
    })
    return found.join('|')
  })
}

describe('a mark in print', () => {
  it('stands at its number', () => {
    const marks = printedMarks(exampleReport)
    expect(marks.length).toBeGreaterThan(20)
    expect(textsAtMarks(exampleReport)).toEqual(marks.map(({ text }) => text))
    const wrong = marks.filter(({ shows }) => shows === 'contradicts')
    expect(wrong.map(({ text }) => text)).toEqual(['83', '58'])
    expect(wrong[0]?.says).toContain('所列 6 项合计 81')
    expect(wrong[1]?.cells).toEqual([{ at: 'requests/not-held/total', name: '1.本机关不掌握相关政府信息·总计', text: '59' }])
  })

  it('stands at its number after live numbers, line ends and characters no file carries', () => {
    const piece = fc.constantFrom(
      '收到申请10件，',
      '收到申请{=requests/received/total}件，',
      '办结{=requests/handled/total}件，',
      '结转{=requests/carried-out/person}件。',
      '\n',
      '\r\n',
      '\u200b',
      '\u0007',
      '　',
      ' ',
      '\t',
      '办结12件，'
    )
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.array(piece, { maxLength: 6 }), (requests, note) => {
        const report = cleanReport(2024, { 'overview/requests': requests.join(''), 'requests/note': note.join('') })
        expect(textsAtMarks(report)).toEqual(printedMarks(report).map(({ text }) => text))
      })
    )
  })

  it('tells what the tables bear out from what only the text itself does', () => {
    const text = '收到申请10件。全年召开会议3次，包括专题会议1次、培训2次。开展检查5次，分别为抽查1次、督查3次。'
    const marks = printedMarks(cleanReport(2024, { 'overview/oversight': text }))
    expect(marks.map(({ text: number, shows, with: compared }) => [number, shows, compared])).toEqual([
      ['10', 'agrees', 'tables'],
      ['3', 'agrees', 'text'],
      ['1', 'agrees', 'text'],
      ['2', 'agrees', 'text'],
      ['5', 'contradicts', 'text'],
      ['1', 'unlinked', 'text'],
      ['3', 'unlinked', 'text']
    ])
  })

  it('says of a total that its cell bears out and its list does not that the text contradicts itself', () => {
    const wrong = printedMarks(exampleReport).filter(({ shows }) => shows === 'contradicts')
    expect(wrong.map(({ text, with: compared }) => [text, compared])).toEqual([
      ['83', 'text'],
      ['58', 'tables']
    ])
  })

  it('says of a live number what its cell holds', () => {
    const [mark] = printedMarks(cleanReport(2024, { 'overview/requests': '收到申请{=requests/received/total}件。' }))
    expect(mark).toMatchObject({ shows: 'agrees', text: '10', start: 4, cells: [{ at: 'requests/received/total', text: '10' }] })
  })
})
