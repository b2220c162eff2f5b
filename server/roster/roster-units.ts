import type { ListedUnit, Unit } from '@/db/people/units'
import { KIND_NAMES, type ReportKind } from '@/report/report'
import { LEVEL_NAMES, UNIT_LEVELS, type UnitLevel } from '@/report/unit'
import { STEPS } from '@/report/workflow/states'
import { unitName } from '@/server/base/fields'
import { COLUMNS, Directory, type Fault, type FormerName, inOrder, type Rows, readLines, splitWords, take } from './roster'

/**
 * Reads a list of units. `units`: the existing ones that are managed; `formerNames`: their earlier names. Either every line
 * is valid, or the faults say what to mend. The result is sorted topologically, superiors first.
 */
export function readUnits(
  rows: Rows,
  units: readonly Unit[],
  formerNames: readonly FormerName[],
  now: Date
): { faults: Fault[]; units: ListedUnit[] } {
  const { faults, lines } = readLines(rows, COLUMNS.units)
  const directory = new Directory(units, formerNames)
  const listed = new Set(lines.map(({ get }) => get('单位名称')))
  const seen = new Map<string, number>()
  const read = lines.map(({ line, get }) => {
    const fault = (says: string) => faults.push({ line, says })
    const name = take(unitName, get('单位名称'), fault)
    const first = seen.get(get('单位名称'))
    if (first) fault(`与第 ${first} 行重复`)
    seen.set(get('单位名称'), first ?? line)
    if (directory.has(get('单位名称'))) fault(`单位“${get('单位名称')}”已存在`)
    const level = levelOf(get('级别'))
    if (!level) fault(`级别“${get('级别')}”有误，应为${COLUMNS.units[1].words}`)
    const kind = kindOf(get('报告类型'), level)
    if (!kind) fault(`报告类型“${get('报告类型')}”有误，应为${Object.values(KIND_NAMES).join('或')}`)
    const place = (column: string) => (listed.has(get(column)) ? get(column) : directory.find(get(column), column, fault))
    const above = place('上级单位')
    const reviewedBy = get('审核单位') === '' ? null : place('审核单位')
    const chain = STEPS.filter((step) => splitWords(get('审核步骤')).includes(step.name)).map(({ state }) => state)
    const unknown = splitWords(get('审核步骤')).find((word) => !STEPS.some((step) => step.name === word))
    if (unknown) fault(`审核步骤“${unknown}”有误，应为${STEPS.map((step) => step.name).join('、')}`)
    return { line, unit: { name, level, kind, above, reviewedBy, chain, now } as ListedUnit }
  })
  if (faults.length > 0) return { faults: inOrder(faults), units: [] }
  const { ordered, left } = orderByAbove(read)
  return { faults: left.map(({ line }) => ({ line, says: '上级单位互为上下级，请检查' })), units: left.length > 0 ? [] : ordered }
}

const SHORT_LEVELS: Readonly<Record<string, UnitLevel>> = {
  县: 'county',
  区: 'county',
  区县: 'county',
  乡镇: 'town',
  街道: 'town',
  乡: 'town',
  镇: 'town'
}

function levelOf(text: string): UnitLevel | undefined {
  const word = text.replace(/级$/, '')
  return UNIT_LEVELS.find((level) => LEVEL_NAMES[level] === word) ?? SHORT_LEVELS[word]
}

function kindOf(text: string, level: UnitLevel | undefined): ReportKind | undefined {
  if (text === '') return level === 'department' || level === 'town' ? 'department' : 'government'
  if (['部门', '本级', KIND_NAMES.department].includes(text)) return 'department'
  return ['政府', '汇总', KIND_NAMES.government].includes(text) ? 'government' : undefined
}

type Placed = { line: number; unit: ListedUnit }

/** Topological sort, superiors first; what is left over is a cycle. */
function orderByAbove(read: readonly Placed[]): { ordered: ListedUnit[]; left: Placed[] } {
  const placed = new Set<string>()
  const ordered: ListedUnit[] = []
  let left = [...read]
  while (left.length > 0) {
    const ready = left.filter(({ unit }) => typeof unit.above === 'number' || placed.has(unit.above))
    if (ready.length === 0) break
    for (const { unit } of ready) {
      placed.add(unit.name)
      ordered.push(unit)
    }
    left = left.filter((one) => !ready.includes(one))
  }
  return { ordered, left }
}
