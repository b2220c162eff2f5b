import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleReport } from '@/report/samples/example'
import { fullReport } from '@/server/testing/reports'
import { makeCsv } from './csv'
import { readCsv } from './read-csv'

const linesOf = (values: Record<string, string>) => {
  const rows = readCsv(new TextDecoder('utf-8', { ignoreBOM: true }).decode(makeCsv({ ...exampleReport, values })))
  return Object.fromEntries(rows.map((row) => [row[6], row]))
}

describe('the tables as CSV', () => {
  it('have one cell of the form a line, named by table, row, column and address', () => {
    const lines = linesOf({ ...exampleReport.values })
    expect(Object.keys(lines)).toHaveLength(1 + 22 + 23 * 7 + 15)
    expect(lines['requests/not-held/total']).toEqual([
      '淮南市人民政府办公室',
      '2019',
      '表三',
      '1.本机关不掌握相关政府信息',
      '总计',
      '59',
      'requests/not-held/total'
    ])
    expect(lines['disclosure/procurement/amount']?.[5]).toBe('4003622元')
  })
  it('begin with the mark by which Excel knows UTF-8', () => {
    expect([...makeCsv(fullReport('F2021')).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  })
  it('hold no formula, and let negative numbers stand', () => {
    const lines = linesOf({
      'disclosure/licensing/change': '-8',
      'disclosure/services/change': '=HYPERLINK("http://a","b")',
      'disclosure/penalty/change': '-1+2'
    })
    expect(lines['disclosure/licensing/change']?.[5]).toBe('-8')
    expect(lines['disclosure/services/change']?.[5]).toBe('\'=HYPERLINK("http://a","b")')
    expect(lines['disclosure/penalty/change']?.[5]).toBe("'-1+2")
  })
})

describe('reading CSV', () => {
  it('takes quotes, line ends and the mark as they come', () => {
    expect(readCsv('\ufeffa,"b ""c"", d"\r\n\r\n"e\nf",\ng')).toEqual([['a', 'b "c", d'], ['e\nf', ''], ['g']])
    expect(() => readCsv('"never closed, a\nb')).toThrow('引号不成对')
    expect(readCsv('')).toEqual([])
  })
  it('gives back any fields that were written', () => {
    const field = fc.string({ unit: 'binary' }).map((text) => text.replace(/^\ufeff/, ''))
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 1 }), { minLength: 1 }), (rows) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\r\n')
        expect(readCsv(text)).toEqual(rows.filter((row) => row.some((one) => one !== '')))
      })
    )
  })
})
