import type { FilePlace } from '@/report/understanding/found'
import { MOST_IN_CUT, type PageCut } from '@/report/understanding/page-cut'
import { linesOf } from './pdf-lines'
import type { Sign } from './pdf-marks'
import type { RuledTable } from './pdf-tables'

/** Points of the table shown above and below what is in question: a row or so. */
const AROUND = 26
/** Points of white around the cut. */
const EDGE = 3
/** Signs further apart than this part of their size are two texts. */
const APART = 0.45

/** The strip of a drawn table around a place, with its rules and texts where they stand. Rows that a page cut are shown as one. */
export function cutTable(
  { left, right, top, bottom, rules, signs }: Pick<RuledTable, 'left' | 'right' | 'top' | 'bottom' | 'rules' | 'signs'>,
  place: FilePlace
): PageCut {
  const [from, to] = [Math.max(top, place.top - AROUND), Math.min(bottom, place.bottom + AROUND)]
  const x = (at: number) => round(at - left + EDGE)
  const y = (at: number) => round(Math.min(Math.max(at, from), to) - from + EDGE)
  const inside = signs.filter((sign) => sign.y > from && sign.y < to && sign.x >= left && sign.x <= right)
  return {
    width: round(right - left + 2 * EDGE),
    height: round(to - from + 2 * EDGE),
    rules: rules
      .filter((rule) => (rule.isVertical ? rule.from < to && rule.to > from : rule.at >= from - 1 && rule.at <= to + 1))
      .slice(0, MOST_IN_CUT)
      .map((rule) =>
        rule.isVertical ? [x(rule.at), y(rule.from), x(rule.at), y(rule.to)] : [x(rule.from), y(rule.at), x(rule.to), y(rule.at)]
      ),
    texts: textsOf(inside)
      .slice(0, MOST_IN_CUT)
      // The base line lies below the middle by a third of the size.
      .map(({ text, signs: own, size }) => {
        const [first, last] = [own[0] as Sign, own.at(-1) as Sign]
        return [x(first.left), round(first.y - from + EDGE + size * 0.35), round(last.right - first.left), round(size), text.slice(0, 400)]
      }),
    mark: [x(place.left), y(place.top), round(place.right - place.left), round(y(place.bottom) - y(place.top))]
  }
}

const round = (number: number) => Math.round(number * 10) / 10

/** Signs beside each other on a line as one text. */
function textsOf(signs: readonly Sign[]): { text: string; signs: Sign[]; size: number }[] {
  const out: { text: string; signs: Sign[]; size: number }[] = []
  for (const line of linesOf(signs).map((one) => one.signs))
    for (const sign of line) {
      const open = out.at(-1)
      const last = open?.signs.at(-1)
      const isBeside =
        open && last && line.includes(last) && sign.left - last.right < sign.size * APART && Math.abs(sign.size - open.size) < 0.5
      if (open && isBeside) {
        open.text += sign.text
        open.signs.push(sign)
      } else out.push({ text: sign.text, signs: [sign], size: sign.size })
    }
  return out
}
