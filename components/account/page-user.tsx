'use client'
import { useLayoutEffect, useSyncExternalStore } from 'react'
import type { CallResult } from '@/components/ui/call/call'
import { readAsking, setPageUser, subscribeAsking } from '@/components/ui/call/page-user'
import { lazily } from '@/components/ui/lazily'

const SignInAgain = lazily(async () => (await import('./sign-in-again')).SignInAgain)

const nobody = () => undefined

/** Tells every call whose page this is. Where one found nobody, or somebody else, signed in, he signs in on the spot. */
export function PageUser({ name, signIn }: { name: string; signIn: (fields: Record<string, string>) => Promise<CallResult> }) {
  const asking = useSyncExternalStore(subscribeAsking, readAsking, nobody)
  useLayoutEffect(() => {
    setPageUser(name)
    return () => setPageUser(undefined)
  }, [name])
  return asking && <SignInAgain name={name} refused={asking} signIn={signIn} />
}
