import { expect, it } from 'vitest'
import type { PageCut } from '@/report/understanding/page-cut'
import { nearColumns } from './near-columns'

/** A strip of three rows: a label, then columns. */
const strip = (widths: readonly number[], marked: number): PageCut => {
  const edges = [0, ...widths].map((_, i) => widths.slice(0, i).reduce((sum, wide) => sum + wide, 3))
  const rules = edges.map((x): PageCut['rules'][number] => [x, 0, x, 60])
  return {
    width: (edges.at(-1) as number) + 3,
    height: 60,
    rules,
    texts: [],
    mark: [edges[marked] as number, 20, widths[marked] as number, 20]
  }
}

it('shows whole columns, the marked one among them, no more than a phone can', () => {
  expect(nearColumns(strip([120, 50, 50, 50, 50], 1))).toEqual([0, 223])
  expect(nearColumns(strip([120, 50, 50, 50, 50], 4))).toEqual([123, 326])
  expect(nearColumns(strip([300, 50, 50, 50, 50, 50, 50], 3))).toEqual([303, 503])
  // One that is wider by itself is shown whole.
  expect(nearColumns(strip([400, 50], 0))).toEqual([3, 403])
})

it('goes by the rules beside the mark, not by those of other rows', () => {
  const cut = strip([120, 50, 50, 50, 50], 2)
  expect(nearColumns({ ...cut, rules: [...cut.rules, [180, 0, 180, 15]] })).toEqual(nearColumns(cut))
})
