import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BoardFilterBar } from '@/components/board/board-filter'
import { BoardRefresh } from '@/components/board/board-refresh'
import { BoardTable } from '@/components/board/board-table'
import { DayLines } from '@/components/board/day-lines'
import { GoneNote } from '@/components/board/gone-note'
import { StageBars } from '@/components/board/stage-bars'
import { WorstList } from '@/components/board/worst-list'
import { mayWatch, openBoard } from '@/server/board/board'
import { readBoardFilter } from '@/server/board/choose-lines'
import { findGone } from '@/server/board/gone'
import { requireUser } from '@/server/gate/gate'
import styles from './page.module.css'

export const metadata: Metadata = { title: '报送进度' }

export default async function BoardPage({ searchParams }: PageProps<'/board'>) {
  const passed = await requireUser()
  if (!mayWatch(passed)) notFound()
  const { summary, filter, rows, found, pages, superiors, owing, version } = await openBoard(passed, readBoardFilter(await searchParams))
  const { year, years, total, groups, days, worst } = summary
  const gone = rows.length === 0 ? await findGone(passed, filter) : undefined
  return (
    <main className={styles.board}>
      <h1>
        {year} 年报送进度 <BoardRefresh year={year} version={version} />
      </h1>
      {total.total + total.excused === 0 ? (
        <p>{year} 年的任务还没有下达，请到“管理”的“年度任务”下达，或联系上级单位的管理员。</p>
      ) : (
        <>
          <section aria-label="各组进度">
            <StageBars year={year} groups={groups} total={total} />
          </section>
          <div className={styles.pair}>
            <section aria-labelledby="days">
              <h2 id="days">报送进度与上年同期</h2>
              <DayLines year={year} days={days} />
            </section>
            <section aria-labelledby="worst">
              <h2 id="worst">最需要催办的单位</h2>
              <WorstList worst={worst} year={year} />
            </section>
          </div>
        </>
      )}
      <section aria-labelledby="units" className={styles.units}>
        <h2 id="units">各单位</h2>
        <BoardFilterBar asked={filter} years={years} groups={groups} superiors={superiors} found={found} />
        {gone ? <GoneNote gone={gone} asked={filter} /> : <BoardTable rows={rows} asked={filter} pages={pages} owing={owing} />}
      </section>
    </main>
  )
}
