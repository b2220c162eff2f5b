import { describe, expect, it } from 'vitest'
import { makeDocument } from '@/report/layout/document'
import { drawTable } from '@/report/layout/drawing'
import { layGrid } from '@/report/layout/grid'
import { templateOf } from '@/report/report'
import { leaves, type Table } from '@/report/template'
import { cleanReport } from '@/report/testing/clean'
import { type PastedBlock, planPaste } from './paste'

const report = cleanReport(2019)
const template = templateOf(report)
const [disclosure, requests, disputes] = template.tables as [Table, Table, Table]

const plan = (table: Table, ...[block, from]: [PastedBlock, string]) => planPaste(template, table, [block], from, report.values)
const template2021 = templateOf(cleanReport(2024))
const [disclosure2021, requests2021, disputes2021] = template2021.tables as [Table, Table, Table]
const rowsAfter = (key: string) => {
  const keys = requests.blocks.flatMap(({ rows }) => leaves(rows).map((line) => line.key))
  return keys.slice(keys.indexOf(key) + 1)
}

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

  it('says how odd texts are understood, and leaves alone what cannot be read', () => {
    const { cells, unread } = plan(requests, [['１，２３４', 'abc', '12\n3', '########', '1.5']], 'requests/received/person')
    expect(cells).toEqual([{ at: 'requests/received/person', was: '10', now: '１，２３４', understood: '1234' }])
    expect(unread.map(({ at, text }) => [at, text])).toEqual([
      ['requests/received/company', 'abc'],
      ['requests/received/research', '12\n3'],
      ['requests/received/welfare', '########'],
      ['requests/received/legal', '1.5']
    ])
    expect(unread[2]?.why).toContain('列宽')
  })

  it('reads numbers as people write them', () => {
    const row = ['１２', '1,234', '3件', '-', '/', '无', '\u00a05\u00a0']
    const { cells, unread, totals } = plan(requests, [row], 'requests/received/person')
    expect(cells.map(({ understood }) => understood)).toEqual(['12', '1234', '3', '0', '0', '0'])
    expect([unread, totals.map(({ pasted }) => pasted)]).toEqual([[], ['5']])
    const money = planPaste(template2021, disclosure2021, [[['行政事业性收费', '1.2万元']]], 'disclosure/licensing/decisions', {})
    expect(money.cells).toEqual([{ at: 'disclosure/fees/amount', was: '', now: '1.2万元', understood: '1.2' }])
  })

  it('never puts a blank over something', () => {
    const { cells, kept } = plan(requests, [['', '5']], 'requests/received/person')
    expect([cells.map(({ at }) => at), kept]).toEqual([['requests/received/company'], 1])
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

  it('keeps the rows of a blank row in its midst apart', () => {
    expect(taken(requests, [['1'], [''], ['2'], ['']], 'requests/repeated/company')).toEqual({
      'requests/repeated/company': '1',
      [`requests/${rowsAfter('repeated')[1]}/company`]: '2'
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
        [block],
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

describe('a block with merged cells', () => {
  it('among its numbers shifts none of the others', () => {
    const { cells, left } = plan(requests, [['1', null, '3']], 'requests/repeated/person')
    expect(cells.map(({ at, now }) => [at, now])).toEqual([
      ['requests/repeated/person', '1'],
      ['requests/repeated/research', '3']
    ])
    expect(left).toEqual([])
  })

  it('after a label is filled in where it is sure, and said to lack the rest', () => {
    const { cells, left } = plan(requests, [['三', '重复申请', null, '1', null, '3', '0', '0', '0', '4']], 'requests/received/person')
    expect(cells.map(({ at, now }) => [at, now])).toEqual([
      ['requests/repeated/person', '1'],
      ['requests/repeated/research', '3']
    ])
    expect(left).toMatchObject([{ why: '有合并的单元格，其余各格没有数字' }])
  })

  it('that are not those of the table is left, with its reason', () => {
    const { cells, left } = plan(disclosure, [['113', null, '88', '12', '1156']], 'disclosure/normative/made')
    expect(cells).toEqual([])
    expect(left).toEqual([{ text: '113 88 12 1156', why: '合并的单元格与表格不一致，不能确定各数对应的列' }])
  })

  it('as plain text, where they leave blanks behind, is read as it is drawn', () => {
    expect(taken(disclosure, [['113', '', '88', '', '1156', '']], 'disclosure/normative/made')).toEqual({
      'disclosure/normative/made': '113',
      'disclosure/normative/opened': '88',
      'disclosure/normative/public-total': '1156'
    })
  })
})

describe('a block with columns of its own', () => {
  const head = ['', '自然人', '占比', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']

  it('is read by its heading: rates between the numbers shift none of them', () => {
    const { cells, totals, left } = planPaste(
      template2021,
      requests2021,
      [[head, ['一、本年新收政府信息公开申请数量', '6', '85.7%', '1', '2', '3', '4', '5', '21']]],
      'requests/received/person',
      {}
    )
    expect(cells.map(({ at, now }) => [at.split('/')[2], now])).toEqual([
      ['person', '6'],
      ['company', '1'],
      ['research', '2'],
      ['welfare', '3'],
      ['legal', '4'],
      ['other', '5']
    ])
    expect([totals, left]).toEqual([[{ at: 'requests/received/total', pasted: '21', computed: '21', agrees: true }], []])
  })

  it('in another order is read by its heading as well', () => {
    const turned = [...head.slice(0, 1), ...head.slice(3).reverse(), '自然人']
    const { cells } = planPaste(
      template2021,
      requests2021,
      [[turned, ['一、本年新收政府信息公开申请数量', '21', '5', '4', '3', '2', '1', '6']]],
      'requests/received/person',
      {}
    )
    expect(Object.fromEntries(cells.map(({ at, now }) => [at.split('/')[2], now]))).toMatchObject({ person: '6', company: '1', other: '5' })
  })

  it('without a heading is left, row by row, with its reason', () => {
    const { cells, left } = plan(
      requests,
      [['新收政府信息公开申请数量', '6', '85.7%', '1', '2', '3', '4', '5', '21']],
      'requests/received/person'
    )
    expect(cells).toEqual([])
    expect(left).toEqual([{ text: expect.stringContaining('6 85.7% 1'), why: '这一行有 8 个数，表中是 7 列，不能确定各数对应的列' }])
    const bare = plan(requests, [['6', '85.7%', '1']], 'requests/received/person')
    expect([bare.cells, bare.left]).toEqual([[], [{ text: '6 85.7% 1', why: '含百分比，不能确定各数对应的列' }]])
  })
})

describe('labels', () => {
  const zeros = ['0', '0', '0', '0', '0', '0', '0']

  it('that somebody made himself are told, row by row, and the other rows taken', () => {
    const { cells, left } = plan(
      requests,
      [
        ['（一）予以公开', '6', '0', '0', '0', '0', '0', '6'],
        ['来电咨询答复', '1', '2', '0', '0', '0', '0', '3']
      ],
      'requests/received/person'
    )
    expect(cells.map(({ at, now }) => [at, now])).toEqual([['requests/granted/person', '6']])
    expect(left).toEqual([{ text: '来电咨询答复 1 2 0 0 0 0 3', why: '没有认出行名' }])
  })

  it('of which none is known are not written into the cells beside the cursor', () => {
    const { cells, unread, left } = plan(
      requests,
      [
        ['来电咨询答复', '1', '2'],
        ['窗口答复', '3', '4']
      ],
      'requests/received/person'
    )
    expect([cells, unread]).toEqual([[], []])
    expect(left.map(({ text }) => text)).toEqual(['来电咨询答复 1 2', '窗口答复 3 4'])
  })

  it('in other words are taken for the likeliest line, and this is said', () => {
    const { guessed } = plan(requests, [['本年新收的政府信息公开申请', ...zeros]], 'requests/received/person')
    expect(guessed).toEqual([{ said: '本年新收的政府信息公开申请', line: expect.stringContaining('新收政府信息公开申请数量') }])
  })

  it('that come twice are taken once', () => {
    const { left } = plan(
      requests,
      [
        ['（一）予以公开', ...zeros],
        ['（一）予以公开', ...zeros]
      ],
      'requests/received/person'
    )
    expect(left).toMatchObject([{ why: expect.stringContaining('重复') }])
  })

  it('broken over lines are the same labels', () => {
    expect(taken(requests, [['（一）予\n以公开', '6', '0', '0', '0', '0', '0', '6']], 'requests/received/person')).toEqual({
      'requests/granted/person': '6'
    })
  })
})

describe('a table that belongs elsewhere', () => {
  const printed = makeDocument(cleanReport(2024)).blocks.flatMap((block) => (block.is === 'table' ? [block] : []))
  const blocks = printed.map(({ rows, columns }) =>
    layGrid(rows, columns).map((line, r) => line.map(({ cell, row, column }, c) => (row === r && column === c ? cell.text : null)))
  )

  it('is known by its labels and offers to overwrite nothing', () => {
    const own = [disclosure2021, requests2021, disputes2021]
    for (const [i, table] of own.entries())
      for (const [j, block] of blocks.entries()) {
        const { cells, unread, elsewhere } = planPaste(template2021, table, [block], '', {})
        expect(elsewhere, `${i} ${j}`).toEqual(i === j ? [] : [own[j]])
        if (i !== j) expect([cells, unread]).toEqual([[], []])
      }
  })

  it('is told of, and what belongs here is taken, when several are copied', () => {
    const { cells, elsewhere } = planPaste(template2021, requests2021, blocks, 'requests/received/person', {})
    expect(elsewhere).toEqual([disclosure2021, disputes2021])
    expect(cells.length).toBeGreaterThan(100)
    expect(cells.every(({ at }) => at.startsWith('requests/'))).toBe(true)
  })
})

it('a second table without labels is told of, not dropped', () => {
  const { cells, left } = planPaste(template, requests, [[['1', '2']], [['3', '4']]], 'requests/repeated/person', {})
  expect(cells.map(({ now }) => now)).toEqual(['1', '2'])
  expect(left).toEqual([{ text: '3 4', why: '这是另一个表格，请单独复制' }])
})
