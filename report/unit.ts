/** Where a unit stands in the tree; how it reports is its kind. */
export const UNIT_LEVELS = ['province', 'city', 'county', 'department', 'town'] as const
export type UnitLevel = (typeof UNIT_LEVELS)[number]

export const LEVEL_NAMES: Record<UnitLevel, string> = {
  province: '省',
  city: '市',
  county: '县区',
  department: '部门',
  town: '乡镇街道'
}

const chinese = new Intl.Collator('zh-CN', { numeric: true })

/** Orders names as people count: 第2县 before 第100县. */
export const compareNames = (a: string, b: string): number => chinese.compare(a, b)

/** Whether a unit still owes a report due on a day: one that was closed by then is not missing. */
export function owesReport({ closedOn }: { closedOn: string | null }, due: string): boolean {
  return closedOn === null || closedOn > due
}

type Placed = { id: number; name: string; above: number | null }

/**
 * What tells units of the same name apart: for each of them, by number, the name of the nearest unit above it that lies
 * above none of the others. `others`: units above them that are not listed themselves.
 */
export function superiorsApart(units: readonly Placed[], others: readonly Placed[] = []): Map<number, string> {
  const byId = new Map([...others, ...units].map((unit) => [unit.id, unit]))
  const namesAbove = ({ above }: Placed): string[] => {
    const unit = byId.get(above ?? -1)
    return unit ? [unit.name, ...namesAbove(unit)] : []
  }
  const byName = new Map<string, Placed[]>()
  for (const unit of units) byName.set(unit.name, [...(byName.get(unit.name) ?? []), unit])
  const apart = new Map<number, string>()
  for (const same of byName.values()) {
    if (same.length < 2) continue
    for (const unit of same) {
      const ofOthers = new Set(same.filter((one) => one !== unit).flatMap(namesAbove))
      const names = namesAbove(unit)
      const superior = names.find((name) => !ofOthers.has(name)) ?? names[0]
      if (superior) apart.set(unit.id, superior)
    }
  }
  return apart
}

/** A name with what tells it apart, as lists show it. */
export const nameApart = (name: string, superior: string | undefined): string => (superior ? `${name}（${superior}）` : name)
