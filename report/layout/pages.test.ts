import { describe, expect, it } from 'vitest'
import { exampleReport } from '@/report/samples/example'
import { templates } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import { registerForm2027 } from '@/report/testing/form-2027'
import { makeApprovalSheet } from './approval'
import { makeBlankDocument, makeDocument, type ReportDocument } from './document'
import { setPages } from './pages'
import { DENSITIES, LEAST_FULL, PAPER, PITCH } from './paper'

const SENTENCE = '全年主动公开信息，回应群众关切，按期答复申请，没有一件超过法定期限。'

/** A report with so many paragraphs in its first section. */
const lengthened = (year: number, paragraphs: number, more = {}) =>
  makeDocument(cleanReport(year, { 'overview/disclosure': new Array(paragraphs).fill(SENTENCE.repeat(2)).join('\n'), ...more }), undefined)

const tablesOf = (document: ReportDocument) => [...setPages(document).tables.values()]

describe.each([2019, 2024])('a report of %d, however long its text', (year) => {
  const documents = Array.from({ length: 60 }, (_, i) => lengthened(year, i))

  it('fills every page but the last more than half', () => {
    for (const document of documents) expect(Math.min(1, ...setPages(document).pages.slice(0, -1))).toBeGreaterThanOrEqual(LEAST_FULL)
  })

  it('keeps its tables whole, and none is set smaller than 小五', () => {
    for (const table of documents.flatMap(tablesOf)) {
      expect(table.isWhole).toBe(true)
      expect(table.size).toBeGreaterThanOrEqual(9)
    }
  })

  it('grows by no page more than its text does', () => {
    const counts = documents.map((document) => setPages(document).pages.length)
    for (const [i, count] of counts.entries()) expect(count - (counts[i - 1] ?? count)).toBeLessThanOrEqual(1)
  })
})

it('sets a table in 五号 where there is room, and closer to spare a page', () => {
  const sizes = (year: number) =>
    Array.from({ length: 20 }, (_, i) => tablesOf(lengthened(year, i, { problems: SENTENCE.repeat(14) })).map(({ size }) => size))
  expect(sizes(2019).every((one) => one.every((size) => size === 10.5))).toBe(true)
  expect(sizes(2024).some((one) => one.some((size) => size < 10.5))).toBe(true)
})

it('turns no page for a single line', () => {
  for (let i = 0; i < 60; i++)
    expect((setPages(lengthened(2024, i)).pages.at(-1) ?? 0) * PAPER.height).toBeGreaterThanOrEqual(2 * PITCH - 1)
})

it('makes every row as high as its highest cell', () => {
  const document = lengthened(2024, 3, { 'requests/received/person': '含当面答复29件，电话答复12件' })
  for (const [block, { rows, lines, pitch, padding }] of setPages(document).tables) {
    if (block.is !== 'table') continue
    block.rows.forEach((cells, r) => {
      for (const cell of cells) {
        const height = rows.slice(r, r + cell.rowspan).reduce((sum, row) => sum + row.height, 0)
        expect(height + 0.01).toBeGreaterThanOrEqual((lines.get(cell)?.length ?? 0) * pitch + 2 * padding)
        expect((lines.get(cell) ?? []).join('')).toBe(cell.text.replaceAll('\n', ''))
      }
    })
  }
})

it('lets only a row go over the page that is higher than half of one', () => {
  const document = lengthened(2024, 0, { 'requests/granted/person': '含当面答复的申请，'.repeat(56) })
  const tables = tablesOf(document)
  expect(tables.map(({ rows }) => rows.filter(({ isTall }) => isTall).length)).toEqual([0, 1, 0])
  expect(tables.map(({ isWhole }) => isWhole)).toEqual([true, false, true])
})

it('sets 三、本年度办理结果 one character below the other', () => {
  const [, requests] = [...setPages(makeDocument(exampleReport)).tables]
  const [block, { lines }] = requests as NonNullable<typeof requests>
  const vertical = block.is === 'table' ? block.rows.flat().filter(({ isVertical }) => isVertical) : []
  expect(vertical.map(({ text }) => text)).toEqual(['三、本年度办理结果'])
  expect(lines.get(vertical[0] as NonNullable<(typeof vertical)[0]>)).toHaveLength(9)
})

it('sets a form of a year to come and every blank form', () => {
  const unregister = registerForm2027()
  try {
    expect(setPages(lengthened(2027, 5)).pages.length).toBeGreaterThan(2)
    for (const template of templates) expect(tablesOf(makeBlankDocument(template))).toHaveLength(3)
  } finally {
    unregister()
  }
})

it('gives a day and a name in 审查呈批单 a line each', () => {
  const history = [{ name: 'submit' as const, from: null, reason: '', by: '周小禾（青禾县人民政府办公室）', day: '2026-11-12' }]
  const document = makeApprovalSheet({ unit: '青禾县教育局', year: 2026, revision: 1, code: undefined }, history)
  const last = tablesOf(document).at(-1)
  expect([...(last?.lines.values() ?? [])].filter(({ length }) => length > 1)).toEqual([])
  expect(new Set(last?.rows.map(({ height }) => height)).size).toBe(1)
})

it('has the closest setting at 小五 and the first at 五号', () => {
  expect(Math.min(...DENSITIES.map(({ size }) => size))).toBe(9)
  expect(DENSITIES[0]?.size).toBe(10.5)
})
