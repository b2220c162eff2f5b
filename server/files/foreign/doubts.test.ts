import { describe, expect, it } from 'vitest'
import { cleanReport } from '@/report/samples/clean-report'
import { openTemplate } from '@/report/templates'
import { findCells } from '@/report/understanding/find-cells'
import { knowLines } from '@/report/understanding/known-lines'
import { understand } from '@/report/understanding/understand'
import { understandCells } from '@/report/understanding/understand-report'
import { PLAIN, writePage } from '@/server/testing/foreign-files'
import { readForeignReport } from './read-foreign'
import { readHtml } from './read-html'

const report = cleanReport(2023, {
  'disclosure/licensing/decisions': '777',
  'disclosure/penalty/decisions': '55',
  'disputes/direct/pending': '5'
})
const page = writePage(report, PLAIN)
const cell = (text: string, colspan = 1, rowspan = 1) => `<td colspan="${colspan}" rowspan="${rowspan}"><p align="center">${text}</p></td>`
const row = (...cells: string[]) => `<tr>${cells.join('')}</tr>`
const zeros = (count: number) => Array.from({ length: count }, () => cell('0'))
const rules = cell('规章') + zeros(3).join('')
const licensing = cell('行政许可') + cell('777', 3)
const penalties = cell('行政处罚') + cell('55', 3)
const secrets = cell('4.保护第三方合法权益') + zeros(7).join('')

type Doubts = { at: string; why: string; candidates: string[]; source?: string }[]
const doubtsOf = async (html: string) => (await readForeignReport(new TextEncoder().encode(html))).doubts as Doubts
const change = (from: string, to: string) => {
  if (!page.includes(from)) throw new Error(`the page has no ${from}`)
  return page.replace(from, to)
}

describe('each kind of doubt about a cell has its reason, its place and the piece of the file', () => {
  it.each<[string, string, string, RegExp]>([
    [
      'a row named otherwise',
      change(cell('4.保护第三方合法权益'), cell('4.保护第三方权益')).replace(cell('5.属于三类内部事务信息'), cell('5.属于三类内部信息')),
      'requests/third-party/person',
      /^行名“4\.保护第三方权益”与年报格式的“4\.保护第三方合法权益”不同$/
    ],
    [
      'numbers fewer than columns, without headings',
      change(row(cell('信息内容'), cell('本年制发件数'), cell('本年废止件数'), cell('现行有效件数')), '').replace(
        rules,
        cell('规章') + cell('1') + cell('2')
      ),
      'disclosure/regulations/made',
      /^这一行有 2 个数，表中是 3 列/
    ],
    [
      'numbers by their order alone',
      change(row(cell('信息内容'), cell('本年制发件数'), cell('本年废止件数'), cell('现行有效件数')), '').replace(
        rules,
        cell('规章') + cell('1') + cell('2') + cell('3')
      ),
      'disclosure/regulations/made',
      /^只按先后次序对应/
    ],
    [
      'two numbers below one heading',
      change(secrets, `${cell('4.保护第三方合法权益')}${cell('1')}${zeros(6).join('')}`)
        .replace(cell('自然人', 1, 2), cell('自然人', 2, 2))
        .replace(cell('申请人情况', 7), cell('申请人情况', 8)),
      'requests/third-party/person',
      /^这一格的位置有两个数$/
    ],
    ['a number over several columns', change(rules, cell('规章') + cell('7', 3)), 'disclosure/regulations/made', /^合并的单元格跨了几列$/],
    [
      'a number over several rows',
      change(row(licensing), row(cell('行政许可'), cell('777', 3, 4))).replace(row(penalties), row(cell('行政处罚'))),
      'disclosure/licensing/decisions',
      /^合并的单元格跨了几行$/
    ],
    [
      'a cell that is not there',
      change(rules, cell('规章') + cell('1') + cell('2')),
      'disclosure/regulations/valid',
      /^这一行没有这一列的单元格$/
    ],
    [
      'two numbers for one cell',
      change(row(licensing), row(licensing) + row(cell('行政许可') + cell('778', 3))),
      'disclosure/licensing/decisions',
      /^文件中有 2 个不同的数$/
    ],
    ['a sign that may belong to the number', change(cell('777', 3), cell('77²', 3)), 'disclosure/licensing/decisions', /上标或带圈/],
    ['no number', change(cell('777', 3), cell('见附件', 3)), 'disclosure/licensing/decisions', /不是数字/],
    [
      'a total its parts do not make',
      change(secrets, `${cell('4.保护第三方合法权益')}${zeros(6).join('')}${cell('4')}`),
      'requests/third-party/total',
      /相差 4$/
    ],
    ['a number of a row too many', change(rules, `${rules}${cell('9')}`), 'disclosure', /“规章”一行多出 9/],
    [
      'numbers without the name of a row',
      change(row(licensing), row(licensing) + row(cell(''), cell('31', 3))),
      'disclosure',
      /没有行名，未采用 31/
    ],
    [
      'numbers of a row nobody knows',
      change(row(licensing), row(licensing) + row(cell('其他主动公开文件'), cell('35', 3))),
      'disclosure',
      /没有认出行名/
    ],
    ['a row that is not there', change(row(secrets), ''), 'requests/third-party/person', /^没有找到“4\.保护第三方合法权益”一行$/],
    ['a heading given twice', change('五、存在的主要问题及改进情况', '一、总体情况'), 'overview', /出现了两次/],
    ['a heading that is not there', change('<strong>六、其他需要报告的事项</strong>', ''), 'other-matters', /没有找到标题/]
  ])('%s', async (_, html, at, why) => {
    const doubt = (await doubtsOf(html)).find((one) => one.at === at && why.test(one.why))
    expect(doubt, JSON.stringify(await doubtsOf(html))).toBeDefined()
    if (at.includes('/')) expect(doubt?.source).toMatch(/[\u4e00-\u9fff]/)
  })
})

describe('in a table put together from a drawing', () => {
  const known = knowLines(openTemplate('F2021'))
  const grid = (rows: string[][]) => [
    { is: 'table' as const, rows: rows.map((texts) => texts.map((text) => ({ text, colspan: 1, rowspan: 1 }))) }
  ]

  it('blanks beside a number that stands below no heading are no blanks', () => {
    const { finds } = findCells(
      known,
      grid([
        ['信息内容', '本年制发件数', '', '本年废止件数', '现行有效件数'],
        ['规章', '', '12', '', '']
      ])
    )
    expect(finds.map(({ at, text, why }) => [at, text, why])).toEqual(
      ['made', 'repealed', 'valid'].map((column) => [`disclosure/regulations/${column}`, '', expect.stringContaining('不在任何一列的下面')])
    )
  })

  it('a number in a sum that fails is in doubt, unless another sum confirms it', () => {
    const file = { ...readHtml(page), isDrawn: true }
    const wrong = { ...file, blocks: JSON.parse(JSON.stringify(file.blocks).replace('"text":"10","colspan":1', '"text":"11","colspan":1')) }
    expect(understand(file).doubts).toEqual([])
    expect(understand(wrong).doubts.map(({ at, why }) => [at, /相差/.test(why)])).toContainEqual(['requests/received/person', true])
  })

  it('two rows of numbers below the headings of table four, and a number between two of its columns', async () => {
    const values = row(...zeros(8), cell('5'), cell('5'), ...zeros(5))
    expect(await doubtsOf(page.replace(values, values + row(...zeros(14), cell('1'))))).toContainEqual(
      expect.objectContaining({ why: '这张表下面有几行数' })
    )
    const merged = row(...zeros(7), cell('0', 2), cell('5'), ...zeros(5), cell('0'))
    expect(await doubtsOf(page.replace(values, merged))).toContainEqual(expect.objectContaining({ why: '单元格与列名没有对齐' }))
  })
})

it('a CSV of ours in which cells are missing, or are none of the form, says so', () => {
  const { doubts } = understandCells('甲市教育局', 2023, [
    ['requests/received/person', '1'],
    ['requests/nobody/person', '2']
  ])
  const whys = doubts.map(({ why }) => why).join('\n')
  expect(whys).toMatch(/没有找到“.*本年新收.*”/)
  expect(whys).toContain('年报格式中没有“requests/nobody/person”，未采用 2')
  expect(whys).toContain('CSV 中没有文字部分')
})
