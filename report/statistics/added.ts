/** A unit in a year: whether it owes a report then, and whether one of it is counted. */
export type Addable = { id: number; above: number | null; isAggregate: boolean; owes: boolean; isCounted: boolean }

/**
 * Whose reports are added up over any choice of units, each unit once: a government's aggregate and what is below it are
 * never both in a sum. Where units below it owe a report of their own, theirs are added and the aggregate is not; where they
 * owe none, as in years of which only the aggregate was read in, the aggregate stands for them.
 */
export function listAdded(chosen: readonly Addable[], tree: ReadonlyMap<number, Pick<Addable, 'above'>>): Set<number> {
  const byId = new Map(chosen.map((one) => [one.id, one]))
  const known = new Map<number, Addable[]>()
  // Units beside each other have the same above them.
  const governments = (id: number): Addable[] => {
    const first = tree.get(id)?.above ?? null
    if (first === null || first === id) return []
    const there = known.get(first)
    if (there) return there
    const found: Addable[] = []
    const visited = new Set<number>()
    for (let above: number | null = first; above !== null && !visited.has(above); above = tree.get(above)?.above ?? null) {
      visited.add(above)
      const one = byId.get(above)
      if (one?.isAggregate) found.push(one)
    }
    known.set(first, found)
    return found
  }
  const divided = new Set<number>()
  for (const one of chosen) if (one.owes) for (const { id } of governments(one.id)) divided.add(id)
  const stands = ({ id, isAggregate, isCounted }: Addable) => isAggregate && isCounted && !divided.has(id)
  return new Set(chosen.filter((one) => !divided.has(one.id) && !governments(one.id).some(stands)).map(({ id }) => id))
}
