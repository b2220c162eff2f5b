import { redirect } from 'next/navigation'
import { FilingTable } from '@/components/desk/filing-table'
import { ReportCards } from '@/components/desk/report-cards'
import { StartForm } from '@/components/desk/start-form'
import { listAnswers } from '@/db/answers'
import { type Filing, findLastYear, listFilings, readReport } from '@/db/reports'
import { hasUnits, listUnitsBelow } from '@/db/units'
import { judge } from '@/report/answer'
import { checkWith, openSheet } from '@/report/check'
import { dayOf } from '@/report/deadline'
import { dueDate } from '@/report/report'
import { isEditable } from '@/report/status'
import { completeness, daysUntil, summarise } from '@/report/summary'
import { listYears } from '@/report/templates'
import { type Passed, requireUser, unitsWith } from '@/server/gate'
import { start } from './actions'
import styles from './page.module.css'

export default async function DeskPage() {
  const passed = await requireUser()
  const { store, user, now } = passed
  if (!(await hasUnits(store))) redirect('/setup')

  const own = unitsWith(user, 'filler')
  const mine = await listFilings(store, own)
  const units = await listUnitsBelow(store, own)
  const below = await listUnitsBelow(store, unitsWith(user, 'reviewer'))
  const theirs = await listFilings(
    store,
    below.map(({ id }) => id)
  )
  const today = dayOf(now)
  return (
    <main className={styles.desk}>
      {own.length > 0 && (
        <section aria-labelledby="mine">
          <h1 id="mine">我的年报</h1>
          <ReportCards cards={await Promise.all(mine.map((filing) => describe(passed, filing, today)))} />
          <StartForm start={start} years={listYears(today)} units={units.filter(({ id }) => own.includes(id))} />
        </section>
      )}
      {below.length > 0 && (
        <section aria-labelledby="theirs">
          <h1 id="theirs">待我审核</h1>
          <FilingTable filings={theirs.filter(({ unit }) => !own.includes(unit))} today={today} />
        </section>
      )}
      {own.length === 0 && below.length === 0 && (
        <p>
          {unitsWith(user, 'admin').length > 0 ? '您是管理员：在“管理”里增加单位和账号。' : '您还没有填报或审核的单位，请与管理员联系。'}
        </p>
      )}
    </main>
  )
}

async function describe({ store }: Passed, filing: Filing, today: string) {
  const editable = isEditable(filing.state)
  const lastYear = editable ? await findLastYear(store, filing) : undefined
  const sheet = openSheet(await readReport(store, filing), { lastYear, today })
  const summary = summarise(judge(sheet, checkWith(sheet), await listAnswers(store, filing.id)))
  return {
    filing,
    summary,
    filled: completeness(sheet.template, summary),
    daysLeft: editable ? daysUntil(dueDate(filing), today) : undefined
  }
}
