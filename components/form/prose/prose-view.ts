import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { Slice } from 'prosemirror-model'
import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { drawMarks, drawToken, findMarkStart, keepMarks, marksKey, type Reading } from '@/components/form/session/prose-marks'
import { docOf, offsetOf, placesOf, schema, textOf } from '@/components/form/session/prose-text'
import { afterPaint } from '@/components/ui/page/after-paint'
import type { Mark } from '@/report/layout/mark'
import type { Claim } from '@/report/prose/claim'
import type { Address } from '@/report/template'
import { tokensIn } from '@/report/text/tokens'

/** A number somebody points at, and where it stands on the screen. */
export type Spot = { mark: Mark; left: number; bottom: number }

export type ProseOptions = {
  text: string
  attributes: Record<string, string>
  /** What the tables say to the text as it stands. */
  read: () => Reading
  /** The text was changed here; not called while an input method composes. */
  onText: (text: string) => void
  /** What is typed from here on is a step of its own to undo. */
  onPause: () => void
  onUndo: () => void
  onRedo: () => void
  /** The mark the caret stands in, or none. */
  onCaret: (spot: Spot | undefined) => void
  /** The Escape key: what belongs to the number at hand is put away; false if nothing was. */
  onEscape: () => boolean
  /** The mark under the pointer, or none. */
  onPoint: (spot: Spot | undefined) => void
  /** A number of the tables is wanted at the caret; `typed`: the key that asked for it. */
  onPick: (typed: string) => void
  /** A text is pasted; true if it was put elsewhere. */
  onPaste: (text: string) => boolean
}

/** Keys typed without a pause of this length are one step to undo. */
const PAUSE_MS = 500

/** Whether the tables have another number for it. */
export function isReplaceable(mark: Mark): mark is Mark & { expected: string } {
  return mark.expected !== undefined && mark.verdict !== 'agrees'
}

/**
 * The editor of one field of prose. Plain text in, plain text out; the caret and the input method are never disturbed:
 * marks are drawn together with the key that changed them, and not at all while characters are being composed.
 */
export class ProseView {
  private readonly view: EditorView
  /** The text the rest of the page knows. */
  private known: string
  private lastKey = 0
  private drawn: Reading
  private isTelling = false
  private callOff: () => void = () => undefined

  constructor(
    place: HTMLElement,
    private readonly options: ProseOptions
  ) {
    const doc = docOf(options.text)
    this.known = options.text
    this.drawn = options.read()
    this.view = new EditorView(
      { mount: place },
      {
        state: EditorState.create({ doc, plugins: [this.keys(), keymap(baseKeymap), keepMarks(drawMarks(doc, this.drawn))] }),
        attributes: options.attributes,
        nodeViews: { token: (node, _view, _place, around) => drawToken(node, around) },
        dispatchTransaction: (tr) => this.take(tr),
        handleTextInput: (view, from, to, text) => this.takePickKey(view, from, to, text),
        handlePaste: (view, event) => {
          this.readSelection()
          return options.onPaste(event.clipboardData?.getData('text/plain') ?? '') || pastePlainText(view, event)
        },
        clipboardTextSerializer: ({ content }) => {
          const { readToken } = options.read()
          return content.textBetween(0, content.size, '\n', ({ attrs }) => readToken(attrs.at))
        },
        handleDOMEvents: {
          // The last characters reach the document within the same turn of events.
          compositionend: () => void setTimeout(() => this.refresh()),
          beforeinput: (_view, event) => this.takeHistoryCommand(event),
          mouseover: (_view, event) => this.pointAt(event),
          focus: () => this.tellCaret(),
          arrive: () => this.goToContradiction(),
          scroll: () => this.tellCaret()
        }
      }
    )
  }

  focus(): void {
    this.view.focus()
  }

  /** Where the caret stands, in characters of the stored text. */
  caret(): number {
    return offsetOf(this.view.state.doc, this.view.state.selection.to)
  }

  /** Where the caret stands on the screen. */
  caretSpot(): { left: number; bottom: number } {
    return this.spotAt(this.view.state.selection.to)
  }

  /** Selects characters of the stored text. */
  select(from: number, to: number): void {
    const place = placesOf(this.view.state.doc)
    const selection = TextSelection.create(this.view.state.doc, place(from), place(to))
    this.view.dispatch(this.view.state.tr.setSelection(selection).scrollIntoView())
    this.view.focus()
  }

  /** Shows a text that was not typed here: an undo, a fix, somebody else's. Only what differs is replaced. */
  adopt(text: string): void {
    if (text === this.known || this.view.composing) return
    const { state } = this.view
    const doc = docOf(text)
    this.known = text
    const from = state.doc.content.findDiffStart(doc.content)
    const ends = state.doc.content.findDiffEnd(doc.content)
    if (from === null || !ends) return
    const overlap = Math.max(0, from - Math.min(ends.a, ends.b))
    const tr = state.tr.replace(from, ends.a + overlap, doc.slice(from, ends.b + overlap))
    this.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(ends.b + overlap), -1)))
  }

  /** Draws the marks anew after the tables changed, and hands over what was composed. */
  refresh(): void {
    if (this.view.isDestroyed || this.view.composing || this.isTelling) return
    if (textOf(this.view.state.doc) === this.known && this.isSame(this.options.read())) return
    this.view.updateState(this.tell(this.view.state))
    this.tellCaret()
  }

  /** Asks for a number of the tables at the caret. */
  pick(): void {
    this.options.onPick('')
  }

  insertToken(at: Address): void {
    this.change((tr) => tr.replaceSelectionWith(schema.node('token', { at }), false))
  }

  insertText(text: string): void {
    this.change((tr) => tr.insertText(text))
  }

  /** Puts another number in the place of a marked one. */
  replace({ start, end }: Claim, text: string): void {
    const place = placesOf(this.view.state.doc)
    this.change((tr) => tr.insertText(text, place(start), place(end)))
  }

  destroy(): void {
    this.callOff()
    this.view.destroy()
  }

  /** One change that is a step of its own to undo. */
  private change(make: (tr: Transaction) => Transaction): void {
    this.options.onPause()
    this.view.dispatch(make(this.view.state.tr).scrollIntoView())
    this.options.onPause()
    this.view.focus()
  }

  /** Ctrl+Enter takes the tables' number for the one the caret stands in. */
  private keys() {
    return keymap({
      Escape: () => this.options.onEscape(),
      'Mod-Enter': () => {
        this.readSelection()
        const mark = this.markAtCaret()
        if (mark && isReplaceable(mark)) this.replace(mark, mark.expected)
        return mark !== undefined
      }
    })
  }

  private take(tr: Transaction): void {
    const state = this.view.state.apply(tr)
    this.view.updateState(tr.docChanged && !this.view.composing ? this.tell(state) : state)
    if (tr.docChanged || tr.selectionSet) this.tellCaret()
  }

  /** Hands the text over, has it checked and draws the marks for it. */
  private tell(state: EditorState): EditorState {
    const text = textOf(state.doc)
    if (text !== this.known) {
      const now = Date.now()
      if (now - this.lastKey > PAUSE_MS) this.options.onPause()
      this.lastKey = now
      this.known = text
      this.isTelling = true
      this.options.onText(text)
      this.isTelling = false
    }
    this.drawn = this.options.read()
    return state.apply(state.tr.setMeta(marksKey, drawMarks(state.doc, this.drawn)))
  }

  /**
   * Where somebody is about to act on a mark, the focus is there and the caret counts as it was. What belongs to the number
   * at the caret can wait until what was typed is on the screen.
   */
  private tellCaret(): void {
    this.callOff()
    this.callOff = afterPaint(() => {
      const mark = this.markAtCaret()
      if (this.view.hasFocus()) this.options.onCaret(mark && this.spotOf(mark))
    })
  }

  private markAtCaret(): Mark | undefined {
    const { selection } = this.view.state
    return selection.empty ? this.markAt(selection.from) : undefined
  }

  /** None where characters are just being composed before it: it is not known yet what the tables say to those. */
  private markAt(place: number): Mark | undefined {
    const { state } = this.view
    const from = findMarkStart(marksKey.getState(state), place)
    const start = from === undefined ? undefined : offsetOf(state.doc, from)
    return this.drawn.marks.find((mark) => mark.start === start)
  }

  private pointAt(event: MouseEvent): void {
    const isMark = event.target instanceof Element && event.target.closest('[data-shows]')
    const place = isMark ? this.view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos : undefined
    const mark = place === undefined ? undefined : this.markAt(place)
    this.options.onPoint(mark && this.spotOf(mark))
  }

  /** Somebody was led here: to the next number that contradicts the tables, if there is one. */
  private goToContradiction(): void {
    const { doc } = this.view.state
    const { marks } = this.options.read()
    const place = placesOf(doc)
    const ends = marks.filter(({ shows }) => shows === 'contradicts').map(({ end }) => place(end))
    const next = ends.find((end) => end > this.view.state.selection.to) ?? ends[0]
    if (next !== undefined) this.view.dispatch(this.view.state.tr.setSelection(TextSelection.create(doc, next)).scrollIntoView())
  }

  private spotOf(mark: Mark): Spot {
    const place = placesOf(this.view.state.doc)
    // Below the last of its lines: the one that is being typed stays in sight.
    return { mark, left: this.spotAt(place(mark.start)).left, bottom: this.spotAt(place(mark.end)).bottom }
  }

  private spotAt(place: number): { left: number; bottom: number } {
    const { left, bottom } = this.view.coordsAtPos(place, 1)
    const frame = this.view.dom.parentElement?.getBoundingClientRect()
    return { left: left - (frame?.left ?? 0), bottom: bottom - (frame?.top ?? 0) }
  }

  private takePickKey(view: EditorView, from: number, to: number, text: string): boolean {
    if ((text !== '#' && text !== '＃') || view.composing) return false
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)))
    this.options.onPick(text)
    return true
  }

  /** The caret as the browser has it: it tells of moves a moment later, and a quick hand is there before. */
  private readSelection(): void {
    const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {}
    if (!anchorNode || !focusNode || !this.view.dom.contains(anchorNode) || !this.view.dom.contains(focusNode)) return
    const { tr } = this.view.state
    const placeOf = (node: globalThis.Node, offset = 0) => tr.doc.resolve(this.view.posAtDOM(node, offset))
    this.view.dispatch(tr.setSelection(TextSelection.between(placeOf(anchorNode, anchorOffset), placeOf(focusNode, focusOffset))))
  }

  private takeHistoryCommand(event: InputEvent): boolean {
    const take = { historyUndo: this.options.onUndo, historyRedo: this.options.onRedo }[event.inputType]
    if (take) event.preventDefault()
    take?.()
    return take !== undefined
  }

  /** Whether the tables say what is drawn already. */
  private isSame(reading: Reading): boolean {
    if (reading === this.drawn) return true
    const words = ({ marks, readToken }: Reading) => JSON.stringify([marks, tokensIn(this.known).map(({ at }) => readToken(at))])
    return words(reading) === words(this.drawn)
  }
}

/** Formats of other programs stay behind; what was copied here keeps its live numbers. */
function pastePlainText(view: EditorView, { clipboardData }: ClipboardEvent): boolean {
  if (!clipboardData || clipboardData.getData('text/html').includes('data-pm-slice')) return false
  const { content } = docOf(clipboardData.getData('text/plain'))
  view.dispatch(view.state.tr.replaceSelection(new Slice(content, 1, 1)).scrollIntoView())
  return true
}
