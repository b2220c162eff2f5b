import { type Filing, listFilings } from '@/db/reports'
import { listReviewedUnits, listUnitsBelow } from '@/db/units'
import { mayRead, type Role, type State } from '@/report/status'
import { type Passed, unitsWith } from './gate'

/** Those who look after more than one unit. */
const ROLES = ['reviewer', 'compiler', 'admin'] as const satisfies readonly Role[]

/** What can be chosen: drafts stay with their units. */
export const CHOSEN_STATES = ['PUBLISHED', 'APPROVED', 'IN_REVIEW', 'SUBMITTED'] as const satisfies readonly State[]

export function mayExportMany({ user }: Pick<Passed, 'user'>): boolean {
  return unitsWith(user, ...ROLES).length > 0
}

/** The handed-in reports a person may take along, of the units he reviews or looks after: the latest such revision of each. */
export async function listChoice({ store, user }: Passed): Promise<Filing[]> {
  const reviewed = await listReviewedUnits(store, unitsWith(user, 'reviewer'))
  const below = await listUnitsBelow(store, unitsWith(user, ...ROLES))
  const units = [...new Set([...reviewed, ...below].map(({ id }) => id))]
  const latest = new Map<string, Filing>()
  // Newest revision first: the first of each unit and year is the one that counts.
  for (const filing of await listFilings(store, units)) {
    const key = `${filing.unit} ${filing.year} ${filing.kind}`
    const isHandedIn = CHOSEN_STATES.some((state) => state === filing.state) && mayRead(ROLES, filing)
    if (isHandedIn && !latest.has(key)) latest.set(key, filing)
  }
  return [...latest.values()]
}
