import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { SetupPeopleForm, SetupReportForm, SetupUnitForm } from '@/components/account/setup-forms'
import { SheetPage } from '@/components/ui/page/sheet-page'
import { hasUnits } from '@/db/people/units'
import { listFilings } from '@/db/reports/reports'
import { listYears } from '@/report/templates'
import { dayOf } from '@/report/workflow/dates'
import { findUnreviewed } from '@/server/administration/set-up'
import { requireUser, unitsWith } from '@/server/gate/gate'
import { inviteReviewer, reviewOurselves, setUpUnit, startFirst } from './actions'

export const metadata: Metadata = { title: '首次使用' }

/** 第 2 to 4 步 of the first run; whoever has passed them is sent to the desk. */
export default async function SetupPage() {
  const { store, user, now } = await requireUser()
  if (!(await hasUnits(store))) {
    return (
      <SheetPage title="您的单位" step="第 2 步，共 4 步" lead="以后可以在“管理”里增加下级单位和填报、审核账号。">
        <SetupUnitForm setUp={setUpUnit} />
      </SheetPage>
    )
  }
  const units = unitsWith(user, 'filler')
  if (units.length === 0 || (await listFilings(store, units)).length > 0) redirect('/')
  if (await findUnreviewed(store, user)) {
    return (
      <SheetPage title="由谁审核" step="第 3 步，共 4 步" lead="年报提交后须经审核才能公布。">
        <SetupPeopleForm invite={inviteReviewer} alone={reviewOurselves} />
        <ManyUnits />
      </SheetPage>
    )
  }
  return (
    <SheetPage title="开始第一份年报" step="第 4 步，共 4 步" lead="可以直接填报，也可以先载入一份 2019 年的示例试用。">
      <SetupReportForm start={startFirst} years={listYears(dayOf(now))} />
      <ManyUnits />
    </SheetPage>
  )
}

/** An office that watches others begins with them, not with a report of its own. */
function ManyUnits() {
  return (
    <p>
      组织各单位报送的主管部门：<Link href="/admin/import">先批量导入单位和账号</Link>，再到“年度任务”下达任务。
    </p>
  )
}
