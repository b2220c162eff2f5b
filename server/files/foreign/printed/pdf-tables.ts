import type { FoundCell } from '@/report/understanding/found'
import { linesOf, type TextLine } from './pdf-lines'
import type { RuledLine, Sign } from './pdf-marks'
import { groupBy, groupRules, NEAR } from './rule-groups'

/** A table drawn with rules: where it lies on the page, its rows, the edges of its columns, and what it was made of. */
export type RuledTable = {
  top: number
  bottom: number
  left: number
  right: number
  rows: FoundCell[][]
  xs: readonly number[]
  rules: readonly RuledLine[]
  signs: readonly Sign[]
}

/** Part of a border that has to be drawn. */
const DRAWN = 0.6
const MOST_PLACES = 8000

/**
 * The tables of a page: rules that touch are one table, and the text in each cell is that whose middle lies there. Takes what it uses
 * from `signs`.
 */
export function findTables(rules: readonly RuledLine[], signs: Set<Sign>): RuledTable[] {
  return groupRules(rules)
    .flatMap((group) => layTable(group, signs, []) ?? [])
    .sort((a, b) => a.top - b.top)
}

/** Numbers that lie near each other as one, in order. */
function cluster(numbers: readonly number[]): number[] {
  const out: { sum: number; count: number; last: number }[] = []
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const open = out.at(-1)
    if (open && number - open.last <= NEAR) {
      open.sum += number
      open.count++
      open.last = number
    } else out.push({ sum: number, count: 1, last: number })
  }
  return out.map(({ sum, count }) => sum / count)
}

/** One table of rules that touch each other; `more`: edges of columns beyond its own. Takes what it uses from `signs`. */
export function layTable(group: readonly RuledLine[], signs: Set<Sign>, more: readonly number[]): RuledTable | undefined {
  const verticals = group.filter(({ isVertical }) => isVertical)
  const horizontals = group.filter(({ isVertical }) => !isVertical)
  if (verticals.length < 2 || horizontals.length < 1) return undefined
  const ends = horizontals.flatMap(({ from, to }) => [from, to])
  const xs = cluster([...verticals.map(({ at }) => at), Math.min(...ends), Math.max(...ends), ...more])
  // A row cut by the end of the page has no rule below it.
  const ys = cluster([...horizontals.map(({ at }) => at), ...verticals.flatMap(({ from, to }) => [from, to])])
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  if (columns < 2 || rows < 1 || columns * rows > MOST_PLACES) return undefined
  const cover = (lines: readonly RuledLine[], at: number, from: number, to: number) =>
    coverage(
      lines.filter((line) => Math.abs(line.at - at) <= NEAR),
      from,
      to
    )
  const inside = [...signs].filter(
    ({ x, y }) => x >= (xs[0] as number) && x <= (xs[columns] as number) && y >= (ys[0] as number) && y <= (ys[rows] as number)
  )
  const isCrossed = {
    x: (at: number, top: number, bottom: number) =>
      inside.some((sign) => sign.left < at - 1 && sign.right > at + 1 && sign.y > top && sign.y < bottom),
    y: (at: number, left: number, right: number) =>
      inside.some((sign) => Math.abs(sign.y - at) < sign.size * 0.3 && sign.x > left && sign.x < right)
  }
  // Browsers leave out a border here and there; the ends of the rules across it still show where it is.
  const isBroken = (lines: readonly RuledLine[], along: number, at: number) => {
    const ends = lines.filter((line) => Math.abs(line.at - along) <= NEAR)
    const isEnd = ends.some(({ from, to }) => Math.abs(to - at) <= NEAR || Math.abs(from - at) <= NEAR)
    return isEnd && !ends.some(({ from, to }) => from < at - NEAR && to > at + NEAR)
  }
  const walls = { right: new Set<number>(), below: new Set<number>() }
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const [top, bottom, left, right] = [ys[r] as number, ys[r + 1] as number, xs[c] as number, xs[c + 1] as number]
      const isWall = () => isBroken(horizontals, top, right) && isBroken(horizontals, bottom, right) && !isCrossed.x(right, top, bottom)
      const isFloor = () => isBroken(verticals, left, bottom) && isBroken(verticals, right, bottom) && !isCrossed.y(bottom, left, right)
      if (c + 1 === columns || cover(verticals, right, top, bottom) >= DRAWN || isWall()) walls.right.add(r * columns + c)
      if (r + 1 === rows || cover(horizontals, bottom, left, right) >= DRAWN || isFloor()) walls.below.add(r * columns + c)
    }
  const first = joinPlaces(rows, columns, walls)
  // A cell that is no rectangle, or has a wall inside, is several cells of which some border was not drawn.
  for (const places of contradictions(first, columns, walls))
    for (const place of places) {
      const [r, c] = [Math.floor(place / columns), place % columns]
      const [top, bottom, left, right] = [ys[r] as number, ys[r + 1] as number, xs[c] as number, xs[c + 1] as number]
      if (!isCrossed.x(right, top, bottom)) walls.right.add(place)
      if (!isCrossed.y(bottom, left, right)) walls.below.add(place)
    }
  const owner = joinPlaces(rows, columns, walls)
  const texts = new Map<number, Sign[]>()
  const [top, bottom, left, right] = [ys[0] as number, ys[rows] as number, xs[0] as number, xs[columns] as number]
  for (const sign of signs) {
    if (sign.y < top || sign.y > bottom || sign.x < left || sign.x > right) continue
    const r = Math.min(
      rows - 1,
      Math.max(
        0,
        ys.findLastIndex((y) => y <= sign.y)
      )
    )
    const c = Math.min(
      columns - 1,
      Math.max(
        0,
        xs.findLastIndex((x) => x <= sign.x)
      )
    )
    const place = owner[r * columns + c] as number
    const held = texts.get(place)
    if (held) held.push(sign)
    else texts.set(place, [sign])
    signs.delete(sign)
  }
  const spans = measure(owner, rows, columns)
  const out = Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => r * columns + c)
      .filter((place) => owner[place] === place)
      .map((place): FoundCell => {
        const span = spans.get(place) ?? { colspan: 1, rowspan: 1 }
        const [r, c] = [Math.floor(place / columns), place % columns]
        const [left, right] = [xs[c] as number, xs[c + span.colspan] as number]
        const box = { drawing: 0, left, right, top: ys[r] as number, bottom: ys[r + span.rowspan] as number }
        return { text: joinSigns(texts.get(place) ?? [], right - left), ...span, place: box }
      })
  )
  return { top, bottom, left, right, rows: out, xs, rules: group, signs: [...texts.values()].flat() }
}

/** Part of a stretch that lines cover. */
function coverage(lines: readonly RuledLine[], from: number, to: number): number {
  const parts = lines
    .map((line) => [Math.max(line.from, from), Math.min(line.to, to)] as const)
    .filter(([a, b]) => b > a)
    .sort(([a], [b]) => a - b)
  let [covered, end] = [0, from]
  for (const [a, b] of parts) {
    covered += Math.max(0, b - Math.max(a, end))
    end = Math.max(end, b)
  }
  return covered / Math.max(to - from, 0.1)
}

/** Which place each place of the grid belongs to: places without a wall between them are one cell, named by its first. */
function joinPlaces(rows: number, columns: number, walls: { right: ReadonlySet<number>; below: ReadonlySet<number> }): number[] {
  const owner = Array.from({ length: rows * columns }, (_, i) => i)
  const find = (i: number): number => {
    let root = i
    while (owner[root] !== root) root = owner[root] as number
    return root
  }
  const join = (a: number, b: number) => {
    const [one, other] = [find(a), find(b)]
    owner[Math.max(one, other)] = Math.min(one, other)
  }
  for (let i = 0; i < owner.length; i++) {
    if (!walls.right.has(i)) join(i, i + 1)
    if (!walls.below.has(i)) join(i, i + columns)
  }
  return owner.map((_, i) => find(i))
}

function contradictions(
  owner: readonly number[],
  columns: number,
  walls: { right: ReadonlySet<number>; below: ReadonlySet<number> }
): number[][] {
  const regions = groupBy(
    owner.map((_, place) => place),
    (place) => owner[place] as number
  )
  return regions.filter((places) => {
    const [rows, cols] = [places.map((place) => Math.floor(place / columns)), places.map((place) => place % columns)]
    const area = (Math.max(...rows) - Math.min(...rows) + 1) * (Math.max(...cols) - Math.min(...cols) + 1)
    const own = new Set(places)
    const isWalled = places.some(
      (place) =>
        (walls.right.has(place) && own.has(place + 1) && (place + 1) % columns !== 0) ||
        (walls.below.has(place) && own.has(place + columns))
    )
    return area !== places.length || isWalled
  })
}

function measure(owner: readonly number[], rows: number, columns: number): Map<number, { colspan: number; rowspan: number }> {
  const spans = new Map<number, { colspan: number; rowspan: number }>()
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const place = owner[r * columns + c] as number
      const [top, left] = [Math.floor(place / columns), place % columns]
      const span = spans.get(place) ?? { colspan: 1, rowspan: 1 }
      spans.set(place, { colspan: Math.max(span.colspan, c - left + 1), rowspan: Math.max(span.rowspan, r - top + 1) })
    }
  return spans
}

/** What a cell keeps free beside its text, in parts of the size of its type. */
const BESIDE = 1.1

/** The lines of a cell. A number too long for its column was broken where the column was full: its lines are one number. */
function joinSigns(signs: readonly Sign[], width: number): string {
  const lines = linesOf(signs)
  const isFull = ({ left, right, size, text }: TextLine) => width - (right - left) < size * BESIDE + (right - left) / text.length
  const isBroken =
    lines.length > 1 &&
    lines.every(({ text }) => /^[\d.]+$/.test(text.normalize('NFKC'))) &&
    lines.slice(0, -1).every((line) => isFull(line) && line.text.length === lines[0]?.text.length)
  return lines.map(({ text }) => text).join(isBroken ? '' : '\n')
}
