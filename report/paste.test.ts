import { describe, expect, it } from 'vitest'
import { makeDocument } from './document'
import { drawTable } from './drawing'
import { layGrid } from './grid'
import { type PastedBlock, planPaste } from './paste'
import { templateOf } from './report'
import type { Table } from './template'
import { cleanReport } from './testing'

const report = cleanReport(2019)
const template = templateOf(report)
const [disclosure, requests, disputes] = template.tables as [Table, Table, Table]

const plan = (table: Table, block: PastedBlock, from: string) => planPaste(template, table, block, from, report.values)
const taken = (table: Table, block: PastedBlock, from: string) =>
  Object.fromEntries(plan(table, block, from).cells.map(({ at, now }) => [at, now]))

describe('a pasted block', () => {
  it('goes from the focused cell to the right and down', () => {
    const block = [
      ['1', '2'],
      ['3', '4']
    ]
    expect(taken(requests, block, 'requests/repeated/company')).toEqual({
      'requests/repeated/company': '1',
      'requests/repeated/research': '2',
      'requests/publication/company': '3',
      'requests/publication/research': '4'
    })
  })

  it('compares totals and does not write over them', () => {
    const { cells, totals } = plan(requests, [['86', '0', '0', '1', '0', '0', '88']], 'requests/received/person')
    expect(cells.map(({ at, now }) => [at, now])).toEqual([
      ['requests/received/person', '86'],
      ['requests/received/welfare', '1']
    ])
    expect(totals).toEqual([{ at: 'requests/received/total', pasted: '88', computed: '87', agrees: false }])
  })

  it('counts what falls outside the table', () => {
    const block = Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => '7'))
    const { cells, outside } = plan(requests, block, 'requests/received/person')
    expect(cells).toHaveLength(22 * 6)
    expect(outside).toBe(200 * 200 - 23 * 7)
  })

  it('says how odd texts are understood and keeps what cannot be read', () => {
    const { cells } = plan(requests, [['１，２３４', 'abc']], 'requests/received/person')
    expect(cells.map(({ now, understood, isRead }) => [now, understood, isRead])).toEqual([
      ['１，２３４', '1234', true],
      ['abc', 'abc', false]
    ])
  })

  it('passes over places that a merged cell covers', () => {
    expect(taken(disclosure, [['113', null, '88', null, '1156', null]], 'disclosure/normative/made')).toEqual({
      'disclosure/normative/made': '113',
      'disclosure/normative/opened': '88',
      'disclosure/normative/public-total': '1156'
    })
  })

  it('of the fourth table may bring its headings', () => {
    const block = [
      ['行政复议', '行政诉讼'],
      ['结果维持', '结果纠正'],
      ['1', '2', '3', '4', '10']
    ]
    expect(taken(disputes, block, 'disputes/review/upheld')).toEqual({
      'disputes/review/upheld': '1',
      'disputes/review/corrected': '2',
      'disputes/review/other': '3',
      'disputes/review/pending': '4'
    })
  })

  it.each([2019, 2024])('that is a whole table of %i finds every cell by its labels', (year) => {
    const source = cleanReport(year, { 'requests/else/company': '3', 'disclosure/licensing/decisions': '12' })
    const own = templateOf(source)
    const printed = makeDocument(source).blocks.flatMap((block) => (block.is === 'table' ? [block] : []))
    own.tables.forEach((table, i) => {
      const drawn = printed[i]
      if (!drawn) throw new Error('no such table')
      const block = layGrid(drawn.rows, drawn.columns).map((line, r) =>
        line.map(({ cell, row, column }, c) => (row === r && column === c ? cell.text : null))
      )
      const blank = planPaste(
        own,
        table,
        block,
        drawTable(table).rows.flatMap(({ cells }) => cells.flatMap(({ at }) => at ?? []))[0] ?? '',
        {}
      )
      const inputs = own.cells.filter((cell) => cell.table === table && cell.role === 'input')
      expect(Object.fromEntries(blank.cells.map(({ at, now }) => [at, now]))).toEqual(
        Object.fromEntries(inputs.map(({ at }) => [at, source.values[at]]))
      )
      expect(blank.totals.every(({ agrees }) => agrees)).toBe(true)
    })
  })
})
