import type { Metadata } from 'next'
import Link from 'next/link'
import { DateTable } from '@/components/admin/date-table'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { AskExtensionForm, AskWaiverForm, DeclineForm, DropForm, GrantForm } from '@/components/applications/application-forms'
import { ApplicationList } from '@/components/applications/application-list'
import styles from '@/components/applications/application-list.module.css'
import { printMoment } from '@/report/workflow/dates'
import { findAskedFinding, openApplications } from '@/server/administration/applications'
import { openReport, requireUser, unitsWith } from '@/server/gate/gate'
import { askExtension, askWaiver, endApplication, grantExtension, grantWaiver } from './actions'

export const metadata: Metadata = { title: '申请' }

const MOST_ANSWERED = 100

export default async function ApplicationsPage({ searchParams }: PageProps<'/applications'>) {
  const passed = await requireUser()
  const { waiting, elsewhere, answered, waivers, own, owed } = await openApplications(passed)
  const wanted = await searchParams
  const asked = typeof wanted.report === 'string' ? await openReport(wanted.report, 'edit') : undefined
  const finding = asked && (await findAskedFinding(asked, String(wanted.finding)))
  const isAdministrator = unitsWith(passed.user, 'admin').length > 0
  const decide = (one: (typeof waiting)[number]) => (
    <div className={styles.answers}>
      <GrantForm
        {...one}
        grant={one.report === null ? grantExtension.bind(null, one.unit, one.year) : grantWaiver.bind(null, one.report)}
      />
      <DeclineForm decline={endApplication.bind(null, one.id)} />
    </div>
  )
  return (
    <PageGrid title="申请">
      {isAdministrator && (
        <Panel id="waiting" title={`待我答复 ${waiting.length} 件`} isWide>
          {waiting.length === 0 && <p>没有等待您答复的申请。</p>}
          <ApplicationList all={waiting} label="待我答复的申请" draw={decide} />
        </Panel>
      )}
      {elsewhere.length > 0 && (
        <Panel id="elsewhere" title={`由其他管理员答复 ${elsewhere.length} 件`} isWide>
          <ApplicationList all={elsewhere} label="由其他管理员答复的申请" draw={decide} />
        </Panel>
      )}
      {finding && (
        <Panel id="waiver" title={`申请免予核对：${finding.title}`} isWide>
          <p className={styles.says}>{finding.says}</p>
          <AskWaiverForm ask={askWaiver.bind(null, finding.report)} finding={finding.key} />
        </Panel>
      )}
      {owed.length > 0 && (
        <Panel id="extension" title="申请延期">
          <AskExtensionForm ask={askExtension} owed={owed} chosen={typeof wanted.owed === 'string' ? wanted.owed : undefined} />
        </Panel>
      )}
      {unitsWith(passed.user, 'filler').length > 0 && (
        <Panel id="own" title="本单位的申请" isWide>
          <p>撤回和更正的申请在年报页面提出；免予核对在年报的问题列表中提出。</p>
          <ApplicationList
            all={own}
            label="本单位的申请"
            draw={(one) => one.is === 'open' && <DropForm drop={endApplication.bind(null, one.id)} />}
          />
        </Panel>
      )}
      {waivers.length > 0 && (
        <Panel id="waivers" title={`已免予核对 ${waivers.length} 处`} isWide>
          <DateTable
            heads={['单位', '规则', '理由', '办理']}
            rows={waivers.slice(0, MOST_ANSWERED).map(({ id, report, unitName, year, rule, text, by, on }) => ({
              key: id,
              cells: [
                <Link key={id} href={`/reports/${report}/review`}>
                  {unitName} {year} 年
                </Link>,
                rule,
                text,
                `${by} ${printMoment(on)}`
              ]
            }))}
          />
        </Panel>
      )}
      {answered.length > 0 && (
        <Panel id="answered" title="已答复的申请" isWide>
          <ApplicationList all={answered.slice(0, MOST_ANSWERED)} label="已答复的申请" />
        </Panel>
      )}
    </PageGrid>
  )
}
