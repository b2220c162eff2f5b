import { z } from 'zod'
import type { Reader } from '@/db/engine/client'
import { listReviewers } from '@/db/people/notices'
import type { User } from '@/db/people/sessions'
import { addFirstUnit, findUnit, setReviewer, type Unit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { noFormFor } from '@/report/reading/read'
import { exampleReport } from '@/report/samples/example'
import { reportKind, unitName, userName } from '@/server/base/fields'
import { refuse } from '@/server/gate/administration'
import { type Passed, type Refusal, type Result, unitsWith } from '@/server/gate/gate'
import { makeLink } from '@/server/gate/link'
import { reportYear, startOwnReport } from '@/server/work/start-report'

export const firstUnit = z.object({ name: unitName, kind: reportKind })
export const firstReviewer = z.object({ name: userName })
export const firstReport = z.object({
  year: reportYear,
  /** Set: the example of 2019 instead. */
  example: z.string().optional()
})

const REVIEWED = '审核员已经设置过了，请在“管理—单位”里修改'

/** The first unit; whoever sets it up administers it and may fill in its reports. */
export async function setUpUnit({ store, user, now }: Passed, { name, kind }: z.output<typeof firstUnit>): Promise<Result> {
  const isFirst = await addFirstUnit(store, { name, kind, above: null, now }, user.id)
  return isFirst ? { ok: true } : refuse('单位已经设置过了，请刷新页面')
}

/** Who reviews: somebody else, who gets a one-time link. The account holds nothing but that role. */
export async function inviteReviewer(
  { store, user, now }: Passed,
  { name }: z.output<typeof firstReviewer>
): Promise<{ ok: true; path: string } | Refusal> {
  const unit = await findUnreviewed(store, user)
  if (!unit) return refuse(REVIEWED)
  const id = await addUser(store, { name, password: null, memberships: [{ unit: unit.id, role: 'reviewer' }], now })
  if (id === undefined) return refuse(`用户名“${name}”已被使用，请换一个`, 'name')
  return { ok: true, path: `/link/${await makeLink(store, id, now)}` }
}

/** 本单位自行审核公布: whoever sets the unit up reviews and publishes, too. */
export async function reviewOurselves({ store, user }: Passed): Promise<Result> {
  const unit = await findUnreviewed(store, user)
  if (!unit) return refuse(REVIEWED)
  await addMembership(store, { user: user.id, unit: unit.id, role: 'reviewer' })
  await setReviewer(store, unit.id, unit.id)
  return { ok: true }
}

/** The first report: this year's, or the example of 2019 to try things out. */
export async function startFirst(passed: Passed, given: z.output<typeof firstReport>): Promise<{ ok: true; report: number } | Refusal> {
  const { store, user, now } = passed
  const unit = await findUnit(store, unitsWith(user, 'filler')[0] ?? 0)
  if (!unit) return refuse('请先设置单位')
  if (!given.example) return startOwnReport(passed, { unit: unit.id, year: given.year })
  const { year, values } = exampleReport
  const report = await startReport(store, { unit, by: user.id, now, year, values })
  return report === undefined ? refuse(noFormFor(year)) : { ok: true, report }
}

/** The unit somebody has set up and fills in for while nobody reviews it: the first run has to find one. */
export async function findUnreviewed(reader: Reader, user: User): Promise<Unit | undefined> {
  const administered = unitsWith(user, 'admin')
  const first = unitsWith(user, 'filler').find((unit) => administered.includes(unit))
  const unit = first === undefined ? undefined : await findUnit(reader, first)
  // Below another unit it is the administrator above who says who reviews.
  if (!unit || unit.above !== null || (await listReviewers(reader, unit.id)).length > 0) return undefined
  return unit
}
