'use client'
import { useConflicts } from '@/components/form/session/session-context'
import { lazily } from '@/components/ui/lazily'

export const PreviewDialog = lazily(async () => (await import('./preview-dialog')).PreviewDialog)
export const SubmitDialog = lazily(async () => (await import('./submit-dialog')).SubmitDialog)
const ConflictDialog = lazily(async () => (await import('./conflict-dialog')).ConflictDialog)

/** What a save may ask: which of two texts stands. */
export function SaveDialogs() {
  const [conflict] = useConflicts()
  return conflict && <ConflictDialog conflict={conflict} />
}
