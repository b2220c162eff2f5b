'use client'
import { ImportDialog } from './import/import-dialog'
import { PreviewDialog } from './preview-dialog'
import { SubmitDialog } from './submit-dialog'

/** What the header opens: by the name of its button, or with a file that was dropped on the form. */
export type OpenedDialog = 'preview' | 'import' | 'submit' | File

/** The dialogs of the header, fetched together once the page has loaded. */
export function HeaderDialogs({ opened, onClose }: { opened: OpenedDialog; onClose: () => void }) {
  if (opened === 'preview') return <PreviewDialog onClose={onClose} />
  if (opened === 'submit') return <SubmitDialog onClose={onClose} />
  return <ImportDialog file={opened === 'import' ? undefined : opened} onClose={onClose} />
}
