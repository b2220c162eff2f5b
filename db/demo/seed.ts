import { sql } from 'drizzle-orm'
import type { Store } from '@/db/engine/client'
import { addExtension } from '@/db/people/change-dates'
import { issueTask } from '@/db/people/tasks'
import { changeUnits } from '@/db/people/unit-changes'
import { planMerger, planRename } from '@/db/people/unit-plans'
import { addUnit, setChain } from '@/db/people/units'
import { addUser, setPassword } from '@/db/people/users'
import { exampleReport } from '@/report/samples/example'
import { listYears } from '@/report/templates'
import { dayAfter } from '@/report/workflow/dates'
import { aggregateTexts, CITY, DEMO_ACCOUNTS, figures, UNITS } from './demo-city'
import {
  addDistricts,
  extendTown,
  tellAggregatesLastYear,
  tellAggregatesThisYear,
  tellBureausLastYear,
  tellOfficesLastYear,
  tellOfficesThisYear
} from './demo-districts'
import { tellMessages, tellRequests } from './demo-requests'
import { DemoTeller, numberOf } from './demo-teller'

/**
 * Fills an empty database with an example city in which every state and every role can be seen. `password`: the argon2id
 * hash all accounts share; `today`: yyyy-mm-dd, decides which years are this one and the last.
 */
export async function seedDemo({ tx, ...store }: Store, given: { password: string; today: string; now: Date }): Promise<void> {
  // One transaction: fast, and an interrupted start leaves nothing half done.
  await tx((db) => tellCity({ ...store, read: db, tx: (work) => work(db) }, given))
}

async function tellCity(store: Store, { password, today, now }: { password: string; today: string; now: Date }): Promise<void> {
  const units = await addUnits(store, now)
  const users = new Map<string, number>()
  for (const { unit, roles, ...account } of DEMO_ACCOUNTS.flatMap(({ accounts }) => accounts)) {
    const { name } = account
    const memberships = roles.map((role) => ({ unit: numberOf(units, unit), role }))
    const officePhone = `0554-0000${100 + users.size}`
    const user = await addUser(store, { ...account, officePhone, password, memberships, now })
    if (user === undefined) continue
    users.set(name, user)
    await setPassword(store, user, password, false)
  }
  const year = listYears(today)[0] as number
  const offices = await addDistricts(store, units, users, { password, now })
  const teller = new DemoTeller(store, units, users, now)
  await issueTasks(store, { units, users, year: year - 1, now, isLast: true })
  await issueTasks(store, { units, users, year, now })
  const clock = new DemoTeller(store, units, users, now)
  await tellOfficesLastYear(clock, offices, year - 1)
  await tellBureausLastYear(clock, year - 1)
  await tellOfficesThisYear(clock, offices, year, now)
  // Read long ago: in the inboxes wait the messages of what is told from here on.
  await store.read.update(store.t.notices).set({ readOn: now })
  await tellLastYear(teller, year - 1)
  // With a clock of its own: what is told after it lies in this year's season again.
  await tellAggregatesLastYear(new DemoTeller(store, units, users, now), offices, year - 1)
  await tellThisYear(teller, year)
  await tellDistrict(teller, year)
  await tellAggregatesThisYear(teller, offices, year, now)
  await extendTown(store, units, numberOf(users, 'admin'), year, now)
  await addExtension(store, {
    unit: numberOf(units, '淮南市水利局'),
    year,
    until: `${year + 1}-02-15`,
    reason: '机构搬迁，台账尚未整理完',
    by: numberOf(users, 'admin'),
    on: now
  })
  await tellRequests(store, teller, { units, users, offices, year, now })
  await tellMessages(store, { units, users, year, now })
  const { events, users: accounts } = store.t
  // Whoever took a step was signed in.
  const last = sql`(select max(${events.on}) from ${events} where ${events.by} = ${accounts.id})`
  await store.read.update(accounts).set({ signedInOn: last })
}

async function addUnits(store: Store, now: Date): Promise<Map<string, number>> {
  const units = new Map<string, number>()
  for (const { name, level, kind, above, chain, formerName } of UNITS) {
    const place = { level, kind, above: above === undefined ? null : numberOf(units, above), now }
    const id = await addUnit(store, { name: formerName?.name ?? name, ...place })
    units.set(name, id)
    if (formerName) {
      const rename = { unit: id, name, day: dayAfter(formerName.until) }
      await changeUnits(store, (inside) => planRename(inside, rename), { by: null, now })
    }
    if (chain) await setChain(store, id, chain)
  }
  for (const { name, closed } of UNITS) {
    if (!closed) continue
    const merger = {
      kind: 'merge' as const,
      units: [numberOf(units, name)],
      successor: numberOf(units, closed.successor),
      day: closed.closedOn
    }
    await changeUnits(store, (inside) => planMerger(inside, merger), { by: null, now })
  }
  return units
}

/** What this year's reports are compared with: published, one of them corrected since. */
async function tellLastYear(teller: DemoTeller, year: number): Promise<void> {
  await teller.start('淮南市人民政府办公室', 'department', 2019, 'tianbao', exampleReport.values)
  for (const [unit, by, received, carriedOut] of [
    ['淮南市教育局', 'jiaoyu', 41, 3],
    ['淮南市卫生健康委员会', 'weijian', 12, 0]
  ] as const) {
    const report = await teller.start(unit, 'department', year, by, figures(year, { received, carriedOut }))
    await teller.take(report, by, 'submit')
    await teller.take(report, 'shenhe', 'claim', 'approve', 'publish')
  }
  // It had no account here last year.
  await teller.readIn('淮南市水利局', 'department', year, 'admin', figures(year, { received: 15, carriedOut: 1 }))
  const first = await teller.start('淮南市交通运输局', 'department', year, 'jiaotong', figures(year, { received: 58, carriedOut: 4 }))
  await teller.take(first, 'jiaotong', 'submit')
  await teller.take(first, 'shenhe', 'claim', 'approve', 'publish')
  await teller.take(first, 'jiaotong', ['askCorrection', '规范性文件的现行有效件数少计一件'])
  const second = await teller.take(first, 'shenhe', ['correct', '同意更正规范性文件件数'])
  await teller.type(second, 'jiaotong', 'disclosure/normative/valid', '38')
  await teller.take(second, 'jiaotong', 'submit')
  await teller.take(second, 'shenhe', 'claim', 'approve', ['publish', '规范性文件现行有效件数由 37 件更正为 38 件。'])
}

/** One report in each state, and some units that have not started. */
async function tellThisYear(teller: DemoTeller, year: number): Promise<void> {
  const start = (unit: string, by: string, values = figures(year, { received: 24, carriedOut: 2 })) =>
    teller.start(unit, 'department', year, by, values)
  await start('淮南市教育局', 'jiaoyu', {})

  const civil = await start('淮南市民政局', 'minzheng', figures(year, { received: 33, carriedOut: 3 }))
  await teller.take(civil, 'minzheng', 'submit')
  await teller.take(civil, 'chushen', 'pass')

  const police = await start('淮南市公安局', 'gongan', figures(year, { received: 128, carriedOut: 9 }))
  await teller.take(police, 'gongan', 'submit')

  await tellReturned(teller, await start('淮南市财政局', 'caizheng', figures(year, { received: 36, carriedOut: 4 })))
  await tellSecondReview(teller, await start('淮南市卫生健康委员会', 'weijian', figures(year, { received: 130, carriedOut: 5, valid: 41 })))

  const labour = await start('淮南市人力资源和社会保障局', 'tongyong', figures(year, { received: 47, carriedOut: 3 }))
  await teller.take(labour, 'tongyong', 'submit')
  await teller.take(labour, 'shenhe', 'claim', 'approve')

  const traffic = await start('淮南市交通运输局', 'jiaotong', figures(year, { received: 61, carriedIn: 4, carriedOut: 2, valid: 42 }))
  await teller.take(traffic, 'jiaotong', 'submit')
  await teller.take(traffic, 'fushen', 'claim', 'approve', 'publish')
  await teller.take(traffic, 'jiaotong', ['askCorrection', '行政处罚决定数量漏计一件'])
  const correction = await teller.take(traffic, 'fushen', ['correct', '同意更正处罚决定数量'])
  await teller.type(correction, 'jiaotong', 'disclosure/penalty/decisions', '65')

  const market = await start('淮南市市场监督管理局', 'tongyong', figures(year, { received: 72, carriedOut: 6 }))
  await teller.take(market, 'tongyong', 'submit')
  await teller.take(market, 'shenhe', 'claim', 'approve', 'publish')

  const forestry = await start('淮南市林业局', 'tongyong')
  await teller.take(forestry, 'tongyong', 'submit')
  await teller.take(forestry, 'shenhe', 'claim', 'approve', 'publish', ['askTakeDown', '附件中有不应公开的联系方式'])
  await teller.take(forestry, 'fushen', ['takeDown', '核实后先行撤下'])

  const archive = await start('淮南市档案馆', 'tongyong', {})
  await teller.take(archive, 'shenhe', ['excuse', '不是行政机关，不单独编制年报'])
}

/** Returned with three comments, of which the unit has answered one and followed another. */
async function tellReturned(teller: DemoTeller, report: number): Promise<void> {
  await teller.take(report, 'caizheng', 'submit')
  await teller.take(report, 'shenhe', 'claim')
  const rows = await teller.comment(report, 'shenhe', 'requests/partial', '部分公开的件数与台账不一致，请核对。')
  await teller.comment(report, 'shenhe', 'problems', '请写明由谁负责、何时完成。', { quote: '按季度检查更新情况' })
  await teller.comment(report, 'shenhe', 'disclosure/penalty/decisions', '请确认处罚决定数量。')
  await teller.comment(report, 'shenhe', '', '去年也在部分公开上退回过，复审时重点看。', { board: 'internalComments' })
  await teller.take(report, 'shenhe', ['return', '三处需要核对，请修改后再报'])
  await teller.type(report, 'caizheng', 'disclosure/penalty/decisions', '63')
  await teller.reply(report, 'caizheng', rows, '已与台账核对，件数无误。')
}

/** Handed in a second time, with a leap against last year explained; claimed and being reviewed. */
async function tellSecondReview(teller: DemoTeller, report: number): Promise<void> {
  await teller.explain(report, 'weijian', '本年集中受理疫苗接种记录查询，申请量大幅增加。')
  await teller.take(report, 'weijian', 'submit')
  await teller.take(report, 'fushen', 'claim')
  await teller.comment(report, 'fushen', 'disclosure/licensing/decisions', '与许可系统相差 3 件，请核对。')
  await teller.comment(report, 'fushen', 'problems', '改进措施过于笼统，请具体说明。', { quote: '今后将丰富解读方式' })
  await teller.take(report, 'fushen', ['return', '许可数量和改进措施请修改'])
  await teller.type(report, 'weijian', 'disclosure/licensing/decisions', '218')
  await teller.type(
    report,
    'weijian',
    'problems',
    '政策解读的形式还不够多样，基层单位更新不够及时。今后每项重要政策配一份图解，由办公室按季度检查并改进更新。'
  )
  await teller.take(report, 'weijian', 'submit')
  await teller.claimNow(report, 'shenhe')
}

/** A district with an office that has not started, a bureau waiting for a signature and a town at its first step. */
async function tellDistrict(teller: DemoTeller, year: number): Promise<void> {
  await teller.start('田家庵区人民政府', 'government', year, 'qushen', aggregateTexts(year))
  const bureau = await teller.start('田家庵区教育局', 'department', year, 'qujiao', figures(year, { received: 9, carriedOut: 0 }))
  await teller.take(bureau, 'qujiao', 'submit')
  const town = await teller.start('安成镇人民政府', 'department', year, 'zhenban', figures(year, { received: 6, carriedOut: 0 }))
  await teller.take(town, 'zhenban', 'submit')
}

type Given = { units: ReadonlyMap<string, number>; users: ReadonlyMap<string, number>; year: number; now: Date }

const NOTICE = (year: number) => `各县区人民政府，市政府各部门、各直属机构：

根据《中华人民共和国政府信息公开条例》第四十九条、第五十条，现就编制 ${year} 年政府信息公开工作年度报告通知如下：
一、各单位按照国家统一格式编制，数据时间为 ${year} 年 1 月 1 日至 12 月 31 日。
二、各部门于 ${year + 1} 年 1 月 31 日前、各县区政府于 ${year + 1} 年 3 月 31 日前报送并公布。
三、报送前请核对表内数字，文字表述应与表格一致；有疑问的请与市政府办公室政务公开科联系。`

/** The notices of a year, which went out in its December, and one unit that got more time. */
async function issueTasks(store: Store, { units, users, year, now, isLast }: Given & { isLast?: true }): Promise<void> {
  const unit = numberOf(units, CITY)
  const by = numberOf(users, 'admin')
  const on = new Date(Math.min(Date.parse(`${year}-12-18T02:00:00Z`), now.getTime() - 5 * 86_400_000))
  const dates = {
    dueDepartment: `${year + 1}-01-31`,
    dueGovernment: `${year + 1}-03-31`,
    closeDepartment: `${year + 1}-12-31`,
    closeGovernment: `${year + 1}-12-31`,
    correctionEndDepartment: `${year + 2}-12-31`,
    correctionEndGovernment: `${year + 2}-12-31`
  }
  await issueTask(
    store,
    {
      ...{ unit, year, dates, levels: ['city', 'county', 'department', 'town'], kinds: ['department', 'government'] },
      ...{
        excuses: new Map([
          [numberOf(units, '淮南市机关事务管理局'), '没有对外行政管理职能'],
          ...(isLast ? [[numberOf(units, '淮南市档案馆'), '不是行政机关'] as const] : [])
        ]),
        reviews: {},
        notice: NOTICE(year),
        requirements: '总体情况不超过1000字（《通知》第一条）'
      }
    },
    { issue: 0, by, on }
  )
}
