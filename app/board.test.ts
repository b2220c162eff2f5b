import { expect, it } from 'vitest'
import { seedDemo } from '@/db/demo/seed'
import { addSession } from '@/db/people/sessions'
import { addUnit, listUnitsBelow } from '@/db/people/units'
import { addUser } from '@/db/people/users'
import { chaseUnits } from '@/db/season/chase'
import { owe } from '@/db/testing/owe'
import { openOwnStore } from '@/db/testing/own-store'
import { openFile } from '@/db/testing/stores'
import { closeUnit, moveUnit, renameUnit } from '@/db/testing/unit-verbs'
import { listStands } from '@/db/workflow/stands'
import { STAGES } from '@/report/workflow/deadline'
import { tally } from '@/report/workflow/progress'
import { listBoardRows, openBoard, openSummary } from '@/server/board/board'
import { writeBoardPaper } from '@/server/board/board-paper'
import { makeBoardWorkbook } from '@/server/board/board-workbook'
import { listOwing } from '@/server/board/chase'
import { readBoardFilter } from '@/server/board/choose-lines'
import { findGone } from '@/server/board/gone'
import { readRows } from '@/server/files/read-rows'
import type { Passed } from '@/server/gate/gate'
import { openQueue, readFilter } from '@/server/queue/queue'
import { playSeason, YEAR } from '@/server/testing/season'

const NOW = new Date(`${YEAR + 1}-01-20T02:00:00Z`)
const store = await openOwnStore()

const SEASONS = [1, 2, 3, 4, 5, 6].map((seed) => [seed, seed < 3 ? [] : ['wide']] as const)

for (const [seed, tags] of SEASONS)
  it(`in season ${seed} every page counts the same units, each once, and each number opens as many rows`, { tags: [...tags] }, async () => {
    const { units, head } = await playSeason(store, seed)
    const stands = await listStands(store, units, YEAR)
    const counted = tally(stands.map(({ state }) => state))
    expect(stands).toHaveLength(units.length)
    const { total, groups, handedIn, days } = await openSummary(head, YEAR)
    expect(STAGES.reduce((sum, stage) => sum + total.of[stage], 0)).toBe(total.total)
    expect([total.total, total.excused]).toEqual([counted.required, counted.of.NOT_REQUIRED])
    for (const stage of STAGES) expect(groups.reduce((sum, { of }) => sum + of[stage], 0)).toBe(total.of[stage])
    expect(groups.reduce((sum, group) => sum + group.total, 0)).toBe(total.total)
    expect(days.today > 30 || days.now.at(-1)?.count === handedIn).toBe(true)
    expect(handedIn).toBe(total.of.review + total.of.approved + total.of.published)
    const counting = new Set(stands.flatMap(({ unit, state }) => (state === 'NOT_REQUIRED' ? [] : [unit])))
    const isCounted = (unit: number) => counting.has(unit)
    const list = await openQueue(head, readFilter({ state: 'all', year: String(YEAR) }))
    expect(list.tally).toEqual(counted)
    for (const { key, of } of groups)
      for (const stage of STAGES) {
        const { rows, found } = await openBoard(head, readBoardFilter({ year: String(YEAR), group: key, stage }))
        expect([rows.length, found]).toEqual([of[stage], of[stage]])
      }
    const missing = await listBoardRows(head, readBoardFilter({ year: String(YEAR), problem: 'missing' }))
    expect(missing.rows).toHaveLength(total.total - handedIn)
    // 催报 names exactly the units the board counts as missing.
    const filter = readBoardFilter({ problem: 'missing' })
    const { all } = await listOwing(head, YEAR, { filter })
    expect(all.toSorted()).toEqual(missing.rows.map(({ unit }) => unit).sort())
    expect((await openBoard(head, { ...filter, year: YEAR })).owing).toBe(all.length)
    for (const { id } of (await openBoard(head, readBoardFilter({ year: String(YEAR) }))).superiors) {
      const below = new Set((await listUnitsBelow(store, [id])).map((one) => one.id))
      const { rows } = await openBoard(head, readBoardFilter({ year: String(YEAR), above: String(id) }))
      expect(rows.map(({ unit }) => unit).sort()).toEqual(units.filter((unit) => below.has(unit) && isCounted(unit)).sort())
    }
    expect((await listBoardRows(head, readBoardFilter({ year: String(YEAR), problem: 'excused' }))).rows).toHaveLength(total.excused)
    // What stands above the table does not follow it: a count is of the year, not of a page, a filter or an order.
    const whole = (await openBoard(head, readBoardFilter({ year: String(YEAR) }))).summary
    for (const asked of [{ page: '2' }, { stage: 'idle', sort: 'name' }, { search: '局', problem: 'late', sort: 'returns' }])
      expect((await openBoard(head, readBoardFilter({ year: String(YEAR), ...asked }))).summary).toEqual(whole)
  })

it('units stand in the order of the office on every page and in the file, which says so; 催报 is counted there', async () => {
  const city = await addUnit(store, { name: '丑市人民政府', kind: 'government', above: null, now: NOW })
  const add = (name: string, precedence: number | null) => addUnit(store, { name, kind: 'department', above: city, precedence, now: NOW })
  const [last, second, first] = [await add('丑市三局', null), await add('丑市二局', 2), await add('丑市一局', 1)]
  await owe(store, city, YEAR, NOW)
  const memberships = [{ unit: second, role: 'filler' as const }]
  const person = { fullName: '周小禾', officePhone: '0554-0000123', password: null, memberships, now: NOW }
  const clerk = (await addUser(store, { ...person, name: 'ox' })) as number
  // Somebody who fills in beside him was there later; a third one never.
  const colleague = (await addUser(store, { ...person, name: 'calf', fullName: '林一' })) as number
  await addUser(store, { ...person, name: 'bull', memberships: [{ unit: first, role: 'filler' }] })
  for (const [user, on] of [
    [clerk, '2026-01-03T01:30:00Z'],
    [colleague, '2026-01-05T01:30:00Z']
  ] as const)
    expect(await addSession(store, { token: `ox ${user}`, user, expires: NOW, ends: NOW, now: new Date(on) })).toBe(true)
  await chaseUnits(store, { units: [second], year: YEAR, words: '', again: false, now: NOW })
  const head = { store, now: NOW, user: { id: clerk, memberships: [{ unit: city, role: 'reviewer' }] } } as unknown as Passed
  const asked = readBoardFilter({ year: String(YEAR) })
  const inOrder = [city, first, second, last]
  expect((await openBoard(head, asked)).rows.map(({ unit }) => unit)).toEqual(inOrder)
  const { rows } = await listBoardRows(head, asked)
  expect(rows.map(({ unit, chased }) => [unit, chased?.times ?? 0])).toEqual(inOrder.map((unit) => [unit, unit === second ? 1 : 0]))
  const read = await readRows(makeBoardWorkbook(YEAR, rows, 'returns', NOW))
  const lineOf = (line: number) => Object.fromEntries((read[0] ?? []).map((head, i) => [head, read[line]?.[i] ?? '']))
  expect(lineOf(3)).toMatchObject({
    ...{ 单位: '丑市二局', 地区或组: '本级及直属部门', 联系人: '周小禾', 电话: '0554-0000123', 已催次数: '1' },
    ...{ 状态: '未开始', 填报员最近登录: '2026年1月5日 09:30' }
  })
  expect([lineOf(2).填报员最近登录, lineOf(4).填报员最近登录]).toEqual(['从未登录', ''])
  expect(read.at(-1)?.[0]).toMatch(/^共 4 个单位，按退回次数，最多的在前排列，截至/)
  // On paper the same lines, with what they were chosen by.
  const narrow = readBoardFilter({ year: String(YEAR), above: String(city), stage: 'idle', search: '丑市', sort: 'name' })
  const paper = writeBoardPaper(await listBoardRows(head, narrow), narrow, NOW)
  expect(paper.words).toMatch(/^条件：丑市人民政府及其下级、未开始、单位含“丑市”；共 4 个单位，按单位名称排列，截至/)
  expect(paper.lines.map((texts) => texts.slice(0, 3))).toContainEqual(['丑市人民政府', '本级及直属部门', '未开始'])
})

it('an old address of a board leads to what its unit went into or hangs below, and an old name finds the unit', async () => {
  const add = (name: string, above: number | null) =>
    addUnit(store, { name, kind: 'government', level: above ? 'county' : 'city', above, now: NOW })
  const city = await add('卯市人民政府', null)
  const [county, heir, far] = [await add('卯县人民政府', city), await add('辰区人民政府', city), await add('巳市人民政府', null)]
  const town = await addUnit(store, { name: '卯镇人民政府', kind: 'department', level: 'town', above: county, now: NOW })
  await owe(store, city, YEAR, NOW)
  await renameUnit(store, town, '新镇人民政府', '2026-01-05')
  const memberships = [{ unit: city, role: 'reviewer' }]
  const head = { store, now: NOW, user: { id: 1, memberships } } as unknown as Passed
  const ask = (asked: object) => readBoardFilter({ year: String(YEAR), ...asked })
  expect((await openBoard(head, ask({ search: '卯镇' }))).rows.map(({ unit }) => unit)).toEqual([town])
  expect((await openBoard(head, ask({ search: '新镇' }))).rows.map(({ unit }) => unit)).toEqual([town])
  expect(await findGone(head, ask({ above: String(county) }))).toBeUndefined()
  const { version } = await openBoard(head, ask({}))
  await closeUnit(store, county, { closedOn: '2026-01-10', successor: heir })
  // What became of a unit is drawn anew like what happened to a report.
  expect((await openBoard(head, ask({}))).version).not.toBe(version)
  for (const asked of [{ above: String(county) }, { group: String(county) }]) {
    expect((await openBoard(head, ask(asked))).rows).toEqual([])
    expect(await findGone(head, ask(asked))).toEqual({
      words: '卯县人民政府2026年1月起并入辰区人民政府',
      successors: [{ id: heir, name: '辰区人民政府' }]
    })
  }
  expect((await openBoard(head, ask({ above: String(heir) }))).rows.map(({ unit }) => unit)).toEqual([heir, town])
  await moveUnit(store, heir, far, '2026-01-12')
  expect(await findGone(head, ask({ above: String(heir) }))).toEqual({ words: '辰区人民政府现在的上级单位是巳市人民政府', successors: [] })
  expect(await findGone(head, ask({ above: String(far) }))).toBeUndefined()
})

it('the example city fills a board: sixty units, every stage of a season, two years', async () => {
  const demo = await openFile()
  const now = new Date('2026-02-20T02:00:00.000Z')
  await seedDemo(demo, { password: 'hash', today: '2026-02-20', now })
  const head = { store: demo, now, user: { id: 1, memberships: [{ unit: 1, role: 'reviewer' }] } } as unknown as Passed
  const { total, groups, worst, days } = await openSummary(head, YEAR)
  expect(total.total).toBeGreaterThanOrEqual(55)
  expect(STAGES.filter((stage) => total.of[stage] > 0)).toEqual(STAGES)
  expect(groups.length).toBeGreaterThan(4)
  expect(worst).toHaveLength(10)
  expect([days.now.at(-1)?.day, (days.before.at(-1)?.share ?? 0) > 0.6]).toEqual([20, true])
  const { rows } = await openBoard(head, readBoardFilter({ problem: 'late', sort: 'due' }))
  expect(rows.every(({ days: left, revision }) => revision > 1 || (left ?? 0) < 0)).toBe(true)
  expect(rows.filter(({ contact }) => contact?.phone).length).toBeGreaterThan(5)
  await demo.close()
})
