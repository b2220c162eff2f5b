import { countsAs, type Judged } from '@/report/answer'
import { placeName, type Sheet } from '@/report/finding'
import type { Claim, ClaimVerdict } from '@/report/prose/claim'
import type { Address, Template } from '@/report/template'
import { cleanText } from '@/report/text/clean-text'
import { resolveTokens } from '@/report/text/tokens'
import { printValue } from '@/report/values'

/** A number of the text as it is marked, with the finding about it; once that was answered in writing it shows `explained`. */
export type Mark = Claim & {
  shows: ClaimVerdict | 'explained'
  /**
   * What it was compared with: the tables, only other numbers of the text (a list, a share, what was said before), or what members
   * reported.
   */
  with: 'tables' | 'text' | 'members'
  judged?: Judged
}

/** A cell a number was compared with, as it is named and what it holds. */
export type ComparedCell = { at: Address; name: string; text: string }

/** A mark where it stands in print, with what it was compared with. */
export type PrintedMark = Mark & { cells: readonly ComparedCell[] }

/** Each claim with the finding about it, if it made one. */
export function markClaims(template: Template, claims: readonly Claim[], judged: readonly Judged[]): Mark[] {
  const byPlace = new Map<string, Judged[]>()
  for (const one of judged) {
    const place = `${one.finding.rule} ${one.finding.at[0]}`
    byPlace.set(place, [...(byPlace.get(place) ?? []), one])
  }
  return claims.map((claim) => {
    const about = byPlace.get(`${claim.rule} ${claim.at}`) ?? []
    const found =
      about.find(({ finding }) => claim.says && finding.says.includes(claim.says)) ??
      about.find(({ finding }) => claim.to.every((to) => finding.at.includes(to)))
    return {
      ...claim,
      with: comparedWith(template, claim),
      judged: found,
      shows: found && countsAs(found) === 'explained' ? 'explained' : claim.verdict
    }
  })
}

/** A total that its own cell bears out and its list does not is contradicted by the list: there is no number to put in its place. */
function comparedWith({ index }: Template, { verdict, rule, to, expected }: Claim): Mark['with'] {
  if (rule === 'H-05') return 'members'
  const isListAlone = verdict === 'contradicts' && expected === undefined
  return !isListAlone && to.some((at) => index.has(at)) ? 'tables' : 'text'
}

/** The cells a number was compared with; the other number or the list it was compared with is told by its sentence. */
export function comparedCells({ to }: Pick<Claim, 'to'>, { template, report, amounts }: Sheet): ComparedCell[] {
  return to
    .filter((at) => template.index.has(at))
    .map((at) => ({ at, name: placeName(template, at), text: printValue(template, report.values, amounts, at) || '未填' }))
}

/**
 * The same marks in the texts as they are printed: tokens are read there, and what no file can carry is left out. Marks of
 * one text stand in its order, so that each stretch between two of them is printed once.
 */
export function printMarks(marks: readonly Mark[], sheet: Sheet): PrintedMark[] {
  const print = (text: string) => cleanText(resolveTokens(text, sheet.template, sheet.report, sheet.amounts))
  let [at, reached, printed] = ['', 0, 0]
  return marks.map((mark) => {
    if (mark.at !== at) [at, reached, printed] = [mark.at, 0, 0]
    const start = printed + print((sheet.stored[at] ?? '').slice(reached, mark.start)).length
    const text = print(mark.text)
    ;[reached, printed] = [mark.end, start + text.length]
    return { ...mark, start, end: printed, text, cells: comparedCells(mark, sheet) }
  })
}
