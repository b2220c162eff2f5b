import type { Metadata } from 'next'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { ChaseForm } from '@/components/queue/chase-form'
import { listOwing } from '@/server/board/chase'
import { requireUser } from '@/server/gate/gate'
import { declareAbsent, sendChase } from './actions'

export const metadata: Metadata = { title: '催报' }

export default async function ChasePage({ searchParams }: PageProps<'/queue/chase'>) {
  const passed = await requireUser()
  const { year, owing } = await listOwing(passed, Number((await searchParams).year))
  return (
    <PageGrid title={`${year} 年年报催报`} lead={`由您审核、尚未报送的单位 ${owing.length} 个。`}>
      {owing.length > 0 && (
        <Panel id="owing" title="未报送的单位" isWide>
          <ChaseForm key={year} year={year} owing={owing} send={sendChase} declareAbsent={declareAbsent} />
        </Panel>
      )}
    </PageGrid>
  )
}
