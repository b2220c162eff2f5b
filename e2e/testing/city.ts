import { eq } from 'drizzle-orm'
import { cleanReport } from '@/report/testing/clean'
import { YEAR } from './case'
import type { World } from './world'

type Unit = Awaited<ReturnType<World['unit']>>

/** A city with a bureau and a county; the county with an office and a town that have published. */
export async function openCity(world: World) {
  const city = await world.unit('丁市人民政府', { kind: 'government' })
  const bureau = await world.unit('丁市住房局', { above: city.id })
  const county = await world.unit('戊县人民政府', { kind: 'government', above: city.id })
  const office = await world.unit('戊县人民政府办公室', { above: county.id })
  const town = await world.unit('己镇人民政府', { above: county.id })
  const people = {
    city: await world.user(city, 'filler', 'compiler'),
    county: await world.user(county, 'filler', 'compiler'),
    office: await world.user(office, 'filler'),
    town: await world.user(town, 'filler'),
    bureau: await world.user(bureau, 'filler'),
    reviewer: await world.user(city, 'reviewer')
  }
  const { t } = world.store
  const called = { fullName: '王小麦', officePhone: '0554-0000100' }
  await world.store.tx((db) => db.update(t.users).set(called).where(eq(t.users.name, people.bureau)))
  await world.owe(city, YEAR)
  const approve = async (report: number) => {
    for (const name of ['claim', 'approve', 'publish'] as const)
      await world.step(name, report, people.reviewer, { changeNote: '更正一处数字' })
  }
  const publish = async (unit: Unit, who: string) => {
    const report = await world.report(unit, YEAR, cleanReport(YEAR).values)
    await world.step('submit', report, who)
    await approve(report)
    return report
  }
  const reports = { office: await publish(office, people.office), town: await publish(town, people.town) }
  return { city, county, people, reports, approve }
}
