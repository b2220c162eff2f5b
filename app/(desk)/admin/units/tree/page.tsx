import { Button } from '@mantine/core'
import type { Metadata } from 'next'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { PastTree } from '@/components/admin/units/past-tree'
import { DayInput } from '@/components/ui/fields/day-input'
import { listTreeOn } from '@/db/people/unit-tree'
import { dayOf, printDay } from '@/report/workflow/dates'
import { requireAdministrator } from '@/server/gate/administration'
import { unitsWith } from '@/server/gate/gate'

export const metadata: Metadata = { title: '某日的单位' }

export default async function TreePage({ searchParams }: PageProps<'/admin/units/tree'>) {
  const asked = (await searchParams).day
  const { store, user, now } = await requireAdministrator()
  const day = typeof asked === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : dayOf(now)
  const units = await listTreeOn(store, unitsWith(user, 'admin'), day)
  return (
    <PageGrid title="某日的单位" lead="按当日的名称和上级单位列出；当日已关闭、并入或者尚未成立的不列。">
      <Panel id="day" title={`${printDay(day)}，共 ${units.length} 个单位`} isWide>
        <form method="get" style={{ display: 'flex', gap: 10, alignItems: 'end', marginBottom: 12 }}>
          <DayInput name="day" label="日期" defaultValue={day} />
          <Button type="submit" variant="default">
            查看
          </Button>
        </form>
        <PastTree units={units} />
      </Panel>
    </PageGrid>
  )
}
