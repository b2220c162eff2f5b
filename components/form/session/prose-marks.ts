import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type NodeView } from 'prosemirror-view'
import { showWords } from '@/components/document/mark-words'
import type { Mark } from '@/report/layout/mark'
import type { Address } from '@/report/template'
import { placesOf } from './prose-text'

/** What the tables say to a field of prose: the marks of its numbers, and the text each token is read as. */
export type Reading = { marks: readonly Mark[]; readToken: (at: Address) => string }

export const marksKey = new PluginKey<DecorationSet>('marks')

/** Keeps the marks where they were while one types, until they are drawn anew. */
export function keepMarks(first: DecorationSet): Plugin {
  return new Plugin({
    key: marksKey,
    state: { init: () => first, apply: (tr, kept: DecorationSet) => tr.getMeta(marksKey) ?? kept.map(tr.mapping, tr.doc) },
    props: { decorations: (state) => marksKey.getState(state) }
  })
}

/** The editor compares decorations by their attributes and redraws only paragraphs in which one differs. */
export function drawMarks(doc: Node, { marks, readToken }: Reading): DecorationSet {
  const place = placesOf(doc)
  const drawn = marks.map((mark) => {
    const { start, end, shows, judged } = mark
    // A background and a line under the number say nothing to those who hear it.
    const words = { role: 'mark', 'aria-description': showWords(mark) }
    const attributes = { 'data-shows': shows, ...(judged && { 'data-level': judged.finding.level }), ...(shows !== 'unlinked' && words) }
    return Decoration.inline(place(start), place(end), attributes, { isMark: true })
  })
  doc.descendants((node, at) => {
    if (node.type.name === 'token') drawn.push(Decoration.node(at, at + 1, {}, { text: readToken(node.attrs.at) }))
  })
  return DecorationSet.create(doc, drawn)
}

/** Where the mark at a place of the document begins. */
export function findMarkStart(set: DecorationSet | undefined, place: number): number | undefined {
  return set?.find(place, place, ({ isMark }) => isMark)[0]?.from
}

/** A token on the screen: the number, followed wherever it goes. */
export function drawToken(node: Node, decorations: readonly Decoration[]): NodeView {
  const dom = document.createElement('span')
  const draw = (around: readonly Decoration[]) => {
    dom.textContent = around.find(({ spec }) => spec.text !== undefined)?.spec.text ?? ''
  }
  dom.dataset.token = node.attrs.at
  draw(decorations)
  return {
    dom,
    update: (next, around) => {
      if (next.type !== node.type || next.attrs.at !== node.attrs.at) return false
      draw(around)
      return true
    }
  }
}
