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

/** What can become of units. */
export const UNIT_CHANGE_NAMES = {
  merge: '机构合并',
  duplicate: '归并重复',
  split: '机构拆分',
  rename: '更名',
  move: '调整上级',
  stop: '停用新增',
  close: '撤销关闭',
  reopen: '恢复'
} as const
export type UnitChangeKind = keyof typeof UNIT_CHANGE_NAMES

const chinese = new Intl.Collator('zh-CN', { numeric: true })

/** Orders names as people count: 第2县 before 第100县. */
export const compareNames = (a: string, b: string): number => chinese.compare(a, b)

/** Orders units as the office does: by 排序号, those without one after, then as people count. */
export function compareUnits(a: { precedence: number | null; name: string }, b: { precedence: number | null; name: string }): number {
  const [first, second] = [a.precedence ?? Number.MAX_SAFE_INTEGER, b.precedence ?? Number.MAX_SAFE_INTEGER]
  return first - second || compareNames(a.name, b.name)
}

/** When a unit ends: the day it is closed, the last year it reports for. */
export type Ending = { closedOn: string | null; lastYear: number | null }

/** Whether a unit still owes a year's report due on a day: one that was closed by then, or begins no more, is not missing. */
export function owesReport({ closedOn, lastYear }: Ending, year: number, due: string): boolean {
  return (closedOn === null || closedOn > due) && (lastYear === null || year <= lastYear)
}

/** Whether it takes new people, units below it and tasks. */
export const takesNew = ({ closedOn, lastYear }: Ending): boolean => closedOn === null && lastYear === null

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
