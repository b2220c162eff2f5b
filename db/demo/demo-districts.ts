import type { Store } from '@/db/engine/client'
import { addExtension } from '@/db/people/change-dates'
import { addUnit } from '@/db/people/units'
import { addUsers } from '@/db/people/users'
import { dueDate, type ReportKind } from '@/report/report'
import { dayOf } from '@/report/workflow/dates'
import { aggregateTexts, CITY, figures } from './demo-city'
import { type DemoTeller, numberOf } from './demo-teller'

/** The districts of the example city, each with its offices and towns; all invented, as are their people and numbers. */
const DISTRICTS = [
  {
    name: '望湖区',
    offices: ['政府办公室', '教育局', '民政局', '财政局', '卫生健康委员会'],
    towns: ['柳塘街道办事处', '石桥镇人民政府', '新禾镇人民政府']
  },
  {
    name: '云岭县',
    offices: ['政府办公室', '教育局', '公安局', '自然资源和规划局', '水利局', '应急管理局'],
    towns: ['青溪镇人民政府', '白果镇人民政府', '杨树坪乡人民政府']
  },
  {
    name: '清河区',
    offices: ['政府办公室', '教育局', '市场监督管理局', '城市管理局'],
    towns: ['河湾街道办事处', '南渡口镇人民政府']
  }
] as const

const BUREAUS = [
  '淮南市司法局',
  '淮南市审计局',
  '淮南市统计局',
  '淮南市体育局',
  '淮南市农业农村局',
  '淮南市应急管理局',
  '淮南市生态环境局',
  '淮南市数据资源管理局',
  '淮南市信访局',
  '淮南市医疗保障局',
  '淮南市商务局',
  '淮南市退役军人事务局',
  '淮南市粮食和物资储备局',
  '淮南市机关事务管理局'
]

const SURNAMES = '方任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹'
const GIVEN = ['春苗', '秋实', '田田', '禾青', '穗子', '望山', '听泉', '知雨', '晴川', '怀谷']

type Office = { name: string; kind: ReportKind; clerk: string }

/** Adds the districts and further bureaus, a clerk with a telephone each. */
export async function addDistricts(
  store: Store,
  units: Map<string, number>,
  users: Map<string, number>,
  given: { password: string; now: Date }
): Promise<Office[]> {
  const { now, password } = given
  const offices: Office[] = []
  const add = async (name: string, above: string, kind: ReportKind, level: 'county' | 'department' | 'town') => {
    units.set(name, await addUnit(store, { name, kind, level, above: numberOf(units, above), now }))
    offices.push({ name, kind, clerk: `clerk${offices.length + 1}` })
  }
  for (const name of BUREAUS) await add(name, CITY, 'department', 'department')
  for (const { name, offices: below, towns } of DISTRICTS) {
    const district = `${name}人民政府`
    await add(district, CITY, 'government', 'county')
    for (const office of below) await add(`${name}${office}`, district, 'department', 'department')
    for (const town of towns) await add(town, district, 'department', 'town')
  }
  const accounts = offices.map(({ name, clerk }, i) => ({
    ...{ name: clerk, position: '科员', password, now },
    fullName: `${SURNAMES[i % SURNAMES.length]}${GIVEN[i % GIVEN.length]}`,
    officePhone: `0554-0000${200 + i}`,
    memberships: [{ unit: numberOf(units, name), role: 'filler' as const }]
  }))
  await addUsers(store, accounts)
  // One password for all, which nobody is asked to change.
  await store.read.update(store.t.users).set({ mustChangePassword: false })
  const known = await store.read.select({ id: store.t.users.id, name: store.t.users.name }).from(store.t.users)
  for (const { id, name } of known) users.set(name, id)
  return offices
}

const DAY = 86_400_000

/** What late offices say. */
const WHY = '经办人员调整，数据汇总推迟，已核实无误。'

/** Last year: nearly all published, some after the date, one returned twice, one never begun. */
export async function tellOfficesLastYear(teller: DemoTeller, offices: readonly Office[], year: number): Promise<void> {
  for (const [i, { name, kind, clerk }] of offices.entries()) {
    if (i === NEVER_BEGUN || name === '淮南市机关事务管理局' || kind === 'government') continue
    // From the fifth of January to the tenth of February, most of them in the last days before the date.
    const after = Math.round(36 - 34 * (1 - i / offices.length) ** 2)
    teller.goOnFrom(new Date(Date.parse(`${year + 1}-01-05T01:30:00Z`) + after * DAY))
    const report = await teller.start(name, kind, year, clerk, figures(year, { received: 5 + ((i * 7) % 40), carriedOut: 1 }))
    if (after > 25) await teller.explain(report, clerk, WHY)
    await teller.take(report, clerk, 'submit')
    if (i === 20) await teller.sendBack(report, 'shenhe', clerk)
    await teller.take(report, 'shenhe', 'claim', 'approve', 'publish')
  }
}

/** The office that did not begin last year. */
const NEVER_BEGUN = 9

/** Last year's aggregates: the districts first, then the city; who had not used the product then is declared 缺报. */
export async function tellAggregatesLastYear(teller: DemoTeller, offices: readonly Office[], year: number): Promise<void> {
  const publish = async (name: string, clerk: string, reviewer: string) => {
    const report = await teller.start(name, 'government', year, clerk, aggregateTexts(year))
    await teller.sum(report, clerk)
    await teller.explain(report, clerk, WHY)
    await teller.take(report, clerk, 'submit')
    await teller.take(report, reviewer, 'claim', 'approve', 'publish')
  }
  teller.goOnFrom(new Date(Date.parse(`${year + 1}-03-06T01:30:00Z`)))
  for (const { name, kind, clerk } of offices) if (kind === 'government') await publish(name, clerk, 'shenhe')
  for (const unit of ['田家庵区教育局', '安成镇人民政府'])
    await teller.declareAbsent(unit, year, 'fushen', '上年未使用本系统，年报另行报送')
  await publish('田家庵区人民政府', 'tongyong', 'fushen')
  for (const unit of ['淮南市民政局', '淮南市文化和旅游局', offices[NEVER_BEGUN]?.name ?? ''])
    await teller.declareAbsent(unit, year, 'shenhe', '上年未使用本系统，年报另行报送')
  await publish(CITY, 'tongyong', 'fushen')
}

/** Last year of the bureaus whose this year is told by itself: they began it with what they had carried over, none. */
export async function tellBureausLastYear(teller: DemoTeller, year: number): Promise<void> {
  const bureaus = [
    '市人民政府办公室',
    '市公安局',
    '市财政局',
    '市人力资源和社会保障局',
    '市市场监督管理局',
    '市林业局',
    '市水利局',
    '市城乡建设局'
  ]
  const received = [22, 120, 33, 45, 70, 22, 14, 31]
  const places: [string, ReportKind, number][] = [
    ...bureaus.map((name, i): [string, ReportKind, number] => [`淮南${name}`, 'department', received[i] ?? 0]),
    ['田家庵区人民政府办公室', 'department', 7]
  ]
  for (const [i, [name, kind, count]] of places.entries()) {
    teller.goOnFrom(new Date(Date.parse(`${year + 1}-01-12T02:00:00Z`) + i * 1.5 * DAY))
    const report = await teller.start(name, kind, year, 'tongyong', figures(year, { received: count, carriedOut: 0, valid: 33 }))
    await teller.take(report, 'tongyong', 'submit')
    await teller.take(report, 'fushen', 'claim', 'approve', 'publish')
  }
}

/** This year, in the order of the offices: how far each came. */
const COURSES = [
  'published',
  'published',
  'approved',
  'submitted',
  'draft',
  'published',
  'returned',
  'idle',
  'published',
  'submitted',
  'twice',
  'approved',
  'published',
  'draft',
  'idle',
  'published',
  'submitted'
] as const

/** This year, in the days before now: some published, some at work, some not begun. */
export async function tellOfficesThisYear(teller: DemoTeller, offices: readonly Office[], year: number, now: Date): Promise<void> {
  const isLate = dayOf(now) > dueDate({ year, kind: 'department' })
  for (const [i, { name, kind, clerk }] of offices.entries()) {
    const course = courseOf(name, i)
    if (course === 'idle' || name === '淮南市机关事务管理局' || kind === 'government') continue
    teller.goOnFrom(new Date(now.getTime() - (18 - Math.floor((i * 16) / offices.length)) * DAY))
    const values = course === 'draft' ? {} : figures(year, { received: 6 + ((i * 7) % 40), carriedIn: 1, carriedOut: 1, valid: 41 })
    const report = await teller.start(name, kind, year, clerk, values)
    if (course === 'draft') continue
    if (isLate) await teller.explain(report, clerk, WHY)
    await teller.take(report, clerk, 'submit')
    if (course === 'submitted') continue
    if (course === 'twice') await teller.sendBack(report, 'shenhe', clerk)
    if (course === 'twice' || course === 'returned') {
      await teller.sendBack(report, 'shenhe', clerk, { isLeft: true })
      continue
    }
    await teller.take(report, 'shenhe', 'claim', 'approve')
    if (course === 'published') await teller.take(report, 'shenhe', 'publish')
  }
}

/** One district is complete but for a town. */
function courseOf(name: string, i: number): (typeof COURSES)[number] {
  if (name === ABSENT) return 'idle'
  return name.startsWith(COMPLETE) || DISTRICTS[0].towns.some((town) => town === name)
    ? 'published'
    : (COURSES[i % COURSES.length] ?? 'idle')
}

const COMPLETE = '望湖区'
const ABSENT = '新禾镇人民政府'

/**
 * This year's aggregates: one is public, with a member declared 缺报 and a document that was counted twice, and a member has corrected
 * its numbers since; one is summed but lacks members; the city's own has just begun.
 */
export async function tellAggregatesThisYear(teller: DemoTeller, offices: readonly Office[], year: number, now: Date): Promise<void> {
  const begin = async (name: string, clerk: string) => {
    const report = await teller.start(name, 'government', year, clerk, aggregateTexts(year))
    await teller.sum(report, clerk)
    return report
  }
  teller.goOnFrom(new Date(now.getTime() - 2 * DAY))
  const [first, second] = offices.filter(({ kind }) => kind === 'government')
  if (!first || !second) return
  await teller.declareAbsent(ABSENT, year, 'shenhe', '新设立，台账尚未移交')
  const report = await begin(first.name, first.clerk)
  await teller.adjust(report, first.clerk, 'disclosure/normative/valid', -1, '区教育局、区民政局联合印发的文件只计一次')
  await teller.explain(report, first.clerk, WHY)
  await teller.take(report, first.clerk, 'submit')
  await teller.take(report, 'shenhe', 'claim', 'approve', 'publish')
  await begin(second.name, second.clerk)
  await begin(CITY, 'huizong')
  const member = offices.find(({ name }) => name === `${COMPLETE}教育局`)
  if (member) await teller.correctPublished(member.name, year, member.clerk, 'disclosure/penalty/decisions', '66')
}

/** More time for one of the towns. */
export async function extendTown(store: Store, units: ReadonlyMap<string, number>, by: number, year: number, now: Date): Promise<void> {
  const unit = numberOf(units, '杨树坪乡人民政府')
  await addExtension(store, { unit, year, until: `${year + 1}-02-10`, reason: '经办人员调整', by, on: now })
}
