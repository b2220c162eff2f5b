import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether the page is hydrated: false on the server and until React has attached its handlers. */
export function useListening(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false
  )
}
