'use client'
import { Button } from '@mantine/core'
import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useCanEdit, useFormSession } from '@/components/form/session/session-context'
import { DropList } from '@/components/ui/drop-list'
import { lazily } from '@/components/ui/lazily'
import { LinkButton } from '@/components/ui/link-button'
import { listen } from '@/components/ui/listen'
import { StateBadge } from '@/components/ui/state-badge'
import { daysUntil } from '@/report/workflow/dates'
import type { State } from '@/report/workflow/states'
import styles from './form-header.module.css'
import type { OpenedDialog } from './header-dialogs'
import { SaveState } from './save-state'

const HeaderDialogs = lazily(async () => (await import('./header-dialogs')).HeaderDialogs)

export function FormHeader({ state }: { state: State }) {
  const { data } = useFormSession()
  const canEdit = useCanEdit()
  const asksToImport = useSearchParams().has('import')
  const [opened, setOpened] = useState<OpenedDialog | false>(asksToImport && 'import')
  // A browser would open what is dropped in place of the form.
  useEffect(() => {
    const take = (event: DragEvent) => {
      const data = event.dataTransfer
      if (event.defaultPrevented || !data?.types.includes('Files')) return
      event.preventDefault()
      if (canEdit && data.files[0]) setOpened(data.files[0])
    }
    return listen(document, { dragover: take, drop: take })
  }, [canEdit])
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
        <Button variant="default" size="sm" onClick={() => setOpened('import')}>
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
      {opened && (canEdit || opened !== 'import') && <HeaderDialogs opened={opened} onClose={() => setOpened(false)} />}
    </section>
  )
}
