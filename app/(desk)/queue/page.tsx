import { Group } from '@mantine/core'
import type { Metadata } from 'next'
import { BulkSteps } from '@/components/queue/bulk-steps'
import { KeyLegend } from '@/components/queue/key-legend'
import { QueueFilterBar, QueuePages, StandingTally } from '@/components/queue/queue-filter'
import { QueueTable } from '@/components/queue/queue-table'
import { LinkButton } from '@/components/ui/link-button'
import { requireUser, unitsWith } from '@/server/gate/gate'
import { openQueue, readFilter } from '@/server/queue/queue'
import { approvePlain, excuseUnit, publishOne, takeStep } from './actions'
import styles from './page.module.css'

export const metadata: Metadata = { title: '待办' }

export default async function QueuePage({ searchParams }: PageProps<'/queue'>) {
  const passed = await requireUser()
  const { rows, found, pages, years, filter, tally, plain, publishable } = await openQueue(passed, readFilter(await searchParams))
  const isReviewer = unitsWith(passed.user, 'reviewer').length > 0
  return (
    <main className={styles.queue}>
      <h1>{filter.state === 'waiting' ? '待我办理' : '报送情况'}</h1>
      <QueueFilterBar filter={filter} years={years} found={found} />
      {tally && <StandingTally tally={tally} year={filter.year} />}
      <div className={styles.bar}>
        <KeyLegend />
        {tally && tally.required > tally.handedIn && isReviewer && <LinkButton href={`/queue/chase?year=${filter.year}`}>催报…</LinkButton>}
        <Group gap="xs">
          <BulkSteps name="approve" all={plain} take={approvePlain} />
          <BulkSteps name="publish" all={publishable} take={publishOne} />
        </Group>
      </div>
      <QueueTable
        lines={rows}
        actions={{ takeStep, excuseUnit }}
        label="年报"
        empty={filter.state === 'waiting' && filter.search === '' ? '没有等待您办理的年报。' : '没有符合条件的年报，请换一个条件查找。'}
      />
      <QueuePages filter={filter} pages={pages} />
    </main>
  )
}
