import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { cleanReport } from '@/report/samples/clean-report'
import { makeSnapshot } from '@/report/snapshot'
import { PLAIN, writeDocx, writePage, writeSavedPage, writeText } from '@/server/testing/foreign/foreign-files'
import { readForeignReport } from './read-foreign'

const report = cleanReport(2023, {
  'disclosure/fees/amount': '251',
  'requests/granted/person': '9',
  'disclosure/licensing/decisions': '777'
})
const page = writePage(report, PLAIN)
const utf8 = (text: string) => new TextEncoder().encode(text)

type Answer = {
  table2: Record<string, Record<string, unknown>>
  table3: Record<string, unknown[]>
  org?: string
  year?: number
  doubts: { at: string; why: string; candidates: string[]; source?: string }[]
}
const read = async (file: Uint8Array | string) =>
  (await readForeignReport(typeof file === 'string' ? utf8(file) : file)) as unknown as Answer
const readWith = (from: string | RegExp, to: string) => read(page.replace(from, to))

const LICENSING = '>777<'

describe('what stands in a cell', () => {
  it.each([
    ['777', 777],
    ['１２', 12],
    ['12件', '12件'],
    ['1,234', '1,234'],
    ['1 234', 1234],
    ['—', '—'],
    ['/', '/'],
    ['0', 0],
    ['', null],
    ['&nbsp;', null],
    ['3（其中修订1件）', '3（其中修订1件）']
  ])('%s is taken as it stands', async (text, value) => {
    const { table2, doubts } = await readWith(LICENSING, `>${text}<`)
    expect(table2.行政许可?.本年处理决定数量).toBe(value)
    expect(doubts).toEqual([])
  })

  it.each([
    ['见附件', '不是数字'],
    ['2025-01-20', '不是数字'],
    ['12 34', '不是数字'],
    ['12<br>34', '不是数字'],
    ['12①', '上标或带圈'],
    ['12<sup>1</sup>', '不是数字'],
    ['12<s>13</s>', '不是数字'],
    ['1.5', '应为整数'],
    ['空白', '不是数字']
  ])('%s is left out with the reason and the text', async (text, why) => {
    const { table2, doubts } = await readWith(LICENSING, `>${text}<`)
    expect(table2.行政许可?.本年处理决定数量).toBe(null)
    expect(doubts).toEqual([
      {
        at: 'disclosure/licensing/decisions',
        why: expect.stringContaining(why),
        candidates: [expect.any(String)],
        source: expect.stringContaining('行政许可')
      }
    ])
  })

  it('a fee keeps its unit, and a column that promises another unit is not believed', async () => {
    expect((await readWith('>251<', '>2510000元<')).table2.行政事业性收费).toEqual({ '本年收费金额（单位：万元）': '2510000元' })
    const { table2, doubts } = await readWith('本年收费金额（单位：万元）', '本年收费金额（单位：元）')
    expect(table2.行政事业性收费).toEqual({ '本年收费金额（单位：万元）': null })
    expect(doubts).toMatchObject([{ at: 'disclosure/fees/amount', candidates: ['251'] }])
  })
})

describe('a doubt', () => {
  it('is a total its parts do not make, with both numbers', async () => {
    const { table3, doubts } = await read(writePage({ ...report, values: { ...report.values, 'requests/received/total': '12' } }, PLAIN))
    expect(table3['一、本年新收政府信息公开申请数量']).toEqual([10, 0, 0, 0, 0, 0, null])
    expect(doubts).toMatchObject([{ at: 'requests/received/total', why: expect.stringContaining('相差 2'), candidates: ['12', '10'] }])
  })
  it('is a cell merged over several columns or rows', async () => {
    const cells = /<td colspan="1" rowspan="1"><p align="center">9<\/p><\/td><td[^>]*><p align="center">0<\/p><\/td>/
    const { doubts } = await readWith(cells, '<td colspan="2"><p>9</p></td>')
    expect(doubts.map(({ at }) => at)).toEqual(expect.arrayContaining(['requests/granted/person', 'requests/granted/company']))
  })
  it('is a row that stands twice with different numbers', async () => {
    const row = /<tr>(?:(?!<tr>).)*行政许可.*?<\/tr>/.exec(page)?.[0] ?? ''
    const { table2, doubts } = await readWith(row, row + row.replace('777', '778'))
    expect(table2.行政许可?.本年处理决定数量).toBe(null)
    expect(doubts).toMatchObject([{ at: 'disclosure/licensing/decisions', candidates: ['777', '778'] }])
  })
  it('is a row the form does not have, and one that is missing', async () => {
    const row = /<tr>(?:(?!<tr>).)*行政许可.*?<\/tr>/.exec(page)?.[0] ?? ''
    const more = await readWith(row, row + row.replace('行政许可', '其他主动公开文件').replace('777', '35'))
    expect(more.doubts).toMatchObject([{ at: 'disclosure', why: '没有认出行名“其他主动公开文件”，未采用 35' }])
    const less = await readWith(row, '')
    expect(less.doubts).toMatchObject([{ at: 'disclosure/licensing/decisions', why: expect.stringContaining('没有找到'), candidates: [] }])
  })
  it('is a table, a section, a unit and a year that are not there', async () => {
    const none = await read(page.replace(/<table border[\s\S]*?<\/table>/g, '').replaceAll('五、存在的主要问题及改进情况', ''))
    expect(none.doubts.map(({ at }) => at)).toEqual(expect.arrayContaining(['disclosure', 'requests', 'disputes', 'problems']))
    const nameless = await read(
      page
        .replaceAll('甲市教育局2023年', '')
        .replace(/<title>.*?<\/title>/, '')
        .replaceAll('2023年', '去年')
    )
    expect(nameless.org).toBe(undefined)
    expect(nameless.doubts.map(({ at }) => at)).toContain('org')
  })
  it('is another form than that of the year', async () => {
    const { doubts } = await read(writePage({ ...cleanReport(2020), year: 2022 }, PLAIN))
    expect(doubts).toContainEqual(expect.objectContaining({ at: 'year', why: expect.stringContaining('2019') }))
  })
  it('is a second report in the same file', async () => {
    const other = writePage(
      { ...cleanReport(2023, { 'requests/granted/person': '8', 'requests/carried-out/person': '2' }), unit: '乙县财政局' },
      PLAIN
    )
    const { doubts, table3 } = await read(page + other)
    expect(doubts).toContainEqual(expect.objectContaining({ at: 'org', why: expect.stringContaining('乙县财政局') }))
    expect(table3['（一）予以公开']?.[0]).toBe(null)
  })
})

describe('a text', () => {
  it('in any encoding is understood, whatever it says of itself', async () => {
    const text = writeText(report, PLAIN)
    const wide = new Uint8Array([0xff, 0xfe, ...new Uint8Array(Uint16Array.from([...text].map((sign) => sign.charCodeAt(0))).buffer)])
    for (const file of [utf8(text), utf8(`\ufeff${text}`), wide]) expect((await read(file)).table3['（一）予以公开']?.[0]).toBe(9)
  })
  it('of a page saved as one file is that of its page', async () => {
    expect((await read(writeSavedPage(page))).table2.行政许可?.本年处理决定数量).toBe(777)
  })
})

describe('a file that cannot be read', () => {
  const zip = (parts: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
  it.each([
    ['nothing', new Uint8Array(), '空的'],
    ['a photograph', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), '图片'],
    ['an archive', zip({ '2023/年报.txt': 'a' }), '解压'],
    ['a RAR archive', utf8('Rar!\u001a\u0007'), '解压'],
    ['an OFD', zip({ 'OFD.xml': '<a/>' }), 'OFD'],
    ['a text of something else', utf8('今天天气很好，适合散步。'), '请确认选对了文件'],
    [
      'a document of another form',
      zip({
        '_rels/.rels': '<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>',
        'word/document.xml': '<w:document><w:body><w:p><w:r><w:t>请假单</w:t></w:r></w:p></w:body></w:document>'
      }),
      '请确认选对了文件'
    ],
    ['half a JSON', utf8('{"org": "甲'), 'JSON'],
    ['bytes', Uint8Array.from({ length: 300 }, (_, i) => (i * 37) % 256), '无法识别'],
    [
      'a page whose PDF is attached',
      utf8('<html><body><p>甲市教育局2023年政府信息公开工作年度报告</p><a href="a.pdf">下载</a></body></html>'),
      '请确认选对了文件'
    ],
    ['a year without a form', utf8(writePage({ ...report, year: 2017 }, PLAIN)), '2017 年没有适用的年报格式']
  ])('says what to do: %s', async (_, file, words) => {
    await expect(read(file)).rejects.toThrow(words)
  })
})

it('the JSON we publish and labelled JSON come back as labelled JSON', async () => {
  const first = await read(makeSnapshot(report))
  expect(first.doubts).toEqual([])
  const again = await read(JSON.stringify(first))
  expect({ ...again, doubts: [] }).toEqual(JSON.parse(JSON.stringify(first)))
})

it('a docx named otherwise is still one', async () => {
  expect((await read(writeDocx(report, PLAIN))).table3['（一）予以公开']?.[0]).toBe(9)
})
