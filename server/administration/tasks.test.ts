import { expect, it } from 'vitest'
import { addUnits } from '@/db/people/listed-units'
import { findObligation } from '@/db/people/obligations'
import { addUnit, listUnitsBelow } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { findAttachment } from '@/db/season/attachments'
import { openOwnStore } from '@/db/testing/own-store'
import type { Managing, ManagingUnit } from '@/server/gate/administration'
import type { Passed } from '@/server/gate/gate'
import { listCards } from '@/server/work/desk'
import { listTasks } from '@/server/work/desk-tasks'
import { startOwnReport } from '@/server/work/start-report'
import { askExtension } from './applications'
import { attach, attachmentUpload, detach, MOST_ATTACHMENT_BYTES } from './attachments'
import { issuePreviewed, openTaskDraft, previewTask, taskForm, taskOrder } from './tasks'

const now = new Date('2026-12-20T02:00:00Z')
const store = await openOwnStore()
let count = 0

async function newCity() {
  const city = await addUnit(store, { name: `甲市${++count}`, kind: 'government', above: null, now })
  const bureau = await addUnit(store, { name: `甲局${count}`, kind: 'department', above: city, now })
  const archive = await addUnit(store, { name: `甲馆${count}`, kind: 'department', above: city, now })
  const of = async (unit: number, on = now): Promise<ManagingUnit> => {
    const units = new Map((await listUnitsBelow(store, [unit])).map((one) => [one.id, one]))
    const id = (await addUser(store, { name: `甲${++count}`, password: null, now })) as number
    const managing = { store, now: on, user: { id, memberships: [{ unit, role: 'admin' }] }, units } as unknown as Managing
    return { ...managing, unit: units.get(unit) as ManagingUnit['unit'] }
  }
  const filler = (await addUser(store, { name: `填${++count}`, password: null, now })) as number
  await addMembership(store, { user: filler, unit: bureau, role: 'filler' })
  const clerk = (on = now) =>
    ({ store, now: on, user: { id: filler, memberships: [{ unit: bureau, role: 'filler' }] } }) as unknown as Passed
  return { city, bureau, archive, of, clerk, archiveName: `甲馆${count - 1}` }
}

const fields = (more: Record<string, unknown> = {}) => ({
  ...{ year: 2026, issue: '0', dueDepartment: '2027-01-31', dueGovernment: '2027-03-31', excuses: '' },
  ...{ closeDepartment: '', closeGovernment: '', correctionEndDepartment: '', correctionEndGovernment: '' },
  ...{
    notice: '2026 年的年报请于 2027 年 1 月 31 日前报送。',
    'level-city': 'on',
    'level-department': 'on',
    'kind-department': 'on',
    'kind-government': 'on'
  },
  ...more
})
const preview = async (managing: ManagingUnit, more?: Record<string, unknown>) => previewTask(managing, taskForm.parse(fields(more)))
const issue = async (managing: ManagingUnit, shown: string, more?: Record<string, unknown>) =>
  issuePreviewed(managing, taskOrder.parse(fields({ ...more, shown })))

it('what is previewed is what is issued; the unit finds it on its desk before it has begun, with date, notice and reviewer', async () => {
  const { city, bureau, archive, of, clerk } = await newCity()
  const managing = await of(city)
  const name = managing.units.get(archive)?.name
  const excuses = `${name}，不是行政机关`
  const seen = await preview(managing, { excuses })
  expect(seen).toMatchObject({ ok: true, counts: { new: 2, excused: 1 }, people: 1 })
  if (!('shown' in seen)) throw new Error('refused')
  expect(seen.lines.find(({ unit }) => unit === archive)).toMatchObject({ is: 'excused', says: '无需报送（不是行政机关）' })
  expect(await listTasks(clerk())).toEqual([])
  expect(await issue(managing, '{}', { excuses })).toMatchObject({ ok: false, error: '预览之后单位有变动，请重新预览' })
  expect(await issue(managing, seen.shown, { excuses })).toMatchObject({ ok: true, says: expect.stringContaining('涉及 3 个单位') })
  expect(await issue(managing, seen.shown, { excuses })).toMatchObject({ ok: false, error: expect.stringContaining('其他管理员') })
  expect(await listTasks(clerk())).toMatchObject([
    { unit: bureau, due: '2027-01-31', daysLeft: 42, issuer: managing.unit.name, reviewer: managing.unit.name, notice: fields().notice }
  ])
  // Who has asked for more time sees so on his desk, before and after he begins.
  const until = '2027-02-20'
  expect(await askExtension(clerk(), { owed: `${bureau} 2026`, until, reason: '台账尚未整理完' })).toMatchObject({ ok: true })
  expect(await listTasks(clerk())).toMatchObject([{ askedUntil: until }])
  expect(await startOwnReport(clerk(), { unit: bureau, year: 2026 })).toMatchObject({ ok: true })
  expect(await listTasks(clerk())).toEqual([])
  expect(await listCards(clerk())).toMatchObject([{ askedUntil: until }])
})

it('what came to be otherwise after the preview is looked at again, although as many units are concerned', async () => {
  const { city, bureau, archive, of, archiveName } = await newCity()
  const managing = await of(city)
  const seen = await preview(managing, { excuses: `${archiveName}，不是行政机关` })
  if (!('shown' in seen)) throw new Error('refused')
  const other = { excuses: `${managing.units.get(bureau)?.name}，不是行政机关` }
  expect(await preview(managing, other)).toMatchObject({ counts: seen.counts })
  expect(await issue(managing, seen.shown, other)).toMatchObject({ ok: false, error: '预览之后单位有变动，请重新预览' })
  expect(await findObligation(store, archive, 2026)).toBeUndefined()
})

it('a preview names every unit, five hundred too', async () => {
  const { city, of } = await newCity()
  const more = Array.from({ length: 500 }, (_, i) => ({ name: `甲第${i}局${city}`, level: 'department', kind: 'department' }) as const)
  await addUnits(
    store,
    more.map((one) => ({ ...one, chain: [], above: city, reviewedBy: null, now })),
    [city]
  )
  const seen = await preview(await of(city))
  expect(seen).toMatchObject({ counts: { new: 503 } })
  expect('lines' in seen && seen.lines).toHaveLength(503)
})

it('the next year’s form is a copy with its dates and years moved on', async () => {
  const { city, of, archiveName } = await newCity()
  const managing = await of(city)
  const more = { excuses: `${archiveName}：机构合并`, 'kind-government': undefined, closeGovernment: '2027-05-31' }
  const seen = await preview(managing, more)
  await issue(managing, 'shown' in seen ? seen.shown : '', more)
  expect(await openTaskDraft(managing, 2026)).toMatchObject({ issue: 1, isCopy: false, kinds: ['department'] })
  expect(await openTaskDraft(managing, 2027)).toMatchObject({
    ...{ issue: 0, isCopy: true, issuedOn: null, kinds: ['department'], excuses: `${archiveName}，机构合并` },
    dates: { dueDepartment: '2028-01-31', dueGovernment: '2028-03-31', closeDepartment: null, closeGovernment: '2028-05-31' },
    notice: '2027 年的年报请于 2028 年 1 月 31 日前报送。'
  })
})

it('refuses dates out of order, units it does not know, and dates later than those of the unit above', async () => {
  const { city, bureau, of } = await newCity()
  const managing = await of(city)
  expect(await preview(managing, { closeDepartment: '2027-01-10' })).toMatchObject({
    error: '部门关闭报送不能早于部门报送截止 2027年1月31日 24:00',
    field: 'closeDepartment'
  })
  expect(await preview(managing, { excuses: '没有的局，原因' })).toMatchObject({
    error: expect.stringContaining('第 1 行：没有“没有的局”'),
    field: 'excuses'
  })
  expect(await preview(managing, { excuses: managing.unit.name })).toMatchObject({ error: expect.stringContaining('写明原因') })
  expect(await preview(managing, { 'level-city': undefined, 'level-department': undefined })).toMatchObject({
    error: expect.stringContaining('级别')
  })
  const below = await of(bureau)
  expect(await preview(below, { dueDepartment: '2027-02-10' })).toMatchObject({ error: expect.stringContaining('不能晚于上级') })
  expect(await findObligation(store, bureau, 2026)).toBeUndefined()
})

it('a unit that need not report says so on its desk and begins nothing', async () => {
  const { city, bureau, of, clerk } = await newCity()
  const managing = await of(city)
  const more = { excuses: `${managing.units.get(bureau)?.name}，年内撤并` }
  const seen = await preview(managing, more)
  await issue(managing, 'shown' in seen ? seen.shown : '', more)
  expect(await listTasks(clerk())).toMatchObject([{ excuse: '年内撤并' }])
  expect(await startOwnReport(clerk(), { unit: bureau, year: 2026 })).toMatchObject({
    ok: false,
    error: expect.stringContaining('无需报送（年内撤并）')
  })
})

it('files go along with a task: limits, who may fetch them, and last year’s with its copy', async () => {
  const { city, bureau, of, clerk } = await newCity()
  const managing = await of(city)
  const file = (name: string, size: number) => new File([new Uint8Array(size).fill(7)], name)
  const faultOf = (one: File) => attachmentUpload.safeParse({ year: 2026, file: one }).error?.issues[0]?.message
  expect(faultOf(file('a.exe', 3))).toContain('不能附这种文件')
  expect(faultOf(file('无后缀', 3))).toContain('不能附这种文件')
  expect(faultOf(file('a.pdf', MOST_ATTACHMENT_BYTES + 1))).toContain('每个最多 8 MB')
  expect(faultOf(file('a.pdf', 0))).toBe('文件是空的')
  const take = (one: File) => attach(managing, attachmentUpload.parse({ year: 2026, file: one }))
  expect(await take(file('../../口径说明.PDF', 3))).toMatchObject({ ok: true, says: '已附上“口径说明.pdf”' })
  for (let i = 1; i < 10; i++) expect(await take(file(`表${i}.xlsx`, 2))).toMatchObject({ ok: true })
  expect(await take(file('第十一个.txt', 1))).toMatchObject({ ok: false, error: '每个任务最多附 10 个文件，共 40 MB' })
  const [guide, table] = (await openTaskDraft(managing, 2026)).attachments
  if (!guide || !table) throw new Error('nothing is attached')

  const fetch = (units: number[], administers: number[] = []) => findAttachment(store, guide.id, { units, administers })
  // Before it is issued it concerns nobody but those who issue it.
  expect(await fetch([bureau])).toBeUndefined()
  const seen = await preview(managing)
  await issue(managing, 'shown' in seen ? seen.shown : '')
  expect((await fetch([bureau]))?.bytes).toEqual(Buffer.from([7, 7, 7]))
  const other = await newCity()
  expect([await fetch([other.bureau], [other.city]), await fetch([]), (await fetch([], [city]))?.name]).toEqual([
    undefined,
    undefined,
    '口径说明.pdf'
  ])
  expect((await listTasks(clerk())).map(({ attachments }) => attachments.length)).toEqual([10])

  const next = await of(city, new Date('2027-12-20T02:00:00Z'))
  expect((await openTaskDraft(next, 2027)).copied.map(({ name }) => name)).toContain('口径说明.pdf')
  const more = { year: 2027, dueDepartment: '2028-01-31', dueGovernment: '2028-03-31', [`attachment-${guide.id}`]: 'on' }
  const again = await preview(next, more)
  await issue(next, 'shown' in again ? again.shown : '', more)
  const draft = await openTaskDraft(next, 2027)
  expect([draft.attachments.map(({ name, size }) => [name, size]), draft.copied]).toEqual([[['口径说明.pdf', 3]], []])
  expect(await detach(managing, { year: 2027, attachment: guide.id })).toMatchObject({ ok: false })
  expect(await detach(managing, { year: 2026, attachment: guide.id })).toMatchObject({ ok: true })
  expect((await openTaskDraft(next, 2027)).attachments).toHaveLength(1)
})
