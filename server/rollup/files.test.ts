import { expect, it } from 'vitest'
import { declareAbsence } from '@/db/people/obligations'
import { findSnapshot } from '@/db/reports/reports'
import { addAdjustment } from '@/db/rollup/adjustments'
import { readTotals } from '@/db/rollup/totals'
import { newAggregates } from '@/db/testing/aggregates'
import { openOwnStore } from '@/db/testing/own-store'
import { opened, openFiling } from '@/db/testing/steps'
import { readCell } from '@/report/input'
import { coverageAddress } from '@/report/rollup/coverage-note'
import { openTemplate } from '@/report/templates'
import { FORMATS, formatOf } from '@/server/files/formats'
import { readPdf } from '@/server/files/pdf/read-pdf'
import { compareFile } from '@/server/files/verify'
import { writeFile } from '@/server/files/write-file'

const YEAR = 2021
const now = new Date('2022-01-10T02:00:00.000Z')
const AT = 'disclosure/licensing/decisions'
const store = await openOwnStore()

it('a published city aggregate with a 缺报 reads back equal from every format, with its note, its adjustment and the sums of its members', async () => {
  const of = await newAggregates(store, now, YEAR, AT)
  await of.fileCounty()
  await declareAbsence(store, { unit: of.bureau.unit.id, year: YEAR, by: of.reviewer, on: now, reason: '机构改革，台账尚未移交' })
  const city = await of.begin(of.city)
  await of.sum(city, of.city)
  const line = { at: AT, was: '12', amount: -1, reason: '联合发文只计一次', now }
  expect(await addAdjustment(store, await opened(store, 'edit', city, of.city.by), line)).toEqual({ ok: true })
  await of.publish(city, of.city)
  const filing = await openFiling(store, city)
  expect(filing.state).toBe('PUBLISHED')
  const template = openTemplate(filing.template)
  const json = (await findSnapshot(store, city))?.json ?? ''
  const { totals } = await readTotals(store, filing)
  expect(totals.get(AT)).toMatchObject({ amount: 11, adjusted: -1 })
  const note = (await of.textOf(city, coverageAddress(template))) ?? ''
  expect(note).toContain(`未计入：${of.bureau.unit.name}（缺报：机构改革，台账尚未移交）。计入审核通过以上的年报。`)

  for (const format of FORMATS) {
    const file = writeFile(json, format, { isFinal: true })
    expect(compareFile(file, format, json, { isFinal: true }), format).toEqual([])
    const read = formatOf[format].open(file).report?.()
    if (!read) continue
    expect(read.values[coverageAddress(template)], format).toBe(note)
    const sums = template.cells.filter(({ role }) => role === 'input')
    for (const { at, kind } of sums) {
      const cell = readCell(read.values[at] ?? '', kind)
      expect(cell.is === 'number' ? cell.amount : null, `${format} ${at}`).toBe(totals.get(at)?.amount ?? null)
    }
  }
  const pdf = readPdf(writeFile(json, 'pdf', { isFinal: true }))
  expect(JSON.stringify(pdf).replaceAll(/\s|\\n/g, '')).toContain('缺报：机构改革，台账尚未移交')
})
