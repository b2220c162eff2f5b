import { drawTable } from '@/report/layout/drawing'
import { type Report, templateOf } from '@/report/report'
import type { Table } from '@/report/template'
import { printValue, readAmounts } from '@/report/values'
import { PLAIN, packWord, type randomOf, textsOf, WORD } from './foreign-files'

type Random = ReturnType<typeof randomOf>

/** A cell of a table as it is written; `at`: that of a number; `odd`: markup in place of its text. */
export type OddCell = { text: string; colspan: number; rowspan: number; at?: string; odd?: string; kind?: string }
export type OddRows = OddCell[][]

const raw = (text: string, more: Partial<OddCell> = {}): OddCell => ({ text, colspan: 1, rowspan: 1, ...more })

function rowsOf(report: Report, table: Table): OddRows {
  const template = templateOf(report)
  const amounts = readAmounts(template, report.values)
  return drawTable(table).rows.map(({ cells }) =>
    cells.map(({ at, text, colspan, rowspan }) => ({
      text: at === undefined ? text.replace('\n', '') : printValue(template, report.values, amounts, at),
      colspan,
      rowspan,
      at,
      kind: at && template.cells[template.index.get(at) ?? -1]?.kind
    }))
  )
}

const isFigures = (row: OddCell[]) => row.some(({ at }) => at !== undefined)
const labelOf = (row: OddCell[]) => row.findLast(({ at }) => at === undefined)?.text ?? ''
const map = (rows: OddRows, change: (row: OddCell[], r: number) => OddCell[]): OddRows => rows.map(change)
const after = (row: OddCell[], ...cells: OddCell[]) => {
  const first = row.findIndex(({ at }) => at !== undefined)
  return [...row.slice(0, first), ...cells, ...row.slice(first)]
}

/** What authors and programs do to a table; whatever a reader of the page sees in a cell stays the number of that cell. */
export const TABLE_ODDITIES: Record<string, (rows: OddRows, random: Random) => OddRows> = {
  'as it is': (rows) => rows,
  'a blank cell before the numbers of one row': (rows, random) => {
    const own = rows.filter(isFigures)
    const one = own[random(own.length)]
    return map(rows, (row) => (row === one ? after(row, raw('')) : row))
  },
  'a blank cell before the numbers of every row': (rows) => map(rows, (row) => (isFigures(row) ? after(row, raw('')) : row)),
  'numbers of the row in front': (rows) => map(rows, (row, r) => [raw(isFigures(row) ? String(r) : r === 0 ? '序号' : ''), ...row]),
  'an extra row': (rows, random) => {
    const own = rows.findIndex(isFigures) + random(3)
    const like = rows[own] ?? []
    const numbers = like.map((cell) =>
      cell.at === undefined ? { ...cell, text: '其他主动公开文件', rowspan: 1 } : raw(String(random(9)), cell)
    )
    return [...rows.slice(0, own + 1), numbers.map(({ at: _, ...cell }) => cell), ...rows.slice(own + 1)]
  },
  'a row named 其他 in another group, without its own': (rows, random) => {
    const other = rows.find((row) => isFigures(row) && /其他$/.test(labelOf(row)))
    const query = rows.find((row) => /行政查询/.test(labelOf(row)))
    if (!other || !query) return rows
    return rows.flatMap((row) => {
      if (row === query)
        return [row, query.map(({ at, ...cell }) => (at ? { ...cell, text: String(random(5)) } : { ...cell, text: '9.其他' }))]
      return row === other ? [] : [row]
    })
  },
  'no heading': (rows) => rows.filter(isFigures),
  'the heading again': (rows, random) => {
    const first = rows.findIndex(isFigures)
    const at = first + 1 + random(3)
    const head = rows[first - 1]
    return head ? [...rows.slice(0, at), head.map((cell) => ({ ...cell, rowspan: 1 })), ...rows.slice(at)] : rows
  },
  'last year beside this year': (rows, random) => {
    const isBefore = random(2) === 0
    return map(rows, (row) => {
      if (!isFigures(row)) return [...row, ...row.slice(-1).map((cell) => ({ ...cell }))]
      const own = row.filter(({ at }) => at !== undefined)
      const others = own.map(({ at: _, ...cell }) => ({ ...cell, text: String(random(7)) }))
      return [...row.filter(({ at }) => at === undefined), ...(isBefore ? [...others, ...own] : [...own, ...others])]
    })
  },
  'last year beside this year, with its headings': (rows, random) => {
    const isBefore = random(2) === 0
    const double = (cells: OddCell[], others: OddCell[]) => (isBefore ? [...others, ...cells] : [...cells, ...others])
    return map(rows, (row) => {
      const isNumber = isFigures(row)
      const own = isNumber
        ? row.filter(({ at }) => at !== undefined)
        : row.filter(({ text }) => /自然人|总计|企业|机构|组织|其他|件数|金额|情况/.test(text))
      const rest = row.filter((cell) => !own.includes(cell))
      const others = own.map(({ at: _, ...cell }) => ({ ...cell, text: isNumber ? String(random(4)) : cell.text }))
      return [...rest, ...double(own, others)]
    })
  },
  'a cell too few': (rows, random) => {
    const own = rows.filter((row) => row.filter(({ at }) => at).length > 1)
    const one = own[random(own.length)]
    const left = one?.filter(({ at }) => at) ?? []
    const gone = left[random(left.length)]
    return map(rows, (row) => (row === one ? row.filter((cell) => cell !== gone) : row))
  },
  'two rows in one': (rows, random) => {
    const own = rows.findIndex(
      (row, r) => isFigures(row) && r > 4 && row.length === (rows[r + 1]?.length ?? 0) && row.every(({ rowspan }) => rowspan === 1)
    )
    const [one, other] = [rows[own], rows[own + 1]]
    if (own < 0 || !one || !other || random(2) === 0) return rows
    const both = one.map((cell, i) => ({ ...cell, text: `${cell.text}\n${other[i]?.text ?? ''}` }))
    return [...rows.slice(0, own), both, ...rows.slice(own + 2)]
  },
  'rows in another order': (rows, random) => {
    const own = rows.findIndex((row, r) => isFigures(row) && r > 6 + random(6) && row.length === (rows[r + 1]?.length ?? 0))
    if (own < 0) return rows
    const [one, other] = [rows[own] as OddCell[], rows[own + 1] as OddCell[]]
    if (!one.every(({ rowspan }) => rowspan === 1) || !other.every(({ rowspan }) => rowspan === 1)) return rows
    return [...rows.slice(0, own), other, one, ...rows.slice(own + 2)]
  },
  'columns in another order': (rows) =>
    map(rows, (row) => {
      const own = row.filter(({ at, text }) => at?.startsWith('requests/') || /企业|科研/.test(text))
      const pair = isFigures(row) ? own.slice(1, 3) : own
      if (pair.length !== 2) return row
      return row.map((cell) => (cell === pair[0] ? (pair[1] as OddCell) : cell === pair[1] ? (pair[0] as OddCell) : cell))
    }),
  'one zero for a whole row': (rows) =>
    map(rows, (row) => {
      const own = row.filter(({ at }) => at !== undefined)
      if (own.length < 2 || own.some(({ text }) => text !== '0')) return row
      return [...row.filter(({ at }) => at === undefined), raw('0', { colspan: own.reduce((sum, { colspan }) => sum + colspan, 0) })]
    }),
  'the table in two halves': (rows) => rows,
  'units in the cells': (rows) =>
    map(rows, (row) => row.map((cell) => (cell.at && cell.kind === 'count' ? { ...cell, text: `${cell.text} 件` } : cell))),
  'fees said in 元': (rows) => map(rows, (row) => row.map((cell) => ({ ...cell, text: cell.text.replace('单位：万元', '单位：元') }))),
  'the name of a group on each of its rows': (rows) => {
    const open: { cell: OddCell; left: number }[] = []
    return rows.map((row) => {
      if (!isFigures(row)) return row
      const front = open
        .filter(({ left }) => left > 0)
        .map((one) => {
          one.left--
          return { ...one.cell, rowspan: 1 }
        })
      const own = row.map((cell) => {
        if (cell.rowspan > 1) open.push({ cell, left: cell.rowspan - 1 })
        return { ...cell, rowspan: 1 }
      })
      return [...front, ...own]
    })
  },
  'short labels': (rows) =>
    map(rows, (row) =>
      row.map((cell) =>
        cell.at ? cell : { ...cell, text: cell.text.replace(/^（?[一二三四五六七八\d]+[）.、]/, '').replace(/（.*）$/, '') }
      )
    ),
  'drifted labels': (rows, random) =>
    map(rows, (row) =>
      row.map((cell) =>
        cell.at || cell.text.length < 8 || random(4) > 0 ? cell : { ...cell, text: cell.text.replace(/政府信息|行政机关|申请人|其他/, '') }
      )
    ),
  'remarks behind numbers': (rows, random) =>
    map(rows, (row) =>
      row.map((cell) => (cell.at && random(9) === 0 && cell.text !== '' ? { ...cell, text: `${cell.text}（其中网上2）` } : cell))
    ),
  'Chinese zeros': (rows, random) =>
    map(rows, (row) =>
      row.map((cell) =>
        cell.at && cell.text === '0' ? { ...cell, text: ['零', '〇', '０', 'O', '无', '-', '──'][random(7)] as string } : cell
      )
    ),
  'a number over two rows': (rows, random) => {
    const own = rows.flatMap((row, r) =>
      isFigures(row) && row.length === (rows[r + 1]?.length ?? 0) && isFigures(rows[r + 1] ?? []) ? [r] : []
    )
    const r = own[random(own.length)]
    if (r === undefined) return rows
    const [one, other] = [rows[r] as OddCell[], rows[r + 1] as OddCell[]]
    const c = one.findIndex(({ at }, i) => at && other[i]?.at && one[i]?.text === other[i]?.text)
    if (c < 0) return rows
    return rows.map((row, i) =>
      i === r ? row.map((cell, n) => (n === c ? { ...cell, rowspan: 2 } : cell)) : i === r + 1 ? row.filter((_, n) => n !== c) : row
    )
  }
}

/** What one cell holds beside its number, in a page: the text that is seen stays the number. `0`: that number. */
export const PAGE_CELLS: readonly string[] = [
  '$0<span style="display:none">7</span>',
  '<span style="visibility: hidden">7</span>$0',
  '<span style="font-size:0px">3</span>$0',
  '<s>7</s>$0',
  '<span style="text-decoration:line-through">7</span>$0',
  '$0<sup>2</sup>',
  '$0<span style="vertical-align:super">2</span>',
  '$0<sup><a href="#n">[1]</a></sup>',
  '<input value="$0">',
  '<input type="hidden" value="7">$0',
  '<textarea>$0</textarea>',
  '<select><option>7<option selected>$0</select>',
  '<img src="$0.png">',
  '<table><tr><td>$0</td></tr></table>',
  '<!-- 7 -->$0',
  '<script>7</script>$0',
  '$0<template>7</template>',
  '$0<button>7</button>',
  '<svg><text>$0</text></svg>',
  '<ruby>$0<rt>7</rt></ruby>',
  '<font color="white">7</font>$0',
  '&ensp;$0&emsp;',
  '<p>$0</p><p>&nbsp;</p>',
  '<div><div>$0</div></div>',
  '<object>$0</object>',
  '<math><mn>$0</mn></math>',
  '<ol><li>$0</li></ol>',
  '<span>$0</span><span class="tip" hidden>7</span>'
]

const W = (text: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
const P = (runs: string) => `<w:p>${runs}</w:p>`
const REVISION = 'w:id="9" w:author="x" w:date="2024-01-01T00:00:00Z"'

/** The same in a Word file, each the content of a cell. */
export const WORD_CELLS: readonly string[] = [
  P(W('$0') + W('7', '<w:vanish/>')),
  P(`<w:del ${REVISION}><w:r><w:delText>7</w:delText></w:r></w:del><w:ins ${REVISION}>${W('$0')}</w:ins>`),
  P(`<w:moveFrom ${REVISION}>${W('7')}</w:moveFrom>${W('$0')}`),
  P(`${W('7', '<w:strike/>')}${W('$0')}`),
  P(`${W('$0')}${W('2', '<w:vertAlign w:val="superscript"/>')}`),
  P(`${W('$0')}${W('2', '<w:position w:val="8"/>')}`),
  P(`${W('$0')}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>`),
  `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="500"/></w:tblGrid><w:tr><w:tc><w:tcPr/>${P(W('$0'))}</w:tc></w:tr></w:tbl><w:p/>`,
  `<w:sdt><w:sdtPr/><w:sdtContent>${P(W('$0'))}</w:sdtContent></w:sdt>`,
  P(`<w:sdt><w:sdtPr/><w:sdtContent>${W('$0')}</w:sdtContent></w:sdt>`),
  P('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>$0</m:t></m:r></m:oMath>'),
  P(
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(7)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${W('$0')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
  ),
  P(`<w:fldSimple w:instr="=7">${W('$0')}</w:fldSimple>`),
  P(
    `<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>${P(W('$0'))}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>`
  ),
  P(
    `<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx><w:txbxContent>${P(W('$0'))}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${P(W('$0'))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
  ),
  P('<w:r><w:drawing><pic xmlns="p"/></w:drawing></w:r>'),
  P(`<w:r><w:ruby><w:rt>${W('7')}</w:rt><w:rubyBase>${W('$0')}</w:rubyBase></w:ruby></w:r>`),
  P(`<w:hyperlink>${W('$0')}</w:hyperlink>`),
  P(`<w:smartTag>${W('$0')}</w:smartTag>`),
  P(`<w:commentRangeStart w:id="1"/>${W('$0')}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`),
  `<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>${W('$0')}</w:p>`,
  P(`<w:r><w:sym w:font="Wingdings" w:char="F08C"/></w:r>${W('')}`)
]

const quote = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const PART_OF_ODD = 12

/** One of these tables' oddities for each table, and an odd cell here and there. */
export function makeOdd(
  report: Report,
  random: Random,
  cells: readonly string[],
  only?: string
): { kinds: string[]; tables: Map<Table, OddRows> } {
  const names = Object.keys(TABLE_ODDITIES)
  const kinds: string[] = []
  const tables = new Map<Table, OddRows>()
  for (const table of templateOf(report).tables) {
    const kind = only ?? (names[random(names.length)] as string)
    const changed = TABLE_ODDITIES[kind]?.(rowsOf(report, table), random) ?? []
    kinds.push(kind)
    tables.set(
      table,
      map(changed, (row) =>
        row.map((cell) => {
          if (!cell.at || cell.text === '' || random(100) >= PART_OF_ODD) return cell
          const i = random(cells.length)
          return { ...cell, odd: (cells[i] as string).replaceAll('$0', quote(cell.text)) }
        })
      )
    )
  }
  return { kinds, tables }
}

export function writeOddPage(report: Report, tables: ReadonlyMap<Table, OddRows>): string {
  const { title, preamble, sections } = textsOf(report, PLAIN)
  const body = sections.map(({ heading, lines, table }) => {
    const rows = table ? (tables.get(table) ?? []) : []
    const drawn = rows
      .map(
        (row) =>
          `<tr>${row.map(({ text, colspan, rowspan, odd }) => `<td colspan=${colspan} rowspan=${rowspan}>${odd ?? quote(text).replaceAll('\n', '<br>')}</td>`).join('')}</tr>`
      )
      .join('')
    return `<p><br />${heading}</p>${lines.map((line) => `<p>${quote(line)}</p>`).join('')}${rows.length > 0 ? `<table border=1>${drawn}</table>` : ''}`
  })
  return `<html><head><title>${title}</title></head><body><h2>${title}</h2><p>${preamble}</p>${body.join('')}</body></html>`
}

export function writeOddDocx(report: Report, tables: ReadonlyMap<Table, OddRows>): Uint8Array {
  const { title, preamble, sections } = textsOf(report, PLAIN)
  const body = sections.map(({ heading, lines, table }) => {
    const rows = table ? (tables.get(table) ?? []) : []
    return [heading, ...lines].map((line) => P(W(quote(line)))).join('') + (rows.length > 0 ? drawRows(rows) : '')
  })
  const xml = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${WORD}"><w:body>${P(W(title))}${P(W(preamble))}${body.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`
  return packWord(xml)
}

const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:color="000000"/>`)
  .join('')

function drawRows(rows: OddRows): string {
  const open: { from: number; colspan: number; left: number }[] = []
  const lines = rows.map((row) => {
    let [column, i, out] = [0, 0, '']
    const over = () => open.find(({ from, left }) => from === column && left > 0)
    while (i < row.length || over()) {
      const upper = over()
      if (upper) {
        out += `<w:tc><w:tcPr><w:gridSpan w:val="${upper.colspan}"/><w:vMerge/></w:tcPr><w:p/></w:tc>`
        upper.left--
        column += upper.colspan
        continue
      }
      const { text, colspan, rowspan, odd } = row[i++] as OddCell
      if (rowspan > 1) open.push({ from: column, colspan, left: rowspan - 1 })
      const content =
        odd ??
        text
          .split('\n')
          .map((line) => P(W(quote(line))))
          .join('')
      out += `<w:tc><w:tcPr><w:gridSpan w:val="${colspan}"/>${rowspan > 1 ? '<w:vMerge w:val="restart"/>' : ''}</w:tcPr>${content}</w:tc>`
      column += colspan
    }
    return `<w:tr>${out}</w:tr>`
  })
  const columns = Math.max(...rows.map((row) => row.reduce((sum, { colspan }) => sum + colspan, 0)))
  return `<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>${Array.from({ length: columns }, () => '<w:gridCol w:w="800"/>').join('')}</w:tblGrid>${lines.join('')}</w:tbl>`
}
