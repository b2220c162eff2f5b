'use client'
import { lazily } from '@/components/ui/lazily'
import type { Refused } from './call'

const AskDialog = lazily(async () => (await import('@/components/ui/ask-dialog')).AskDialog)

/** Asks where the server refused until whoever did it says that he knows what follows; `onTake` sends it again with these words. */
export function AskAgain({
  refused,
  title,
  onTake,
  onClose
}: {
  refused: Refused | undefined
  title: string
  onTake: (knowing: string) => void
  onClose: () => void
}) {
  const words = refused?.asks
  return words ? <AskDialog title={title} words={`${words}。`} onTake={() => onTake(words)} onClose={onClose} /> : null
}
