import { afterEach, describe, expect, it, vi } from 'vitest'
import { check } from '@/report/check'
import type { LoneRule } from '@/report/finding'
import { exampleReport } from '@/report/samples/example'
import { findIn } from './rule-examples'
import { listDeclared, listRules } from './rules'

const rules = listRules().flatMap((family) => family.rules)
const find = (id: string) => rules.find((rule) => rule.id === id)

describe('a rule', () => {
  it.each(listDeclared())('$id is broken by each of its examples, and not by its counter-example', ({ id, breaks, holds }) => {
    expect(breaks.map((sample) => findIn(id, sample)?.rule)).toEqual(breaks.map(({ shownAs }) => shownAs ?? id))
    expect(findIn(id, holds)?.says).toBeUndefined()
  })

  it('does not compile without an example, or without a counter-example', () => {
    const head = { id: 'X-99', level: 'note', words: '一切都对。', find: () => [] } as const
    // @ts-expect-error nothing breaks it
    const unbroken: LoneRule = { ...head, breaks: [], holds: {} }
    // @ts-expect-error nobody knows where it ends
    const endless: LoneRule = { ...head, breaks: [{}] }
    expect([unbroken, endless]).toHaveLength(2)
  })
})

describe('the list of rules', () => {
  it('holds every rule there is, once', () => {
    const ids = rules.map(({ id }) => id)
    expect([...ids].sort()).toEqual([...new Set(listDeclared().map(({ id }) => id))].sort())
  })

  it('says of a leap what its formula compares: ten times as much is nine times more', () => {
    const says = ['Y-08', 'T2-06'].flatMap((id) => find(id)?.examples.map((one) => one.says) ?? [])
    expect(says.filter((one) => /增加十倍|增减十倍/.test(one))).toEqual([])
    expect(says.filter((one) => /超过上年的十倍$/.test(one)).length).toBeGreaterThan(0)
  })

  it('is grouped by family and ordered by number', () => {
    for (const { key, rules } of listRules()) {
      const numbers = rules.map(({ id }) => Number(id.slice(key.length + 1)))
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    }
  })

  it.each(rules)('has words and an example of $id', ({ id, words, examples }) => {
    expect(words).not.toBe('')
    expect(examples.length).toBeGreaterThan(0)
    for (const { put, says } of examples) expect(put && says, id).not.toBe('')
  })

  it('shows as another only rules that widen or narrow it', () => {
    const others = rules.flatMap(({ id, examples }) => examples.flatMap(({ as }) => (as ? [`${id} ${as}`] : [])))
    expect(others).toEqual(['T3-05 T3-03', 'Y-05 Y-01', 'N-14 N-01'])
  })

  it('keeps to one level when asked', () => {
    const notes = listRules('note').flatMap((family) => family.rules)
    expect(notes.map(({ id }) => id)).toContain('X-12')
    expect(notes.every(({ voices }) => voices.some(({ level }) => level === 'note'))).toBe(true)
    expect(listRules('note').every((family) => family.rules.length > 0)).toBe(true)
  })
})

describe('a formula', () => {
  it('is written with the labels of the form and says where it holds', () => {
    expect(find('T3-02')?.formulas).toEqual([
      { says: '自然人 + 商业企业 + 科研机构 + 社会公益组织 + 法律服务机构 + 其他 = 总计', where: ['表三每行'] }
    ])
    expect(find('T2-02')?.formulas).toEqual([{ says: '现行有效件数 ≥ 本年制发件数 − 本年废止件数', where: ['表二第二十条第（一）项每行'] }])
    expect(find('T4-02')?.formulas[0]?.where).toEqual(['表四“未经复议直接起诉”'])
    expect(find('T2o-04')?.formulas[0]?.says).toBe('上一年项目数量 + 本年增/减 ≥ 0')
  })

  it('names what is last year’s, and the level of each place where they differ', () => {
    expect(find('Y-01')?.formulas).toEqual([
      {
        says: '二、上年结转政府信息公开申请数量 = 上年报告的四、结转下年度继续办理',
        where: ['表三“自然人”“商业企业”“科研机构”“社会公益组织”“法律服务机构”“其他”各列（提醒）', '表三“总计”列（错误）']
      }
    ])
    expect(find('Y-01')?.voices).toEqual([{ level: 'error', override: true }, { level: 'warning' }])
  })
})

it('a rule says which years it is for', () => {
  expect([find('T3-04')?.years, find('T2-02')?.years, find('T2o-03')?.years]).toEqual(['各年度', '2021 年度起', '2019—2020 年度'])
})

describe('in a browser, whose bundle lacks what is told of rules', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('the same is found', async () => {
    const whole = check(exampleReport)
    vi.stubGlobal('window', {})
    vi.resetModules()
    const bundled = await import('@/report/check')
    expect(bundled.CHECKS.flatMap(({ rules }) => rules).filter(({ id, breaks }) => /^[NX]-/.test(id) && breaks)).toEqual([])
    expect(bundled.check(exampleReport)).toEqual(whole)
    expect(whole.length).toBeGreaterThan(5)
  })
})
