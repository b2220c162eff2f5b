'use client'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Address } from '@/report/template'
import type { Desk } from './make-desk'

export const DeskContext = createContext<Desk | undefined>(undefined)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('outside the report form')
  return desk
}

/** What one cell shows beside its text; draws again only when that changes. */
export function useCellView(at: Address) {
  const { live } = useDesk()
  const read = () => live.getCell(at)
  return useSyncExternalStore(live.subscribe, read, read)
}

/** Every finding with its explanation. */
export function useJudged() {
  const { live } = useDesk()
  return useSyncExternalStore(live.subscribeLater, live.getJudged, live.getJudged)
}

export function useSaveStatus() {
  const { autosave } = useDesk()
  return useSyncExternalStore(autosave.subscribe, autosave.getStatus, autosave.getStatus)
}

export function useConflicts() {
  const { autosave } = useDesk()
  return useSyncExternalStore(autosave.subscribe, autosave.getConflicts, autosave.getConflicts)
}

const never = () => () => undefined

/** Whether the person may type: not before the page listens, or what he types in that moment would be lost. */
export function useCanEdit(): boolean {
  const { data } = useDesk()
  return useSyncExternalStore(
    never,
    () => data.canEdit,
    () => false
  )
}
