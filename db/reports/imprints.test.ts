import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { newCase } from '@/db/testing/bureau'
import { onEngines } from '@/db/testing/on-engines'
import { opened } from '@/db/testing/steps'
import { type Imprint, NO_IMPRINT } from '@/report/layout/imprint'
import { findImprint, keepImprint } from './imprints'

const now = new Date('2020-01-15T02:00:00.000Z')
const later = new Date('2020-01-16T02:00:00.000Z')
const imprint: Imprint = { ...NO_IMPRINT, number: '辛政办发〔2020〕3号', date: '2020-01-15', isSealed: true }

onEngines('公文要素 on %s', (open) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('are those typed last, and can be read as they were at a moment', async () => {
    const { report, filler, signer } = await newCase(store, now)
    expect(await findImprint(store, report)).toEqual(NO_IMPRINT)
    expect(await keepImprint(store, await opened(store, 'imprint', report, filler.id), imprint, now)).toBe(true)
    const changed = { ...imprint, number: '辛政办发〔2020〕4号' }
    expect(await keepImprint(store, await opened(store, 'imprint', report, signer.id), changed, later)).toBe(true)
    expect(await findImprint(store, report)).toEqual(changed)
    expect(await findImprint(store, report, now)).toEqual(imprint)
  })

  it('stay as they are once the report is public, so that its files can be made again; its correction begins without', async () => {
    const one = await newCase(store, now)
    const keep = async (report: number, what: Imprint) =>
      keepImprint(store, await opened(store, 'imprint', report, one.filler.id), what, later)
    await one.step('submit', 'filler')
    expect(await keep(one.report, imprint)).toBe(true)
    await one.step('claim', 'reviewer')
    await one.step('approve', 'reviewer')
    await one.step('publish', 'reviewer')
    expect(await one.state()).toBe('PUBLISHED')
    expect(await keep(one.report, NO_IMPRINT)).toBe(false)
    expect(await findImprint(store, one.report)).toEqual(imprint)
    const corrected = await one.step('correct', 'reviewer', { reason: '同意更正' })
    expect(corrected.ok && (await findImprint(store, corrected.report))).toEqual(NO_IMPRINT)
  })
})
