import { placeName } from '@/report/finding'
import type { Report } from '@/report/report'
import type { Address, Template } from '@/report/template'
import { type Amounts, printValue } from '@/report/values'

/**
 * 表中数字: a number of the tables that stands live in prose. Stored inside the text as the cell's address,
 * `全年收到申请{=requests/received/total}件`; shown, printed and exported as the number the cell holds.
 */
export type Token = { at: Address; start: number; end: number }

/** How a token is written; the one group is the address. */
export const TOKEN_PATTERN = '\\{=([a-z0-9-]+(?:/[a-z0-9-]+)+)\\}'

const TOKEN = new RegExp(TOKEN_PATTERN, 'g')
/** Splits a text into tokens and what stands between them. */
const PIECES = /(\{=[a-z0-9-]+(?:\/[a-z0-9-]+)+\})/

/** The token for a cell: `{=requests/received/total}`. */
export function writeToken(at: Address): string {
  return `{=${at}}`
}

/** The tokens of a text as stored, in order, with the place of each. */
export function tokensIn(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => ({ at: match[1] as Address, start: match.index, end: match.index + match[0].length }))
}

/** The cell as messages name it; an address that is not on the form stands for itself. */
export function tokenName(template: Template, at: Address): string {
  return template.index.has(at) ? placeName(template, at) : at
}

/** What a token stands for: the number as printed, or undefined while its cell is unfilled, unreadable or not on this form. */
export function printToken(template: Template, report: Pick<Report, 'values'>, amounts: Amounts, at: Address): string | undefined {
  const i = template.index.get(at)
  if (i === undefined || Number.isNaN(amounts.taken[i])) return undefined
  return printValue(template, report.values, amounts, at)
}

/** The text as it is read: numbers for tokens, and a gap `【总计】` where there is no number yet. */
export function resolveTokens(text: string, template: Template, report: Pick<Report, 'values'>, amounts: Amounts): string {
  if (!text.includes('{=')) return text
  return text.replace(TOKEN, (_, at: Address) => printToken(template, report, amounts, at) ?? `【${tokenName(template, at)}】`)
}

/** A text made from another as it was read, with the tokens before and after what was changed put back. */
export function keepTokens(stored: string, made: string, read: (token: string) => string): string {
  const pieces = stored.split(PIECES).map((piece) => ({ piece, shown: read(piece) }))
  const storedOf = (some: typeof pieces) => some.map(({ piece }) => piece).join('')
  let [first, last] = [0, pieces.length]
  let [from, to] = [0, made.length]
  for (let one = pieces[first]; one && made.startsWith(one.shown, from); one = pieces[first]) {
    from += one.shown.length
    first++
  }
  for (
    let one = pieces[last - 1];
    last > first && one && from + one.shown.length <= to && made.endsWith(one.shown, to);
    one = pieces[last - 1]
  ) {
    to -= one.shown.length
    last--
  }
  return storedOf(pieces.slice(0, first)) + made.slice(from, to) + storedOf(pieces.slice(last))
}

/** The report with its prose as it is read; the same object if no text holds a token. */
export function resolveProse(report: Report, template: Template, amounts: Amounts): Report {
  const resolved = template.prose.flatMap((at) => {
    const text = report.values[at]
    return text?.includes('{=') ? [[at, resolveTokens(text, template, report, amounts)] as const] : []
  })
  return resolved.length === 0 ? report : { ...report, values: { ...report.values, ...Object.fromEntries(resolved) } }
}
