'use client'
import { Button } from '@mantine/core'
import { useConflicts, useDesk, useSaveStatus } from './desk-context'
import styles from './form-header.module.css'

const time = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai' })

/** Where what was typed lies now, in words. */
export function SaveState() {
  const { autosave } = useDesk()
  const status = useSaveStatus()
  const conflicts = useConflicts()
  const unsent = autosave.countUnsent()
  const words = {
    opening: () => '正在打开',
    asking: () => '正在核对是否最新',
    saved: () => `已保存 ${time.format(status.is === 'saved' ? status.on : undefined)}`,
    waiting: () => '未保存',
    saving: () => '正在保存',
    offline: () => (unsent > 0 ? `未保存，将重试 · 本机有 ${unsent} 处未上传` : '连接不上服务器，将重试'),
    'signed out': () =>
      `${status.is === 'signed out' && status.why === 'somebody else' ? '已换人登录' : '登录已过期'} · 本机有 ${unsent} 处未上传`,
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
