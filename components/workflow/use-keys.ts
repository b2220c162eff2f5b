'use client'
import { useEffect, useRef } from 'react'
import { keep, readKept } from '@/components/ui/call/storage'
import { isTextField, onPageKey } from '@/components/ui/page/page-key'

/** Where somebody who speaks to the computer, or types elsewhere by mistake, can switch single keys off. */
const SWITCH = 'single-keys'

export const areKeysOn = (): boolean => readKept('localStorage', SWITCH) !== 'off'
export const setKeysOn = (on: boolean): void => keep('localStorage', SWITCH, on ? '' : 'off')

/** Single keys of a page: `j`, `?`, `Shift+ArrowUp`. They are silent while somebody types or a dialog is open. */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTextField(event.target) || !areKeysOn()) return
      const run = latest.current[nameOf(event)]
      if (!run) return
      event.preventDefault()
      run()
    }
    return onPageKey(onKey)
  }, [])
}

const nameOf = ({ key, shiftKey }: KeyboardEvent) => (key.startsWith('Arrow') ? `${shiftKey ? 'Shift+' : ''}${key}` : key.toLowerCase())
