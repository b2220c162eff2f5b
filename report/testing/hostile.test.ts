import { describe, expect, it } from 'vitest'
import { check } from '@/report/check'
import { cleanReport } from '@/report/testing/clean'
import { LONGEST_TEXT } from '@/report/text/text-length'
import { HOSTILE_TEXTS, readThrough } from '@/server/testing/hostile-texts'

/** Processor time in ms, the least of some runs: what else the machine does counts as little as can be. */
function leastOf(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

/** Less than this is lost in what a collection of garbage takes. */
const MEASURABLE_MS = 8

Object.entries(HOSTILE_TEXTS).forEach(([name, make], i) => {
  describe(`${name} without end`, { tags: i % 4 === 0 ? [] : ['wide'] }, () => {
    it('is read in every field, however long it was stored', () => {
      const fields = ['preamble', 'overview/general', 'overview/requests', 'problems', 'requests/note', 'requests/received/person']
      const texts = Object.fromEntries(fields.map((at, i) => [at, make(i === 0 ? 100_000 : LONGEST_TEXT)]))
      expect(() => check(cleanReport(2024, texts))).not.toThrow()
    })

    it('takes about eight times as long when it is eight times as long, never its square', { tags: ['wide'] }, () => {
      const short = leastOf(3, () => readThrough(make(LONGEST_TEXT / 8)))
      const long = leastOf(2, () => readThrough(make(LONGEST_TEXT)))
      expect(long / Math.max(short, MEASURABLE_MS)).toBeLessThan(24)
    })
  })
})

it('a number of more decimals than can be printed is judged all the same', () => {
  const text = `全年收到政府信息公开申请1.${'3'.repeat(300)}件，增长1.${'3'.repeat(300)}%。`
  expect(() => check(cleanReport(2024, { 'overview/requests': text }))).not.toThrow()
})

it('a whole report pasted into one field is read under its own headings, and only what is wrong in it is told', () => {
  const { values, unit } = cleanReport(2024)
  const tables = Object.values(values).filter((value) => /^\d+$/.test(value))
  const pasted = (handled: number) =>
    [
      `${unit}2024年政府信息公开工作年度报告`,
      '一、总体情况',
      '（一）主动公开。全年公开信息500条，其中动态300条，公告200条。',
      '（二）依申请公开',
      `全年收到政府信息公开申请10件，办结${handled}件，结转下年度继续办理1件。`,
      '（三）政府信息管理\n落实审查。\n二、主动公开政府信息情况',
      tables.join('\t'),
      '五、存在的主要问题及改进情况\n人手不足，今后加强培训。ᠮᠣᠩᠭᠣᠯ བོད་ཡིག'
    ].join('\n')
  const told = (text: string) =>
    check(cleanReport(2024, { 'overview/general': text }))
      .map(({ rule }) => rule)
      .filter((rule) => rule.startsWith('N-'))
  expect(told(pasted(9))).toEqual([])
  expect(told(pasted(8))).toEqual(['N-03'])
})

it('a rule broken a thousand times is one message that can be read, and its explanation rests on all of them', () => {
  const text = '全年收到政府信息公开申请11件。收到申请12件。'.repeat(500)
  const found = check(cleanReport(2024, { 'overview/requests': text })).filter(({ rule }) => rule === 'N-01')
  expect(found).toHaveLength(1)
  expect(found[0]?.says.length).toBeLessThan(1000)
})
