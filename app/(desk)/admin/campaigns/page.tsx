import type { Metadata } from 'next'
import { CampaignChoice, CampaignForm, ExtensionForm, QuietForm, ScheduleForm } from '@/components/admin/campaign-forms'
import { DateTable } from '@/components/admin/date-table'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { findCampaign, findExtension, listCampaigns, listExtensions } from '@/db/people/campaigns'
import { findDeadline } from '@/db/people/obligations'
import { listUnitsBelow } from '@/db/people/units'
import { listStands } from '@/db/workflow/stands'
import { KIND_NAMES } from '@/report/report'
import { nameApart, superiorsApart } from '@/report/unit'
import { dayOf, printDay } from '@/report/workflow/dates'
import { datesFor, printDue } from '@/report/workflow/deadline'
import { tally } from '@/report/workflow/progress'
import { chooseYearAndUnit } from '@/server/administration/campaigns'
import { readQuiet, readSchedule } from '@/server/administration/schedules'
import { decidesOn, requireAdministrator } from '@/server/gate/administration'
import { dropCampaign, extendUnit, saveCampaign, saveQuietHours, saveSchedule } from './actions'

export const metadata: Metadata = { title: '报送安排' }

export default async function CampaignsPage({ searchParams }: PageProps<'/admin/campaigns'>) {
  const managing = await requireAdministrator()
  const choice = chooseYearAndUnit(managing, await searchParams)
  if (!choice) return null
  const { store, units, now } = managing
  const { year, unit } = choice
  const campaign = await findCampaign(store, unit.id, year)
  const extension = await findExtension(store, unit.id, year)
  const [schedule, quiet] = [await readSchedule(store, unit.id), await readQuiet(store, unit.id)]
  const { due, close, correctionEnd, isExtended } = await findDeadline(store, { unit: unit.id, year, kind: unit.kind })
  const source = campaign.setBy ? `按“${campaign.setBy.name}”的安排` : '未作安排，按条例第四十九条'
  const why = isExtended ? `${extension?.by} 于 ${printDay(dayOf(extension?.on ?? now))}批准延期：${extension?.reason}` : source
  const below = await listUnitsBelow(store, [unit.id])
  const stands = await listStands(
    store,
    below.map(({ id }) => id),
    year
  )
  const silent = new Set(stands.flatMap(({ unit: id, state }) => (state === 'NOT_STARTED' ? [id] : [])))
  const missing = below.filter(({ id }) => silent.has(id))
  const superiors = superiorsApart(missing, [...units.values()])
  const { required } = tally(stands.map(({ state }) => state))
  const [set, extended] = [await listCampaigns(store, [...units.keys()], year), await listExtensions(store, [...units.keys()], year)]
  const key = `${unit.id} ${year}`
  return (
    <PageGrid title="报送安排">
      <Panel id="in-force" title={`${unit.name} ${year} 年年报`} isWide>
        <CampaignChoice key={key} {...choice} unit={unit.id} />
        <DateTable
          heads={['事项', '截止日期', '依据']}
          rows={[
            { key: 'due', cells: ['报送截止', printDue(due), why] },
            { key: 'close', cells: ['关闭报送', dayOr(close, '不关闭'), isExtended && close ? why : source] },
            { key: 'end', cells: ['更正截止', dayOr(correctionEnd, '不限'), source] }
          ]}
        />
      </Panel>
      {decidesOn(managing, unit) && (
        <Panel id="extension" title="延期">
          <p>只给“{unit.name}”延期，报送截止和关闭报送一起推迟。</p>
          <ExtensionForm key={key} extend={extendUnit.bind(null, unit.id, year)} />
        </Panel>
      )}
      <Panel id="dates" title="安排日期">
        <p>适用于“{unit.name}”及其下级单位，下级单位另有安排的除外。</p>
        <CampaignForm
          key={key}
          save={saveCampaign.bind(null, unit.id, year)}
          drop={dropCampaign.bind(null, unit.id, year)}
          dates={campaign}
          isOwn={campaign.setBy?.id === unit.id}
        />
      </Panel>
      <Panel id="schedule" title="提醒日程">
        <p>{`现为：${schedule.holds}。适用于“${unit.name}”及其下级单位；已报送的不提醒，每人每次只收一条。`}</p>
        <ScheduleForm key={`${unit.id} ${schedule.typed}`} save={saveSchedule.bind(null, unit.id)} days={schedule.typed} />
      </Panel>
      <Panel id="quiet" title="免打扰时段">
        <p>
          {`现为：${quiet.holds}。适用于“${unit.name}”及其下级单位的人员；`}
          {'时段内只有站内消息，邮件和推送在时段结束后发出，催报和公告可以选择立即发送。'}
        </p>
        <QuietForm key={`${unit.id} ${quiet.typed}`} save={saveQuietHours.bind(null, unit.id)} hours={quiet.typed} />
      </Panel>
      <Panel id="missing" title="尚未开始填报的单位" isWide>
        <p>
          {unit.name}和下级单位中，应报送 {required} 个，其中 {missing.length} 个尚未开始。已关闭和无需报送的不计。
        </p>
        {missing.length > 0 && <p>{missing.map(({ id, name }) => nameApart(name, superiors.get(id))).join('、')}</p>}
      </Panel>
      <Panel id="all-dates" title={`${year} 年的全部安排`} isWide>
        {set.length === 0 ? (
          <p>没有单位另作安排，都按条例第四十九条：部门 1 月 31 日，政府 3 月 31 日。</p>
        ) : (
          <DateTable
            heads={['单位', '年报', '报送截止', '关闭报送', '更正截止']}
            rows={set.flatMap((one) =>
              (['department', 'government'] as const).map((kind) => {
                const dates = datesFor(one, kind)
                const said = [printDue(dates.due), dayOr(dates.close, '不关闭'), dayOr(dates.correctionEnd, '不限')]
                return { key: `${one.setBy?.id} ${kind}`, cells: [one.setBy?.name, KIND_NAMES[kind], ...said] }
              })
            )}
          />
        )}
      </Panel>
      <Panel id="all-extensions" title={`${year} 年的全部延期`} isWide>
        {extended.length === 0 ? (
          <p>没有延期。</p>
        ) : (
          <DateTable
            heads={['单位', '延期至', '理由', '批准']}
            rows={extended.map(({ id, unit: name, until, reason, by, on }) => ({
              key: id,
              cells: [name, printDue(until), reason, `${by} ${printDay(dayOf(on))}`]
            }))}
          />
        )}
      </Panel>
    </PageGrid>
  )
}

const dayOr = (day: string | null, none: string) => (day === null ? none : printDue(day))
