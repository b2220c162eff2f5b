import { finish, inFormOrder } from './arrange'
import type { Check, Finding, Sheet } from './finding'
import type { Report } from './report'
import { EARLY } from './rules/early'
import { members } from './rules/members'
import { narrative } from './rules/narrative/narrative'
import { outside } from './rules/outside'
import { plausible } from './rules/plausible'
import { sameness } from './rules/sameness'
import { text, tokens } from './rules/text'
import { wording } from './rules/wording'
import { type Context, openSheet } from './sheet'
import { requirements } from './task/requirements'

/** The families the open form loads later. */
const LATE: readonly Check[] = [narrative, plausible, text, tokens, wording, sameness, requirements, members, outside]

/** Every family of rules. */
export const CHECKS: readonly Check[] = [...EARLY, ...LATE]

/**
 * Everything the rules have to say about a report, in the order of the form; the whole report first. The same in the
 * browser on each key, on the server at each transition, in the terminal and at an import. Never throws on what was
 * typed; takes about 0.05 ms.
 */
export function check(report: Report, context: Context = {}): Finding[] {
  return checkWith(openSheet(report, context))
}

/** The same for a sheet that is open already. */
export function checkWith(sheet: Sheet): Finding[] {
  return inFormOrder(sheet, find(CHECKS, sheet))
}

/** What the rules say that the open form does not have yet: the page hands it over, and it holds for the texts as they are stored. */
export function listLate(sheet: Sheet): Finding[] {
  return find(LATE, sheet)
}

const find = (checks: readonly Check[], sheet: Sheet) =>
  finish(
    sheet,
    checks.flatMap((one) => one.find(sheet))
  )
