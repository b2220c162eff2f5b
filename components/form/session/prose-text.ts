import { type Node, Schema } from 'prosemirror-model'
import { tokensIn, writeToken } from '@/report/text/tokens'

/** Prose as it is edited: a paragraph a line, numbers of the tables as single pieces. Nothing else can be typed or pasted. */
export const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: { content: 'inline*', whitespace: 'pre', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
    text: { group: 'inline' },
    token: {
      group: 'inline',
      inline: true,
      atom: true,
      attrs: { at: { validate: 'string' } },
      leafText: ({ attrs }) => writeToken(attrs.at),
      parseDOM: [{ tag: 'span[data-token]', getAttrs: (dom) => ({ at: dom.getAttribute('data-token') }) }],
      toDOM: ({ attrs }) => ['span', { 'data-token': attrs.at }]
    }
  }
})

/** The text as stored to the text as edited. */
export function docOf(text: string): Node {
  const lines = text.split(/\r\n?|\n/)
  return schema.node(
    'doc',
    null,
    lines.map((line) => schema.node('paragraph', null, piecesOf(line)))
  )
}

function piecesOf(line: string): Node[] {
  let from = 0
  const pieces = tokensIn(line).flatMap(({ at, start, end }) => {
    const before = line.slice(from, start)
    from = end
    return [...(before ? [schema.text(before)] : []), schema.node('token', { at })]
  })
  return from < line.length ? [...pieces, schema.text(line.slice(from))] : pieces
}

/** And back, character for character. */
export function textOf(doc: Node): string {
  return doc.textBetween(0, doc.content.size, '\n')
}

/** How many characters of the stored text stand before a place in the document. */
export function offsetOf(doc: Node, place: number): number {
  return doc.textBetween(0, place, '\n').length
}

/** The place in the document of each character of the stored text. */
export function placesOf(doc: Node): (offset: number) => number {
  const pieces: { start: number; place: number; isToken: boolean }[] = []
  let start = -1
  doc.descendants((node, place) => {
    if (node.isTextblock) pieces.push({ start: ++start, place: place + 1, isToken: false })
    else pieces.push({ start, place, isToken: !node.isText })
    start += node.isText ? node.nodeSize : node.isTextblock ? 0 : writeToken(node.attrs.at).length
  })
  return (offset) => {
    let [from, to] = [0, pieces.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((pieces[middle]?.start ?? 0) <= offset) from = middle + 1
      else to = middle
    }
    const piece = pieces[from - 1]
    if (!piece) return 0
    const within = offset - piece.start
    return piece.place + (piece.isToken ? Math.min(within, 1) : within)
  }
}
