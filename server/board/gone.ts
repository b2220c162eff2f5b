import { describeSuccession, listSuccessions } from '@/db/people/succession'
import { wasBelow } from '@/db/people/unit-tree'
import { findUnit } from '@/db/people/units'
import { printDay } from '@/report/workflow/dates'
import { type Passed, unitsWith } from '@/server/gate/gate'
import { listWatched } from './board'
import type { BoardFilter } from './choose-lines'

/** What became of a unit a board was asked about, and the units to look at instead. */
export type GoneUnit = { words: string; successors: { id: number; name: string }[] }

/**
 * Of an old address of a board that shows nothing: what the unit it names went into, or where it hangs now; undefined where it is there.
 */
export async function findGone(passed: Passed, { above, group }: BoardFilter): Promise<GoneUnit | undefined> {
  const { store, user } = passed
  const named = above || group
  const unit = /^\d+$/.test(named) ? await findUnit(store, Number(named)) : undefined
  if (!unit || !(await wasBelow(store, unit.id, unitsWith(user, 'reviewer', 'compiler', 'reader', 'admin')))) return undefined
  const succession = (await listSuccessions(store, [unit.id])).get(unit.id)
  if (succession) return { words: `${unit.name}${describeSuccession(succession)}`, successors: succession.successors }
  if (unit.closedOn) return { words: `${unit.name}自 ${printDay(unit.closedOn)}起关闭`, successors: [] }
  if ((await listWatched(passed)).units.some(({ id }) => id === unit.id)) return undefined
  const superior = unit.above === null ? undefined : await findUnit(store, unit.above)
  return { words: superior ? `${unit.name}现在的上级单位是${superior.name}` : `${unit.name}现在没有上级单位`, successors: [] }
}
