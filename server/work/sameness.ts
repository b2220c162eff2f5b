import { findLastYear } from '@/db/reports/last-year'
import { listSisterTexts } from '@/db/reports/sisters'
import type { Report } from '@/report/report'
import { openSheet } from '@/report/sheet'
import type { Address } from '@/report/template'
import { compareTexts, type Likeness, type LikeText, sharesIn } from '@/report/text/similarity'
import { TOKEN_PATTERN } from '@/report/text/tokens'
import { compareNames } from '@/report/unit'
import { mayRead } from '@/report/workflow/rights'
import type { Role } from '@/report/workflow/roles'
import { isEditable } from '@/report/workflow/states'
import { type PassedReport, unitsWith } from '@/server/gate/gate'
import { readVisible } from '@/server/gate/visible'

/** Texts shown; all are compared. */
const SHOWN = 20

/** The roles with which the texts of sister units are read. */
const ROLES: readonly Role[] = ['reviewer']

/**
 * One place of a report beside last year's and those of sister units (Y-07), for whoever reviews: only reports he reviews
 * too, and only once they were handed in.
 */
export async function compareWithOthers(passed: PassedReport<'compare'>, at: Address): Promise<Likeness> {
  const { store, user, filing } = passed
  const text = readText(await readVisible(passed), at)
  const lastYear = await findLastYear(store, filing)
  const newest = new Map<number, { filing: typeof filing; text: string }>()
  for (const one of await listSisterTexts(store, filing, at, unitsWith(user, 'reviewer')))
    if (!newest.has(one.filing.unit) && mayRead(ROLES, one.filing)) newest.set(one.filing.unit, one)
  for (const one of newest.values())
    if (isEditable(one.filing.state)) one.text = (await readVisible({ store, filing: one.filing, roles: ROLES })).values[at] ?? ''
  const sisters = [...newest.values()].filter((one) => one.text !== '')
  const shares = sharesIn(
    text,
    sisters.map((one) => one.text.replace(TOKENS, ''))
  )
  const alike = sisters
    .map((one, i) => ({ ...one, share: shares[i] as number }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || compareNames(a.filing.unitName, b.filing.unitName))
    .slice(0, SHOWN)
  const texts = await Promise.all(
    alike.map(async (one) =>
      compare(text, 'sister', one.filing.unitName, readText(await readVisible({ store, filing: one.filing, roles: ROLES }), at))
    )
  )
  const before = lastYear ? readText(lastYear.report, at) : ''
  return { text, compared: sisters.length, texts: before ? [compare(text, 'last year', filing.unitName, before), ...texts] : texts }
}

const TOKENS = new RegExp(TOKEN_PATTERN, 'g')

/** A text with its tokens replaced by their numbers. */
const readText = (report: Report, at: Address): string => openSheet(report).report.values[at] ?? ''

function compare(text: string, whose: LikeText['whose'], unit: string, other: string): LikeText {
  const { share, same } = compareTexts(text, other)
  return { whose, unit, text: other, share, mine: same, theirs: compareTexts(other, text).same }
}
