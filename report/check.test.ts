import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSample } from '@/report/rules/rule-examples'
import { listDeclared } from '@/report/rules/rules'
import { exampleReport } from '@/report/samples/example'
import { cleanReport, without } from '@/report/testing/clean'
import { check } from './check'
import type { Report } from './report'
import { templateOf } from './report'
import { type Context, openSheet } from './sheet'
import { templates } from './templates'
import { computeTotal, partsOfTotal } from './values'

const rulesOf = (report: Report, context?: Context) => check(report, context).map(({ rule }) => rule)
const saysOf = (report: Report, context?: Context) => check(report, context).map(({ says }) => says)

const CASES = listDeclared().flatMap(({ id, breaks }) => breaks.map((sample, i) => [id, i + 1, sample] as const))

describe('each rule', () => {
  it.each([2019, 2020, 2021, 2024])('is silent on a clean report of %i', (year) => {
    expect(check(cleanReport(year), { today: `${year + 1}-01-31` })).toEqual([])
  })
  it.each(CASES)('%s speaks up in its sample %i', (rule, _, sample) => {
    const { report, lastYear } = openSample(sample)
    expect(rulesOf(report, { lastYear, today: sample.today, requirements: sample.requirements, members: sample.members })).toContain(
      sample.shownAs ?? rule
    )
  })
  it('is silent across years when they join, and from one form to the next only opening balances are compared (Y-05)', () => {
    const carried = { 'requests/carried-in/person': '1', 'requests/received/person': '9' }
    expect(rulesOf(cleanReport(2024, carried), { lastYear: cleanReport(2023) })).toEqual([])
    expect(rulesOf(cleanReport(2021, carried), { lastYear: cleanReport(2020, { 'disclosure/normative/public-total': '500' }) })).toEqual([])
    expect(rulesOf(cleanReport(2021), { lastYear: cleanReport(2020) })).toEqual(['Y-01', 'Y-01'])
  })
  it('lets a city government have regulations (T2-03)', () => {
    for (const unit of ['宿迁市人民政府', '上海市人民政府办公厅', '延边朝鲜族自治州人民政府', '教育部', '国家税务总局']) {
      expect(rulesOf(cleanReport(2024, { 'disclosure/regulations/valid': '6' }, { unit }))).not.toContain('T2-03')
    }
    for (const unit of ['沭阳县人民政府', '上海市浦东新区人民政府', '某某综合实验区管委会', '甲市教育局', '国家税务总局甲市税务局']) {
      expect(rulesOf(cleanReport(2024, { 'disclosure/regulations/valid': '6' }, { unit }))).toContain('T2-03')
    }
  })
  it('gives governments until 31 March (X-14)', () => {
    const government = cleanReport(2024, {}, { kind: 'government' })
    expect(rulesOf(government, { today: '2025-03-31' })).toEqual([])
    expect(rulesOf(government, { today: '2025-04-01' })).toEqual(['X-14'])
  })
  it('judges the day of publication, or today while there is none, by the date that holds for the unit (X-14)', () => {
    const report = cleanReport(2024)
    expect(rulesOf(report, { today: '2025-01-26', due: '2025-01-25' })).toEqual(['X-14'])
    expect(rulesOf(report, { today: '2025-02-20', due: '2025-02-20' })).toEqual([])
    expect(rulesOf(report, { today: '2025-06-01', published: '2025-01-10' })).toEqual([])
    expect(rulesOf(report, { today: '2025-06-01', due: '2025-02-20', published: '2025-02-15' })).toEqual([])
    expect(rulesOf(report, { today: '2025-06-01', due: '2025-02-20', published: '2025-02-21' })).toEqual(['X-14'])
  })
  it('finds a report that was published before its year had ended (X-04)', () => {
    expect(rulesOf(cleanReport(2024), { today: '2025-06-01', published: '2024-12-31' })).toEqual(['X-04'])
    expect(rulesOf(cleanReport(2024), { today: '2025-06-01', published: '2025-01-01' })).toEqual([])
  })
})

describe('a message', () => {
  it('names the line, both sides and the difference', () => {
    const results = {
      'requests/granted/person': '6',
      'requests/partial/person': '6',
      'requests/not-held/person': '4',
      'requests/still-unclear/person': '3',
      'requests/repeated/person': '3',
      'requests/else/person': '4'
    }
    const broken = cleanReport(2024, {
      'requests/received/person': '20',
      'requests/carried-out/person': '0',
      ...results,
      'requests/handled/person': '20'
    })
    const [finding] = check(broken)
    expect(finding).toMatchObject({ rule: 'T3-03', level: 'error', left: { text: '26' }, right: { text: '20' }, off: '多 6' })
    expect(finding?.says).toBe('自然人：予以公开至其他处理合计 26，（七）总计 20，多 6')
    expect(finding?.at[0]).toBe('requests/handled/person')
  })
  it('speaks of files and 万元 in their own units', () => {
    expect(saysOf(cleanReport(2024, { 'disclosure/normative/made': '8', 'disclosure/normative/valid': '6' }))).toEqual([
      '行政规范性文件：现行有效件数 6，小于本年制发减本年废止 8，差 2'
    ])
    expect(saysOf(cleanReport(2024, { 'disclosure/fees/amount': '4003622元' }))[0]).toContain('识别为 400.3622，请只填数字')
    expect(saysOf(cleanReport(2024, { 'disclosure/licensing/decisions': '1,234' }))[0]).toContain('识别为 1234，请去掉千分位逗号')
  })
  it('against nothing names only the figure', () => {
    const values = { 'disclosure/penalty/last-year': '3', 'disclosure/penalty/change': '-4' }
    expect(saysOf(cleanReport(2019, values))[0]).toBe('行政处罚：上一年项目数量加本年增/减 -1，小于 0，差 1')
  })
  it('names what cannot be printed wherever it was typed, in the order of the form (X-17)', () => {
    const remark = { 'requests/petition/legal': '0（📎）', 'requests/petition/company': '\ufffc' }
    const texts = { 'overview/further': '其他😀', 'overview/general': '总体😀' }
    const found = check(cleanReport(2024, { ...remark, ...texts })).filter(({ rule }) => rule === 'X-17')
    expect(found.flatMap(({ at }) => at)).toEqual([
      'overview/general',
      'overview/further',
      'requests/petition/company',
      'requests/petition/legal'
    ])
  })
  it('offers what mends it', () => {
    expect(check(cleanReport(2024, { 'disclosure/licensing/decisions': '1,234' }))[0]?.fix?.texts).toEqual({
      'disclosure/licensing/decisions': '1234'
    })
  })
})

describe('what is not filled yet', () => {
  it('is one finding a table and silences the sums it belongs to', () => {
    const report = cleanReport(2024)
    const unfilled = { ...report, values: without(report.values, 'requests/granted/person', 'requests/petition/legal') }
    const findings = check(unfilled)
    expect(findings.map(({ rule, missing }) => [rule, missing])).toEqual([['T3-06', true]])
    expect(findings[0]?.at).toEqual(['requests/granted/person', 'requests/petition/legal'])
  })
  it('of a new report is all there is to say', () => {
    for (const { id, years } of templates) {
      const findings = check({ ...cleanReport(years[0]), template: id, values: {} })
      expect(findings.every(({ missing }) => missing)).toBe(true)
      expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThan(4)
    }
  })
})

describe('the example of 2019', () => {
  it('closes, and its text contradicts its tables where the published one did', () => {
    expect(check(exampleReport).map(({ rule, level }) => [rule, level])).toEqual([
      ['N-08', 'warning'],
      ['N-06', 'warning'],
      ['N-06', 'warning'],
      ['N-05', 'warning'],
      ['X-12', 'warning'],
      ['X-12', 'note'],
      ['T2o-03', 'warning']
    ])
  })
  it('adds up to 83 handled and 4 carried over', () => {
    const { template, amounts } = openSheet(exampleReport)
    const total = (at: string) => amounts.taken[template.index.get(at) ?? -1]
    expect([total('requests/received/total'), total('requests/handled/total'), total('requests/carried-out/total')]).toEqual([87, 83, 4])
    expect([total('requests/handled/person'), total('requests/unavailable/total')]).toEqual([82, 61])
  })
})

const anyCount = fc.integer({ min: 0, max: 5000 })

/** Reports whose sums close whatever was drawn: outcomes and what is carried over decide how many were received. */
const closedReports = fc.constantFrom(2019, 2024).chain((year) => {
  const { cells } = templateOf(cleanReport(year))
  const inputs = cells.filter(({ table, role, kind }) => table.key !== 'disclosure' && role === 'input' && kind === 'count')
  return fc.array(anyCount, { minLength: inputs.length, maxLength: inputs.length }).map((amounts) => {
    const values: Record<string, string> = Object.fromEntries(inputs.map(({ at }, i) => [at, String(amounts[i])]))
    for (const column of ['person', 'company', 'research', 'welfare', 'legal', 'other']) {
      values[`requests/carried-in/${column}`] = '0'
      const report = cleanReport(year, { ...values, [`requests/received/${column}`]: '0' })
      const handled = computeTotal(templateOf(report), report.values, `requests/handled/${column}`)
      values[`requests/received/${column}`] = String(handled + Number(values[`requests/carried-out/${column}`]))
    }
    return cleanReport(year, values)
  })
})

describe('for any report that closes', () => {
  const sums = (report: Report) => check(report).filter(({ rule }) => /^T3-0[234]|^T4-0[123]/.test(rule))

  it('no sum is reported, with computed totals and with the same totals typed', () => {
    fc.assert(
      fc.property(closedReports, (report) => {
        expect(sums(report)).toEqual([])
        const template = templateOf(report)
        const totals = template.cells.filter(({ role }) => role === 'total')
        const typed = Object.fromEntries(totals.map(({ at }) => [at, String(computeTotal(template, report.values, at))]))
        expect(sums({ ...report, values: { ...report.values, ...typed } })).toEqual([])
      }),
      { numRuns: 30 }
    )
  })

  it('adding 1 to one cell breaks exactly the rules that name its lines', () => {
    fc.assert(
      fc.property(closedReports, fc.nat(), (report, pick) => {
        const template = templateOf(report)
        const totals = template.cells.filter(({ role }) => role === 'total')
        const typed = Object.fromEntries(totals.map(({ at }) => [at, String(computeTotal(template, report.values, at))]))
        const cells = template.cells.filter(({ table, role }) => table.key !== 'disclosure' && role !== 'group')
        const changed = cells[pick % cells.length]?.at ?? ''
        const values: Record<string, string> = { ...report.values, ...typed }
        values[changed] = String(Number(values[changed]) + 1)

        const i = template.index.get(changed) ?? -1
        const named = template.equations.filter(
          ({ rule, left, right, group }) =>
            group === undefined &&
            rule.id.startsWith('T') &&
            [...left, ...right].some(
              ({ cell }) => cell === i || (template.cells[cell]?.role === 'group' && template.cells[cell]?.parts.includes(i))
            )
        )
        expect(
          sums({ ...report, values })
            .map(({ rule, says }) => `${rule} ${says.split('：')[0]}`)
            .sort()
        ).toEqual(named.map(({ rule, on }) => `${rule.id} ${on}`).sort())
      }),
      { numRuns: 200 }
    )
  })

  it('sums are exact', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99_999_999_999 }), { minLength: 6, maxLength: 6 }), (amounts) => {
        const columns = ['person', 'company', 'research', 'welfare', 'legal', 'other']
        const values = Object.fromEntries(columns.map((column, i) => [`requests/received/${column}`, String(amounts[i])]))
        const report = cleanReport(2024, values)
        const total = computeTotal(templateOf(report), report.values, 'requests/received/total')
        expect(BigInt(total)).toBe(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n))
      })
    )
  })
})

describe('a total', () => {
  it('is computed from what is typed and stays open while a part is', () => {
    const template = templateOf(cleanReport(2024))
    const report = cleanReport(2024)
    expect(computeTotal(template, report.values, 'requests/handled/total')).toBe(9)
    expect(computeTotal(template, without(report.values, 'requests/else/other'), 'requests/handled/total')).toBeNaN()
    expect(computeTotal(template, { ...report.values, 'requests/else/other': 'x' }, 'requests/handled/total')).toBeNaN()
  })
  it('takes a typed total of its parts for that part', () => {
    const report = cleanReport(2024, { 'requests/handled/person': '8' })
    expect(computeTotal(templateOf(report), report.values, 'requests/handled/total')).toBe(8)
  })
  it('knows the cells it depends on', () => {
    const template = templateOf(cleanReport(2019))
    expect(partsOfTotal(template, 'disputes/review/total')).toEqual(
      ['upheld', 'corrected', 'other', 'pending'].map((key) => `disputes/review/${key}`)
    )
    expect(partsOfTotal(template, 'requests/handled/total')).toContain('requests/petition/legal')
    expect(partsOfTotal(template, 'requests/handled/total')).not.toContain('requests/received/person')
  })
})
