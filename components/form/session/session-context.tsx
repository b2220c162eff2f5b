'use client'
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import type { SaveStatus } from '@/components/form/saving/autosave'
import { useListening } from '@/components/ui/use-listening'
import type { Address } from '@/report/template'
import type { FormSession } from './form-session'

export const FormSessionContext = createContext<FormSession | undefined>(undefined)

export function useFormSession(): FormSession {
  const session = useContext(FormSessionContext)
  if (!session) throw new Error('outside the report form')
  return session
}

/** What one cell shows beside its text; draws again only when that changes. */
export function useCellView(at: Address) {
  const { live } = useFormSession()
  const [subscribe, read] = useMemo(() => [(listener: () => void) => live.subscribeCell(at, listener), () => live.getCell(at)], [live, at])
  return useSyncExternalStore(subscribe, read, read)
}

/** Every finding with its explanation. A key shows in its cells and totals first; what lists findings follows. */
export function useJudged() {
  const { live } = useFormSession()
  return useSyncExternalStore(live.subscribeLater, live.getJudged, live.getJudged)
}

export function useSaveStatus() {
  const { autosave } = useFormSession()
  return useSyncExternalStore(autosave.subscribe, autosave.getStatus, autosave.getStatus)
}

/** The status of saving while it is this one: whoever waits for it is not drawn again by the others. */
export function useSaveStatusOf<Is extends SaveStatus['is']>(is: Is): Extract<SaveStatus, { is: Is }> | undefined {
  const { autosave } = useFormSession()
  const read = () => {
    const status = autosave.getStatus()
    return status.is === is ? (status as Extract<SaveStatus, { is: Is }>) : undefined
  }
  return useSyncExternalStore(autosave.subscribe, read, read)
}

export function useConflicts() {
  const { autosave } = useFormSession()
  return useSyncExternalStore(autosave.subscribe, autosave.getConflicts, autosave.getConflicts)
}

/**
 * Whether the person may type: not before the page listens and shows what earlier tabs left behind, or what he types in that moment
 * would be lost.
 */
export function useCanEdit(): boolean {
  const { data } = useFormSession()
  const isOpening = useSaveStatusOf('opening') !== undefined
  return useListening() && data.canEdit && !isOpening
}
