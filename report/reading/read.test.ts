import { describe, expect, it } from 'vitest'
import { check } from '@/report/check'
import { labelText, leaves } from '@/report/template'
import { findTemplate } from '@/report/templates'
import { readLabelled, UnreadableReport } from './read'

/** A report of `year` as labelled JSON with nothing wrong: one request received and granted. */
function page(year: number) {
  const template = findTemplate(year)
  const [disclosure, requests] = template?.tables ?? []
  const table2 = Object.fromEntries(
    (disclosure?.blocks ?? []).flatMap((block) =>
      leaves(block.rows).map((row): [string, Record<string, unknown>] => [
        labelText(row),
        Object.fromEntries(leaves(block.columns).map((column) => [labelText(column), 0]))
      ])
    )
  )
  const one = new Set(['received', 'granted', 'handled'])
  const table3 = Object.fromEntries(
    leaves(requests?.blocks[0]?.rows ?? []).map((row): [string, unknown] => [
      labelText(row),
      one.has(row.key) ? [1, 0, 0, 0, 0, 0, 1] : [0, 0, 0, 0, 0, 0, 0]
    ])
  )
  const none = [0, 0, 0, 0, 0]
  return {
    org: '乙县人民政府',
    year,
    scope: '全县',
    table2,
    table3,
    table4: { reconsideration: none, litigationDirect: none, litigationAfter: none }
  }
}

const rename = (rows: Record<string, unknown>, from: string, to: string) =>
  Object.fromEntries(Object.entries(rows).map(([label, cells]) => [label === from ? to : label, cells]))

const findingsOf = (data: unknown) => check(readLabelled(data)).map(({ rule, level, says }) => [rule, level, says])

describe('a page read from outside', () => {
  it.each([2019, 2023])('of %i is understood whole', (year) => {
    const report = readLabelled(page(year))
    expect(check(report)).toEqual([])
    expect(report).toMatchObject({ unit: '乙县人民政府', kind: 'government', values: { 'requests/granted/total': '1' } })
  })

  it('understands a drifted label and says so once', () => {
    const { table2, ...rest } = page(2023)
    const drifted = { ...rest, table2: rename(rename(table2, '行政规范性文件', '规范性文件'), '行政事业性收费', '行政事业型收费') }
    expect(findingsOf(drifted)).toEqual([
      ['X-15', 'error', '表二：“规范性文件”应为“行政规范性文件”'],
      ['X-15', 'error', '表二：“行政事业型收费”应为“行政事业性收费”']
    ])
    expect(readLabelled(drifted).values['disclosure/normative/made']).toBe('0')
  })

  it('does not mind half-width brackets and spaces in a label', () => {
    const { table3, ...rest } = page(2023)
    expect(findingsOf({ ...rest, table3: rename(table3, '（一）予以公开', '(一) 予以公开') })).toEqual([])
  })

  it('takes a single （六）其他处理 for the sum of its three rows, which stay unknown', () => {
    const { table3, ...rest } = page(2023)
    const hybrid: Record<string, unknown> = rename(table3, '3.其他', '（六）其他处理')
    for (const label of Object.keys(hybrid)) if (/^[12]\.申请人/.test(label)) delete hybrid[label]
    expect(findingsOf({ ...rest, table3: hybrid })).toEqual([
      ['X-15', 'error', '表三：“（六）其他处理”只有一行，年报格式分为 3 行，按小计理解']
    ])
    const wrong = { ...rest, table3: { ...hybrid, '（六）其他处理': [2, 0, 0, 0, 0, 0, 2] } }
    expect(
      findingsOf(wrong)
        .map(([rule]) => rule)
        .sort()
    ).toEqual(['T3-03', 'T3-03', 'X-15'])
    const crooked = { ...rest, table3: { ...hybrid, '（六）其他处理': [0, 0, 0, 0, 0, 0, 2] } }
    expect(findingsOf(crooked).map(([rule]) => rule)).toContain('T3-02')
  })

  it('reports a row or a table the page never had, and calls nothing blank for it', () => {
    const { table3, table4: _, ...rest } = page(2023)
    const { '2.重复申请': __, ...fewer } = table3
    expect(findingsOf({ ...rest, table3: fewer })).toEqual([
      ['X-15', 'error', '表三：缺少“2.重复申请”一行'],
      ['X-15', 'error', '缺少表四']
    ])
  })

  it('tells rows the page never had as one', () => {
    const { table3, ...rest } = page(2023)
    const fewer = Object.fromEntries(Object.entries(table3).filter(([label]) => !/^[123]\.(?:信访|重复|要求提供)/.test(label)))
    expect(findingsOf({ ...rest, table3: fewer })).toEqual([
      ['X-15', 'error', '表三：缺少“1.信访举报投诉类申请”“2.重复申请”“3.要求提供公开出版物”共 3 行']
    ])
  })

  it('tells in one sentence that it is printed on the form of other years', () => {
    const found = findingsOf({ ...page(2019), year: 2023 }).filter(([rule]) => rule === 'X-15')
    expect(found).toEqual([
      ['X-15', 'error', '表格用的是 国办公开办函〔2019〕60号 的格式，2023 年度应按 国办公开办函〔2021〕30号 的格式重新编制']
    ])
  })

  it('tells cells written wrongly in one way as one, mended together', () => {
    const { table3, ...rest } = page(2023)
    const dashed = Object.fromEntries(Object.entries(table3).map(([label, row]) => [label, (row as number[]).map((n) => n || '/')]))
    const found = check(readLabelled({ ...rest, table3: dashed })).filter(({ rule }) => rule === 'T3-06')
    expect(found.map(({ says }) => says)).toEqual(['表三有 169 格写作“/”“—”“无”，按 0 理解，请改填 0'])
    expect(Object.keys(found[0]?.fix?.texts ?? {})).toHaveLength(169)
  })

  it('looks for the sub-headings of the overview where it has some', () => {
    const of = (...names: string[]) => names.map((name, i) => `（${'一二三四五'[i]}）${name}情况。本年度按要求办理。`).join('\n')
    const whole = of('主动公开', '依申请公开', '政府信息管理', '公开平台建设', '监督保障')
    expect(findingsOf({ ...page(2023), narrative: whole })).toEqual([])
    expect(findingsOf({ ...page(2023), narrative: of('主动公开', '申请办理', '平台建设', '监督保障') })).toEqual([
      ['X-03', 'warning', '总体情况缺少“（三）政府信息管理”']
    ])
    expect(findingsOf({ ...page(2023), narrative: '本年度按要求办理。' })).toEqual([])
  })

  it('leaves out a row no form has', () => {
    const { table3, ...rest } = page(2023)
    expect(findingsOf({ ...rest, table3: { ...table3, 无法联系到申请人: [1, 0, 0, 0, 0, 0, 1] } })).toEqual([
      ['X-15', 'error', '表三：年报格式中没有“无法联系到申请人”一行（1，0，0，0，0，0，1），未采用']
    ])
  })

  it('tells blank cells from blank totals beside filled parts', () => {
    const { table3, ...rest } = page(2023)
    const blank = { ...table3, '（一）予以公开': [1, null, 0, 0, 0, 0, null] }
    const findings = check(readLabelled({ ...rest, table3: blank }))
    expect(findings.map(({ rule, at, left }) => [rule, at, left?.text])).toEqual([
      ['T3-06', ['requests/granted/company'], undefined],
      ['T3-07', ['requests/granted/total'], '1']
    ])
  })

  it('does not call blank what could not be divided into cells', () => {
    const { table2, ...rest } = page(2019)
    const unclear = { ...table2, 行政许可: { 上一年项目数量: null, '本年增/减': null, 处理决定数量: null }, raw: { 行政许可: '396442278' } }
    expect(findingsOf({ ...rest, table2: unclear })).toEqual([['T2o-01', 'note', '行政许可：原文“396442278”分不清各格，未作核对']])
  })

  it('looks for six numbered headings in order when it knows them', () => {
    const headings = findTemplate(2019)?.sections.map(({ heading }) => heading) ?? []
    expect(findingsOf({ ...page(2019), headings })).toEqual([])
    const variant = headings.map((heading) =>
      heading.startsWith('四') ? '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况' : heading
    )
    expect(findingsOf({ ...page(2019), headings: variant })).toEqual([])
    const lost = headings.map((heading) => heading.replace('五、', ''))
    expect(findingsOf({ ...page(2019), headings: lost })).toEqual([
      ['X-01', 'error', '标题“存在的主要问题及改进情况”缺少序号，应为“五、存在的主要问题及改进情况”']
    ])
    expect(findingsOf({ ...page(2019), headings: [...headings].reverse() }).map(([rule]) => rule)).toContain('X-01')
  })

  it('knows when it was published late', () => {
    expect(findingsOf({ ...page(2023), published: '2024-04-02' })).toEqual([
      ['X-14', 'warning', '2024年4月2日公布，晚于2024年3月31日，属于不按时发布']
    ])
    expect(findingsOf({ ...page(2023), published: '2024-03-31' })).toEqual([])
  })

  it.each([
    ['a list', [], '不是年报数据'],
    ['no unit', { year: 2023 }, 'org'],
    ['no year', { org: '乙县' }, '年度'],
    ['a year without a form', { ...page(2019), year: 2018 }, '2018 年没有适用的年报格式'],
    ['a row of six', { ...page(2019), table3: { '（一）予以公开': [0, 0, 0, 0, 0, 0] } }, '应有 7 个数，现有 6 个']
  ])('refuses %s with its reason', (_, data, reason) => {
    expect(() => readLabelled(data)).toThrow(UnreadableReport)
    expect(() => readLabelled(data)).toThrow(reason)
  })
})
