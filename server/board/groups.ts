import type { UnitInTree } from '@/db/people/unit-tree'
import { LEVEL_NAMES } from '@/report/unit'

type UnitBelow = Pick<UnitInTree, 'id' | 'name' | 'level' | 'above'>

/** `key`: stands in addresses. */
export type BoardGroup = { key: string; name: string }

/** Whoever is at the top, and what hangs there by itself. */
export const OWN: BoardGroup = { key: 'own', name: '本级及直属部门' }

/**
 * The group of each unit: the county or office it lies below, seen from the top of what somebody follows; what hangs there
 * directly and has nothing below it is grouped by level.
 */
export function groupUnits(units: readonly UnitBelow[]): Map<number, BoardGroup> {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const parents = new Set(units.flatMap(({ above }) => (above !== null && byId.has(above) ? [above] : [])))
  const known = new Map<number, BoardGroup>()
  const isRoot = ({ above }: UnitBelow) => above === null || !byId.has(above)
  const find = (unit: UnitBelow): BoardGroup => {
    const there = known.get(unit.id)
    if (there) return there
    const group = place(unit)
    known.set(unit.id, group)
    return group
  }
  const place = (unit: UnitBelow): BoardGroup => {
    if (isRoot(unit)) return OWN
    const above = byId.get(unit.above as number) as UnitBelow
    if (!isRoot(above)) return find(above)
    if (parents.has(unit.id)) return { key: String(unit.id), name: unit.name }
    return unit.level === 'department' ? OWN : { key: unit.level, name: LEVEL_NAMES[unit.level] }
  }
  for (const unit of units) find(unit)
  return known
}
