import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '@/db/client'
import { findSnapshot } from '@/db/reports'
import { newPublisher } from '@/db/testing/publisher'
import { makeDocument } from '@/report/document'
import { type Report, templateOf } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import { notedReport } from '@/server/testing/reports'
import { checkFile, checkHash } from './published-check'
import { makeWord } from './word'

const folder = mkdtempSync(join(tmpdir(), 'check-'))
let store: Store
let count = 0

beforeAll(async () => {
  store = await openStore(join(folder, 'test.db'))
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const bytes = (text: string) => new TextEncoder().encode(text)

/** A published report and its snapshot. */
async function newPublished(values?: Report['values']) {
  const one = await newPublisher(store, `丁市第${++count}局`)
  const report = await one.publish(2023, values)
  const { json, hash } = (await findSnapshot(store, report)) as { json: string; hash: string }
  return { ...one, report, json, hash, said: readSnapshot(json) }
}

const wordOf = (report: Report) => makeWord(makeDocument(report))
const changed = (report: Report, values: Report['values']): Report => ({ ...report, values: { ...report.values, ...values } })

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

describe('a JSON file', () => {
  it('is genuine to the last character', async () => {
    const { json } = await newPublished()
    expect(await checkFile(store, bytes(json))).toMatchObject({ is: 'same', by: 'hash' })
  })

  it('that says the same in another order is genuine by what it says', async () => {
    const { json } = await newPublished()
    const { year, ...rest } = JSON.parse(json)
    expect(await checkFile(store, bytes(JSON.stringify({ ...rest, year }, null, 1)))).toMatchObject({ is: 'same', by: 'content' })
  })

  it('with one figure forged shows the place and both figures', async () => {
    const { json } = await newPublished()
    const forged = JSON.parse(json)
    forged.values['disputes/review/upheld'] = '1'
    expect(await checkFile(store, bytes(JSON.stringify({ ...forged, totals: {} })))).toMatchObject({
      is: 'differs',
      count: 1,
      deviations: [{ place: '行政复议·结果维持', published: '0', file: '1' }]
    })
  })
})

describe('a Word file', () => {
  it('made of the snapshot is genuine by what it says, notes, remarks and long texts too', async () => {
    for (const values of [undefined, notedReport('F2021').values]) {
      const { said } = await newPublished(values)
      expect(await checkFile(store, wordOf(said))).toMatchObject({ is: 'same', by: 'content' })
    }
  })

  it('with any one cell forged differs in exactly that cell', async () => {
    const { said } = await newPublished()
    const cells = templateOf(said).cells.filter(({ role }) => role === 'input')
    for (const { at } of cells.filter((_, i) => i % 17 === 0)) {
      const verdict = await checkFile(store, wordOf(changed(said, { [at]: '777' })))
      expect(verdict.is, at).toBe('differs')
      if (verdict.is === 'differs')
        expect(
          verdict.deviations.some(({ file }) => file === '777'),
          at
        ).toBe(true)
    }
  })

  it('with a word forged in a long text shows the words around it', async () => {
    const { said } = await newPublished()
    const forged = changed(said, { problems: `${'甲'.repeat(500)}` })
    expect(await checkFile(store, wordOf(forged))).toMatchObject({
      is: 'differs',
      count: 1,
      deviations: [{ place: '文字', file: `${'甲'.repeat(80)}…` }]
    })
  })

  it('of a corrected revision is genuine as that revision', async () => {
    const one = await newPublished()
    await one.correct(one.report, { 'requests/granted/person': '8', 'requests/partial/person': '1' })
    expect(await checkFile(store, wordOf(one.said))).toMatchObject({ is: 'same', matched: [{ revision: 1, state: 'SUPERSEDED' }] })
  })

  it('of a withdrawn report is compared with nothing', async () => {
    const one = await newPublished()
    await one.takeDown(one.report, new Date('2024-02-01T00:00:00Z'))
    const verdict = await checkFile(store, wordOf(changed(one.said, { 'requests/granted/person': '5' })))
    expect(verdict).toMatchObject({ is: 'unknown' })
    expect(JSON.stringify(verdict)).toContain('已经撤下')
  })

  it('of a unit that published nothing is unknown', async () => {
    const { said } = await newPublished()
    expect(await checkFile(store, wordOf({ ...said, unit: '戊市财政局' }))).toMatchObject({ is: 'unknown' })
    expect(await checkFile(store, wordOf({ ...said, year: 2022 }))).toMatchObject({ is: 'unknown' })
  })
})

it('says in Chinese why a file cannot be read', async () => {
  const zip = wordOf(notedReport('F2021')).slice(0, 500)
  for (const file of [
    bytes('hello'),
    bytes('{'),
    bytes('{}'),
    bytes('[]'),
    bytes('{"unit":"甲","year":"x"}'),
    new Uint8Array([0xd0, 0xcf]),
    zip,
    new Uint8Array([0xff, 0xd8])
  ]) {
    const verdict = await checkFile(store, file)
    expect(verdict.is).toBe('unreadable')
    if (verdict.is === 'unreadable') expect(verdict.words).toMatch(/[\u4e00-\u9fff]/)
  }
})
