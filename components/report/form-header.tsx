'use client'
import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { LinkButton } from '@/components/ui/link-button'
import { StateBadge } from '@/components/ui/state-badge'
import { dueDate } from '@/report/report'
import type { State } from '@/report/status'
import { daysUntil } from '@/report/summary'
import { useCanEdit, useDesk } from './desk-context'
import styles from './form-header.module.css'
import { SaveState } from './save-state'
import { SubmitDialog } from './submit-dialog'

export function FormHeader({ state }: { state: State }) {
  const { data } = useDesk()
  const canEdit = useCanEdit()
  const [isSubmitting, setSubmitting] = useState(false)
  const days = daysUntil(dueDate(data.report), data.today)
  return (
    <section className={styles.bar} aria-label="报告">
      <h1 className={styles.title}>
        {data.report.year} 年 · {data.report.unit}
      </h1>
      <StateBadge state={state} />
      {canEdit && <span className={styles.due}>{days >= 0 ? `距报送截止 ${days} 天` : `已逾期 ${-days} 天`}</span>}
      <span className={styles.space} />
      {canEdit && <SaveState />}
      <LinkButton href={`/reports/${data.id}/review`}>预览</LinkButton>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" size="sm">
            导出 ▾
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={`/reports/${data.id}/word`}>
            Word 文件
          </Menu.Item>
          <Menu.Item component="a" href={`/reports/${data.id}/pdf`}>
            PDF 文件
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {canEdit && (
        <Button size="sm" onClick={() => setSubmitting(true)}>
          提交审核
        </Button>
      )}
      {isSubmitting && <SubmitDialog onClose={() => setSubmitting(false)} />}
    </section>
  )
}
