import { bareLabel } from '@/report/reading/read-labels'
import { templates } from '@/report/templates'
import type { FoundBlock, FoundCell, FoundTable } from './found'
import { isWords } from './tables/cell-texts'
import { knowLines } from './tables/known-lines'

/**
 * Texts that stand in tables as if outside: titles above the rows, notes below them, headings of sections between them, as on
 * worksheets that hold a whole report and in tables that only frame a page.
 */
export function liftTexts(blocks: readonly FoundBlock[]): FoundBlock[] {
  const labels = templates.map((template) => knowLines(template).all)
  const headings = new Set(templates.flatMap(({ sections }) => sections.map(({ heading }) => bareLabel(heading))))
  const textIn = (row: readonly FoundCell[]): string | undefined => {
    const said = row.filter(({ text }) => text.trim() !== '')
    const [only] = said
    const isText =
      said.length === 1 && only && only.rowspan <= 1 && isWords(only.text) && !labels.some((all) => all.has(bareLabel(only.text)))
    return isText ? only.text : undefined
  }
  return blocks.flatMap((block): FoundBlock[] => {
    if (block.is === 'text') return [block]
    const texts = block.rows.map(textIn)
    const first = texts.indexOf(undefined)
    const last = texts.lastIndexOf(undefined)
    const out: FoundBlock[] = []
    let rows: FoundTable['rows'][number][] = []
    const close = () => {
      if (rows.length > 0) out.push({ ...block, rows })
      rows = []
    }
    block.rows.forEach((row, r) => {
      const text = texts[r]
      const isOutside = text !== undefined && (first < 0 || r < first || r > last || headings.has(bareLabel(text)))
      if (!isOutside) rows.push(row)
      else {
        close()
        out.push({ is: 'text', text: text ?? '', where: block.where })
      }
    })
    close()
    return out
  })
}
