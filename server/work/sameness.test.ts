import { beforeAll, expect, it } from 'vitest'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { saveCells } from '@/db/reports/cells'
import { addThread } from '@/db/reports/comments'
import { startReport } from '@/db/reports/reports'
import { openOwnStore } from '@/db/testing/own-store'
import { opened, openFiling, take } from '@/db/testing/steps'
import { judgeFiling } from '@/db/workflow/demands'
import { addWaiver } from '@/db/workflow/transitions'
import { isOpen } from '@/report/answer'
import { cleanReport } from '@/report/testing/clean'
import type { Role } from '@/report/workflow/roles'
import { compareWithOthers } from './sameness'

const now = new Date('2026-01-15T02:00:00.000Z')
const text = '开展培训3期，重点讲解依申请公开的受理、审查和答复流程，今后将补充力量。'
const store = await openOwnStore()
let city: number
let reviewer: number

beforeAll(async () => {
  city = await addUnit(store, { name: '甲市人民政府', kind: 'government', above: null, now })
  reviewer = await newUser(city, 'reviewer')
})

async function newUser(unit: number, role: Role) {
  const user = (await addUser(store, { name: `${role} ${unit}`, password: null, now })) as number
  await addMembership(store, { user, unit, role })
  return user
}

async function newBureau(name: string) {
  const unit = { id: await addUnit(store, { name, kind: 'department', above: city, now }), name, kind: 'department' as const }
  return { ...unit, filler: await newUser(unit.id, 'filler') }
}

async function begin(unit: Awaited<ReturnType<typeof newBureau>>, problems: string, year = 2025) {
  return (await startReport(store, { unit, year, by: unit.filler, now, values: cleanReport(year, { problems }).values })) as number
}

/** Hands a report in with whatever warns waived. */
async function handIn(report: number, filler: number) {
  for (const { key, basis } of (await judgeFiling(store, await openFiling(store, report), now)).filter(isOpen))
    await addWaiver(store, await opened(store, 'waive', report, reviewer), { finding: key, basis, text: '补录往年报告', now })
  expect(await take(store, 'submit', report, filler, { now })).toMatchObject({ ok: true })
}

/** What the gate hands over for whoever reviews in the city. */
async function passed(report: number) {
  const memberships = [{ unit: city, role: 'reviewer' as const }]
  const user = { id: reviewer, name: 'reviewer', memberships, mustChangePassword: false } as never
  const as = await opened(store, 'compare', report, reviewer)
  return { store, user, now, filing: await openFiling(store, report), opened: as, roles: ['reviewer'] as const }
}

it('lays a text beside last year’s and the most alike of those that were handed in, live numbers written out', async () => {
  const [mine, sister, other, drafting] = [
    await newBureau('教育局'),
    await newBureau('民政局'),
    await newBureau('水利局'),
    await newBureau('审计局')
  ]
  const before = await begin(mine, text.replace('3', '5'), 2024)
  await take(store, 'submit', before, mine.filler, { now: new Date('2025-01-15T02:00:00.000Z') })
  const report = await begin(mine, text)
  const copied = await begin(sister, `人手不足，全年收到申请{=requests/received/total}件。${text}`)
  const own = await begin(other, '专栏更新不及时，今后将由专人改进维护，加强检查。')
  await begin(drafting, text)
  for (const [id, { filler }] of [
    [report, mine],
    [copied, sister],
    [own, other]
  ] as const)
    await handIn(id, filler)

  const { compared, texts } = await compareWithOthers(await passed(report), 'problems')
  expect(compared).toBe(2)
  expect(texts.map(({ whose, unit, share }) => [whose, unit, share])).toEqual([
    ['last year', '教育局', 1],
    ['sister', '民政局', 1]
  ])
  const [, like] = texts
  expect(like?.text).toBe(`人手不足，全年收到申请10件。${text}`)
  expect(like?.theirs.map(({ from, to }) => like.text.slice(from, to))).toEqual([text.slice(0, -1)])
})

it('reads what was handed in of a report that was returned, its own and a sister’s, however much they have typed since', async () => {
  const [mine, sister] = [await newBureau('财政局'), await newBureau('司法局')]
  const [report, other] = [await begin(mine, text, 2023), await begin(sister, text, 2023)]
  for (const [id, { filler }] of [
    [report, mine],
    [other, sister]
  ] as const) {
    await handIn(id, filler)
    await take(store, 'claim', id, reviewer, { now })
    const comment = { at: 'problems', quote: '', text: '请核对。', now }
    await addThread(store, await opened(store, 'comment', id, reviewer), 'comments', comment)
    expect(await take(store, 'return', id, reviewer, { now, reason: '请核对数字' })).toMatchObject({ ok: true })
    const cells = [{ at: 'problems', was: text, now: '退回以后才写的话，谁也没有报送。', how: 'typed' as const }]
    await saveCells(store, await opened(store, 'edit', id, filler), { saveId: `save-${id}`, now, cells })
  }
  const { text: mineText, texts } = await compareWithOthers(await passed(report), 'problems')
  expect(mineText).toBe(text)
  expect(texts.map(({ unit, text: theirs }) => [unit, theirs])).toEqual([['司法局', text]])
})

it('gives nothing of a report that was never handed in, whoever let it through', async () => {
  const report = await begin(await newBureau('统计局'), text)
  await expect(compareWithOthers(await passed(report), 'problems')).rejects.toThrow('not to be read in DRAFT')
})
