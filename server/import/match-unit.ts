import type { KnownUnit } from '@/db/people/unit-tree'
import { bareLabel } from '@/report/reading/read-labels'
import { tidyCreditCode } from '@/report/text/credit-code'

/** A unit by its 统一社会信用代码, its present name and those it had. */
export type NamedUnit = Pick<KnownUnit, 'id' | 'name' | 'creditCode'> & { former: readonly string[] }

/** What a file says of whose it is. */
type Said = { org?: string; creditCode?: string }

/** A unit a file stands for; `isSure`: by its code or its whole name, present or former. */
export type MatchedUnit = { unit: number; isSure: boolean }

/**
 * The unit a file speaks of: by its code, else its whole name, else a short one that fits one unit alone (教育局 for 甲市教育局).
 * The path it lies in, code or folder, tells which of several namesakes is meant, and of a file that names none whose it is.
 * Undefined where none or several fit, or code and name contradict each other.
 */
export function matchUnit(units: readonly NamedUnit[], { org, creditCode }: Said, path: string): MatchedUnit | undefined {
  const named = org === undefined ? undefined : fitName(units, org)
  const coded = units.find((unit) => creditCode !== undefined && unit.creditCode === creditCode)
  if (coded) return named?.isWhole && !named.fitting.includes(coded) ? undefined : { unit: coded.id, isSure: true }
  if (named && named.fitting.length < 2) return only(named)
  const within = named?.fitting ?? units
  const codes: string[] = path.match(/(?<![\dA-Za-z])[\dA-Za-z]{18}(?![\dA-Za-z])/g) ?? []
  const filed = within.filter((unit) => unit.creditCode !== null && codes.some((code) => tidyCreditCode(code) === unit.creditCode))
  if (filed.length > 0) return only({ fitting: filed, isWhole: true })
  if (named) return undefined
  const folders = path.split('/').map((part) => part.replace(/\.\w{1,5}$/, ''))
  for (const folder of folders.reverse()) {
    const found = fitName(units, folder)
    if (found.fitting.length === 1) return only(found)
  }
  return undefined
}

type Fit = { fitting: NamedUnit[]; isWhole: boolean }

function fitName(units: readonly NamedUnit[], said: string): Fit {
  const name = bareLabel(said)
  if (name.length < 2) return { fitting: [], isWhole: false }
  const whole = units.filter((unit) => namesOf(unit).includes(name))
  if (whole.length > 0) return { fitting: whole, isWhole: true }
  return { fitting: units.filter((unit) => namesOf(unit).some((one) => one.endsWith(name) || name.endsWith(one))), isWhole: false }
}

const only = ({ fitting, isWhole }: Fit): MatchedUnit | undefined =>
  fitting.length === 1 && fitting[0] ? { unit: fitting[0].id, isSure: isWhole } : undefined

const namesOf = ({ name, former }: NamedUnit) => [name, ...former].map(bareLabel)

/** The year a path tells, where a file does not: `2022/甲市教育局.doc`. */
export function matchYear(path: string): number | undefined {
  const years = [...new Set(path.match(/(?<!\d)20[12]\d(?!\d)/g))]
  return years.length === 1 ? Number(years[0]) : undefined
}
