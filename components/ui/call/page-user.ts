import type { Refused } from './call'

/** Whose page this is, and whether he has to sign in again: one for the whole tab. */
let user: string | undefined
let asking: { refused: Refused; answer: (isBack: boolean) => void; isBack: Promise<boolean> } | undefined
const listeners = new Set<() => void>()

/** The account whose page is shown; undefined on pages that are nobody's. */
export const pageUser = (): string | undefined => user

export function setPageUser(name: string | undefined): void {
  user = name
  if (name === undefined) endAsking(false)
}

/** Shows the sign-in dialog, once for all who ask; whether the person of the page is back. False where no dialog can be shown. */
export function askToSignIn(refused: Refused): Promise<boolean> {
  if (user === undefined) return Promise.resolve(false)
  if (!asking) {
    let answer: (isBack: boolean) => void = () => undefined
    const isBack = new Promise<boolean>((resolve) => {
      answer = resolve
    })
    asking = { refused, answer, isBack }
    for (const listener of listeners) listener()
  }
  return asking.isBack
}

export function endAsking(isBack: boolean): void {
  const ended = asking
  asking = undefined
  ended?.answer(isBack)
  for (const listener of listeners) listener()
}

/** Why somebody has to sign in again, while he does. */
export const readAsking = (): Refused | undefined => asking?.refused

export function subscribeAsking(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
