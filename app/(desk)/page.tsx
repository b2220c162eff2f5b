import Link from 'next/link'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { StuckPanel } from '@/components/admin/stuck-panel'
import { StageBars } from '@/components/board/stage-bars'
import { WorstList } from '@/components/board/worst-list'
import { ReportCards } from '@/components/desk/report-cards'
import { StartForm } from '@/components/desk/start-form'
import { TaskCards } from '@/components/desk/task-cards'
import { KeyLegend } from '@/components/queue/key-legend'
import { QueueTable } from '@/components/queue/queue-table'
import type { UnitInTree } from '@/db/people/unit-tree'
import { hasUnits, tellApart } from '@/db/people/units'
import { listYears } from '@/report/templates'
import { dayOf } from '@/report/workflow/dates'
import { mayWatch, openSummary } from '@/server/board/board'
import { type Passed, requireUser, unitsWith } from '@/server/gate/gate'
import { listBelow, listPaperUnits } from '@/server/gate/reach'
import { type DeskQueue, openDeskQueue } from '@/server/queue/waiting'
import { listCards } from '@/server/work/desk'
import { listTasks } from '@/server/work/desk-tasks'
import { listStuck } from '@/server/work/next-step'
import { start } from './actions'
import styles from './page.module.css'

/** Lines that fit beside the rest; the others are in the queue. */
const MOST_LINES = 12

export default async function DeskPage() {
  const passed = await requireUser()
  const { store, user, now } = passed
  if (!(await hasUnits(store))) redirect('/setup')

  const own = unitsWith(user, 'filler')
  const units = (await listBelow(passed, 'filler')).filter(({ id }) => own.includes(id))
  const onPaper = (await listPaperUnits(passed)).filter(({ id }) => !own.includes(id))
  const reviews = unitsWith(user, 'reviewer').length > 0
  const decides = reviews || unitsWith(user, 'checker', 'secrecy', 'signer').length > 0
  const { waiting, found }: DeskQueue = decides ? await openDeskQueue(passed, MOST_LINES) : { waiting: [], found: 0 }
  const summary = mayWatch(passed) ? await openSummary(passed) : undefined
  const managed = await listBelow(passed, 'admin')
  return (
    <main className={styles.desk}>
      {decides && (
        <section aria-labelledby="waiting">
          <div className={styles.head}>
            <h1 id="waiting">{reviews ? '待我审核' : '待我办理'}</h1>
            {waiting.length > 0 && <KeyLegend keys={['J', 'K', 'O']} />}
          </div>
          <QueueTable lines={waiting} label={reviews ? '待我审核' : '待我办理'} empty="没有等待您办理的年报。" />
          <p className={styles.more}>
            <Link href="/queue">{found > MOST_LINES ? `全部 ${found} 份，查找、领取与批量通过` : '查找、领取与批量通过'}</Link>
          </p>
        </section>
      )}
      {own.length > 0 && (
        <FilledIn passed={passed} units={units} id="mine" title="我的年报">
          <p className={styles.more}>
            <Link href="/import">导入历史年报（以前年度的 Word、PDF、网页等文件）</Link>
          </p>
        </FilledIn>
      )}
      {onPaper.length > 0 && <FilledIn passed={passed} units={onPaper} id="on-paper" title="代录的年报（纸质报送单位）" />}
      {own.length === 0 && !decides && (
        <section>
          <h1>工作台</h1>
          {managed.length > 0 ? <AdminWays /> : <p>{wordsForNobody(unitsWith(user, 'compiler', 'reader').length > 0)}</p>}
        </section>
      )}
      {summary && summary.total.total > 0 && (
        <section aria-labelledby="board">
          <h1 id="board">{summary.year} 年报送进度</h1>
          <StageBars {...summary} isShort />
          {summary.worst.length > 0 && (
            <>
              <h2>最需要催办的单位</h2>
              <WorstList worst={summary.worst} year={summary.year} />
            </>
          )}
          <p className={styles.more}>
            <Link href="/board">进度表：逐单位查看、筛选、导出</Link>
          </p>
        </section>
      )}
      <StuckPanel reports={await listStuck(store, managed, user.id, now)} />
    </main>
  )
}

/** What is asked of units somebody fills in for, their reports, and a way to begin one. */
async function FilledIn(given: { passed: Passed; units: readonly UnitInTree[]; id: string; title: string; children?: ReactNode }) {
  const { passed, units, id, title, children } = given
  const ids = units.map((unit) => unit.id)
  const choices = await tellApart(
    passed.store,
    units.map(({ id: unit, name }) => ({ unit, unitName: name }))
  )
  const tasks = await listTasks(passed, ids)
  return (
    <section aria-labelledby={id}>
      <h1 id={id}>{title}</h1>
      <TaskCards tasks={tasks} start={start} />
      <ReportCards cards={await listCards(passed, ids)} hasTasks={tasks.length > 0} />
      <StartForm
        start={start}
        years={listYears(dayOf(passed.now))}
        units={choices.map(({ unit, unitName }) => ({ id: unit, name: unitName }))}
      />
      {children}
    </section>
  )
}

/** The desk of somebody who is an administrator and nothing else. */
function AdminWays() {
  return (
    <p>
      您是管理员，请到“管理”里维护<Link href="/admin/units">单位</Link>、<Link href="/admin/users">账号</Link>和
      <Link href="/admin/campaigns">报送安排</Link>；单位、账号较多的，可以<Link href="/admin/import">批量导入</Link>。
    </p>
  )
}

const wordsForNobody = (follows: boolean): string =>
  follows ? '您可以在“待办”的“全部单位”里查看报送情况和已报送的年报。' : '您尚未分配填报或审核的单位，请联系管理员。'
