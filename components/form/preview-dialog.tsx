'use client'
import { Alert, Button, Image, Loader, Text } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { Dialog } from '@/components/ui/dialog'
import styles from './preview-dialog.module.css'

type Stage = { is: 'busy'; words: string } | { is: 'failed'; why: string } | { is: 'shown'; drawing: string; pages: number }

/** What the server tells: the drawing and its pages, or how many reports are drawn before this one. */
type Drawn = { drawing: string; pages: number } | { ahead: number }

const ASK_AGAIN = 1000

/** 预览: the printed pages as they will be, over the form, each fetched as it comes near. What was typed is saved first. */
export function PreviewDialog({ onClose }: { onClose: () => void }) {
  const { data, autosave } = useFormSession()
  const [look, setLook] = useState<Stage>({ is: 'busy', words: '正在保存…' })
  const address = `/reports/${data.id}/preview`
  const asking = useRef<AbortController>(undefined)

  const open = useCallback(async () => {
    asking.current?.abort()
    asking.current = new AbortController()
    const { signal } = asking.current
    const show = (next: Stage) => signal.aborted || setLook(next)
    show({ is: 'busy', words: '正在保存…' })
    if (!(await autosave.settle())) return show({ is: 'failed', why: '有内容尚未保存，请处理后再预览。' })
    show({ is: 'busy', words: '正在排版…' })
    try {
      const told = await ask(address, signal, (ahead) => show({ is: 'busy', words: `正在排队，前面还有 ${ahead} 份…` }))
      show({ is: 'shown', ...told })
    } catch {
      show({ is: 'failed', why: '排版未完成，请检查网络后重试。' })
    }
  }, [autosave, address])

  useEffect(() => {
    open()
    return () => asking.current?.abort()
  }, [open])

  return (
    <Dialog title="预览" size="880px" onClose={onClose}>
      {look.is === 'busy' && (
        <Text role="status">
          <Loader size="xs" /> {look.words}
        </Text>
      )}
      {look.is === 'failed' && (
        <Alert color="vermilion" role="alert">
          {look.why}{' '}
          <Button size="compact-sm" onClick={open}>
            重试
          </Button>
        </Alert>
      )}
      {look.is === 'shown' && (
        <section className={styles.pages} aria-label={`打印效果，共 ${look.pages} 页`}>
          <p>
            以下是印刷页面的图片，文字内容见<a href={`/reports/${data.id}/review`}>全文</a>。
          </p>
          {Array.from({ length: look.pages }, (_, i) => i + 1).map((page) => (
            <Image
              key={page}
              className={styles.page}
              loading="lazy"
              src={`${address}?drawing=${look.drawing}&page=${page}`}
              alt={`第 ${page} 页，共 ${look.pages} 页`}
            />
          ))}
        </section>
      )}
    </Dialog>
  )
}

/** Asks until the pages are drawn, and tells meanwhile how many are ahead. Going away gives the place back. */
async function ask(address: string, signal: AbortSignal, tell: (ahead: number) => void): Promise<{ drawing: string; pages: number }> {
  for (;;) {
    const response = await fetch(address, { signal })
    if (!response.ok && response.status !== 503) throw new Error(`the preview was answered ${response.status}`)
    const told = (await response.json()) as Drawn
    if (!('ahead' in told)) return told
    tell(told.ahead)
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN))
  }
}
