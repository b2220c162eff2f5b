import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { exampleReport } from '@/report/samples/example'
import { cleanReport } from '@/report/testing/clean'
import { anyReport } from '@/server/testing/any-report'
import { findJsonSchema, SCHEMA_NAMES } from './json-schema'
import type { Report } from './report'
import { makeSnapshot, readNumbers, readSnapshot } from './snapshot'

const altered = (report: Report, change: (data: Record<string, Record<string, unknown>>) => void) => {
  const data = JSON.parse(makeSnapshot(report))
  change(data)
  return JSON.stringify(data)
}

const anything = fc.string({ unit: 'binary', maxLength: 40 })

describe('a snapshot', () => {
  it('is read back as the report it was made of, whatever was typed', () => {
    fc.assert(
      fc.property(
        anyReport(() => anything),
        (report) => {
          expect(readSnapshot(makeSnapshot(report))).toEqual(report)
        }
      )
    )
  })
  it('is the same text however the values came in, and another text when one character changes', () => {
    const backwards = { ...exampleReport, values: Object.fromEntries(Object.entries(exampleReport.values).reverse()) }
    expect(makeSnapshot(backwards)).toBe(makeSnapshot(exampleReport))
    const changed = { ...exampleReport, values: { ...exampleReport.values, 'requests/received/person': ' 86' } }
    expect(makeSnapshot(changed)).not.toBe(makeSnapshot(exampleReport))
  })
  it('has its keys in order, its texts as typed and its totals as printed', () => {
    const text = makeSnapshot(cleanReport(2024, { 'requests/granted/person': '９', 'disputes/review/total': '' }))
    expect(text).toMatch(
      /^\{"format":1,"kind":"department","rules":"[^"]+","template":"F2021","totals":\{"disputes\/after-review\/total":"0",/
    )
    const { values, totals } = JSON.parse(text)
    expect(Object.keys(values)).toEqual(Object.keys(values).sort())
    expect(values['requests/granted/person']).toBe('９')
    expect(values['disputes/review/total']).toBeUndefined()
    expect(totals['requests/granted/total']).toBe('9')
  })
  it('of a page read from outside is that of the report it tells, without what only the page had', () => {
    const report = { ...exampleReport, values: { ...exampleReport.values, 'requests/denied/person': '1' } }
    expect(makeSnapshot(report)).toBe(makeSnapshot(exampleReport))
  })
  it.each<[string, (data: Record<string, Record<string, unknown>>) => void, string]>([
    ['another form', (data) => Object.assign(data, { template: 'F1999' }), '没有写明年报格式'],
    ['a year the form was not used in', (data) => Object.assign(data, { year: 2024 }), '“year”的格式有误'],
    [
      'a cell the form does not have',
      (data) => Object.assign(data.values ?? {}, { 'requests/rumours/person': '1' }),
      '没有“requests/rumours/person”'
    ],
    [
      'a number where text belongs',
      (data) => Object.assign(data.values ?? {}, { 'requests/received/person': 86 }),
      '“一、本年新收政府信息公开申请数量·自然人”的格式有误'
    ],
    [
      'a total that is not the sum',
      (data) => Object.assign(data.totals ?? {}, { 'requests/received/total': '88' }),
      '为“88”，按各格应为“87”'
    ],
    [
      'a total that is missing',
      (data) => delete data.totals?.['requests/received/total'],
      '“一、本年新收政府信息公开申请数量·总计”的格式有误'
    ]
  ])('is refused with a sentence: %s', (_, change, sentence) => {
    expect(() => readSnapshot(altered(exampleReport, change))).toThrow(sentence)
  })
  it.each(['', '[]', 'null', '{"values":', '1'])('is refused if it is none: %s', (text) => {
    expect(() => readSnapshot(text)).toThrow('不是年报数据')
  })
})

describe('the numbers of a snapshot', () => {
  const text = '收到申请{=requests/received/total}件，办结12件，举办培训3期。'
  const snapshot = makeSnapshot(cleanReport(2024, { 'overview/requests': text }))

  it('stand where they are in its texts, live ones written out, and say what its tables say', () => {
    const { values } = JSON.parse(snapshot)
    const numbers = readNumbers(snapshot) ?? []
    expect(numbers.map(({ at, start, end }) => values[at].slice(start, end))).toEqual(['10', '12', '3'])
    expect(numbers.map(({ verdict }) => verdict)).toEqual(['agrees', 'contradicts', 'unlinked'])
    expect(numbers[1]).toMatchObject({ rule: 'N-03', to: ['requests/handled/total'], expected: '9' })
  })
  it('are the same for the same snapshot, are no part of it, and keep to the published schema', () => {
    expect(readNumbers(snapshot)).toEqual(readNumbers(makeSnapshot(readSnapshot(snapshot))))
    expect(JSON.parse(snapshot)).not.toHaveProperty('numbers')
    const schema = z.fromJSONSchema(findJsonSchema('numbers') as Parameters<typeof z.fromJSONSchema>[0])
    for (const report of [exampleReport, readSnapshot(snapshot)])
      expect(schema.safeParse(JSON.parse(JSON.stringify(readNumbers(makeSnapshot(report))))).error).toBeUndefined()
  })
  it('are not told by other rules than it was checked with', () => {
    expect(readNumbers(makeSnapshot({ ...cleanReport(2024), rules: '2031-1' }))).toBeUndefined()
  })
})

describe('a published JSON Schema', () => {
  it.each(SCHEMA_NAMES)('%s is generated, and its keys are a promise', async (name) => {
    await expect(`${JSON.stringify(findJsonSchema(name), null, 2)}\n`).toMatchFileSnapshot(`../docs/schema/${name}.json`)
  })
  it('has a name', () => {
    expect(findJsonSchema('constructor')).toBeUndefined()
  })
})
