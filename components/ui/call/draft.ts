'use client'
import { useState } from 'react'
import { pageUser } from './page-user'
import { keep, readKept } from './storage'

/** Nobody finds the words of who was signed in before him. */
const keyOf = (name: string) => `draft ${pageUser() ?? ''} ${window.location.pathname} ${name}`

export const keepDraft = (name: string, text: string): void => keep('sessionStorage', keyOf(name), text)

export const readDraft = (name: string): string => readKept('sessionStorage', keyOf(name))

/** Words not sent yet: kept in this tab until they are, whatever becomes of the page. For what is drawn in the browser only. */
export function useDraft(name: string, initial = ''): [string, (text: string) => void] {
  const [text, setText] = useState(() => readDraft(name) || initial)
  const write = (now: string) => {
    setText(now)
    keepDraft(name, now)
  }
  return [text, write]
}
