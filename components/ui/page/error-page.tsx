'use client'
import { useEffect, useState } from 'react'
import { SheetPage } from './sheet-page'
import styles from './sheet-page.module.css'

/**
 * What a failure on a page shows in its place. Trying again draws it anew from what is kept in this tab. Production hides
 * from the browser what went wrong on the server; whether it is the database, the server itself tells.
 */
export function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    fetch('/readyz')
      .then((answer) => answer.json())
      .then((health: { error?: string }) => setTrouble(health.error ?? ''))
      .catch(() => setTrouble('无法连接服务器'))
  }, [])
  return (
    <SheetPage
      title="出错了"
      lead="这一步没有完成。已保存的内容不受影响，没有保存的仍在本机。请重试；仍不能办理的，请将下面的编号告知管理员。"
    >
      {trouble && <p role="status">{trouble}，请稍后重试。</p>}
      <p>{error.digest}</p>
      {/* Every page loads this one with itself: it brings no parts of its own. */}
      <button type="button" className={styles.button} onClick={reset}>
        重试
      </button>
    </SheetPage>
  )
}
