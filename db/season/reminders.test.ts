import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addExtension, setCampaign } from '@/db/people/change-dates'
import { listNotices } from '@/db/people/notices'
import { addUnit, setChain } from '@/db/people/units'
import { addMembership, addUser, removeMembership } from '@/db/people/users'
import { saveCells } from '@/db/reports/cells'
import { addThread } from '@/db/reports/comments'
import { startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { owe } from '@/db/testing/owe'
import { opened, take } from '@/db/testing/steps'
import { closeUnit } from '@/db/testing/unit-verbs'
import { cleanReport } from '@/report/testing/clean'
import { statutoryCampaign } from '@/report/workflow/deadline'
import { reminderFor } from '@/report/workflow/progress'
import { noteOpening } from './openings'
import { remindOwing } from './reminders'
import { listSent } from './sent'

const now = new Date('2026-01-01T02:00:00.000Z')
const day = (text: string) => new Date(`${text}T01:00:00.000Z`)

it('reminds on the days of its schedule, and makes up for a day on which nothing ran', () => {
  const days = [8, 7, 6, 4, 3, 2, 1, 0, -1, -2, -3, -9, -10]
  const stages = days.map((one) => reminderFor(one))
  expect(stages).toEqual([undefined, 7, 7, 7, 3, 3, 1, 0, -1, -1, -3, -3, undefined])
  expect([11, 10, 5, -1, -2].map((one) => reminderFor(one, [10, 5]))).toEqual([undefined, 10, 5, 5, undefined])
})

onEngines('on %s', (open) => {
  let store: Store
  let city: number
  let count = 0

  beforeAll(async () => {
    store = await open()
    city = await addUnit(store, { name: '庚市人民政府', kind: 'government', above: null, now })
  })
  afterAll(() => store.close())

  const newBureau = async () => {
    const name = `庚市${++count}局`
    const id = await addUnit(store, { name, kind: 'department', above: city, now })
    const filler = (await addUser(store, { name: `filler${count}`, password: null, now })) as number
    await addMembership(store, { user: filler, unit: id, role: 'filler' })
    return { id, name, kind: 'department' as const, filler }
  }
  /** What came after the task itself. */
  const told = async (user: number) => {
    const texts = (await listNotices(store, user)).map(({ text }) => text.split('：')[1] ?? '')
    return texts.filter((text) => !text.startsWith('请于')).reverse()
  }

  it('tells of each day once, however often it runs, and stops when the report is handed in', async () => {
    const [late, diligent] = [await newBureau(), await newBureau()]
    await owe(store, city, 2025, now)
    const report = (await startReport(store, {
      unit: diligent,
      year: 2025,
      by: diligent.filler,
      now,
      values: cleanReport(2025).values
    })) as number
    const run = async (text: string) => {
      await Promise.all([remindOwing(store, day(text)), remindOwing(store, day(text))])
    }
    await run('2026-01-23')
    expect(await told(late.filler)).toEqual([])
    await run('2026-01-24')
    await run('2026-01-25')
    expect(await told(diligent.filler)).toEqual(['报送截止 2026年1月31日 24:00，还有 7 天，现为“填报中”'])
    expect(await take(store, 'submit', report, diligent.filler, { now: day('2026-01-26') })).toMatchObject({ ok: true })
    for (const text of ['2026-01-28', '2026-01-30', '2026-01-31', '2026-02-01', '2026-02-02']) await run(text)
    expect(await told(late.filler)).toEqual([
      '报送截止 2026年1月31日 24:00，还有 7 天，现为“未开始”',
      '报送截止 2026年1月31日 24:00，还有 3 天，现为“未开始”',
      '报送截止 2026年1月31日 24:00，还有 1 天，现为“未开始”',
      '报送截止 2026年1月31日 24:00，就在今天，现为“未开始”',
      '报送截止 2026年1月31日 24:00，已过 1 天，现为“未开始”'
    ])
    expect(await told(diligent.filler)).toHaveLength(1)
  })

  it('leaves alone who is excused, closed or has more time, and tells whose turn it is', async () => {
    const [excused, closed, extended, signing] = [await newBureau(), await newBureau(), await newBureau(), await newBureau()]
    await owe(store, city, 2025, now)
    const reviewer = (await addUser(store, { name: 'reviewer', password: null, now })) as number
    const draft = (await startReport(store, { unit: excused, year: 2025, by: excused.filler, now })) as number
    await take(store, 'excuse', draft, reviewer, { reason: '机构已撤并', now })
    await closeUnit(store, closed.id, { closedOn: '2026-01-10', successor: null })
    await addExtension(store, { unit: extended.id, year: 2025, until: '2026-02-20', reason: '系统故障', by: reviewer, on: now })
    await setChain(store, signing.id, ['SIGNING'])
    const signer = (await addUser(store, { name: 'signer', password: null, now })) as number
    await addMembership(store, { user: signer, unit: signing.id, role: 'signer' })
    const report = (await startReport(store, {
      unit: signing,
      year: 2025,
      by: signing.filler,
      now,
      values: cleanReport(2025).values
    })) as number
    await take(store, 'submit', report, signing.filler, { now })
    await remindOwing(store, day('2026-01-30'))
    expect([await told(excused.filler), await told(closed.filler), await told(extended.filler)]).toEqual([
      ['列为无需报送（机构已撤并）'],
      [],
      ['延期至 2026年2月20日 24:00（系统故障）']
    ])
    expect(await told(signer)).toEqual(['提交审核', '报送截止 2026年1月31日 24:00，还有 1 天，现为“待签发”'])
    await remindOwing(store, day('2026-02-17'))
    expect(await told(extended.filler)).toEqual([
      '延期至 2026年2月20日 24:00（系统故障）',
      '报送截止 2026年2月20日 24:00，还有 3 天，现为“未开始”'
    ])
  })

  it('tells a person of all he serves in one message, of each stage once, and of what is done or no longer his nothing', async () => {
    const units = []
    for (let i = 0; i < 24; i++) units.push(await newBureau())
    await owe(store, city, 2025, now)
    const [own, done, left, ...others] = units as [(typeof units)[number], (typeof units)[number], (typeof units)[number]]
    for (const { id } of [done, left, ...others]) await addMembership(store, { user: own.filler, unit: id, role: 'filler' })
    const report = (await startReport(store, { unit: done, year: 2025, by: done.filler, now, values: cleanReport(2025).values })) as number
    await take(store, 'submit', report, done.filler, { now })
    await removeMembership(store, { user: own.filler, unit: left.id, role: 'filler', by: 0 })
    const texts = async () => (await listNotices(store, own.filler)).map(({ text }) => text).filter((text) => !/请于 .* 前报送/.test(text))
    await Promise.all([remindOwing(store, day('2026-01-24')), remindOwing(store, day('2026-01-24'))])
    const [digest = '', ...more] = await texts()
    expect(more).toEqual([])
    expect(digest).toMatch(/^您负责的 22 份年报尚未报送：.*；其余 2 份请在工作台查看$/)
    expect(digest).toContain(`${own.name} 2025 年年报报送截止 2026年1月31日 24:00，还有 7 天，现为“未开始”`)
    expect([digest.includes(`${done.name} `), digest.includes(`${left.name} `)]).toEqual([false, false])
    await remindOwing(store, day('2026-01-25'))
    expect(await texts()).toHaveLength(1)
    await addExtension(store, { unit: own.id, year: 2025, until: '2026-02-05', reason: '系统故障', by: own.filler, on: now })
    await remindOwing(store, day('2026-01-30'))
    // More time for one, and the next stage of the others.
    expect(await texts()).toHaveLength(3)
    expect((await listSent(store, { units: [own.id] })).rows).toMatchObject([{ mailedOn: null, readOn: null, isByHand: false }, {}])
  })

  it('follows a campaign that ends in its own year', async () => {
    const bureau = await newBureau()
    await setCampaign(store, bureau.id, 2026, { ...statutoryCampaign(2026), dueDepartment: '2026-12-20' })
    await owe(store, bureau.id, 2026, now)
    await remindOwing(store, day('2026-12-13'))
    expect(await told(bureau.filler)).toEqual(['报送截止 2026年12月20日 24:00，还有 7 天，现为“未开始”'])
  })
  it('says so where a colleague has it in hand; not to himself, and not once that is days ago', async () => {
    const bureau = await newBureau()
    const colleague = (await addUser(store, { name: `colleague${count}`, fullName: '李小禾', password: null, now })) as number
    await addMembership(store, { user: colleague, unit: bureau.id, role: 'filler' })
    await owe(store, city, 2025, now)
    const report = (await startReport(store, {
      unit: bureau,
      year: 2025,
      by: bureau.filler,
      now,
      values: cleanReport(2025).values
    })) as number
    const right = await opened(store, 'edit', report, colleague)
    const cells = [{ at: 'other-matters', was: cleanReport(2025).values['other-matters'] ?? '', now: '无。', how: 'typed' as const }]
    await saveCells(store, right, { saveId: 'save-in-hand', cells, now: day('2026-01-23') })
    await remindOwing(store, day('2026-01-24'))
    expect((await told(bureau.filler)).at(-1)).toBe('报送截止 2026年1月31日 24:00，还有 7 天，现为“填报中”，同事李小禾已在办理')
    expect((await told(colleague)).at(-1)).toBe('报送截止 2026年1月31日 24:00，还有 7 天，现为“填报中”')
    await remindOwing(store, day('2026-01-28'))
    expect((await told(bureau.filler)).at(-1)).toBe('报送截止 2026年1月31日 24:00，还有 3 天，现为“填报中”')
  })

  it('says who has opened what was returned, and of what was opened before that nothing', async () => {
    const bureau = await newBureau()
    const colleague = (await addUser(store, { name: `opener${count}`, fullName: '周小粟', password: null, now })) as number
    const reviewer = (await addUser(store, { name: `returner${count}`, password: null, now })) as number
    await addMembership(store, { user: colleague, unit: bureau.id, role: 'filler' })
    await owe(store, city, 2025, now)
    const start = { unit: bureau, year: 2025, by: bureau.filler, now, values: cleanReport(2025).values }
    const report = (await startReport(store, start)) as number
    await noteOpening(store, { report, user: colleague, now: day('2026-01-20') })
    await take(store, 'submit', report, bureau.filler, { now: day('2026-01-21') })
    await take(store, 'claim', report, reviewer, { now: day('2026-01-23') })
    const remark = { at: 'requests/received/person', quote: '', text: '与台账不符，请核对。', now: day('2026-01-23') }
    await addThread(store, await opened(store, 'comment', report, reviewer), 'comments', remark)
    const reason = '部分数据与台账不一致，请逐项核对'
    expect(await take(store, 'return', report, reviewer, { reason, now: day('2026-01-23') })).toMatchObject({ ok: true })
    const last = async (user: number) => (await told(user)).at(-1)
    await remindOwing(store, day('2026-01-24'))
    expect(await last(bureau.filler)).toMatch(/^报送截止 .*，现为“已退回”$/)
    for (const on of ['2026-01-24', '2026-01-27']) await noteOpening(store, { report, user: colleague, now: day(on) })
    await remindOwing(store, day('2026-01-28'))
    expect(await last(bureau.filler)).toMatch(/，现为“已退回”，同事周小粟已打开$/)
    expect(await last(colleague)).toMatch(/，现为“已退回”$/)
  })
})
