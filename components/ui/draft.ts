'use client'
import { useState } from 'react'
import { pageUser } from './page-user'

/** Where the browser forbids storage nothing is kept and nothing breaks. */
function storage(): Storage | undefined {
  try {
    return window.sessionStorage
  } catch {
    return undefined
  }
}

/** Nobody finds the words of who was signed in before him. */
const keyOf = (name: string) => `draft ${pageUser() ?? ''} ${window.location.pathname} ${name}`

export function keepDraft(name: string, text: string): void {
  try {
    if (text === '') storage()?.removeItem(keyOf(name))
    else storage()?.setItem(keyOf(name), text)
  } catch {
    // Full: only the safety is missing.
  }
}

export const readDraft = (name: string): string => storage()?.getItem(keyOf(name)) ?? ''

/** Words not sent yet: kept in this tab until they are, whatever becomes of the page. For what is drawn in the browser only. */
export function useDraft(name: string, initial = ''): [string, (text: string) => void] {
  const [text, setText] = useState(() => readDraft(name) || initial)
  const write = (now: string) => {
    setText(now)
    keepDraft(name, now)
  }
  return [text, write]
}
