import { type Zippable, zipSync } from 'fflate'
import { type DrawnCell, drawTable } from '@/report/layout/drawing'
import { type Report, RULES_VERSION, templateOf, titleOf } from '@/report/report'
import { partAddress, type Table } from '@/report/template'
import { findTemplate } from '@/report/templates'
import { printValue, readAmounts } from '@/report/values'

/** The same numbers each time for a seed. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return Math.floor(((state >>> 8) / 2 ** 24) * below)
  }
}

type Random = ReturnType<typeof randomOf>

const UNITS = ['青禾县人民政府', '甲市教育局', '白水区应急管理局', '东林镇人民政府', '甲市人民政府办公室']
const SENTENCES = [
  '全年通过政府网站、政务新媒体和政府公报公开信息若干条，按要求及时更新。',
  '完善受理、登记、审核、答复各环节，依法按时答复申请人。',
  '共收到申请12件，办结11件，结转下年度1件。',
  '开展培训2次，参加人员136人次；存在的主要问题是队伍不够稳定。',
  '下一步将加强业务指导，提高公开质量。'
]

/** An invented report of a seed with sums that add up: any year, some cells large, some texts long. */
export function inventReport(seed: number): Report {
  const random = randomOf(seed)
  const year = [2019, 2020, 2021, 2022, 2023, 2024, 2025][random(7)] as number
  const template = findTemplate(year)
  if (!template) throw new Error('no form')
  const values: Record<string, string> = {}
  for (const { at, role, kind } of template.cells) {
    if (role !== 'input') continue
    const size = [1, 1, 1, 10, 100, 3000][random(6)] as number
    values[at] = kind === 'money' ? `${random(900000)}元` : kind === 'fee' ? String(random(90000) / 100) : String(random(size))
  }
  // What came in went out.
  for (const column of ['person', 'company', 'research', 'welfare', 'legal', 'other']) {
    const sum = template.cells
      .filter(({ at, role }) => role === 'input' && at.startsWith('requests/') && at.endsWith(`/${column}`))
      .filter(({ at }) => !/received|carried-in/.test(at))
      .reduce((all, { at }) => all + Number(values[at]), 0)
    const carried = Math.min(sum, Number(values[`requests/carried-in/${column}`]))
    values[`requests/carried-in/${column}`] = String(carried)
    values[`requests/received/${column}`] = String(sum - carried)
  }
  const prose = (count: number) => Array.from({ length: count }, () => SENTENCES[random(SENTENCES.length)]).join('')
  for (const section of template.sections)
    for (const part of section.parts ?? [])
      if (part.heading || section.parts?.length === 1) values[partAddress(section, part)] = prose(1 + random(6))
  values.preamble = `本报告依据条例编制，统计期限自${year}年1月1日起至${year}年12月31日止。${prose(2)}`
  return { unit: UNITS[random(UNITS.length)] as string, year, kind: 'department', template: template.id, rules: RULES_VERSION, values }
}

/** How a writer of files may differ from the form: all of them seen in real ones. */
export type Habits = {
  blank: string
  zero: string
  spread: boolean
  dotted: boolean
  wide: boolean
  split: boolean
  bare: boolean
  layout: boolean
  slivers: boolean
}

/** Everything as the form has it. */
export const PLAIN: Habits = {
  blank: '',
  zero: '0',
  spread: false,
  dotted: false,
  wide: false,
  split: false,
  bare: false,
  layout: false,
  slivers: false
}

export function chooseHabits(random: Random): Habits {
  return {
    blank: ['', '　', '&nbsp;', ' '][random(4)] as string,
    zero: ['0', '0', '0', '０', '/', '—'][random(6)] as string,
    spread: random(3) === 0,
    dotted: random(3) === 0,
    wide: random(4) === 0,
    split: random(3) === 0,
    bare: random(4) === 0,
    layout: random(3) === 0,
    slivers: random(3) === 0
  }
}

type Cell = { text: string; colspan: number; rowspan: number }

/** The rows of a table of the form with the figures of a report, written with these habits. */
export function fillTable(report: Report, table: Table, habits: Habits): Cell[][] {
  const template = templateOf(report)
  const amounts = readAmounts(template, report.values)
  return drawTable(table).rows.map(({ cells }) =>
    cells.map((cell) => ({
      text: write(cell, habits, (at) => printValue(template, report.values, amounts, at)),
      colspan: cell.colspan,
      rowspan: cell.rowspan
    }))
  )
}

function write({ at, text }: DrawnCell, habits: Habits, print: (at: string) => string): string {
  if (at !== undefined) {
    const value = print(at)
    if (value === '') return habits.blank
    if (value === '0') return habits.zero
    return habits.wide ? value.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : value
  }
  let label = text.replace('\n', '')
  if (habits.dotted) label = label.replace(/^(\d)\./, '$1、')
  if (habits.bare) label = label.replace(/（[^（）]{10,}）$/, '')
  return habits.spread && label.length < 6 ? [...label].join('\n') : label
}

/** The paragraphs around the tables, a section each. */
export function textsOf(
  report: Report,
  habits: Habits
): { title: string; preamble: string; sections: { heading: string; lines: string[]; table?: Table }[] } {
  const template = templateOf(report)
  return {
    title: titleOf(report),
    preamble: report.values.preamble ?? '',
    sections: template.sections.map((section, i) => ({
      heading: habits.dotted && i > 3 ? section.heading.replace('、', '.') : section.heading,
      lines: (section.parts ?? []).flatMap((part) => {
        const text = report.values[partAddress(section, part)]
        if (!text) return []
        return part.heading ? [`${part.heading}${habits.spread ? '情况' : ''}。${text}`] : [text]
      }),
      table: section.table
    }))
  }
}

const markup = (text: string) => text.replace(/&(?!nbsp;)/g, '&amp;').replace(/</g, '&lt;')

/** A page in the style of a site system. */
export function writePage(report: Report, habits: Habits): string {
  const { title, preamble, sections } = textsOf(report, habits)
  const table = (rows: readonly Cell[][]) =>
    `<table border="1">${rows
      .map(
        (row) =>
          `<tr>${row.map(({ text, colspan, rowspan }) => `<td colspan="${colspan}" rowspan="${rowspan}"><p align="center">${markup(text).replaceAll('\n', habits.layout ? '<br />' : '</p><p>') || '&nbsp;'}</p></td>`).join('')}</tr>`
      )
      .join('')}</table>`
  const body = sections
    .map(({ heading, lines, table: own }, i) => {
      const head = i === 3 && habits.layout ? `<p><br />${heading}</p>` : `<p><strong>${heading}</strong></p>`
      return head + lines.map((line) => `<p>　　${markup(line)}</p>`).join('') + (own ? table(fillTable(report, own, habits)) : '')
    })
    .join('')
  const content = `<h1>${title}</h1><p>发布日期：${report.year + 1}-01-20　浏览次数：35</p><p>　　${preamble}</p>${body}`
  const framed = habits.layout
    ? `<table width="100%"><tr><td>首页 &gt; 年报</td></tr><tr><td>${content}</td></tr><tr><td>【打印】【关闭】</td></tr></table>`
    : `<div class="TRS_Editor">${content}</div>`
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}_甲市人民政府</title></head><body><script>var a = '<table>'</script>${framed}</body></html>`
}

export const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const PARTS = {
  '[Content_Types].xml':
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels':
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
}
const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:color="000000"/>`)
  .join('')

/** A .docx with merged cells as vMerge, columns of slivers, labels in lines, a table cut in two. */
export function writeDocx(report: Report, habits: Habits): Uint8Array {
  const { title, preamble, sections } = textsOf(report, habits)
  const paragraph = (text: string) =>
    `<w:p>${text
      .split('\n')
      .map((line) => `<w:r><w:t xml:space="preserve">${markup(line).replaceAll('&nbsp;', ' ')}</w:t></w:r>`)
      .join('<w:r><w:br/></w:r>')}</w:p>`
  const body = sections.map(({ heading, lines, table }) => {
    const rows = table ? fillTable(report, table, habits) : []
    const cut = habits.split && rows.length > 12 ? 9 : 0
    const pieces =
      cut > 0 && !rows.slice(0, cut).some((row, r) => row.some(({ rowspan }) => r + rowspan > cut))
        ? [rows.slice(0, cut), rows.slice(cut)]
        : [rows]
    return (
      paragraph(heading) +
      lines.map(paragraph).join('') +
      pieces.map((piece) => (piece.length > 0 ? wordTable(piece, habits, paragraph) : '')).join('')
    )
  })
  const xml = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${WORD}"><w:body>${paragraph(title)}${paragraph(preamble)}${body.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr></w:body></w:document>`
  return packWord(xml)
}

/** A .docx of its main part alone. */
export function packWord(xml: string): Uint8Array {
  const files: Zippable = Object.fromEntries(
    Object.entries({ ...PARTS, 'word/document.xml': xml }).map(([name, part]) => [name, new TextEncoder().encode(part)])
  )
  return zipSync(files, { level: 1 })
}

function wordTable(rows: readonly Cell[][], habits: Habits, paragraph: (text: string) => string): string {
  const width = habits.slivers ? 2 : 1
  const open: { from: number; colspan: number; left: number }[] = []
  const lines = rows.map((row) => {
    const cells: string[] = []
    let [column, i] = [0, 0]
    const next = () => open.find(({ from, left }) => from === column && left > 0)
    while (i < row.length || next()) {
      const over = next()
      if (over) {
        cells.push(`<w:tc><w:tcPr><w:gridSpan w:val="${over.colspan * width}"/><w:vMerge/></w:tcPr><w:p/></w:tc>`)
        over.left--
        column += over.colspan
        continue
      }
      const { text, colspan, rowspan } = row[i++] as Cell
      if (rowspan > 1) open.push({ from: column, colspan, left: rowspan - 1 })
      cells.push(
        `<w:tc><w:tcPr><w:gridSpan w:val="${colspan * width}"/>${rowspan > 1 ? '<w:vMerge w:val="restart"/>' : ''}</w:tcPr>${paragraph(text)}</w:tc>`
      )
      column += colspan
    }
    return `<w:tr>${cells.join('')}</w:tr>`
  })
  const columns = (rows[0] ?? []).reduce((sum, { colspan }) => sum + colspan, 0) * width
  // The two halves of a column are never equally wide.
  const grid = Array.from(
    { length: columns },
    (_, c) => `<w:gridCol w:w="${Math.round((9000 / columns) * (width === 1 ? 1 : c % 2 === 0 ? 1.6 : 0.4))}"/>`
  )
  return `<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>${grid.join('')}</w:tblGrid>${lines.join('')}</w:tbl>`
}

/** Text with tabs between cells, as somebody copied it. */
export function writeText(report: Report, habits: Habits): string {
  const { title, preamble, sections } = textsOf(report, { ...habits, spread: false })
  const lines = sections.flatMap(({ heading, lines: own, table }) => [
    heading,
    ...own,
    ...(table ? fillTable(report, table, { ...habits, spread: false, blank: '' }).map((row) => row.map(({ text }) => text).join('\t')) : [])
  ])
  return [title, preamble, ...lines].join(habits.slivers ? '\r\n' : '\n')
}

/** A page saved with everything in one file, as browsers do. */
export function writeSavedPage(page: string): string {
  const body = Buffer.from(page).toString('base64').replace(/.{76}/g, '$&\r\n')
  return `From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x"\r\n\r\nThis is a page\r\n\r\n----x\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n----x--`
}
