import type { ListedUnit } from '@/db/people/listed-units'
import type { UnitInTree } from '@/db/people/unit-tree'
import { KIND_NAMES, type ReportKind } from '@/report/report'
import { LEVEL_NAMES, UNIT_LEVELS, type UnitLevel } from '@/report/unit'
import { STEPS } from '@/report/workflow/states'
import { address, creditCode, dayOrNone, precedence, unitName, webPage } from '@/server/base/fields'
import { COLUMNS, Directory, type Fault, type FormerName, inOrder, type Rows, readLines, splitWords, take } from './roster'

/** Who reviews a unit: both by number, or by name where the list adds them. */
export type ListedReviewer = { unit: number | string; reviewedBy: number | string }

/** The columns that tell of a unit beside its name and place. */
const DETAILS = [
  ['统一社会信用代码', 'creditCode', creditCode],
  ['地址', 'address', address],
  ['公开专栏', 'columnLink', webPage],
  ['排序号', 'precedence', precedence],
  ['成立日期', 'openedOn', dayOrNone]
] as const

/**
 * Reads a list of units. `units`: the existing ones that are managed; `formerNames`: their earlier names. Either every line
 * is valid, or the faults say what to mend. What is to be added is sorted topologically, superiors first; a unit that is
 * there already, below the same superior, is left out and counted in `known`: a list may be read twice.
 */
export function readUnits(
  rows: Rows,
  units: readonly UnitInTree[],
  formerNames: readonly FormerName[],
  now: Date
): { faults: Fault[]; units: ListedUnit[]; reviewers: ListedReviewer[]; known: number } {
  const { faults, lines } = readLines(rows, COLUMNS.units)
  const directory = new Directory(units, formerNames)
  const listed = new Set(lines.map(({ get }) => get('单位名称')))
  const seen = new Map<string, number>()
  const reviewers: ListedReviewer[] = []
  const read = lines.map(({ line, get }) => {
    const fault = (says: string) => faults.push({ line, says })
    const name = take(unitName, get('单位名称'), fault)
    const first = seen.get(get('单位名称'))
    if (first) fault(`与第 ${first} 行重复`)
    seen.set(get('单位名称'), first ?? line)
    const level = levelOf(get('级别'))
    if (!level) fault(`级别“${get('级别')}”有误，应为${COLUMNS.units[1].words}`)
    const kind = kindOf(get('报告类型'), level)
    if (!kind) fault(`报告类型“${get('报告类型')}”有误，应为${Object.values(KIND_NAMES).join('或')}`)
    const place = (column: string) => {
      const isNew = listed.has(get(column)) && !directory.has(get(column))
      return isNew ? get(column) : directory.find(get(column), column, fault)
    }
    const above = place('上级单位')
    const known = name === undefined ? undefined : directory.findBelow(name, above)
    if (!known && directory.has(get('单位名称'))) fault(`单位“${get('单位名称')}”已存在`)
    const reviewedBy = get('审核单位') === '' ? undefined : place('审核单位')
    if (name !== undefined && reviewedBy !== undefined) reviewers.push({ unit: known?.id ?? name, reviewedBy })
    const chain = STEPS.filter((step) => splitWords(get('审核步骤')).includes(step.name)).map(({ state }) => state)
    const unknown = splitWords(get('审核步骤')).find((word) => !STEPS.some((step) => step.name === word))
    if (unknown) fault(`审核步骤“${unknown}”有误，应为${STEPS.map((step) => step.name).join('、')}`)
    const details = Object.fromEntries(
      DETAILS.map(([column, key, schema]) => [key, take<string | number | null>(schema, get(column), fault)])
    )
    return { line, isKnown: known !== undefined, unit: { name, level, kind, above, chain, now, ...details } as ListedUnit }
  })
  const none = { units: [], reviewers: [], known: 0 }
  if (faults.length > 0) return { faults: inOrder(faults), ...none }
  const fresh = read.filter(({ isKnown }) => !isKnown)
  const { ordered, left } = orderByAbove(fresh)
  if (left.length > 0) return { faults: left.map(({ line }) => ({ line, says: '上级单位互为上下级，请检查' })), ...none }
  return { faults: [], units: ordered, reviewers, known: read.length - fresh.length }
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
  const ordered: ListedUnit[] = []
  const placed = new Set<string>()
  let left = [...read]
  for (let isMoving = true; isMoving && left.length > 0; ) {
    const ready = left.filter(({ unit }) => typeof unit.above === 'number' || placed.has(unit.above))
    left = left.filter(({ unit }) => typeof unit.above !== 'number' && !placed.has(unit.above))
    for (const { unit } of ready) placed.add(unit.name)
    ordered.push(...ready.map(({ unit }) => unit))
    isMoving = ready.length > 0
  }
  return { ordered, left }
}
