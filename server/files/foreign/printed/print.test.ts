import { describe, expect, it } from 'vitest'
import { understand } from '@/report/understanding/understand'
import { compareReading } from '@/server/testing/foreign/compare-reading'
import { chooseHabits, inventReport, PLAIN, randomOf } from '@/server/testing/foreign/foreign-files'
import { printReport } from '@/server/testing/foreign/printed-files'
import { readForeignReport, understandForeign } from '../read-foreign'
import { cutTable } from './cut-table'
import type { RuledLine, Sign } from './pdf-marks'
import { findTables } from './pdf-tables'
import { readPrintedPdf } from './read-printed-pdf'

async function readPrints(seeds: readonly number[]) {
  let [cells, sure, signs, placed] = [0, 0, 0, 0]
  for (const seed of seeds) {
    const report = inventReport(seed)
    const file = printReport(report, chooseHabits(randomOf(seed + 3000)), randomOf(seed + 7000))
    const result = compareReading(report, await readForeignReport(file))
    expect({ seed, wrong: result.wrong }).toEqual({ seed, wrong: [] })
    cells += result.cells
    sure += result.sure
    signs += result.signs
    placed += result.placed
  }
  return { sure: sure / cells, placed: placed / signs }
}

const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, i) => from + i)

describe('a print of an office program, its tables cut by page numbers', () => {
  it('has no sure cell that is wrong, and nearly all are sure', async () => {
    const { sure, placed } = await readPrints(upTo(10))
    expect(sure).toBeGreaterThan(0.95)
    expect(placed).toBeGreaterThan(0.98)
  })

  it('the same of many more', { tags: ['wide'], timeout: 120_000 }, async () => {
    const { sure, placed } = await readPrints(upTo(90, 11))
    expect(sure).toBeGreaterThan(0.97)
    expect(placed).toBeGreaterThan(0.98)
  })
})

describe('the cut of a page', () => {
  const across = (y: number): RuledLine => ({ isVertical: false, at: y, from: 50, to: 250 })
  const down = [50, 150, 250].map((at): RuledLine => ({ isVertical: true, at, from: 100, to: 400 }))
  const write = (text: string, left: number, y: number): Sign[] =>
    [...text].map((sign, i) => ({ text: sign, x: left + 5 + 10 * i, y, left: left + 10 * i, right: left + 10 + 10 * i, size: 10 }))
  const ys = [100, 140, 180, 220, 260, 300, 340, 400]
  const rows = ys.slice(0, -1).flatMap((y, i) => [...write(`行${i}`, 60, y + 20), ...write(`${i}${i}`, 160, y + 20)])
  const [table] = findTables([...ys.map(across), ...down], new Set(rows))

  it('shows the rules and texts around a place and nothing else, the place marked', () => {
    if (!table) throw new Error('no table')
    const place = table.rows[3]?.[1]?.place
    expect(place).toMatchObject({ left: 150, right: 250, top: 220, bottom: 260 })
    const cut = cutTable(table, place as NonNullable<typeof place>)
    expect(cut.mark).toEqual([103, 29, 100, 40])
    expect(cut.texts.map(([, , , , text]) => text)).toEqual(['行2', '22', '行3', '33', '行4', '44'])
    expect(cut.rules.filter(([, y1, , y2]) => y1 === y2).map(([, y]) => y)).toEqual([29, 69])
    expect(cut.rules.filter(([x1, , x2]) => x1 === x2).map(([x]) => x)).toEqual([3, 103, 203])
    expect(cut).toMatchObject({ width: 206, height: 98 })
  })

  it('stands beside each doubt about a cell of a PDF, with the text of the cell in its mark', async () => {
    const clean = inventReport(17)
    const report = { ...clean, values: { ...clean.values, 'requests/granted/company': '12 34' } }
    const { doubts } = await understandForeign(printReport(report, PLAIN, randomOf(4)))
    const cut = doubts.find(({ at }) => at === 'requests/granted/company')?.cut
    const [left, top, width, height] = cut?.mark ?? [0, 0, 0, 0]
    const marked = cut?.texts
      .filter(([x, y]) => x >= left && x <= left + width && y >= top && y <= top + height)
      .map(([, , , , text]) => text)
    expect(marked?.join(' ')).toBe('12 34')
    expect(cut?.texts.map(([, , , , text]) => text).join('')).toContain('予以公开')
  })

  it('is not made of a file without pages', async () => {
    const file = await readPrintedPdf(printReport(inventReport(3), PLAIN, randomOf(4)))
    const { cut: _, ...rest } = file
    const blocks = JSON.parse(JSON.stringify(rest.blocks).replace('行政许可', '许可'))
    expect(understand({ ...rest, blocks }).doubts.every(({ cut }) => cut === undefined)).toBe(true)
  })
})
