import { notFound, redirect } from 'next/navigation'
import { describeSuccession, listSuccessions } from '@/db/people/succession'
import { wasBelow } from '@/db/people/unit-tree'
import { findUnit, listUnitsAbove, listUnitsBelow, reviewingUnit, reviewsItself, type Unit } from '@/db/people/units'
import { findAccount, findHome, listHolders } from '@/db/people/users'
import { hadToDoWith } from '@/db/reports/dealings'
import { findFiling } from '@/db/reports/reports'
import { listContacts } from '@/db/workflow/season'
import { mayRead } from '@/report/workflow/rights'
import { STATE_NAMES } from '@/report/workflow/states'
import { listKnown, type Passed, unitsWith } from '@/server/gate/gate'
import { publicPathOf } from '@/server/public/published'

/** Where something is now that somebody had to do with and no longer reaches. */
export type Whereabouts = { title: string; words: string[]; publicPath?: string }

/**
 * What an old link leads to: of a report, a unit or an account (by number) who has it now, in words. Whoever may open it after all
 * is led there; whoever never had to do with it finds nothing.
 */
export async function openWhereabouts(passed: Passed, asked: Record<string, string | string[] | undefined>): Promise<Whereabouts> {
  const numberOf = (name: string) => (typeof asked[name] === 'string' && /^\d{1,15}$/.test(asked[name]) ? Number(asked[name]) : undefined)
  const [report, unit, account] = [numberOf('report'), numberOf('unit'), numberOf('account')]
  if (report !== undefined) return findReportNow(passed, report)
  if (unit !== undefined) return findUnitNow(passed, unit)
  return account === undefined ? notFound() : findAccountNow(passed, account)
}

async function findReportNow(passed: Passed, id: number): Promise<Whereabouts> {
  const { store, user } = passed
  const filing = await findFiling(store, id)
  if (!filing || !(await hadToDoWith(store, user.id, id))) notFound()
  const [known] = await listKnown(passed, [filing])
  if (known && mayRead(known.roles, filing)) redirect(`/reports/${id}`)
  const unit = (await findUnit(store, filing.unit)) as Unit
  const people = (await listContacts(store, [unit.id])).map(({ name, phone }) => (phone ? `${name}（${phone}）` : name))
  const fills = people.length > 0 ? `由${people.join('、')}填报` : '该单位现在没有填报员'
  const reviewer = reviewsItself(unit) ? undefined : await findUnit(store, reviewingUnit(unit))
  return {
    title: `${filing.unitName} ${filing.year} 年年报`,
    words: [
      known ? `现为“${STATE_NAMES[filing.state]}”，在该单位办理，报送后可以查看。` : '您已不再办理这份年报。',
      `${fills}${reviewer && reviewer.id !== unit.id ? `，由${reviewer.name}审核` : ''}。`,
      ...(await tellEnd(passed, unit.id))
    ],
    publicPath: publicPathOf(filing)
  }
}

async function findUnitNow(passed: Passed, id: number): Promise<Whereabouts> {
  const { store, user } = passed
  const roots = unitsWith(user, 'admin')
  const unit = await findUnit(store, id)
  if (!unit || !(await wasBelow(store, id, roots))) notFound()
  const above = await listUnitsAbove(store, id)
  if (above.some((one) => roots.includes(one))) redirect(`/admin/units/${id}`)
  const superior = unit.above === null ? undefined : await findUnit(store, unit.above)
  return {
    title: unit.name,
    words: [
      superior ? `已不在您管理的单位之下，现在的上级单位是${superior.name}。` : '已不在您管理的单位之下，现在没有上级单位。',
      ...(await tellAdministrators(passed, above)),
      ...(await tellEnd(passed, id))
    ]
  }
}

async function findAccountNow(passed: Passed, id: number): Promise<Whereabouts> {
  const { store, user } = passed
  const account = await findAccount(store, id)
  const home = await findHome(store, id)
  const units = new Map((await listUnitsBelow(store, unitsWith(user, 'admin'))).map((one) => [one.id, one.name]))
  if (!account || home === undefined || !units.has(home)) notFound()
  if (account.memberships.some(({ unit }) => units.has(unit))) redirect(`/admin/users/${id}`)
  const [first] = account.memberships
  return {
    title: account.fullName || account.name,
    words: [
      `已不在${units.get(home)}任职，现在在${[...new Set(account.memberships.map(({ unitName }) => unitName))].join('、')}。`,
      ...(first ? await tellAdministrators(passed, await listUnitsAbove(store, first.unit)) : [])
    ]
  }
}

/** The administrators nearest to a unit; `above`: the unit itself and all above it. */
async function tellAdministrators({ store }: Passed, above: readonly number[]): Promise<string[]> {
  for (const unit of above) {
    const names = (await listHolders(store, unit, ['admin'])).map(({ name }) => name)
    if (names.length > 0) return [`由${(await findUnit(store, unit))?.name}的管理员${names.join('、')}管理。`]
  }
  return []
}

/** What the unit went into, if it has ended so. */
async function tellEnd({ store }: Passed, unit: number): Promise<string[]> {
  const succession = (await listSuccessions(store, [unit])).get(unit)
  return succession ? [`该单位${describeSuccession(succession)}。`] : []
}
