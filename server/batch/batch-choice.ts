import { listReviewedUnits, listTreeBelow, type UnitInTree } from '@/db/people/unit-tree'
import { type Filing, listFilings } from '@/db/reports/reports'
import { compareUnits } from '@/report/unit'
import type { Role } from '@/report/workflow/roles'
import { RELIABLE } from '@/report/workflow/states'
import { keepReadable, type Passed, unitsWith } from '@/server/gate/gate'

/** The roles that see more than one unit. */
const ROLES = ['reviewer', 'compiler', 'admin'] as const satisfies readonly Role[]

/** Whether somebody sees more than one unit, so that many reports can be one file. */
export function mayExportMany({ user }: Pick<Passed, 'user'>): boolean {
  return unitsOf({ user }).length > 0
}

/** The units somebody looks after himself. */
export const unitsOf = ({ user }: Pick<Passed, 'user'>): number[] => unitsWith(user, ...ROLES)

/** The units a person reviews or sees, each once. */
export async function listReach({ store, user }: Passed): Promise<UnitInTree[]> {
  const reviewed = await listReviewedUnits(store, unitsWith(user, 'reviewer'))
  const below = await listTreeBelow(store, unitsWith(user, ...ROLES))
  return [...new Map([...reviewed, ...below].map((unit) => [unit.id, unit])).values()]
}

/** The handed-in reports a person may export: the latest such revision of each, of the units he reviews or sees. */
export async function listChoice(passed: Passed): Promise<Filing[]> {
  const { store } = passed
  const units = new Map((await listReach(passed)).map((unit) => [unit.id, unit]))
  const latest = new Map<string, Filing>()
  // Newest revision first: the first of each unit and year is the one that counts.
  const handedIn = (await listFilings(store, [...units.keys()])).filter(({ state }) => RELIABLE.includes(state))
  for (const filing of await keepReadable(passed, handedIn)) {
    const key = `${filing.unit} ${filing.year} ${filing.kind}`
    if (!latest.has(key)) latest.set(key, filing)
  }
  const placeOf = ({ unit, unitName }: Filing) => ({ precedence: units.get(unit)?.precedence ?? null, name: unitName })
  return [...latest.values()].sort((a, b) => b.year - a.year || compareUnits(placeOf(a), placeOf(b)))
}
