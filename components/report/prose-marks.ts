import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type NodeView } from 'prosemirror-view'
import type { Mark } from '@/report/mark'
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

export function drawMarks(doc: Node, { marks, readToken }: Reading): DecorationSet {
  const place = placesOf(doc)
  const drawn = marks.map((mark) => Decoration.inline(place(mark.start), place(mark.end), { 'data-shows': mark.shows }, { mark }))
  doc.descendants((node, at) => {
    if (node.type.name === 'token') drawn.push(Decoration.node(at, at + 1, {}, { text: readToken(node.attrs.at) }))
  })
  return DecorationSet.create(doc, drawn)
}

/** The mark at a place of the document. */
export function markAt(set: DecorationSet | undefined, place: number): Mark | undefined {
  return set?.find(place, place, (spec) => spec.mark !== undefined)[0]?.spec.mark
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
