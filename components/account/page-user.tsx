'use client'
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { CallResult } from '@/components/ui/call/call'
import { readAsking, setPageUser, subscribeAsking } from '@/components/ui/call/page-user'
import { lazily } from '@/components/ui/lazily'
import { listen } from '@/components/ui/listen'

const SignInAgain = lazily(async () => (await import('./sign-in-again')).SignInAgain)

const nobody = () => undefined

/** Milliseconds without a key. A dialog that opened between two would take the next one, and the one after, for the password. */
const REST_MS = 700

/** Tells every call whose page this is. Where one found nobody, or somebody else, signed in, he signs in on the spot. */
export function PageUser({ name, signIn }: { name: string; signIn: (fields: Record<string, string>) => Promise<CallResult> }) {
  const asking = useSyncExternalStore(subscribeAsking, readAsking, nobody)
  useLayoutEffect(() => {
    setPageUser(name)
    return () => setPageUser(undefined)
  }, [name])
  const isAtRest = useRest(asking !== undefined)
  return asking && isAtRest && <SignInAgain name={name} refused={asking} signIn={signIn} />
}

/** Whether the keyboard has rested since something was wanted. */
function useRest(isWanted: boolean): boolean {
  const [isAtRest, setAtRest] = useState(false)
  useEffect(() => {
    if (!isWanted) return
    const rest = () => {
      stopListening()
      setAtRest(true)
    }
    let timer = setTimeout(rest, REST_MS)
    const stopListening = listen(document, {
      keydown: () => {
        clearTimeout(timer)
        timer = setTimeout(rest, REST_MS)
      }
    })
    return () => {
      clearTimeout(timer)
      stopListening()
      setAtRest(false)
    }
  }, [isWanted])
  return isAtRest
}
