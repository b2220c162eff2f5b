import type { Store } from '@/db/engine/client'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { saveCells } from '@/db/reports/cells'
import { readReport, startReport } from '@/db/reports/reports'
import { takeSums } from '@/db/rollup/take'
import type { ReportKind } from '@/report/report'
import { cleanReport } from '@/report/testing/clean'
import type { TransitionName } from '@/report/workflow/transitions'
import { owe } from './owe'
import { opened, openFiling, take } from './steps'

let count = 0

async function newUnit(store: Store, now: Date, name: string, kind: ReportKind, above: number | null) {
  const unit = { id: await addUnit(store, { name: `${name}${count}`, kind, above, now }), name: `${name}${count}`, kind }
  const by = (await addUser(store, {
    name: `${name}员${count}`,
    fullName: `${name}员`,
    officePhone: '0554-0000100',
    password: null,
    now
  })) as number
  await addMembership(store, { user: by, unit: unit.id, role: 'filler' })
  return { unit, by }
}
type Made = Awaited<ReturnType<typeof newUnit>>

/**
 * For tests: a city with a bureau and a county; the county with an office and a town. `file` publishes a report with so many licences
 * (`at`).
 */
export async function newAggregates(store: Store, now: Date, year: number, at: string) {
  count++
  const city = await newUnit(store, now, '市', 'government', null)
  const bureau = await newUnit(store, now, '局', 'department', city.unit.id)
  const county = await newUnit(store, now, '县', 'government', city.unit.id)
  const office = await newUnit(store, now, '县办', 'department', county.unit.id)
  const town = await newUnit(store, now, '镇', 'department', county.unit.id)
  const reviewer = (await addUser(store, { name: `审${count}`, password: null, now })) as number
  await addMembership(store, { user: reviewer, unit: city.unit.id, role: 'reviewer' })
  await owe(store, city.unit.id, year, now)
  const begin = ({ unit, by }: Made, values = cleanReport(year).values) =>
    startReport(store, { unit, year: year, by, now, values }) as Promise<number>
  const step = (name: TransitionName, report: number, by: number, reason = '请核对数字') =>
    take(store, name, report, by, { now, reason, changeNote: reason })
  const publish = async (report: number, { by }: Made) => {
    for (const name of ['submit', 'claim', 'approve', 'publish'] as const) {
      const moved = await step(name, report, name === 'submit' ? by : reviewer)
      if (!moved.ok) throw new Error(`${name}: ${JSON.stringify(moved)}`)
    }
  }
  const file = async (made: Made, licences: string) => {
    const report = await begin(made, { ...cleanReport(year).values, [at]: licences })
    await publish(report, made)
    return report
  }
  const sum = async (report: number, { by }: Made) => takeSums(store, await opened(store, 'edit', report, by), now)
  const textOf = async (report: number, of = at) => (await readReport(store, await openFiling(store, report))).values[of]
  /** A correction of a published report, approved and public. */
  const correct = async (report: number, made: Made, place: string, was: string, text: string) => {
    const moved = await step('correct', report, reviewer)
    if (!moved.ok) throw new Error(JSON.stringify(moved))
    const cells = [{ at: place, was, now: text, how: 'typed' as const }]
    await saveCells(store, await opened(store, 'edit', moved.report, made.by), { saveId: `save-${report}-${place}`, now, cells })
    await publish(moved.report, made)
    return moved.report
  }
  /** The county's aggregate, published: of its office and its town. */
  const fileCounty = async () => {
    const [first, second] = [await file(office, '7'), await file(town, '5')]
    const report = await begin(county)
    await sum(report, county)
    await publish(report, county)
    return { office: first, town: second, county: report }
  }
  return { city, bureau, county, office, town, reviewer, begin, step, publish, file, fileCounty, sum, textOf, correct }
}
