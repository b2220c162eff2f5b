import type { RuledLine } from './pdf-marks'

/** Points within which lines meet. */
export const NEAR = 2.5
/** Points by which the ends of an edge may differ from those of its table. */
const ASIDE = 6

/** The rules of each table of a page: those that touch each other, directly or through others, and those beside them. */
export function groupRules(rules: readonly RuledLine[]): RuledLine[][] {
  return withOuterEdges(groupTouching(rules))
}

function groupTouching(rules: readonly RuledLine[]): RuledLine[][] {
  const parent = rules.map((_, i) => i)
  const find = (i: number): number => {
    let root = i
    while (parent[root] !== root) root = parent[root] as number
    parent[i] = root
    return root
  }
  // Swept from left to right, so that only rules that can touch are compared.
  const boxes = rules.map((rule, i) => ({ i, ...boxOf(rule) })).sort((a, b) => a.left - b.left)
  let open: typeof boxes = []
  for (const box of boxes) {
    open = open.filter(({ right }) => right + NEAR >= box.left)
    for (const other of open) if (other.top <= box.bottom + NEAR && other.bottom + NEAR >= box.top) parent[find(other.i)] = find(box.i)
    open.push(box)
  }
  return groupBy(rules, (_, i) => find(i))
}

/** A cell as high as the page has rules only at its sides, which touch nothing: those beside a table are its own. */
function withOuterEdges(groups: readonly RuledLine[][]): RuledLine[][] {
  const tables = groups.filter((group) => group.some(({ isVertical }) => !isVertical)).map((group) => ({ group, ...extentOf(group) }))
  for (const lone of groups.filter((group) => group.every(({ isVertical }) => isVertical))) {
    const { top, bottom } = extentOf(lone)
    const beside = tables.filter((table) => Math.abs(table.top - top) <= ASIDE && Math.abs(table.bottom - bottom) <= ASIDE)
    if (beside.length === 1) beside[0]?.group.push(...lone)
  }
  return tables.map(({ group }) => group)
}

function extentOf(group: readonly RuledLine[]): { top: number; bottom: number } {
  const boxes = group.map(boxOf)
  return { top: Math.min(...boxes.map(({ top }) => top)), bottom: Math.max(...boxes.map(({ bottom }) => bottom)) }
}

/** Items in groups of the same key, in order. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T, i: number) => number): T[][] {
  const groups = new Map<number, T[]>()
  items.forEach((item, i) => {
    const group = groups.get(keyOf(item, i))
    if (group) group.push(item)
    else groups.set(keyOf(item, i), [item])
  })
  return [...groups.values()]
}

function boxOf({ isVertical, at, from, to }: RuledLine) {
  return isVertical ? { left: at, right: at, top: from, bottom: to } : { left: from, right: to, top: at, bottom: at }
}
