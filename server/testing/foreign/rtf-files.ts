import type { Report } from '@/report/report'
import { fillTable, type Habits, textsOf } from './foreign-files'

/**
 * How a program writes .rtf, after the published specification (1.9.1): `wordpad`, bytes of code page 936 with a font for each script;
 * `word`, Unicode with the two bytes of the code page as what older readers show; `plain`, Unicode with `?` or a control word for
 * that, and whatever trail byte is a letter as that letter.
 */
export const RTF_DIALECTS = ['wordpad', 'word', 'plain'] as const
export type RtfDialect = (typeof RTF_DIALECTS)[number]

const HEADS: Record<RtfDialect, string> = {
  wordpad:
    "{\\rtf1\\ansi\\ansicpg936\\deff0\\nouicompat\\deflang1033\\deflangfe2052{\\fonttbl{\\f0\\fnil\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}{\\f1\\fswiss\\fcharset0 Calibri;}}\r\n{\\*\\generator Riched20 10.0.22621}\\viewkind4\\uc1 \r\n",
  word: "{\\rtf1\\adeflang1025\\ansi\\ansicpg936\\uc2\\adeff0\\deff0\\stshfdbch13{\\fonttbl{\\f0\\froman\\fcharset0\\fprq2{\\*\\panose 02020603050405020304}Times New Roman;}{\\f13\\fnil\\fcharset134\\fprq2{\\*\\falt SimSun}\\'cb\\'ce\\'cc\\'e5;}}{\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\ql \\snext0 Normal;}{\\*\\cs10 Default Paragraph Font;}}{\\info{\\title \\u24180\\'c4\\'ea}}\\paperw11906\\paperh16838\\viewkind1\r\n",
  plain: '{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\uc1\n'
}

/** A report as one of these programs saves it. */
export function writeRtf(report: Report, habits: Habits, dialect: RtfDialect): Uint8Array {
  const { title, preamble, sections } = textsOf(report, habits)
  const write = (text: string) => writeText(text.replaceAll('&nbsp;', ' '), dialect)
  const paragraph = (text: string) => `\\pard\\sa200\\sl276\\slmult1 ${write(text)}\\par\r\n`
  const body = sections.map(({ heading, lines, table }) => {
    const rows = table ? writeRows(fillTable(report, table, habits), habits, dialect) : ''
    return paragraph(heading) + lines.map(paragraph).join('') + rows
  })
  const whole = `${HEADS[dialect]}${paragraph(title)}${paragraph(preamble)}${body.join('')}\\pard\\par\r\n}\r\n\0`
  return Uint8Array.from(Buffer.from(whole, 'latin1'))
}

type Cell = ReturnType<typeof fillTable>[number][number]

function writeRows(rows: readonly Cell[][], { slivers }: Habits, dialect: RtfDialect): string {
  const columns = (rows[0] ?? []).reduce((sum, { colspan }) => sum + colspan, 0)
  const edgeOf = (column: number) => -108 + Math.round((9000 / columns) * (slivers && column % 2 === 1 ? column + 0.3 : column))
  const open: { from: number; colspan: number; left: number }[] = []
  return rows
    .map((row) => {
      const [defined, texts]: [string[], string[]] = [[], []]
      let [column, i] = [0, 0]
      const put = (text: string, colspan: number, merge: string) => {
        column += colspan
        defined.push(`${merge}\\clbrdrl\\brdrw15\\brdrs\\clbrdrt\\brdrw15\\brdrs\\cellx${edgeOf(column)}`)
        texts.push(text)
      }
      const over = () => open.find(({ from, left }) => from === column && left > 0)
      for (let held = over(); i < row.length || held; held = over()) {
        if (held) {
          held.left--
          put('', held.colspan, '\\clvmrg')
          continue
        }
        const { text, colspan, rowspan } = row[i++] as Cell
        if (rowspan > 1) open.push({ from: column, colspan, left: rowspan - 1 })
        put(text.replaceAll('&nbsp;', ' '), colspan, rowspan > 1 ? '\\clvmgf' : '')
      }
      const definition = `\\trowd\\trgaph108\\trleft-108\\trrh280\\trbrdrl\\brdrs\\brdrw10\\trpaddl108\\trpaddfl3\r\n${defined.join('')}`
      const lines = (text: string, end: string) =>
        text
          .split('\n')
          .map((line) => writeText(line, dialect))
          .join(end)
      if (dialect !== 'word')
        return `${definition}\\pard\\intbl\\widctlpar\\qc${texts.map((text) => ` ${lines(text, '\\par ')}\\cell`).join('')}\\row\r\n`
      const cells = texts.map((text) => `{\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 \\f0\\insrsid123 ${lines(text, '\\line ')}\\cell }\r\n`)
      return `${definition}\\pard\\plain \\intbl\\qc ${cells.join('')}\\pard \\intbl{\\trowd ${definition.slice(6)}\\row }\r\n`
    })
    .join('')
}

const QUOTES: Readonly<Record<string, string>> = { '“': '\\ldblquote ', '”': '\\rdblquote ', '—': '\\emdash ' }

function writeText(text: string, dialect: RtfDialect): string {
  let isChinese: boolean | undefined
  let written = ''
  for (const sign of text) {
    if (sign.charCodeAt(0) < 0x80) {
      if (dialect === 'wordpad' && isChinese) written += '\\f1 '
      isChinese = false
      written += sign.replace(/[\\{}]/, '\\$&').replace('\t', '\\tab ')
      continue
    }
    const bytes = bytesOf(sign)
    const units = Array.from({ length: sign.length }, (_, i) => sign.charCodeAt(i)).map((unit) => (unit > 0x7fff ? unit - 0x10000 : unit))
    const hex = bytes?.map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`) ?? []
    if (dialect === 'wordpad') {
      if (bytes && isChinese === false) written += '\\f0'
      isChinese = bytes ? true : isChinese
      written += bytes ? hex.join('') : units.map((unit) => `\\u${unit}?`).join('')
    } else if (dialect === 'word') written += units.map((unit) => `\\u${unit}${bytes ? hex.join('') : '\\uc1?\\uc2 '}`).join('')
    else {
      // Each way in turn, as files have them that went through several programs.
      const [lead, trail] = bytes ?? []
      const letter = trail !== undefined && trail < 0x80 ? String.fromCharCode(trail).replace(/[\\{}]/, '\\$&') : hex[1]
      if (lead !== undefined && (sign.charCodeAt(0) % 3 === 0 || letter !== hex[1])) written += `${hex[0]}${letter}`
      else written += units.map((unit) => `\\u${unit}${QUOTES[sign] ?? '?'}`).join('')
    }
  }
  return written
}

let known: Map<string, number[]> | undefined

/** The two bytes of a character in code page 936; undefined: it has none. */
function bytesOf(sign: string): number[] | undefined {
  if (!known) {
    known = new Map()
    const decoder = new TextDecoder('gbk')
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const read = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail))
        if (read.length === 1 && read !== '\ufffd' && !known.has(read)) known.set(read, [lead, trail])
      }
  }
  return known.get(sign)
}
