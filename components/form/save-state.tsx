'use client'
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useConflicts, useFormSession, useSaveStatus } from '@/components/form/session/session-context'
import { announce } from '@/components/ui/page/announce'
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
  useSayingTrouble(status.is, words)
  return (
    <span
      className={styles.save}
      data-is={conflicts.length > 0 ? 'conflict' : status.is}
      role="status"
      aria-live="off"
      aria-label="保存状态"
    >
      <span className={styles.words}>{conflicts.length > 0 ? `冲突 ${conflicts.length} 处，请选择` : words}</span>
      {status.is === 'offline' && (
        <Button size="compact-sm" variant="default" onClick={() => autosave.flush()}>
          立即重试
        </Button>
      )}
      {status.is === 'signed out' && (
        <Button size="compact-sm" variant="default" onClick={() => autosave.retry()}>
          重新登录
        </Button>
      )}
    </span>
  )
}

const TROUBLES = ['offline', 'signed out', 'too long', 'stopped']

/** Every second something is saved: it is said aloud only where that fails, and once it goes on. */
function useSayingTrouble(is: string, words: string): void {
  const wasTrouble = useRef(false)
  const isTrouble = TROUBLES.includes(is)
  // biome-ignore lint/correctness/useExhaustiveDependencies: how much is unsent changes with every key and is no news
  useEffect(() => {
    if (isTrouble && !wasTrouble.current) announce('results', words)
    if (is === 'saved' && wasTrouble.current) announce('results', '已恢复保存')
    if (isTrouble || is === 'saved') wasTrouble.current = isTrouble
  }, [is])
}
