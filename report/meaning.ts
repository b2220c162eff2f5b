import { type Address, type Line, labelText, type Template } from './template'

type Flow = 'received' | 'carried-in' | 'handled' | 'carried-out'
type Result = 'granted' | 'partial' | 'denied' | 'unavailable' | 'not-processed' | 'other'
type Denied = 'state-secret' | 'forbidden' | 'safety' | 'third-party' | 'internal' | 'process' | 'enforcement-file' | 'administrative-query'
type Unavailable = 'not-held' | 'must-create' | 'still-unclear'
type NotProcessed = 'petition' | 'repeated' | 'publication' | 'excessive' | 'confirmation'
type Lapsed = 'no-correction' | 'unpaid'
export type RequestRow = Flow | Result | Denied | Unavailable | NotProcessed | Lapsed
export type Applicant = 'person' | 'company' | 'research' | 'welfare' | 'legal' | 'other'
export type FileKind = 'regulations' | 'normative'
export type FileColumn = 'made' | 'repealed' | 'valid' | 'opened' | 'public-total'
export type CaseRow = 'review' | 'direct' | 'after-review'
export type CaseResult = 'upheld' | 'corrected' | 'other' | 'pending' | 'total'

/**
 * 含义: what a cell is to rules, phrases and figures, whatever its key and wherever it stands: table, row and column. A
 * line of the template means its key, or what it says in `means`; so a form to come may rename and move what it likes.
 */
export type Meaning =
  | `requests/${RequestRow}/${Applicant | 'total'}`
  | `disclosure/${FileKind}/${FileColumn}`
  | `disclosure/${'licensing' | 'services' | 'penalty' | 'coercion'}/${'last-year' | 'change' | 'decisions'}`
  | `disclosure/fees/${'last-year' | 'change' | 'amount'}`
  | `disclosure/procurement/${'projects' | 'amount'}`
  | `disputes/${CaseRow}/${CaseResult}`

/** What a line means: its key, unless the form gives it another meaning. */
export const meaningOf = ({ key, means }: Line): string => means ?? key

/** The cells that mean these things, those the form has. */
export function cellsOf({ meanings }: Pick<Template, 'meanings'>, of: readonly Meaning[]): Address[] {
  const found: Address[] = []
  for (const one of of) {
    const at = meanings.get(one)
    if (at !== undefined) found.push(at)
  }
  return found
}

/** 本年度办理结果, 予以公开 to 其他处理: rows, or headings with their rows, in the order of the form. */
export function resultLines({ tables }: Pick<Template, 'tables'>): Line[] {
  const rows = tables.flatMap(({ blocks }) => blocks.flatMap((block) => block.rows))
  return (rows.find((row) => meaningOf(row) === 'results')?.lines ?? []).filter((row) => meaningOf(row) !== 'handled')
}

/** A result as sentences name it, without its number and remark. */
export const resultName = (line: Line) => labelText(line).replace(/^（.）|（.*）$/g, '')

/** The total of a row of table three. */
export const requestsOf = (row: string) => `requests/${row}/total` as Meaning
