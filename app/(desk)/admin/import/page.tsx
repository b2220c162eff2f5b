import type { Metadata } from 'next'
import { ColumnTable } from '@/components/admin/column-table'
import { PageGrid } from '@/components/admin/page-grid'
import { Panel } from '@/components/admin/panel'
import { RosterForm } from '@/components/admin/roster-form'
import { LinkButton } from '@/components/ui/link-button'
import { MOST_ROSTER_BYTES, MOST_ROWS } from '@/server/files/read-rows'
import { requireAdministrator } from '@/server/gate/administration'
import { COLUMNS } from '@/server/roster/roster'
import { importRoster } from './actions'

export const metadata: Metadata = { title: '批量导入' }

const ROSTERS = [
  { roster: 'units', title: '导入单位' },
  { roster: 'accounts', title: '导入账号' }
] as const

export default async function ImportPage() {
  await requireAdministrator()
  return (
    <PageGrid
      title="批量导入"
      lead={`CSV 或 Excel（.xlsx）文件，最多 ${MOST_ROWS} 行；单位和账号可以是同一个 Excel 文件的两张工作表，两处选择同一文件。先核对全部，有一行校验未通过就不开始写入；写入分批进行，中断的重新选择同一文件即可继续，已有的自动跳过。导入只增加，不改动已有的单位和账号。`}
    >
      {ROSTERS.map(({ roster, title }) => (
        <Panel key={roster} id={roster} title={title}>
          <ColumnTable columns={COLUMNS[roster]} template={`/admin/import/template?roster=${roster}`} />
          <div style={{ margin: '0 0 14px' }}>
            <LinkButton href={`/admin/import/export?roster=${roster}`} isOutside>
              导出现有名册
            </LinkButton>
          </div>
          <RosterForm roster={roster} importRoster={importRoster} mostBytes={MOST_ROSTER_BYTES} />
        </Panel>
      ))}
    </PageGrid>
  )
}
