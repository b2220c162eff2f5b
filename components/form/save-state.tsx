'use client'
import { Button } from '@mantine/core'
import { useConflicts, useFormSession, useSaveStatus } from '@/components/form/session/session-context'
import { printTime } from '@/report/workflow/dates'
import styles from './form-header.module.css'

/** Where what was typed lies now, in words. */
export function SaveState() {
  const { autosave } = useFormSession()
  const status = useSaveStatus()
  const conflicts = useConflicts()
  const unsent = autosave.countUnsent()
  const words = {
    opening: () => '正在打开',
    asking: () => '正在核对是否最新',
    saved: () => `已保存 ${printTime(status.is === 'saved' ? status.on : new Date())}`,
    waiting: () => '未保存',
    saving: () => '正在保存',
    offline: () => (unsent > 0 ? `未保存，将重试 · 本机有 ${unsent} 处未上传` : '无法连接服务器，将重试'),
    'signed out': () =>
      `${status.is === 'signed out' && status.why === 'somebody else' ? '已换人登录' : '登录已过期'} · 本机有 ${unsent} 处未上传`,
    'too long': () => `没有保存 · 本机有 ${unsent} 处未上传`,
    stopped: () => `没有保存 · 本机有 ${unsent} 处未上传`
  }[status.is]()
  return (
    <span className={styles.save} data-is={conflicts.length > 0 ? 'conflict' : status.is} role="status" aria-label="保存状态">
      {conflicts.length > 0 ? `冲突 ${conflicts.length} 处，请选择` : words}
      {status.is === 'offline' && (
        <Button size="compact-xs" variant="default" onClick={() => autosave.flush()}>
          立即重试
        </Button>
      )}
      {status.is === 'signed out' && (
        <Button size="compact-xs" variant="default" onClick={() => autosave.retry()}>
          重新登录
        </Button>
      )}
    </span>
  )
}
