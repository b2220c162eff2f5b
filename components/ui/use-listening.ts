import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether the page listens to what is done on it: not yet where it was only sent. */
export function useListening(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false
  )
}
