import { expect, it } from 'vitest'
import { type Filing, findFilings, findSnapshot } from '@/db/reports/reports'
import { newAggregates } from '@/db/testing/aggregates'
import { openOwnStore } from '@/db/testing/own-store'
import { readSnapshot } from '@/report/snapshot'
import { readWorksheets } from '@/server/files/excel/read-workbook'
import { makeSummaryWorkbook } from '@/server/files/excel/summary-workbook'
import type { Passed } from '@/server/gate/gate'
import { coverBatch } from './cover-batch'

const YEAR = 2021
const now = new Date('2022-01-10T02:00:00.000Z')
const AT = 'disclosure/licensing/decisions'
const store = await openOwnStore()

it('汇总表 counts nobody twice whatever is chosen, says whom its sums cover, and adds what it says', async () => {
  const of = await newAggregates(store, now, YEAR, AT)
  const { county, office, town } = await of.fileCounty()
  const bureau = await of.file(of.bureau, '3')
  const memberships = [{ unit: of.city.unit.id, role: 'reviewer' as const }]
  const passed = {
    store,
    now,
    user: { id: of.reviewer, name: 'x', fullName: 'x', mustChangePassword: false, memberships }
  } as unknown as Passed

  const summarise = async (reports: readonly number[]) => {
    const byId = new Map((await findFilings(store, reports)).map((one) => [one.id, one]))
    const chosen = reports.map((id) => byId.get(id) as Filing)
    const cover = await coverBatch(passed, chosen, YEAR)
    const snapshots = await Promise.all(chosen.map(async ({ id }) => (await findSnapshot(store, id))?.json ?? ''))
    const lines = snapshots.map((json, i) => ({ report: readSnapshot(json), state: '已公布', isAdded: cover.isAdded[i] ?? false }))
    const sheet = readWorksheets(makeSummaryWorkbook(lines, { title: '汇总表', cover })).find(({ name }) => name === '表二')
    return { cover, licences: sheet?.rows.slice(3).map((row) => row[4 + 6]), states: sheet?.rows.slice(4).map((row) => row[2]) }
  }
  const all = await summarise([bureau, county, office, town])
  expect(all.cover.isAdded).toEqual([true, false, true, true])
  expect(all.cover.sentence).toBe(
    '合计涵盖 2021 年应报送的 3 个单位中的 3 个；1 份不重复计入：政府汇总与其下级单位只计一次，政府汇总的调整项不在其内。'
  )

  expect(all.licences).toEqual(['15', '3', '12', '7', '5'])
  expect(all.states).toEqual(['已公布', '已公布', '已公布', '已公布'])

  // The members of the city: the county's aggregate stands for its office and its town.
  const members = await summarise([bureau, county])
  expect(members.cover.isAdded).toEqual([true, true])
  expect(members.licences).toEqual(['15', '3', '12'])
  expect(members.cover.sentence).toBe('合计涵盖 2021 年应报送的 2 个单位中的 2 个。')

  const some = await summarise([bureau, town])
  expect(some.cover.isAdded).toEqual([true, true])
  expect(some.cover.sentence).toBe('合计涵盖 2021 年应报送的 3 个单位中的 2 个。')
  expect(some.cover.lines.find(({ unit }) => unit === of.office.unit.name)).toMatchObject({ standing: '未计入', isAdded: '' })
})
