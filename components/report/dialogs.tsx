'use client'
import type { Outcome } from '@/components/ui/action-form'
import { lazily } from '@/components/ui/lazily'
import { useConflicts, useSaveStatusOf } from './desk-context'

export const PastePreview = lazily(async () => (await import('./paste-preview')).PastePreview)
export const PreviewDialog = lazily(async () => (await import('./preview-dialog')).PreviewDialog)
export const SubmitDialog = lazily(async () => (await import('./submit-dialog')).SubmitDialog)
const ConflictDialog = lazily(async () => (await import('./conflict-dialog')).ConflictDialog)
const SignInDialog = lazily(async () => (await import('./sign-in-dialog')).SignInDialog)

/** What a save may ask: which of two texts stands, who is there. */
export function SaveDialogs({ signIn }: { signIn: (fields: Record<string, string>) => Promise<Outcome> }) {
  const [conflict] = useConflicts()
  const signedOut = useSaveStatusOf('signed out')
  if (signedOut) return <SignInDialog signIn={signIn} />
  return conflict && <ConflictDialog conflict={conflict} />
}
