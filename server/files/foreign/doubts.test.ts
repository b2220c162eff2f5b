import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cleanReport } from '@/report/samples/clean-report'
import { openTemplate } from '@/report/templates'
import { findCells } from '@/report/understanding/tables/find-cells'
import { knowLines } from '@/report/understanding/tables/known-lines'
import { understand } from '@/report/understanding/understand'
import { understandCells } from '@/report/understanding/understand-report'
import { PLAIN, writePage } from '@/server/testing/foreign/foreign-files'
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
const queries = cell('8.属于行政查询事项') + zeros(7).join('')
const secrets = cell('4.保护第三方合法权益') + zeros(7).join('')

type Doubts = { at: string; why: string; candidates: string[]; source?: string }[]
const doubtsOf = async (html: string) => (await readForeignReport(new TextEncoder().encode(html))).doubts as Doubts
const change = (from: string, to: string) => {
  if (!page.includes(from)) throw new Error(`the page has no ${from}`)
  return page.replace(from, to)
}

const FIXTURES: readonly (readonly [name: string, html: string, at: string, why: RegExp])[] = [
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
  ['the only cell of a row', change(row(licensing), ''), 'disclosure/licensing/decisions', /^没有找到“行政许可”一行的“/],
  ['a heading given twice', change('五、存在的主要问题及改进情况', '一、总体情况'), 'overview/oversight', /出现了不止一次/],
  ['a heading that is not there', change('<strong>六、其他需要报告的事项</strong>', ''), 'other-matters', /没有找到标题/],
  [
    'this year beside another one under the same names',
    change(cell('自然人', 1, 2), cell('自然人', 1, 2) + cell('自然人', 1, 2)).replace(cell('申请人情况', 7), cell('申请人情况', 8)),
    'requests/third-party/person',
    /两组同样的列名/
  ],
  ['numbers behind the last column', change(secrets, secrets + cell('3')), 'requests/third-party/person', /^这一行的数比列名多/],
  [
    'a row where another group has one of its name',
    change(row(queries), row(queries) + row(cell('9.其他') + zeros(7).join(''))).replace(row(cell('3.其他') + zeros(7).join('')), ''),
    'requests/else/person',
    /不在年报格式中它的位置/
  ],
  [
    'a picture in place of a number',
    change(cell('777', 3), cell('<img src="1.png">', 3)),
    'disclosure/licensing/decisions',
    /图片、输入框/
  ],
  ['a table that is not there', page.replace(/<table border[\s\S]*?<\/table>/, ''), 'disclosure', /^没有找到表二$/],
  ['tables of another form', writePage({ ...cleanReport(2020), year: 2023 }, PLAIN), 'year', /表格却是/],
  ['no name of a unit', page.replaceAll(report.unit, ''), 'org', /没有找到标题中的单位名称/],
  ['no year', page.replaceAll('2023年', '').replaceAll('2023', ''), 'year', /没有找到年度/],
  ['titles of two reports', `${page}${writePage({ ...cleanReport(2022), unit: '乙县财政局' }, PLAIN)}`, 'org', /还有另一个标题/]
]

describe('each kind of doubt about a cell has its reason, its place and the piece of the file', () => {
  it.each(FIXTURES)('%s', async (_, html, at, why) => {
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

/** Doubts that no page has: of a CSV of ours, of labelled JSON, of tables put together from lines and of tables of numbers alone. */
async function doubtsElsewhere(): Promise<{ at: string; why: string }[]> {
  const cells = understandCells('甲市教育局', 2023, [
    ['requests/received/person', '1'],
    ['requests/nobody/person', '2']
  ]).doubts
  const labelled = JSON.parse(JSON.stringify(await readForeignReport(new TextEncoder().encode(page))))
  delete labelled.table3['一、本年新收政府信息公开申请数量']
  const json = (await doubtsOf(JSON.stringify(labelled))).filter(({ at }) => at !== 'tables')
  const values = row(...zeros(8), cell('5'), cell('5'), ...zeros(5))
  const twice = await doubtsOf(change(values, values + row(...zeros(14), cell('1'))))
  const aside = await doubtsOf(change(values, row(...zeros(7), cell('0', 2), cell('5'), ...zeros(5), cell('0'))))
  const grid = [
    ['信息内容', '本年制发件数', '', '本年废止件数', '现行有效件数'],
    ['规章', '', '12', '', '']
  ].map((texts) => texts.map((text) => ({ text, colspan: 1, rowspan: 1 })))
  const finds = findCells(knowLines(openTemplate('F2021')), [{ is: 'table', rows: grid }]).finds
  return [...cells, ...json, ...twice, ...aside, ...finds.flatMap(({ at, why }) => (why ? [{ at, why }] : []))]
}

it('a cell of labelled JSON that is null, and cells and texts a CSV of ours lacks or has too many, are told', async () => {
  const whys = (await doubtsElsewhere()).map(({ at, why }) => `${at} ${why}`)
  expect(whys).toEqual(
    expect.arrayContaining([
      'requests/received/person 文件中没有这一格，或不能确定',
      expect.stringMatching(/没有找到“.*本年新收.*”/),
      'tables 年报格式中没有“requests/nobody/person”，未采用 2',
      expect.stringContaining('CSV 中没有文字部分')
    ])
  )
})

/** Sentences of the matcher that are no doubts: they refuse a file, or are part of another sentence. */
const NO_DOUBTS = /^(?:文件中的内容过多|文件中没有政府信息公开工作年度报告|空$|、$|年$| 至 | 年起| … |.{0,3}$)|^\$\{[^}]*\} (?:年起|至)/

it('every kind of doubt has a fixture here', async () => {
  const files = globSync('report/understanding/{tables/*,understand,understand-report}.ts')
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  const said = lines
    .filter((line) => !/^\s*(?:\/\/|\*|\/\*)/.test(line))
    .flatMap((line) => [...line.matchAll(/`((?:[^`\\]|\\.)*[\u4e00-\u9fff](?:[^`\\]|\\.)*)`|'([^']*[\u4e00-\u9fff][^']*)'/g)])
    .map(([, template, plain]) => template ?? plain ?? '')
    .filter((text) => !NO_DOUBTS.test(text))
  expect(said.length).toBeGreaterThan(20)
  const pages = await Promise.all(FIXTURES.map(([, html]) => doubtsOf(html)))
  const whys = [...pages.flat(), ...(await doubtsElsewhere())].map(({ why }) => why)
  const quote = (text: string) => text.replace(/[.*+?^()[\]{}|\\]/g, '\\$&')
  const kinds = said.map((text) => ({
    text,
    is: new RegExp(
      `^${text
        .split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
        .map(quote)
        .join('.*')}`
    )
  }))
  expect(kinds.filter(({ is }) => !whys.some((why) => is.test(why))).map(({ text }) => text)).toEqual([])
})
