'use client'
import { Button } from '@mantine/core'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { useCanEdit, useFormSession } from '@/components/form/session/session-context'
import { DropList } from '@/components/ui/drop-list'
import { lazily } from '@/components/ui/lazily'
import { LinkButton } from '@/components/ui/link-button'
import { StateBadge } from '@/components/ui/state-badge'
import { daysUntil } from '@/report/workflow/dates'
import type { State } from '@/report/workflow/states'
import styles from './form-header.module.css'
import { SaveState } from './save-state'

const PreviewDialog = lazily(async () => (await import('./preview-dialog')).PreviewDialog)
const ImportTool = lazily(async () => (await import('./import/import-tool')).ImportTool)
const SubmitDialog = lazily(async () => (await import('./submit-dialog')).SubmitDialog)

export function FormHeader({ state }: { state: State }) {
  const { data } = useFormSession()
  const canEdit = useCanEdit()
  const asksToImport = useSearchParams().has('import')
  const [opened, setOpened] = useState<'preview' | 'import' | 'submit' | false>(asksToImport && 'import')
  const close = () => setOpened(false)
  const openImport = () => setOpened('import')
  const { today = '', due = '', published } = data.context
  const days = daysUntil(due, today)
  return (
    <section className={styles.bar} aria-label="报告">
      <h1 className={styles.title}>
        {data.report.year} 年 · {data.report.unit}
      </h1>
      <StateBadge state={state} />
      {canEdit && !published && <span className={styles.due}>{days >= 0 ? `距报送截止 ${days} 天` : `已逾期 ${-days} 天`}</span>}
      <span className={styles.space} />
      {canEdit && <SaveState />}
      {canEdit && (
        <Button variant="default" size="sm" onClick={openImport}>
          导入
        </Button>
      )}
      <Button variant="default" size="sm" onClick={() => setOpened('preview')}>
        预览
      </Button>
      {data.publicPath && (
        <LinkButton href={data.publicPath} isOutside>
          公开页面
        </LinkButton>
      )}
      <LinkButton href={`/reports/${data.id}/review`}>查看全文</LinkButton>
      <DropList words="导出">
        {data.downloads.map(({ address, words }) => (
          <li key={address}>
            <a href={`/reports/${data.id}/${address}`}>{words}</a>
          </li>
        ))}
      </DropList>
      {canEdit && (
        <Button size="sm" onClick={() => setOpened('submit')}>
          提交审核
        </Button>
      )}
      {opened === 'preview' && <PreviewDialog onClose={close} />}
      {opened === 'submit' && <SubmitDialog onClose={close} />}
      {canEdit && <ImportTool isOpen={opened === 'import'} onOpen={openImport} onClose={close} />}
    </section>
  )
}
