import { describe, expect, it } from 'vitest'
import { drawTable } from '@/report/layout/drawing'
import { layGrid } from '@/report/layout/grid'
import { labelText } from './template'
import { findTemplate, templates } from './templates'

describe.each(templates)('the form $id', (template) => {
  it('has the six headings, numbered in order', () => {
    expect(template.sections.map(({ heading }) => heading.slice(0, 2))).toEqual(['一、', '二、', '三、', '四、', '五、', '六、'])
  })

  it('gives every cell an address of its own', () => {
    expect(new Set(template.cells.map(({ at }) => at)).size).toBe(template.cells.length)
  })

  it('says a word once in the name of a cell', () => {
    expect(template.cells.map(({ name }) => name).filter((name) => /总计.*总计/.test(name))).toEqual([])
  })

  it.each(template.tables)('draws $name without hole or overlap, each cell once', (table) => {
    const { rows, columns, widths } = drawTable(table)
    const grid = layGrid(
      rows.map(({ cells }) => cells),
      columns
    )
    expect(grid).toHaveLength(rows.length)
    expect(widths).toHaveLength(columns)
    const drawn = rows.flatMap(({ cells }) => cells.flatMap(({ at }) => at ?? []))
    const known = template.cells.filter((cell) => cell.table === table && cell.role !== 'group')
    expect(drawn.sort()).toEqual(known.map(({ at }) => at).sort())
  })

  it('adds up every total after its parts', () => {
    const done = new Set(template.cells.flatMap((cell, i) => (cell.role === 'input' ? [i] : [])))
    for (const i of template.computed) {
      expect(template.cells[i]?.parts.every((part) => done.has(part))).toBe(true)
      done.add(i)
    }
    expect(done.size).toBe(template.cells.length)
  })
})

describe('the official drawings', () => {
  const shape = (year: number) =>
    findTemplate(year)?.tables.map((table) => {
      const { rows, columns } = drawTable(table)
      return `${rows.length}×${columns}`
    })

  it('are 18×7, 26×10 and 4×15 for 2019', () => expect(shape(2019)).toEqual(['18×7', '26×10', '4×15']))
  it('are 14×4, 28×10 and 4×15 since 2021', () => expect(shape(2021)).toEqual(['14×4', '28×10', '4×15']))

  it('span 三、本年度办理结果 over 20 rows in 2019 and 22 since 2021', () => {
    const span = (year: number) => {
      const table = findTemplate(year)?.tables[1]
      const cells = table ? drawTable(table).rows.flatMap((row) => row.cells) : []
      return cells.find(({ text }) => text === '三、本年度办理结果')?.rowspan
    }
    expect([span(2019), span(2021)]).toEqual([20, 22])
  })

  it('print 本年新制作数量 on two lines and read it as one', () => {
    const column = findTemplate(2019)?.tables[0]?.blocks[0]?.columns[0]
    expect(column?.label).toBe('本年新\n制作数量')
    expect(column && labelText(column)).toBe('本年新制作数量')
  })
})

describe('the year decides the form', () => {
  it.each([
    [2018, undefined],
    [2019, 'F2019'],
    [2020, 'F2019'],
    [2021, 'F2021'],
    [2026, 'F2021']
  ])('%i: %s', (year, id) => expect(findTemplate(year)?.id).toBe(id))
})

describe('a grid', () => {
  const cell = (colspan = 1, rowspan = 1) => ({ colspan, rowspan })
  it('refuses a hole', () => expect(() => layGrid([[cell()]], 2)).toThrow('no cell'))
  it('refuses a row over the edge', () => expect(() => layGrid([[cell(3)]], 2)).toThrow('edge'))
  it('refuses an overlap', () => expect(() => layGrid([[cell(), cell(1, 2)], [cell(2)]], 2)).toThrow('overlap'))
})
