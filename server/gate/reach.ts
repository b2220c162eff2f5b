import type { Store } from '@/db/engine/client'
import { listTreeBelow, type UnitInTree } from '@/db/people/unit-tree'
import { listReached, type Reached } from '@/db/workflow/queue'
import type { Role } from '@/report/workflow/roles'
import { type Passed, unitsWith } from './gate'
import { onceAPage } from './once-a-page'

const readBelow = onceAPage((store: Store, units: string) => listTreeBelow(store, idsOf(units)))
const readReached = onceAPage(async (store: Store, units: string) => listReached(store, idsOf(units), await readBelow(store, units)))

const idsOf = (units: string) => (units === '' ? [] : units.split(',').map(Number))

/** The units in which somebody holds one of these roles, and all below them; header and page share the reading. */
export function listBelow({ store, user }: Pick<Passed, 'store' | 'user'>, ...roles: Role[]): Promise<readonly UnitInTree[]> {
  return readBelow(store, unitsWith(user, ...roles).join())
}

/** The units whose reports somebody reviews, read once a page like those. */
export function listReviewed({ store, user }: Pick<Passed, 'store' | 'user'>): Promise<readonly Reached[]> {
  return readReached(store, unitsWith(user, 'reviewer').join())
}

/** The units that file on paper, 纸质报送, whose reports somebody reviews and enters for them. */
export async function listPaperUnits(passed: Pick<Passed, 'store' | 'user'>): Promise<UnitInTree[]> {
  return (await listReviewed(passed)).filter(({ onPaper, closedOn }) => onPaper && closedOn === null)
}
