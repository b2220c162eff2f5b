import { describe, expect, it } from 'vitest'
import { check } from '@/report/check'
import { listReports, readShared } from '@/server/testing/shared'
import { readLabelled } from './read'

type Published = { sumFailures: string[]; table2: Record<string, unknown> }

/** The failures somebody added up by hand, as this product words them. */
function expectedSums({ sumFailures }: Published): string[] {
  const names: Record<string, string> = { reconsideration: '行政复议', litigationDirect: '未经复议直接起诉', litigationAfter: '复议后起诉' }
  return sumFailures.map((failure) => {
    const blank = /^R:(.+?) 总计空白\(应为(\d+)\)$/.exec(failure)
    if (blank) return `T3-07 ${blank[1]?.replace(/（[^（）]{4,}）$/, '')} ${blank[2]}≠`
    const column = /^C:(.+) 分项Σ(\d+)≠（七）(\d+)$/.exec(failure)
    if (column) return `T3-03 ${column[1]} ${column[2]}≠${column[3]}`
    const line = /^L:(\w+) Σ(\d+)≠(\d+)$/.exec(failure)
    if (line) return `T4 ${names[line[1] ?? '']} ${line[2]}≠${line[3]}`
    throw new Error(failure)
  })
}

const read = (file: string): Published => JSON.parse(readShared(`corpus/${file}`))

describe('the published reports', () => {
  it('have exactly the sums that fail reported', () => {
    for (const file of listReports()) {
      const data = read(file)
      const findings = check(readLabelled(data))
      const sums = findings.filter(({ rule }) => /^T3-0[2-57-9]|^T4-0[123]|^T2-02|^T2o-0[24]/.test(rule))
      const worded = sums.map(
        ({ rule, says, left, right }) => `${rule.replace(/^T4-0[123]/, 'T4')} ${says.split(/[：·]/)[0]} ${left?.text}≠${right?.text}`
      )
      expect(worded.sort(), file).toEqual(expectedSums(data).sort())
    }
  })
  it('have one drift: the single （六）其他处理 of 2023', () => {
    const drifts = listReports().flatMap((file) =>
      check(readLabelled(read(file)))
        .filter(({ rule }) => rule === 'X-15')
        .map(() => file)
    )
    expect(drifts).toEqual(['huaian_hongze_2023.json'])
  })
})
