import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { cells, excel, libreOffice, plain, row, web, word, wordCell, wps } from '@/components/form/testing/clipboards'
import { type Copied, readClipboard } from './read-clipboard'

const read = (copied: Copied) => readClipboard(copied, (html) => parseHTML(html).document)
const table = (copied: Copied) => {
  const [first, ...others] = read(copied)
  expect(others).toEqual([])
  return first
}

describe('cells of every program', () => {
  const wanted = [
    ['新收', '86', '1,234'],
    ['上年结转', '', '-']
  ]
  it.each<[string, Copied]>([
    ['Excel', excel(row('新收', 86, '1,234') + row('上年结转', '', '-'))],
    [
      'WPS',
      wps(
        '<tr height="19"><td class="et2" x:str>新收</td><td class="et2" x:num>86</td><td class="et2" x:num="1234">1,234</td></tr><tr><td x:str>上年结转</td><td></td><td x:str>-</td></tr>'
      )
    ],
    [
      'Word',
      word(
        `<tr>${['新收', '86', '1,234'].map((text) => wordCell(text)).join('')}</tr><tr>${['上年结转', '&nbsp;', '-'].map((text) => wordCell(text)).join('')}</tr>`
      )
    ],
    [
      'LibreOffice',
      libreOffice(
        '<tr><td height="17">新收</td><td sdval="86" sdnum="1033;">86</td><td sdval="1234" sdnum="1033;0;#,##0">1,234</td></tr><tr><td>上年结转</td><td><br></td><td>-</td></tr>'
      )
    ],
    [
      'a web page',
      web(
        '<table><thead><tr><th>新收</th><td>\n  86\n</td><td>1,234</td></tr></thead><tbody><tr><th>上年结转</th><td>\u200b</td><td>-</td></tr></tbody></table>'
      )
    ],
    ['plain text', plain('新收\t86\t1,234\r\n上年结转\t\t-\r\n')]
  ])('come out of %s as they are seen', (_, copied) => {
    const rows = table(copied)?.filter((line) => line.some((text) => text !== null && text !== ''))
    expect(rows?.map((line) => line.slice(0, 3))).toEqual(wanted)
  })
})

describe('lines within a cell', () => {
  it.each([
    ['paragraphs', '<p>12</p><p>3</p>', '12\n3'],
    ['a line break', '4<br>5', '4\n5'],
    ['blocks', '<div>4</div><div>5</div>', '4\n5'],
    ['a list', '<ul><li>4<li>5</ul>', '4\n5'],
    ['the number of a footnote', '12<sup>1</sup>', '12 1'],
    ['a break before the unit', '4003622<br>元', '4003622\n元'],
    ['line breaks of the source', '上年\n   结转', '上年 结转'],
    ['a blank that does not break', '&nbsp;12&nbsp;', '12'],
    ['spans and nothing between them', '<span>1</span><span>2</span>', '12']
  ])('stay apart: %s', (_, html, text) => expect(table(excel(row('x', html)))).toEqual([['x', text]]))

  it('stand in quotation marks in plain text, and split no row', () => {
    expect(table(plain('"上年\n结转"\t1\t"说""好""\t"\r\n新收\t2\t"\r\n'))).toEqual([
      ['上年\n结转', '1', '说"好"'],
      ['新收', '2', '"']
    ])
  })

  it('of a single cell are more than one text', () => {
    expect(table(plain('"12\n3"'))).toEqual([['12\n3']])
    expect(table(web('<table><tr><td>12<br>3</td></tr></table>', '12\n3'))).toEqual([['12\n3']])
  })
})

describe('merged cells', () => {
  it('show their text once and cover the other places', () => {
    expect(
      table(excel('<tr><td rowspan=2>三</td><td colspan=2>（一）</td><td>1</td></tr><tr><td>（二）</td><td>2</td><td>3</td></tr>'))
    ).toEqual([
      ['三', '（一）', null, '1'],
      [null, '（二）', '2', '3']
    ])
  })

  it('of absurd size take no more than there is', () => {
    const [block] = read(web('<table><tr><td rowspan=65000 colspan=65000>1</td><td>2</td></tr><tr><td>3</td></tr></table>'))
    expect(block).toHaveLength(2)
    expect(block?.[0]?.length).toBeLessThanOrEqual(400)
  })
})

describe('what the source does not show', () => {
  const rest = row(1, 2, 3) + row(7, 8, 9)
  it.each<[string, Copied]>([
    ['a row', excel(`${row(1, 2, 3)}<tr height=0 style='display:none;mso-height-source:userset'>${cells(4, 5, 6)}</tr>${row(7, 8, 9)}`)],
    ['a row by its class', excel(`${row(1, 2, 3)}<tr class=xl66>${cells(4, 5, 6)}</tr>${row(7, 8, 9)}`)],
    ['a row of a page', web(`<table>${row(1, 2, 3)}<tr hidden>${cells(4, 5, 6)}</tr>${row(7, 8, 9)}</table>`)],
    ['a part of a table', web(`<table><tbody>${rest}</tbody><tbody style="display: none">${row(4, 5, 6)}</tbody></table>`)],
    ['a table', web(`<div style="display:none"><table>${row(4, 5, 6)}</table></div><table>${rest}</table>`)],
    [
      'a column',
      excel(
        `<tr><td>1</td><td style='display:none'>x</td><td>2</td><td>3</td></tr><tr><td>7</td><td style='display:none'>x</td><td>8</td><td>9</td></tr>`,
        '',
        "<col width=64><col width=0 style='display:none;mso-width-source:userset'><col width=64 span=2>"
      )
    ],
    [
      'a column without cells of its own style',
      excel(row(1, 'x', 2, 3) + row(7, 'x', 8, 9), '', "<col><col style='display:none'><col span=2>")
    ],
    [
      'hidden words',
      word(
        `<tr>${[1, 2, 3].map((n) => wordCell(`${n}<span style='display:none;mso-hide:all'>99</span>`)).join('')}</tr><tr>${[7, 8, 9].map((n) => wordCell(`<del>5</del>${n}`)).join('')}</tr>`
      )
    ]
  ])('is left out: %s', (_, copied) => {
    const rows = table(copied)?.filter((line) => line.some((text) => text !== null && text !== ''))
    expect(rows).toEqual([
      ['1', '2', '3'],
      ['7', '8', '9']
    ])
  })

  it('does not shift what a merged cell covers', () => {
    expect(
      table(excel(`<tr><td rowspan=3>三</td><td>1</td></tr><tr style='display:none'><td>2</td></tr><tr><td>3</td></tr>${row('四', 4)}`))
    ).toEqual([
      ['三', '1'],
      [null, '3'],
      ['四', '4']
    ])
  })
})

describe('a column too narrow to show its numbers', () => {
  it('is read from the plain text, from Excel’s or from LibreOffice’s attribute', () => {
    expect(table(excel(row('新收', '######', 2), '新收\t1234567\t2\r\n'))).toEqual([['新收', '1234567', '2']])
    expect(table(wps('<tr><td>新收</td><td x:num="1234567">####</td></tr>'))).toEqual([['新收', '1234567']])
    expect(table(libreOffice('<tr><td>新收</td><td sdval="1234567">###</td></tr>'))).toEqual([['新收', '1234567']])
  })

  it('is read from the line that belongs to it, also below hidden rows', () => {
    const rows = `${row(1, 2)}<tr style='display:none'>${cells(3, 4)}</tr>${row('####', 6)}`
    expect(table(excel(rows, '1\t2\n3\t4\n5\t6\n'))).toEqual([
      ['1', '2'],
      ['5', '6']
    ])
    expect(table(excel(rows, '1\t2\n5\t6\n'))).toEqual([
      ['1', '2'],
      ['5', '6']
    ])
    expect(table(excel(rows, 'another text\n\n\n\n'))).toEqual([
      ['1', '2'],
      ['####', '6']
    ])
  })
})

describe('several tables', () => {
  it('are all read, but not those that only arrange a page', () => {
    const inner = `<table>${row(1, 2)}</table>`
    expect(read(web(`<table><tr><td>菜单</td><td>${inner}<p>说明</p>${inner}</td></tr></table>`))).toEqual([[['1', '2']], [['1', '2']]])
  })
})

it('is no table when it is one text', () => {
  for (const copied of [
    plain('12'),
    plain(''),
    plain('12\r\n'),
    web('<p>12</p>', '12'),
    excel(row('12'), '12\r\n'),
    web('<table></table>', '12')
  ])
    expect(read(copied)).toEqual([])
})
