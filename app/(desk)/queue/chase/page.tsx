import type { Metadata } from 'next'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { ChaseForm } from '@/components/queue/chase-form'
import { Pages } from '@/components/ui/list/pages'
import { SentList, titleOfSent } from '@/components/workflow/sent-list'
import { sayQuiet } from '@/server/administration/schedules'
import { listOwing, openSent, readChaseChoice } from '@/server/board/chase'
import { requireUser, unitsWith } from '@/server/gate/gate'
import { declareAbsent, sendChase } from './actions'

export const metadata: Metadata = { title: '催报' }

export default async function ChasePage({ searchParams }: PageProps<'/queue/chase'>) {
  const passed = await requireUser()
  const asked = await searchParams
  const choice = readChaseChoice(asked)
  const isChosen = choice.units !== undefined || choice.filter !== undefined
  const { year, ...listed } = await listOwing(passed, Number(asked.year), choice)
  const { page: _, sent: from, ...kept } = asked
  const turned = Object.entries(kept).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]))
  const sent = await openSent(passed, year, Number(from) || 1)
  const quiet = await sayQuiet(passed.store, unitsWith(passed.user, 'reviewer'))
  return (
    <PageGrid title={`${year} 年年报催报`} lead={`${isChosen ? '所选单位中' : ''}由您审核、尚未报送的单位 ${listed.all.length} 个。`}>
      {listed.all.length > 0 && (
        <Panel id="owing" title="未报送的单位" isWide>
          <ChaseForm
            key={JSON.stringify(kept)}
            year={year}
            {...listed}
            asked={turned}
            quiet={quiet}
            send={sendChase}
            declareAbsent={declareAbsent}
          />
        </Panel>
      )}
      {sent.found > 0 && (
        <Panel id="sent" title={titleOfSent(sent)} isWide>
          <SentList sent={sent.rows} withUnits />
          <Pages
            of="发送记录"
            page={sent.page}
            pages={sent.pages}
            addressOf={(page) => `/queue/chase?${new URLSearchParams([...turned, ['sent', String(page)]])}#sent`}
          />
        </Panel>
      )}
    </PageGrid>
  )
}
