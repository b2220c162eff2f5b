import type { Reader } from '@/db/engine/client'
import { listReviewers } from '@/db/people/notices'
import type { User } from '@/db/people/sessions'
import { findUnit, type Unit } from '@/db/people/units'
import { unitsWith } from '@/server/gate/gate'

/** The unit somebody has set up and fills in for while nobody reviews it: the first run has to find one. */
export async function findUnreviewed(reader: Reader, user: User): Promise<Unit | undefined> {
  const administered = unitsWith(user, 'admin')
  const first = unitsWith(user, 'filler').find((unit) => administered.includes(unit))
  const unit = first === undefined ? undefined : await findUnit(reader, first)
  // Below another unit it is the administrator above who says who reviews.
  if (!unit || unit.above !== null || (await listReviewers(reader, unit.id)).length > 0) return undefined
  return unit
}
