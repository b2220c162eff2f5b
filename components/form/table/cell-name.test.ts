import { expect, it } from 'vitest'
import { labelText } from '@/report/template'
import { templates } from '@/report/templates'
import { cellName } from './cell-name'

it.each(templates)('each cell of $id has a name of its own, which says row, column and unit', ({ tables, cells }) => {
  for (const table of tables) {
    const own = cells.filter((cell) => cell.table === table && cell.role !== 'group')
    const names = own.map(cellName)
    expect(new Set(names).size).toBe(own.length)
    for (const [i, { row, column }] of own.entries())
      for (const label of [row, column].map((line) => labelText(line).replace(/（.{4,}）$|^（.）/g, ''))) expect(names[i]).toContain(label)
  }
})

it('a numbered row carries its heading, an amount of money its unit', () => {
  const names = templates.flatMap(({ cells }) => cells.map(cellName))
  expect(names).toContain('（四）无法提供 2.没有现成信息需要另行制作·自然人')
  expect(names).toContain('行政事业性收费·本年收费金额（单位：万元）')
  expect(names).toContain('政府集中采购·采购总金额（写明单位）')
})
