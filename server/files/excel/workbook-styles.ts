import { toXml } from '@/server/files/xml/xml-text'

/** What a cell is on the page: title, heading, head and label of a table, a label set vertically, value, running text, note. */
export type CellStyle = 'title' | 'heading' | 'head' | 'label' | 'vertical' | 'value' | 'text' | 'note'

const FONTS = [
  '<font><sz val="10.5"/><name val="宋体"/><charset val="134"/></font>',
  '<font><b/><sz val="16"/><name val="宋体"/><charset val="134"/></font>',
  '<font><sz val="12"/><name val="黑体"/><charset val="134"/></font>'
]

const SIDES = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"><color rgb="FF000000"/></${side}>`).join('')

const LOOKS: Record<CellStyle, { font: number; border: 0 | 1; across: 'left' | 'center'; down: 'center' | 'top' }> = {
  title: { font: 1, border: 0, across: 'center', down: 'center' },
  heading: { font: 2, border: 0, across: 'left', down: 'center' },
  head: { font: 0, border: 1, across: 'center', down: 'center' },
  label: { font: 0, border: 1, across: 'left', down: 'center' },
  vertical: { font: 0, border: 1, across: 'center', down: 'center' },
  value: { font: 0, border: 1, across: 'center', down: 'center' },
  text: { font: 0, border: 0, across: 'left', down: 'top' },
  note: { font: 0, border: 0, across: 'left', down: 'center' }
}

/** Number formats below this are built in. */
const FIRST_FORMAT = 164

/** The styles a workbook uses, numbered as they are first asked for. */
export class CellStyles {
  private readonly formats = new Map<string, number>()
  private readonly records: string[] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']
  private readonly known = new Map<string, number>()

  /** The index of a style; `isQuoted` (quotePrefix) keeps a text from becoming a formula when it is edited. */
  index(style: CellStyle, format?: string, isQuoted = false): number {
    const key = `${style} ${isQuoted} ${format ?? ''}`
    const known = this.known.get(key)
    if (known !== undefined) return known
    const { font, border, across, down } = LOOKS[style]
    const numbered = format === undefined ? '' : ' applyNumberFormat="1"'
    // A number wider than its column becomes ###, unless it may be printed smaller.
    const fit = format === undefined ? 'wrapText="1"' : 'shrinkToFit="1"'
    // Characters upright, one below the other.
    const turned = style === 'vertical' ? 'textRotation="255" ' : ''
    this.records.push(
      `<xf numFmtId="${this.formatId(format)}" fontId="${font}" fillId="0" borderId="${border}" xfId="0"${isQuoted ? ' quotePrefix="1"' : ''}${numbered} applyFont="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${across}" vertical="${down}" ${turned}${fit}/></xf>`
    )
    this.known.set(key, this.records.length - 1)
    return this.records.length - 1
  }

  part(namespace: string): string {
    const formats = [...this.formats].map(([code, id]) => `<numFmt numFmtId="${id}" formatCode="${toXml(code)}"/>`)
    const numbered = formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : ''
    return `<styleSheet xmlns="${namespace}">${numbered}<fonts count="${FONTS.length}">${FONTS.join('')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${SIDES}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${this.records.length}">${this.records.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
  }

  private formatId(format: string | undefined): number {
    if (format === undefined) return 0
    if (format === '0') return 1
    const id = this.formats.get(format) ?? FIRST_FORMAT + this.formats.size
    this.formats.set(format, id)
    return id
  }
}
