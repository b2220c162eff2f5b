import type { ReportDocument } from '@/report/layout/document'
import { heightOfCopies, type Letterhead, type SignatureLine } from '@/report/layout/imprint'
import { COPIES, COVER, LETTERHEAD } from '@/report/layout/paper'
import { LINE, PRINT_WIDTH, twips } from './word-parts'

/** The writer of paragraphs and runs: `properties` come after the style, in the order of the schema. */
export type Print = {
  paragraph: (style: string, runs: string, properties?: string) => string
  run: (text: string, face?: '楷体' | '黑体') => string
}

const FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'

/** A character of 三号 as it is set, in twips. */
const CHARACTER = 316

/** 版头: 发文字号 in the middle, or at the left with 签发人 at the right, above a red line. */
export function printLetterhead({ paragraph, run }: Print, { number, signer }: Letterhead): string {
  const after = (LETTERHEAD.lines - 1) * LINE - twips(LETTERHEAD.rule) - 20
  const rule = `<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="${Math.round(LETTERHEAD.rule)}" w:color="FF0000"/></w:pBdr>`
  const below = `<w:spacing w:after="${after}"/>`
  if (signer === '') return paragraph('', run(number), `${rule}${below}${FLUSH}<w:jc w:val="center"/>`)
  const tab = `<w:tabs><w:tab w:val="right" w:pos="${PRINT_WIDTH - CHARACTER}"/></w:tabs>`
  const words = `${number && run(number)}<w:r><w:tab/></w:r>${run('签发人：')}${run(signer, '楷体')}`
  const indent = `<w:ind w:firstLineChars="100" w:firstLine="${CHARACTER}"/>`
  return paragraph('', words, `${rule}${tab}${below}${indent}<w:jc w:val="left"/>`)
}

/** An empty line above, all of it on one page; where it is sealed, an empty line below for the edge of 印章. */
export function printSignature({ paragraph, run }: Print, lines: readonly SignatureLine[], isSealed: boolean): string {
  return lines
    .map(({ text, indent }, i) => {
      const isLast = i === lines.length - 1
      const [before, after] = [i === 0 ? LINE : 0, isLast && isSealed ? LINE : 0]
      const keep = isLast ? '' : '<w:keepNext/>'
      const free = before || after ? `<w:spacing${before ? ` w:before="${before}"` : ''}${after ? ` w:after="${after}"` : ''}/>` : ''
      const right = `<w:ind w:rightChars="${indent * 100}" w:right="${Math.round(indent * CHARACTER)}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>`
      return paragraph('', run(text), `${keep}${free}${right}`)
    })
    .join('')
}

/**
 * 抄送 in a frame at the foot of the page; the paragraph after it holds it there. One paragraph, because LibreOffice frames no
 * more, and without indents at its sides, because its two lines would not reach over the width of the text.
 */
export function printCopies({ paragraph, run }: Print, text: string): string {
  // The lines and what is free beside them come on top of the height of a frame.
  const height = twips(heightOfCopies(text) - 2 * COPIES.padding)
  const frame = `<w:framePr w:w="${PRINT_WIDTH}" w:h="${height}" w:hRule="atLeast" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>`
  const line = (side: string) => `<w:${side} w:val="single" w:sz="8" w:space="${COPIES.padding}" w:color="000000"/>`
  const hang = COPIES.hang * twips(COPIES.size)
  const words = paragraph(
    'Copies',
    run(text),
    `${frame}<w:pBdr>${line('top')}${line('bottom')}</w:pBdr><w:ind w:left="${hang}" w:hanging="${hang}"/>`
  )
  return words + paragraph('', '', `<w:spacing w:line="20" w:lineRule="exact"/>${FLUSH}`)
}

/** 封面, a section of its own: the title in the upper third, whose it is and of which day at the foot. */
export function printCover({ paragraph, run }: Print, { titleLines, foot }: NonNullable<ReportDocument['cover']>, section: string): string {
  const between = twips(COVER.unit) - twips(COVER.above) - titleLines.length * twips(COVER.pitch)
  const title = paragraph('Cover', run(titleLines.join('\n')), `<w:spacing w:before="${twips(COVER.above)}" w:after="${between}"/>`)
  const lines = foot.map((line) => paragraph('', run(line), `${FLUSH}<w:jc w:val="center"/>`))
  return `${title}${lines.join('')}<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>${section}</w:pPr></w:p>`
}
