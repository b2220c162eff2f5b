import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { cleanReport } from '@/report/samples/clean-report'
import { compareOrigin, planImport } from '@/report/understanding/plan-import'
import { readForeign } from '@/server/files/reader/reader'
import { BAD_FILES } from '@/server/testing/foreign/bad-files'
import { PLAIN, writeDocx, writePage, writeText } from '@/server/testing/foreign/foreign-files'
import { uploadOf } from '@/server/testing/upload'

const report = cleanReport(2023)
const page = writePage(report, PLAIN)
const text = writeText(report, PLAIN)

async function read(file: Uint8Array | string, name = '年报.docx') {
  const { body, type } = uploadOf(typeof file === 'string' ? strToU8(file) : file, name)
  return readForeign('reading', body, type)
}

/** GB18030 of what GBK has, by searching the decoder: nothing encodes it here. */
function encodeGbk(said: string): Uint8Array {
  const known = new Map<string, [number, number]>()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) if (low !== 0x7f) known.set(decoder.decode(new Uint8Array([high, low])), [high, low])
  return new Uint8Array([...said].flatMap((sign) => known.get(sign) ?? [sign.charCodeAt(0)]))
}

it.each(Object.entries(BAD_FILES))('a file that cannot be read says what to do: %s', async (_, { name, make, says }) => {
  await expect(read(make(), name)).rejects.toThrow(says)
})

it('a document of another form, another year’s or another unit’s is told before anything is taken', async () => {
  const older = await read(writeDocx({ ...cleanReport(2020), year: 2020 }, PLAIN))
  expect(compareOrigin(older, report).refused).toContain('2020 年的年报')
  const other = await read(writeDocx({ ...cleanReport(2022), unit: '乙县财政局' }, PLAIN))
  expect(compareOrigin(other, report)).toEqual({ asked: [expect.stringContaining('乙县财政局'), expect.stringContaining('2022 年')] })
})

it('the code of the unit in a file comes through to whoever looks for the unit', async () => {
  const { creditCode } = await read(page.replace('</h1>', '</h1><p>统一社会信用代码：91350100M000100Y43</p>'), '网页.html')
  expect(creditCode).toBe('91350100M000100Y43')
})

describe('a file that is odd is read for what it is', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['renamed', writeDocx(report, PLAIN), '年报.pdf'],
    ['in UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), '年报.txt'],
    ['in GB18030', encodeGbk(text), '年报.txt']
  ])('%s', async (_, file, name) => {
    const { org, year, values, hash, name: told } = await read(file, name)
    expect({ org, year, told }).toEqual({ org: report.unit, year: 2023, told: name })
    expect(hash).toMatch(/^[\da-f]{64}$/)
    expect(values).toMatchObject({ 'requests/granted/person': '9', 'requests/carried-out/person': '1' })
  })

  it('without its tables: the texts are taken, each table is told to be missing', async () => {
    const bare = await read(page.replace(/<table border[\s\S]*?<\/table>/g, '<p>（表格见附件）</p>'), '网页.html')
    const plan = planImport(bare, {})
    expect(plan.pages.flatMap(({ notes }) => notes.map(({ why }) => why))).toEqual(
      expect.arrayContaining(['没有找到表二', '没有找到表三', '没有找到表四'])
    )
    expect(bare.values.problems).toBe(report.values.problems)
  })

  it('with two reports: both are told, and numbers and texts that differ are nobody’s', async () => {
    const given = { 'requests/granted/person': '8', problems: '人手不足。' }
    const other = writePage({ ...cleanReport(2022, given), unit: '乙县财政局' }, PLAIN)
    const both = await read(`${page}${other}`, '合订.html')
    expect(compareOrigin(both, { ...report }).asked.join()).toContain('文件中还有另一个标题：乙县财政局2022年')
    expect(compareOrigin(both, { ...report }).asked.join()).toContain('请每份存成一个文件再导入')
    expect(both.values['requests/granted/person']).toBeUndefined()
    expect(both.values.problems).toBeUndefined()
    expect(both.doubts.find(({ at }) => at === 'problems')?.candidates).toEqual([report.values.problems, '人手不足。'])
    expect(both.doubts.find(({ at }) => at === 'requests/granted/person')?.candidates).toEqual(['9', '8'])
  })
})
