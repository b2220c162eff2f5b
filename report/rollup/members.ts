/** A unit as the tree has it: `isAggregate`, whether it reports as a government, for itself and what lies below it. */
export type AddedUnit = { id: number; above: number | null; isAggregate: boolean }

/** The tree has a circle: nothing can be added up in it. */
export class CircularTree extends Error {}

/**
 * Whom an aggregate adds up: every unit below it, down to the next government, which stands there with its own aggregate for
 * all that lies below. So each unit is in exactly one aggregate, once. Throws CircularTree where a unit lies below itself.
 */
export function listMemberUnits(aggregate: number, tree: readonly AddedUnit[]): number[] {
  const below = new Map<number, AddedUnit[]>()
  for (const unit of tree) {
    if (unit.above === null) continue
    const beside = below.get(unit.above)
    if (beside) beside.push(unit)
    else below.set(unit.above, [unit])
  }
  const visited = new Set([aggregate])
  const members: number[] = []
  const visit = (unit: number) => {
    for (const { id, isAggregate } of below.get(unit) ?? []) {
      if (visited.has(id)) throw new CircularTree(`unit ${id} lies below itself`)
      visited.add(id)
      members.push(id)
      if (!isAggregate) visit(id)
    }
  }
  visit(aggregate)
  return members
}
