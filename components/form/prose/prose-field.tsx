'use client'
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useCanEdit } from '@/components/form/session/session-context'
import type { Address } from '@/report/template'
import styles from './prose.module.css'
import { ProseStatic } from './prose-static'
import type { ProseView } from './prose-view'

type Loaded = typeof import('./prose-editor')

let loaded: Loaded | undefined

/** A field of prose: its text at once, and where it may be typed into, the editor in the same place as soon as it is there. */
export function ProseField({ at, onOpen }: { at: Address; onOpen: (prose: ProseView | undefined) => void }) {
  const canEdit = useCanEdit()
  const [editor, setEditor] = useState(loaded)
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    if (!canEdit) return
    const keep = (module: Loaded) => {
      loaded = module
      setEditor(module)
    }
    import('./prose-editor').then(keep, () => setFailed(true))
  }, [canEdit])

  if (canEdit && editor) return <editor.default at={at} onOpen={onOpen} />
  return (
    <>
      <ProseStatic at={at} />
      {hasFailed && (
        <p role="alert" className={styles.failed}>
          编辑器没有载入，请检查网络后重新打开本页。
          <Button size="compact-sm" variant="default" onClick={() => window.location.reload()}>
            重新打开
          </Button>
        </p>
      )}
    </>
  )
}
