'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { addFirstUnit, findUnit, setReviewer } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { noFormFor } from '@/report/reading/read'
import { exampleReport } from '@/report/samples/example'
import { refuse } from '@/server/gate/administration'
import { generalAction, unitsWith } from '@/server/gate/gate'
import { makeLink } from '@/server/gate/link'
import { unitName, userName } from '@/server/roster/names'
import { findUnreviewed } from '@/server/work/set-up'

const unitKind = z.enum(['department', 'government'], '请选择报告类型')

const REVIEWED = '审核员已经设置过了，请在“管理—单位”里修改'

/** The first unit; whoever sets it up administers it and may fill in its reports. */
export const setUpUnit = generalAction(
  undefined,
  z.object({ name: unitName, kind: unitKind }),
  async ({ store, user, now }, { name, kind }) => {
    const isFirst = await addFirstUnit(store, { name, kind, above: null, now }, user.id)
    if (!isFirst) return { ok: false as const, error: '单位已经设置过了，请刷新页面' }
    redirect('/setup')
  }
)

const person = z.object({ name: userName })

/** Who reviews: somebody else, who gets a one-time link. The account holds nothing but that role. */
export const inviteReviewer = generalAction('admin', person, async ({ store, user, now }, { name }) => {
  const unit = await findUnreviewed(store, user)
  if (!unit) return refuse(REVIEWED)
  const id = await addUser(store, { name, password: null, memberships: [{ unit: unit.id, role: 'reviewer' }], now })
  if (id === undefined) return refuse(`用户名“${name}”已被使用，请换一个`)
  return { ok: true as const, path: `/link/${await makeLink(store, id, now)}` }
})

/** 本单位自行审核公布: whoever sets the unit up reviews and publishes, too. */
export const reviewOurselves = generalAction('admin', z.unknown(), async ({ store, user }) => {
  const unit = await findUnreviewed(store, user)
  if (!unit) return refuse(REVIEWED)
  await addMembership(store, { user: user.id, unit: unit.id, role: 'reviewer' })
  await setReviewer(store, unit.id, unit.id)
  redirect('/setup')
})

const year = z.coerce.number('请选择年度').int('请选择年度').max(new Date().getFullYear(), '这一年度尚未开始')

/** The first report: this year's, or the example of 2019 to try things out. */
export const startFirst = generalAction(
  'filler',
  z.object({ year, example: z.string().optional() }),
  async ({ store, user, now }, given) => {
    const unit = await findUnit(store, unitsWith(user, 'filler')[0] ?? 0)
    if (!unit) return { ok: false as const, error: '请先设置单位' }
    const wanted = given.example ? { year: exampleReport.year, values: exampleReport.values } : { year: given.year }
    const id = await startReport(store, { unit, by: user.id, now, ...wanted })
    if (id === undefined) return { ok: false as const, error: noFormFor(given.year) }
    redirect(`/reports/${id}`)
  }
)
