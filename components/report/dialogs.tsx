'use client'
import { lazily } from '@/components/ui/lazily'
import { useConflicts } from './desk-context'

export const PastePreview = lazily(async () => (await import('./paste-preview')).PastePreview)
export const PreviewDialog = lazily(async () => (await import('./preview-dialog')).PreviewDialog)
export const SubmitDialog = lazily(async () => (await import('./submit-dialog')).SubmitDialog)
const ConflictDialog = lazily(async () => (await import('./conflict-dialog')).ConflictDialog)

/** What a save may ask: which of two texts stands. */
export function SaveDialogs() {
  const [conflict] = useConflicts()
  return conflict && <ConflictDialog conflict={conflict} />
}
