import type { Metadata } from 'next'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { ChangeForm } from '@/components/admin/units/change-form'
import { ChangeList } from '@/components/admin/units/change-list'
import { listChanges } from '@/db/people/unit-changes'
import { takesNew } from '@/report/unit'
import { dayOf, yearOf } from '@/report/workflow/dates'
import { decidesOn, requireAdministrator } from '@/server/gate/administration'
import { makeManagedChange, previewChange, undoManagedChange } from './actions'

export const metadata: Metadata = { title: '机构变更' }

export default async function ChangePage({ searchParams }: PageProps<'/admin/units/change'>) {
  const { unit } = await searchParams
  const managing = await requireAdministrator()
  const { store, units, now } = managing
  const all = [...units.values()]
  const choose = ({ id, name, above }: (typeof all)[number]) => ({ id, name, above })
  const decided = all.filter((one) => one.closedOn === null && decidesOn(managing, one))
  const changes = await listChanges(store, [...units.keys()])
  const year = yearOf(now)
  return (
    <PageGrid title="机构变更" lead="先预览影响到的单位、年报和人员，确认后一次办理；在后面没有新的变动之前可以撤销。">
      <Panel id="change" title="办理变更" isWide>
        <ChangeForm
          units={decided.map(choose)}
          successors={all.filter(takesNew).map(choose)}
          unit={decided.find(({ id }) => id === Number(unit))?.id}
          today={dayOf(now)}
          years={[year - 1, year]}
          preview={previewChange}
          make={makeManagedChange}
        />
      </Panel>
      {changes.length > 0 && (
        <Panel id="changes" title="变更记录" isWide>
          <ChangeList changes={changes} undo={undoManagedChange} />
        </Panel>
      )}
    </PageGrid>
  )
}
