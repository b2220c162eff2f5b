import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyReport } from '@/server/testing/any-report'
import { exampleReport } from './example'
import { jsonSchemaOf } from './json-schema'
import type { Report } from './report'
import { makeSnapshot, readSnapshot } from './snapshot'
import { templates } from './templates'
import { cleanReport } from './testing'

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
    ['another form', (data) => Object.assign(data, { template: 'F1999' }), '没有写明国家式样'],
    ['a year the form was not used in', (data) => Object.assign(data, { year: 2024 }), '“year”的形式不对'],
    [
      'a cell the form does not have',
      (data) => Object.assign(data.values ?? {}, { 'requests/rumours/person': '1' }),
      '没有“requests/rumours/person”'
    ],
    [
      'a number where text belongs',
      (data) => Object.assign(data.values ?? {}, { 'requests/received/person': 86 }),
      '“一、本年新收政府信息公开申请数量·自然人”的形式不对'
    ],
    [
      'a total that is not the sum',
      (data) => Object.assign(data.totals ?? {}, { 'requests/received/total': '88' }),
      '为“88”，按各格应为“87”'
    ],
    [
      'a total that is missing',
      (data) => delete data.totals?.['requests/received/total'],
      '“一、本年新收政府信息公开申请数量·总计”的形式不对'
    ]
  ])('is refused with a sentence: %s', (_, change, sentence) => {
    expect(() => readSnapshot(altered(exampleReport, change))).toThrow(sentence)
  })
  it.each(['', '[]', 'null', '{"values":', '1'])('is refused if it is none: %s', (text) => {
    expect(() => readSnapshot(text)).toThrow('不是年报数据')
  })
})

describe('the published JSON Schema', () => {
  it.each(templates)('of $id is generated from the form, and its keys are a promise', async (template) => {
    await expect(`${JSON.stringify(jsonSchemaOf(template), null, 2)}\n`).toMatchFileSnapshot(`../docs/schema/${template.id}.json`)
  })
})
