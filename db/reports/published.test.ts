import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { onEngines } from '@/db/testing/on-engines'
import { newPublisher } from '@/db/testing/publisher'
import { take } from '@/db/testing/steps'
import { renameUnit } from '@/db/testing/unit-verbs'
import { cleanReport } from '@/report/testing/clean'
import {
  findPublicByHash,
  findPublicByName,
  listPublicRevisions,
  listPublicYears,
  listPublished,
  type PublicRevision,
  readPublicSnapshot
} from './published'
import { findSnapshot, startReport } from './reports'

const published = new Date('2020-01-20T02:00:00.000Z')
const later = new Date('2020-02-15T02:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const revisionsOf = async ({ unit }: { unit: { id: number } }) =>
    (await listPublicRevisions(store, unit.id)).map(({ revision, state }) => [revision, state])

  it('nothing is public before it is published', async () => {
    const one = await newPublisher(store, '乙市财政局')
    const report = (await startReport(store, {
      unit: one.unit,
      year: 2019,
      by: one.filler,
      now: published,
      values: cleanReport(2019).values
    })) as number
    for (const step of ['submit', 'claim', 'approve'] as const) {
      expect(await take(store, step, report, step === 'submit' ? one.filler : one.reviewer, { now: published })).toMatchObject({ ok: true })
      expect(await revisionsOf(one)).toEqual([])
      expect(await findPublicByName(store, one.unit.name, 2019)).toEqual([])
      expect(await findPublicByHash(store, (await findSnapshot(store, report))?.hash as string)).toEqual([])
      expect((await listPublished(store, { limit: 10, unit: one.unit.id })).total).toBe(0)
    }
    await take(store, 'publish', report, one.reviewer, { now: published })
    expect(await revisionsOf(one)).toEqual([[1, 'PUBLISHED']])
    expect(await listPublished(store, { limit: 10, unit: one.unit.id })).toMatchObject({
      total: 1,
      lines: [{ year: 2019, publishedOn: published }]
    })
    expect(await listPublicYears(store)).toEqual([2019])
  })

  it('a hash or the beginning of one finds what was published', async () => {
    const one = await newPublisher(store, '乙市民政局')
    const report = await one.publish(2019)
    const hash = (await findSnapshot(store, report))?.hash as string
    for (const digits of [hash, hash.slice(0, 16)]) {
      expect((await findPublicByHash(store, digits)).map((found) => found.report)).toContain(report)
    }
    expect(await findPublicByHash(store, `${hash.slice(0, 15)}g`)).toEqual([])
  })

  it('a correction stands beside what it corrected, with its note', async () => {
    const one = await newPublisher(store)
    await one.correct(await one.publish(2019), { problems: '人手不足，将补充力量。' }, '补充问题和措施')
    expect(await revisionsOf(one)).toEqual([
      [1, 'SUPERSEDED'],
      [2, 'PUBLISHED']
    ])
    expect(await listPublished(store, { limit: 10, unit: one.unit.id })).toMatchObject({
      total: 1,
      lines: [{ revision: 2, changeNote: '补充问题和措施' }]
    })
  })

  it('what was withdrawn is not read, neither by itself nor after a correction took its place', async () => {
    const one = await newPublisher(store)
    const report = await one.publish(2019)
    await one.takeDown(report, later, '内容有误')
    const [withdrawn] = (await listPublicRevisions(store, one.unit.id)) as [PublicRevision]
    expect(withdrawn).toMatchObject({ state: 'WITHDRAWN', withdrawn: { on: later, reason: '内容有误' } })
    await expect(readPublicSnapshot(store, withdrawn)).rejects.toThrow('not public')
    await one.correct(report, { problems: '人手不足，将补充力量。' })
    expect(await revisionsOf(one)).toEqual([
      [1, 'WITHDRAWN'],
      [2, 'PUBLISHED']
    ])
  })

  it('what was published again is read again', async () => {
    const one = await newPublisher(store)
    const report = await one.publish(2019)
    await one.takeDown(report, later)
    await one.republish(report, later)
    const [revision] = (await listPublicRevisions(store, one.unit.id)) as [PublicRevision]
    expect(revision).toMatchObject({ state: 'PUBLISHED', publishedOn: published })
    expect(revision.withdrawn).toBeUndefined()
  })

  it('is found by part of the present or a former name of its unit', async () => {
    const one = await newPublisher(store, '丙市档案局')
    await one.publish(2019)
    await renameUnit(store, one.unit.id, '丙市档案馆', '2021-07-01')
    const find = async (search: string) => (await listPublished(store, { limit: 100, search })).lines.map(({ unit }) => unit)
    expect(await find('档案馆')).toContain(one.unit.id)
    expect(await find('市档案局')).toContain(one.unit.id)
    expect(await find('不存在的单位')).toEqual([])
    expect(await find("'; drop table reports; --")).toEqual([])
  })
})
