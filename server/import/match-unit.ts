import type { Unit } from '@/db/people/units'
import { bareLabel } from '@/report/reading/read-labels'

/** A unit by its present name and those it had. */
export type NamedUnit = Pick<Unit, 'id' | 'name'> & { former: readonly string[] }

/** A unit a name stands for; `isSure`: by its whole name, present or former. */
export type MatchedUnit = { unit: number; isSure: boolean }

/**
 * The unit a file speaks of: by its whole name, else by a short one that fits one unit alone (教育局 for 甲市教育局); of a file
 * that names none, by the folders it lies in. Undefined where none or several fit.
 */
export function matchUnit(units: readonly NamedUnit[], org: string | undefined, path: string): MatchedUnit | undefined {
  const folders = path.split('/').map((part) => part.replace(/\.\w{1,5}$/, ''))
  for (const said of org === undefined ? folders.reverse() : [org]) {
    const name = bareLabel(said ?? '')
    if (name.length < 2) continue
    const whole = units.filter((unit) => namesOf(unit).includes(name))
    if (whole.length === 1 && whole[0]) return { unit: whole[0].id, isSure: true }
    const short = units.filter((unit) => namesOf(unit).some((one) => one.endsWith(name) || name.endsWith(one)))
    if (whole.length === 0 && short.length === 1 && short[0]) return { unit: short[0].id, isSure: false }
  }
  return undefined
}

const namesOf = ({ name, former }: NamedUnit) => [name, ...former].map(bareLabel)

/** The year a path tells, where a file does not: `2022/甲市教育局.doc`. */
export function matchYear(path: string): number | undefined {
  const years = [...new Set(path.match(/(?<!\d)20[12]\d(?!\d)/g))]
  return years.length === 1 ? Number(years[0]) : undefined
}
