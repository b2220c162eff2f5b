import type { Address } from '@/report/template'

export type TextChange = { at: Address; was: string; now: string }

/** 撤销: steps of this visit, across cells. Keys typed into one cell without leaving it, into prose without a pause, are one step. */
export class UndoStack {
  private readonly done: TextChange[][] = []
  private undone: TextChange[][] = []
  private typingIn: Address | undefined

  /** A key typed; joins the step before if that was typed into the same cell. */
  addTyped(change: TextChange): void {
    const last = this.done.at(-1)?.[0]
    if (last && this.typingIn === change.at) last.now = change.now
    else this.done.push([{ ...change }])
    this.typingIn = change.at
    this.undone = []
  }

  /** Many cells at once: a paste, a fill, an opening balance. */
  add(changes: readonly TextChange[]): void {
    if (changes.length > 0) this.done.push(changes.map((change) => ({ ...change })))
    this.typingIn = undefined
    this.undone = []
  }

  /** The cell was left, or nothing typed for a while: the next key begins a new step. */
  endTyping(): void {
    this.typingIn = undefined
  }

  /** The texts to put back, or undefined if there is nothing to undo. */
  undo(): TextChange[] | undefined {
    this.typingIn = undefined
    const step = this.done.pop()
    if (step) this.undone.push(step)
    return step?.map(({ at, was, now }) => ({ at, was: now, now: was }))
  }

  redo(): TextChange[] | undefined {
    this.typingIn = undefined
    const step = this.undone.pop()
    if (step) this.done.push(step)
    return step
  }
}
