'use client'
import { Alert, Button, Image, Loader, Text } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { useDesk } from './desk-context'
import styles from './preview-dialog.module.css'

/** A4 in points, as the picture counts. */
const [WIDTH, HEIGHT] = [595.2756, 841.8898]

type Look = { is: 'busy'; words: string } | { is: 'failed'; why: string } | { is: 'shown'; address: string; pages: number }

/** 预览: the printed pages as they will be, over the form. What was typed is saved first. */
export function PreviewDialog({ onClose }: { onClose: () => void }) {
  const { data, autosave } = useDesk()
  const [look, setLook] = useState<Look>({ is: 'busy', words: '正在保存…' })

  const open = useCallback(async () => {
    setLook({ is: 'busy', words: '正在保存…' })
    if (!(await autosave.settle())) return setLook({ is: 'failed', why: '有内容还没有保存，请处理后再预览。' })
    setLook({ is: 'busy', words: '正在排版…' })
    const address = `/reports/${data.id}/preview?at=${Date.now()}`
    const pages = await countPages(address).catch(() => undefined)
    setLook(pages === undefined ? { is: 'failed', why: '没有排出来，请检查网络后重试。' } : { is: 'shown', address, pages })
  }, [autosave, data.id])

  useEffect(() => {
    open()
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
        <section className={styles.pages} aria-label={`印出来的样子，共 ${look.pages} 页`}>
          {Array.from({ length: look.pages }, (_, i) => `0,${(i * HEIGHT).toFixed(3)},${WIDTH},${HEIGHT}`).map((part, i) => (
            <Image
              key={part}
              className={styles.page}
              src={`${look.address}#svgView(viewBox(${part}))`}
              alt={`第 ${i + 1} 页，共 ${look.pages} 页`}
            />
          ))}
        </section>
      )}
    </Dialog>
  )
}

/** Fetches the picture, which the browser then has, and tells how many pages stand in it. */
async function countPages(address: string): Promise<number> {
  const response = await fetch(address)
  const height = /viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(await response.text())?.[1]
  if (!response.ok || height === undefined) throw new Error('no pages')
  return Math.round(Number(height) / HEIGHT)
}
