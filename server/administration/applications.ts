import { z } from 'zod'
import { type GivenWaiver, listWaiversOf } from '@/db/reports/answers'
import { type Application, addApplication, endApplication, listApplications, listDecidingUnits } from '@/db/season/applications'
import { judgeFiling } from '@/db/workflow/demands'
import { listStands } from '@/db/workflow/stands'
import { listYears } from '@/report/templates'
import { dayOf } from '@/report/workflow/dates'
import { extend, printDue } from '@/report/workflow/deadline'
import { isOwing } from '@/report/workflow/progress'
import { SHORTEST_REASON } from '@/report/workflow/transitions'
import { type Done, done, refuse } from '@/server/gate/administration'
import { type Passed, type PassedReport, type Refusal, unitsWith } from '@/server/gate/gate'
import { listBelow } from '@/server/gate/reach'

const reason = z.string().trim().min(SHORTEST_REASON, `请写明理由，至少 ${SHORTEST_REASON} 个字`).max(500, '理由最多 500 字')

/** 申请延期: of which year of which unit (`unit year`), until when. */
export const extensionAsked = z.object({
  owed: z.string().regex(/^\d+ \d{4}$/, '请选择单位和年度'),
  until: z.iso.date('请选择日期'),
  reason
})
/** 申请免予核对 of one finding. */
export const waiverAsked = z.object({ finding: z.string().min(1).max(4000), reason })
export const applicationEnd = z.object({ id: z.int(), reason: z.string().trim().max(500, '理由最多 500 字') })

/** Asks for more time for a unit one fills in for, while its report still lies with it. */
export async function askExtension({ store, user, now }: Passed, given: z.output<typeof extensionAsked>): Promise<Done | Refusal> {
  const [unit = 0, year = 0] = given.owed.split(' ').map(Number)
  const [stand] = unitsWith(user, 'filler').includes(unit) ? await listStands(store, [unit], year) : []
  if (!stand || !isOwing(stand.state)) return refuse('这份年报不需要延期，请刷新页面', 'owed')
  const { due } = extend(stand, stand.extendedUntil)
  if (given.until <= due) return refuse(`延期要晚于现在的报送截止 ${printDue(due)}`, 'until')
  if (given.until <= dayOf(now)) return refuse('延期要晚于今天', 'until')
  const { until } = given
  const asked = { unit, year, kind: 'extend' as const, report: null, finding: '', says: '', until, reason: given.reason }
  if (!(await addApplication(store, { ...asked, by: user.id, on: now }))) return refuse('已经申请过延期，尚未答复')
  return done(`已申请延期至 ${printDue(until)}，答复后会收到消息`)
}

/** Asks an administrator to waive a finding of a report one fills in. */
export async function askWaiver(
  { store, user, filing, now }: PassedReport<'edit'>,
  { finding, reason }: z.output<typeof waiverAsked>
): Promise<Done | Refusal> {
  const judged = (await judgeFiling(store, filing, now)).find(({ key }) => key === finding)
  if (!judged) return refuse('该问题已不存在，请返回年报查看')
  const { id: report, unit, year } = filing
  const asked = { unit, year, kind: 'waive' as const, report, finding, says: judged.finding.says, until: null, reason }
  if (!(await addApplication(store, { ...asked, by: user.id, on: now }))) return refuse('这个问题已经申请过免予核对，尚未答复')
  return done('已申请免予核对，答复后会收到消息')
}

/** An application as it is listed; `waitsFor`: the name of the unit whose administrators decide. */
export type ApplicationLine = Application & { waitsFor: string }

export type Applications = {
  /** What waits for an administrator, what waits for others he may step in for, and what was answered. */
  waiting: ApplicationLine[]
  elsewhere: ApplicationLine[]
  answered: ApplicationLine[]
  /** What was waived in the units one manages. */
  waivers: GivenWaiver[]
  /** What was asked for the units one fills in for. */
  own: ApplicationLine[]
  /** What more time may be asked for. */
  owed: { value: string; label: string; due: string }[]
}

/** Everything on the page of 申请. */
export async function openApplications(passed: Passed): Promise<Applications> {
  const { store, user, now } = passed
  const { all, units, isOurs, where } = await readManaged(passed)
  const names = new Map(units.map(({ id, name }) => [id, name]))
  const line = (one: Application): ApplicationLine => ({ ...one, waitsFor: names.get(where.get(one.id) ?? -1) ?? '上级单位' })
  const open = all.filter(({ is }) => is === 'open')
  const filled = unitsWith(user, 'filler')
  return {
    waiting: open.filter(isOurs).map(line),
    elsewhere: open.filter((one) => !isOurs(one)).map(line),
    answered: all.filter(({ is }) => is !== 'open').map(line),
    waivers: await listWaiversOf(
      store,
      units.map(({ id }) => id)
    ),
    own: (await listApplications(store, filled)).map(line),
    owed: await listOwedBy(store, filled, dayOf(now))
  }
}

/** The finding a link of the form names, as the page repeats it. */
export async function findAskedFinding({ store, filing, now }: PassedReport<'edit'>, key: string) {
  const judged = (await judgeFiling(store, filing, now)).find((one) => one.key === key)
  return judged && { report: filing.id, key, says: judged.finding.says, title: `${filing.unitName} ${filing.year} 年` }
}

/** How many applications wait for an administrator: the number beside the link to them. */
export async function countApplications(passed: Passed): Promise<number> {
  const { all, isOurs } = await readManaged(passed)
  return all.filter((one) => one.is === 'open' && isOurs(one)).length
}

async function readManaged({ store, user }: Passed) {
  const administers = unitsWith(user, 'admin')
  const units = await listBelow({ store, user }, 'admin')
  const all = await listApplications(
    store,
    units.map(({ id }) => id)
  )
  const where = await listDecidingUnits(store, all)
  return { all, units, where, isOurs: ({ id }: Application) => administers.includes(where.get(id) ?? -1) }
}

async function listOwedBy(store: Passed['store'], units: readonly number[], today: string): Promise<Applications['owed']> {
  const owed = []
  const [latest = 0] = listYears(today)
  for (const year of [latest, latest - 1])
    for (const one of await listStands(store, units, year))
      if (isOwing(one.state) && one.revision === 1)
        owed.push({ value: `${one.unit} ${year}`, label: `${one.name} ${year} 年`, due: extend(one, one.extendedUntil).due })
  return owed
}

/** Declines with a reason, as an administrator of the unit, or takes one's own application back. */
export async function endAsked(passed: Passed, { id, reason }: z.output<typeof applicationEnd>): Promise<Done | Refusal> {
  const { store, user, now } = passed
  const { all, isOurs } = await readManaged(passed)
  const managed = all.find((one) => one.id === id && one.is === 'open')
  const own = (await listApplications(store, unitsWith(user, 'filler'))).find((one) => one.id === id && one.is === 'open')
  const one = managed ?? own
  if (!one) return refuse('这个申请已经答复，请刷新页面')
  const isDropped = one.by === user.id && !(managed && isOurs(managed))
  if (!isDropped && reason.length < SHORTEST_REASON) return refuse(`请写明理由，至少 ${SHORTEST_REASON} 个字`, 'reason')
  const isEnded = await endApplication(store, one, { end: isDropped ? 'dropped' : 'declined', reason, by: user.id, on: now })
  return isEnded ? done(isDropped ? '已收回申请' : '已答复，申请人会收到消息') : refuse('这个申请已经答复，请刷新页面')
}
