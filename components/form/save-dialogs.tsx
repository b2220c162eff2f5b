'use client'
import { useConflicts } from '@/components/form/session/session-context'
import { lazily } from '@/components/ui/lazily'

const ConflictDialog = lazily(async () => (await import('./conflict-dialog')).ConflictDialog)

/** What a save may ask: which of two texts stands. */
export function SaveDialogs() {
  const [conflict] = useConflicts()
  return conflict && <ConflictDialog conflict={conflict} />
}
