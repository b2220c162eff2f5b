'use client'
import { useEffect, useState } from 'react'
import { useFormSession } from '@/components/form/session/session-context'
import { listen } from '@/components/ui/listen'
import { ImportDialog } from './import-dialog'

/** 导入: the dialog, and the file dropped anywhere on the form, which a browser would open in place of it. */
export function ImportTool({ isOpen, onOpen, onClose }: { isOpen: boolean; onOpen: () => void; onClose: () => void }) {
  const { data } = useFormSession()
  const [dropped, setDropped] = useState<File>()
  useEffect(() => {
    const holdsFile = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true
    return listen(document, {
      dragover: (event) => holdsFile(event) && event.preventDefault(),
      drop: (event) => {
        if (event.defaultPrevented || !holdsFile(event)) return
        event.preventDefault()
        if (!data.canEdit) return
        setDropped(event.dataTransfer?.files[0])
        onOpen()
      }
    })
  }, [data, onOpen])
  const close = () => {
    setDropped(undefined)
    onClose()
  }
  return isOpen && <ImportDialog file={dropped} onClose={close} />
}
