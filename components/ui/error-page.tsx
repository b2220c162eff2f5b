'use client'
import { Button } from '@mantine/core'
import { SheetPage } from './sheet-page'

/** What a failure on a page shows in its place. Trying again draws it anew from what is kept in this tab. */
export function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <SheetPage title="出错了" lead="这一步没有完成。已保存的内容不受影响，没有保存的仍在本机。请重试；仍不行的，把下面的编号告诉管理员。">
      <p>{error.digest}</p>
      <Button onClick={reset}>重试</Button>
    </SheetPage>
  )
}
