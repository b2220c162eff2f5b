'use client'
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useCanEdit, useFormSession } from '@/components/form/session/session-context'
import type { Address } from '@/report/template'
import { tokensIn } from '@/report/text/tokens'
import styles from './prose.module.css'
import { type Caret, ProsePlain } from './prose-plain'
import { ProseStatic } from './prose-static'
import type { ProseView } from './prose-view'

type Loaded = typeof import('./prose-editor')

let loaded: Loaded | undefined

/**
 * A field of prose: its text at once, and where it may be typed into, the editor in the same place as soon as it is there. Numbers
 * taken from the tables are not plain text: with such a number it waits for the editor.
 */
export function ProseField({ at, onOpen }: { at: Address; onOpen: (prose: ProseView | undefined) => void }) {
  const { form } = useFormSession()
  const canEdit = useCanEdit()
  const caret = useRef<Caret>(undefined)
  const [isComposing, setComposing] = useState(false)
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

  if (canEdit && editor && !isComposing) return <editor.default at={at} caret={caret} onOpen={onOpen} />
  const isPlain = canEdit && tokensIn(form.getValues(at)).length === 0
  return (
    <>
      {isPlain ? <ProsePlain at={at} caret={caret} onCompose={setComposing} /> : <ProseStatic at={at} />}
      {hasFailed && (
        <p role="alert" className={styles.failed}>
          编辑器没有载入，{isPlain && '文字可以照常填写和保存，但不能与表中数字核对。'}请检查网络后重新打开本页。
          <Button size="compact-sm" variant="default" onClick={() => window.location.reload()}>
            重新打开
          </Button>
        </p>
      )}
    </>
  )
}
