import { expect, it } from 'vitest'
import { markClaims } from '@/report/layout/mark'
import { findClaims } from '@/report/prose/find-claims'
import type { Level } from '@/report/rule'
import { judge } from '@/report/rules/judge'
import { exampleReport } from '@/report/samples/example'
import { openSheet } from '@/report/sheet'
import { countShown, showWords } from './mark-words'

const sheet = openSheet(exampleReport)
const marks = markClaims(sheet.template, findClaims(sheet), judge(sheet))

it('a number carries the sign its finding has in every list', () => {
  const SIGNS: Record<Level, string> = { error: '■', warning: '▲', note: '◇' }
  const found = marks.filter(({ judged }) => judged)
  expect(found.length).toBeGreaterThan(2)
  for (const mark of found) expect(showWords(mark)[0]).toBe(SIGNS[mark.judged?.finding.level as Level])
})

it('the numbers are counted by what they were compared with, each once', () => {
  const words = countShown(marks)
  expect(words).toContain('▲ 与表不一致 1 处')
  expect(words).toContain('▲ 与文中其他数不一致 1 处')
  const counted = [...words.matchAll(/ (\d+) 处/g)].reduce((sum, [, count]) => sum + Number(count), 0)
  expect(counted).toBe(marks.length)
})
