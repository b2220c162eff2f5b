import { expect, it } from 'vitest'
import { form2021 } from '@/report/templates/form-2021'
import { excessOf, LONGEST_CELL, LONGEST_TEXT } from './text-length'

const excess = (at: string, was: number, now: number) => excessOf(form2021, at, '长'.repeat(was), '长'.repeat(now))

it('a field holds as much as a report can sensibly have, a cell a number with its remark', () => {
  expect(excess('preamble', 0, LONGEST_TEXT)).toBe(0)
  expect(excess('preamble', 0, LONGEST_TEXT + 3)).toBe(3)
  expect(excess('requests/received/person', 0, LONGEST_CELL)).toBe(0)
  expect(excess('requests/received/person', 0, LONGEST_CELL + 1)).toBe(1)
})

it('a longer text that was stored once can be made shorter, not longer', () => {
  expect(excess('preamble', 120_000, 119_999)).toBe(0)
  expect(excess('preamble', 30_000, 30_001)).toBe(10_001)
})
