import { describe, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { findSnapshot } from '@/db/reports/reports'
import { openOwnStore } from '@/db/testing/own-store'
import { newPublisher } from '@/db/testing/publisher'
import { NO_IMPRINT, publicImprint } from '@/report/layout/imprint'
import { type Report, templateOf } from '@/report/report'
import { makeSnapshot, readSnapshot } from '@/report/snapshot'
import { FORMATS } from '@/server/files/formats'
import { makeFile } from '@/server/files/make-file'
import { notedReport } from '@/server/testing/reports'
import { uploadOf } from '@/server/testing/upload'
import { type CheckResult, checkHash, checkFile as checkUpload } from './published-check'

const store = await openOwnStore()
let count = 0

async function checkFile(store: Store, file: Uint8Array, name: string): Promise<CheckResult> {
  const { body, type } = uploadOf(file, name)
  return (await checkUpload(store, body, type)).verdict
}

const bytes = (text: string) => new TextEncoder().encode(text)

/** A published report and its snapshot. */
async function newPublished(values?: Report['values']) {
  const one = await newPublisher(store, `丁市第${++count}局`)
  const report = await one.publish(2023, values)
  const { json, hash } = (await findSnapshot(store, report)) as { json: string; hash: string }
  return { ...one, report, json, hash, said: readSnapshot(json) }
}

const changed = (report: Report, values: Report['values']): string => makeSnapshot({ ...report, values: { ...report.values, ...values } })

const checkWord = async (snapshot: string) => checkFile(store, await makeFile(snapshot, 'docx'), '年报.docx')

describe('a hash', () => {
  it('is genuine whole, shortened, with spaces and in capitals', async () => {
    const { hash, unit } = await newPublished()
    for (const given of [hash, hash.slice(0, 16), hash.toUpperCase(), ` ${hash.slice(0, 8)} ${hash.slice(8)} `]) {
      expect(await checkHash(store, given), given).toMatchObject({ is: 'same', by: 'hash', matched: [{ unit: unit.name, year: 2023 }] })
    }
  })

  it('is unknown if nothing was published under it, and not a hash if it is anything else', async () => {
    expect(await checkHash(store, '0'.repeat(64))).toMatchObject({ is: 'unknown' })
    for (const given of ['', 'abc', 'g'.repeat(64), 'a'.repeat(65), '%', "a' or 1=1 --xxxxxx"])
      expect(await checkHash(store, given), given).toMatchObject({ is: 'unreadable' })
  })

  it('of a withdrawn revision is genuine, and says that it was withdrawn', async () => {
    const one = await newPublished()
    await one.takeDown(one.report, new Date('2024-02-01T00:00:00Z'))
    expect(await checkHash(store, one.hash)).toMatchObject({
      is: 'same',
      matched: [{ state: 'WITHDRAWN', withdrawn: { day: '2024-02-01' } }]
    })
  })
})

describe('a file', () => {
  it.each(FORMATS)('made of the snapshot is genuine as %s, with notes, remarks and long texts too', async (format) => {
    for (const values of [undefined, notedReport('F2021').values]) {
      const { json } = await newPublished(values)
      expect(await checkFile(store, await makeFile(json, format), `年报.${format}`)).toMatchObject({ is: 'same' })
    }
  })

  it.each(FORMATS)('with one cell forged differs in that cell and the totals over it as %s', async (format) => {
    const { said } = await newPublished()
    const verdict = await checkFile(store, await makeFile(changed(said, { 'disputes/review/upheld': '7' }), format), `年报.${format}`)
    expect(verdict).toMatchObject({ is: 'differs', count: 2 })
    expect(JSON.stringify(verdict)).toContain('行政复议·结果维持')
    if (verdict.is === 'differs') expect(verdict.deviations[0]).toMatchObject({ expected: '0', found: '7' })
  })

  it('is looked at, whatever it is called', async () => {
    const { json } = await newPublished()
    for (const format of ['docx', 'pdf', 'json'] as const)
      expect(await checkFile(store, await makeFile(json, format), '文件')).toMatchObject({ is: 'same' })
  })
})

describe('a file with 公文要素', () => {
  const imprint = { ...NO_IMPRINT, number: '丁政办发〔2024〕3号', signer: '李禾', date: '2024-01-16', copies: '丁市档案馆', isPublic: true }
  const newImprinted = async () => {
    const one = await newPublished()
    const on = new Date('2024-01-16')
    await store.tx(async (db) => db.insert(store.t.imprints).values({ ...imprint, report: one.report, by: one.filler, on }))
    return one
  }

  it.each(['docx', 'pdf', 'xlsx'] as const)(
    'is genuine as %s with all of them, with those shown to the public, and without',
    async (format) => {
      const { json } = await newImprinted()
      for (const printed of [imprint, publicImprint(imprint), NO_IMPRINT])
        expect(await checkFile(store, await makeFile(json, format, { imprint: printed }), `年报.${format}`)).toMatchObject({ is: 'same' })
    }
  )

  it('differs where one is another, and is not told what the public is not shown', async () => {
    const { json } = await newImprinted()
    const forged = { ...imprint, date: '2024-01-17', copies: '丁市某局' }
    const verdict = await checkFile(store, await makeFile(json, 'docx', { imprint: forged }), '年报.docx')
    expect(verdict).toMatchObject({ is: 'differs' })
    expect(JSON.stringify(verdict)).toContain('2024年1月16日')
    expect(JSON.stringify(verdict)).not.toContain('丁市档案馆')
  })
})

describe('a JSON file', () => {
  it('is genuine to the last character, or by what it says in another order', async () => {
    const { json } = await newPublished()
    expect(await checkFile(store, bytes(json), 'a.json')).toMatchObject({ is: 'same', by: 'hash' })
    const { year, ...rest } = JSON.parse(json)
    expect(await checkFile(store, bytes(JSON.stringify({ ...rest, year }, null, 1)), 'a.json')).toMatchObject({ is: 'same', by: 'content' })
  })

  it('in which only one figure was forged, and no total, shows the place and both figures', async () => {
    const { json } = await newPublished()
    const forged = JSON.parse(json)
    forged.values['disputes/review/upheld'] = '1'
    expect(await checkFile(store, bytes(JSON.stringify(forged)), 'a.json')).toMatchObject({
      is: 'differs',
      count: 1,
      deviations: [{ place: '“行政复议·结果维持”', expected: '0', found: '1' }]
    })
  })
})

describe('a Word file', () => {
  it('with any one cell forged differs in that cell', async () => {
    const { said } = await newPublished()
    const cells = templateOf(said).cells.filter(({ role }) => role === 'input')
    for (const { at } of cells.filter((_, i) => i % 17 === 0)) {
      const verdict = await checkWord(changed(said, { [at]: '777' }))
      expect(verdict.is === 'differs' && verdict.deviations.some(({ found }) => found === '777'), at).toBe(true)
    }
  })

  it('with a long text forged shows the words around the first that differs', async () => {
    const { said } = await newPublished({ ...notedReport('F2021').values, problems: `${'乙'.repeat(300)}丙` })
    const verdict = await checkWord(changed(said, { problems: `${'乙'.repeat(300)}丁` }))
    expect(verdict).toMatchObject({
      is: 'differs',
      count: 1,
      deviations: [{ expected: `…${'乙'.repeat(20)}丙`, found: `…${'乙'.repeat(20)}丁` }]
    })
  })

  it('of a corrected revision is genuine as that revision', async () => {
    const one = await newPublished()
    await one.correct(one.report, { 'requests/granted/person': '8', 'requests/partial/person': '1' })
    expect(await checkWord(one.json)).toMatchObject({ is: 'same', matched: [{ revision: 1, state: 'SUPERSEDED' }] })
  })

  it('of a withdrawn report is compared with nothing', async () => {
    const one = await newPublished()
    await one.takeDown(one.report, new Date('2024-02-01T00:00:00Z'))
    const verdict = await checkWord(changed(one.said, { 'requests/granted/person': '5' }))
    expect(verdict).toMatchObject({ is: 'unknown' })
    expect(JSON.stringify(verdict)).toContain('已经撤下')
  })

  it('of a unit that published nothing is unknown', async () => {
    const { said } = await newPublished()
    expect(await checkWord(makeSnapshot({ ...said, unit: '戊市财政局' }))).toMatchObject({ is: 'unknown' })
    expect(await checkWord(makeSnapshot({ ...said, year: 2022 }))).toMatchObject({ is: 'unknown' })
  })
})

it('says in Chinese why a file cannot be read', async () => {
  const zip = (await makeFile(makeSnapshot(notedReport('F2021')), 'docx')).slice(0, 500)
  const texts = ['hello', '{', '{}', '[]', '{"unit":"甲","year":"x"}', '%PDF-1.7'].map(bytes)
  for (const file of [...texts, new Uint8Array([0xd0, 0xcf]), zip, new Uint8Array([0xff, 0xd8])]) {
    for (const name of ['文件', ...FORMATS.map((format) => `a.${format}`)]) {
      const verdict = await checkFile(store, file, name)
      expect(verdict, name).toMatchObject({ is: 'unreadable', words: expect.stringMatching(/[\u4e00-\u9fff]/) })
    }
  }
})
