import { eq } from 'drizzle-orm'
import type { Store } from '@/db/engine/client'
import { announce } from '@/db/messages/announcements'
import { addWebhook } from '@/db/messages/webhooks'
import { setQuietHours, setSchedule } from '@/db/people/schedules'
import { listFilings } from '@/db/reports/reports'
import { addApplication, endApplication, listApplications } from '@/db/season/applications'
import { addAttachment } from '@/db/season/attachments'
import { chaseUnits } from '@/db/season/chase'
import { judgeFiling } from '@/db/workflow/demands'
import { listStands } from '@/db/workflow/stands'
import { CITY } from './demo-city'
import { type DemoTeller, numberOf } from './demo-teller'

type Given = {
  units: ReadonlyMap<string, number>
  users: ReadonlyMap<string, number>
  offices: readonly { name: string; clerk: string }[]
  year: number
  now: Date
}

const DAY = 86_400_000

/** What units ask for and wait to be answered: more time, a finding waived, a correction and a withdrawal. */
export async function tellRequests(store: Store, teller: DemoTeller, { units, users, offices, year, now }: Given): Promise<void> {
  const on = new Date(now.getTime() - DAY)
  const reportOf = async (unit: string, state: string) =>
    (await listFilings(store, [numberOf(units, unit)])).find((one) => one.year === year && one.state === state)
  const askTime = (unit: string, by: string, until: string, reason: string) => {
    const asked = { unit: numberOf(units, unit), year, kind: 'extend' as const, report: null, finding: '', says: '', until, reason }
    return addApplication(store, { ...asked, by: numberOf(users, by), on })
  }
  const later = new Date(now.getTime() + 120 * DAY).toISOString().slice(0, 10)
  await askTime('淮南市教育局', 'jiaoyu', later, '学籍系统升级，依申请公开台账需重新汇总')
  await askTime('田家庵区人民政府', 'qushen', later, '两个部门尚未报送，无法汇总')
  const town = offices.find(({ name }) => name === '青溪镇人民政府')
  if (town && (await askTime(town.name, town.clerk, later, '经办人员借调'))) {
    const [asked] = await listApplications(store, [numberOf(units, town.name)])
    const decided = { end: 'declined' as const, reason: '仍有十天，请抓紧填报', by: numberOf(users, 'admin'), on: now }
    if (asked) await endApplication(store, asked, decided)
  }

  for (const { name, clerk } of offices) {
    const returned = await reportOf(name, 'RETURNED')
    if (!returned) continue
    // More than ten times as many as last year.
    await teller.type(returned.id, clerk, 'disclosure/penalty/decisions', '986')
    const judged = (await judgeFiling(store, returned, now)).find(({ finding }) => finding.level !== 'note')
    if (!judged) continue
    await addApplication(store, {
      ...{ unit: returned.unit, year, kind: 'waive', report: returned.id, finding: judged.key, says: judged.finding.says, until: null },
      ...{ reason: '处罚权下放，本年由本单位统一行使，数量与台账一致', by: numberOf(users, clerk), on }
    })
    break
  }

  const standing = await reportOf('淮南市市场监督管理局', 'PUBLISHED')
  if (standing) await teller.take(standing.id, 'tongyong', ['askCorrection', '行政许可决定数量少计一件'])
  for (const { name, clerk } of offices) {
    const approved = await reportOf(name, 'APPROVED')
    if (!approved) continue
    await teller.take(approved.id, clerk, ['askWithdraw', '发现一处文字错误，需要修改后重新提交'])
    break
  }
}

/** What the city told everybody and who has read it, when it reminds, and what went along with its task. */
export async function tellMessages(store: Store, { units, users, year, now }: Omit<Given, 'offices'>): Promise<void> {
  const { read, t } = store
  const [city, by] = [numberOf(units, CITY), numberOf(users, 'admin')]
  const before = (days: number) => new Date(now.getTime() - days * DAY)
  await setSchedule(store, city, [15, 7, 3, 1, 0, -1, -3, -7])
  await setQuietHours(store, city, '20-8')
  const gateway = { unit: city, name: '政务微信（示例）', url: 'https://gateway.example.gov.cn/nianbao', secret: 'an-example-that-is-off' }
  await addWebhook(store, { ...gateway, isOn: false, by, on: now })
  const bytes = Buffer.from(`${year} 年政府信息公开工作年度报告填报说明\r\n一、数据时间为全年。\r\n二、表内数字应与台账一致。\r\n`)
  await addAttachment(store, { unit: city, year, name: '填报说明.txt', bytes, by, on: before(6) }, { files: 1, bytes: bytes.length })
  await announce(store, { unit: city, text: '填报中遇到的常见问题已汇总，请各单位在填报前阅读通知附件。', by, on: before(6) })
  // Two of three have opened it.
  const sent = await read.select({ id: t.notices.id, user: t.notices.user, announcement: t.notices.announcement }).from(t.notices)
  for (const { id, user, announcement } of sent)
    if (announcement !== null && user % 3 > 0)
      await read
        .update(t.notices)
        .set({ readOn: before(5) })
        .where(eq(t.notices.id, id))
  const district = numberOf(units, '田家庵区人民政府')
  await announce(store, { unit: district, text: '区级汇总下周开始，请各单位尽快提交。', by: numberOf(users, 'quguan'), on: before(1) })
  const stands = await listStands(store, [...units.values()], year)
  const idle = stands.flatMap(({ unit, state }) => (state === 'NOT_STARTED' ? [unit] : []))
  await chaseUnits(store, { units: idle, year, words: '请尽快开始填报', again: false, now: before(2) })
}
