import type { Metadata } from 'next'
import { CampaignChoice } from '@/components/admin/campaign-forms'
import { DateTable } from '@/components/admin/date-table'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { AttachmentForms } from '@/components/admin/tasks/attachment-forms'
import { TaskForm } from '@/components/admin/tasks/task-form'
import { listObligationChanges } from '@/db/people/obligations'
import { listUnitsBelow } from '@/db/people/units'
import { listStands } from '@/db/workflow/stands'
import { LEVEL_NAMES, UNIT_LEVELS } from '@/report/unit'
import { printMoment } from '@/report/workflow/dates'
import { tally } from '@/report/workflow/progress'
import { ATTACHED_KINDS, MOST_ATTACHMENT_BYTES } from '@/server/administration/attachments'
import { chooseYearAndUnit } from '@/server/administration/campaigns'
import { openTaskDraft } from '@/server/administration/tasks'
import { requireAdministrator } from '@/server/gate/administration'
import { attachFile, detachFile, issueTask, previewTask } from './actions'

export const metadata: Metadata = { title: '年度任务' }

const MOST_CHANGES = 50

export default async function TasksPage({ searchParams }: PageProps<'/admin/tasks'>) {
  const managing = await requireAdministrator()
  const chosen = chooseYearAndUnit(managing, await searchParams)
  if (!chosen) return null
  const { store } = managing
  const { year, unit } = chosen
  const draft = await openTaskDraft({ ...managing, unit }, year)
  const below = await listUnitsBelow(store, [unit.id])
  const ids = below.map(({ id }) => id)
  const { required, of } = tally((await listStands(store, ids, year)).map(({ state }) => state))
  const levels = UNIT_LEVELS.flatMap((level) => {
    const count = below.filter((one) => one.level === level && one.closedOn === null).length
    return count > 0 ? [{ level, name: LEVEL_NAMES[level], count }] : []
  })
  const changes = (await listObligationChanges(store, ids, year)).slice(0, MOST_CHANGES)
  const names = new Map(below.map(({ id, name }) => [id, name]))
  return (
    <PageGrid title="年度任务">
      <Panel id="task" title={`${unit.name} ${year} 年年报任务`} isWide>
        <CampaignChoice key={`${unit.id} ${year}`} {...chosen} unit={unit.id} />
        <p>
          {draft.issuedOn
            ? `已于 ${printMoment(draft.issuedOn)} 下达。修改后重新下达，只通知受影响的单位。`
            : draft.isCopy
              ? `尚未下达。以下内容照抄 ${year - 1} 年的任务，日期和年份已顺延一年，请核对。`
              : '尚未下达。'}
          {required > 0 && ` 现应报送 ${required} 个单位${of.NOT_REQUIRED > 0 ? `，另有 ${of.NOT_REQUIRED} 个无需报送` : ''}。`}
        </p>
        <TaskForm
          key={`${unit.id} ${year} ${draft.issue}`}
          preview={previewTask.bind(null, unit.id, year)}
          issue={issueTask.bind(null, unit.id, year)}
          draft={draft}
          levels={levels}
          issuer={unit.name}
          year={year}
        />
      </Panel>
      <Panel id="attachments" title="通知附件" isWide>
        <p>
          {draft.issuedOn ? '任务涉及的单位在工作台上可以下载。' : '任务下达后，涉及的单位在工作台上可以下载。'}
          系统不打开这些文件，请确认没有宏和病毒。
        </p>
        <AttachmentForms
          attachments={draft.attachments}
          kinds={ATTACHED_KINDS}
          mostBytes={MOST_ATTACHMENT_BYTES}
          attach={attachFile.bind(null, unit.id, year)}
          detach={detachFile.bind(null, unit.id, year)}
        />
      </Panel>
      {changes.length > 0 && (
        <Panel id="changes" title="下达之后的变动" isWide>
          <DateTable
            heads={['单位', '变动', '原因', '办理']}
            rows={changes.map(({ id, unit: of, says, reason, by, on }) => ({
              key: id,
              cells: [names.get(of), says, reason, `${by} ${printMoment(on)}`]
            }))}
          />
        </Panel>
      )}
    </PageGrid>
  )
}
