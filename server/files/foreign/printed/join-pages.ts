import type { RuledLine, Sign } from './pdf-marks'
import { layTable, type RuledTable } from './pdf-tables'
import { NEAR } from './rule-groups'

/** Tables of a page, and whether text stands above the first or below the last of them. */
export type PageTables = { tables: readonly RuledTable[]; hasAbove: boolean; hasBelow: boolean }

/** Points by which the edges of two pieces of a table may differ. */
const ASIDE = 3

/**
 * The tables of each page, those that a page cut put together again: a row that no rule closes goes on over the page, and pieces
 * that do not share a row are laid on the same columns. A table stands on the page where it begins; `pages`: on how many it stands.
 */
export function joinPages(pages: readonly PageTables[]): (RuledTable & { pages: number })[][] {
  const out = pages.map(({ tables }) => tables.map((table) => ({ ...table, pages: 1 })))
  for (let i = pages.length - 1; i > 0; i--) {
    const [before, here] = [out[i - 1], out[i]]
    const [upper, lower] = [before?.at(-1), here?.[0]]
    const isBeside = !pages[i - 1]?.hasBelow && !pages[i]?.hasAbove
    if (!before || !here || !upper || !lower || !isBeside || !isAligned(upper, lower)) continue
    const whole = isClosed(upper, upper.bottom) && isClosed(lower, lower.top) ? undefined : stitch(upper, lower)
    if (whole) {
      before.splice(-1, 1, { ...whole, pages: lower.pages + 1 })
      here.shift()
      continue
    }
    const xs = [...upper.xs, ...lower.xs]
    before.splice(-1, 1, { ...(relay(upper, xs) ?? upper), pages: 1 })
    here.splice(0, 1, { ...(relay(lower, xs) ?? lower), pages: lower.pages })
  }
  return out
}

const isAligned = (upper: RuledTable, lower: RuledTable) =>
  Math.abs(upper.left - lower.left) <= ASIDE && Math.abs(upper.right - lower.right) <= ASIDE

/** Whether rules close the table at this height, along more than half of it. */
function isClosed({ rules, left, right }: RuledTable, y: number): boolean {
  const along = rules.filter(({ isVertical, at }) => !isVertical && Math.abs(at - y) <= NEAR)
  return along.reduce((sum, { from, to }) => sum + to - from, 0) > (right - left) / 2
}

const relay = ({ rules, signs }: RuledTable, xs: readonly number[]) => layTable(rules, new Set(signs), xs)

/** The lower piece moved up to the upper one; rules that go on over the seam become one. */
function stitch(upper: RuledTable, lower: RuledTable): RuledTable | undefined {
  const up = lower.top - upper.bottom
  const signs = lower.signs.map((sign): Sign => ({ ...sign, y: sign.y - up }))
  const moved = lower.rules.map(
    (rule): RuledLine => (rule.isVertical ? { ...rule, from: rule.from - up, to: rule.to - up } : { ...rule, at: rule.at - up })
  )
  const isAtSeam = (y: number) => Math.abs(y - upper.bottom) <= NEAR
  const open = new Set(moved.filter(({ isVertical, from }) => isVertical && isAtSeam(from)))
  const rules = upper.rules.map((rule): RuledLine => {
    if (!rule.isVertical || !isAtSeam(rule.to)) return rule
    const next = [...open].find(({ at }) => Math.abs(at - rule.at) <= NEAR)
    if (!next) return rule
    open.delete(next)
    return { ...rule, to: next.to }
  })
  const rest = moved.filter((rule) => open.has(rule) || !(rule.isVertical && isAtSeam(rule.from)))
  return layTable([...rules, ...rest], new Set([...upper.signs, ...signs]), [])
}
