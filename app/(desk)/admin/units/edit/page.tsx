import { Button, Group, TextInput } from '@mantine/core'
import type { Metadata } from 'next'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { EditUnitsForm } from '@/components/admin/units/edit-units-form'
import { nameApart, superiorsApart } from '@/report/unit'
import { decidesOn, requireAdministrator } from '@/server/gate/administration'
import { editUnits } from './actions'

export const metadata: Metadata = { title: '批量修改单位' }

const MOST_LISTED = 300

export default async function EditUnitsPage({ searchParams }: PageProps<'/admin/units/edit'>) {
  const managing = await requireAdministrator()
  const all = [...managing.units.values()]
  const given = (await searchParams).search
  const search = typeof given === 'string' ? given.trim() : ''
  const superiors = superiorsApart(all)
  const isFound = ({ id, name }: (typeof all)[number]) => name.includes(search) || (superiors.get(id) ?? '').includes(search)
  const found = all.filter((unit) => unit.closedOn === null && decidesOn(managing, unit) && isFound(unit))
  const names = new Map(all.map(({ id, name }) => [id, name]))
  return (
    <PageGrid title="批量修改单位" lead="级别、类型自下一份年报起生效；已下达的任务和已开始的年报不变。">
      <Panel id="edit" title={`可以修改的单位 ${found.length} 个`} isWide>
        <search>
          <form action="/admin/units/edit" method="get">
            <Group align="end" mb="sm">
              <TextInput name="search" label="单位名称的一部分" defaultValue={search} maxLength={60} />
              <Button type="submit" variant="default">
                查找
              </Button>
            </Group>
          </form>
        </search>
        {found.length > MOST_LISTED && <p>只列出前 {MOST_LISTED} 个，请缩小范围查找。</p>}
        <EditUnitsForm
          key={search}
          edit={editUnits}
          units={found.slice(0, MOST_LISTED).map(({ id, name, level, kind, above, reviewedBy }) => ({
            ...{ id, name: nameApart(name, superiors.get(id)), level, kind },
            reviewer: names.get(reviewedBy ?? above ?? id) ?? '上级单位'
          }))}
          reviewers={all.map(({ id, name, above }) => ({ id, name, above }))}
        />
      </Panel>
    </PageGrid>
  )
}
