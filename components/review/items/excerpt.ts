import type { Piece } from '@/report/workflow/difference'

/** How much of what stayed is kept beside a change, so that a long text does not hide it. */
const AROUND = 12

/** Changed text with only a little of what stayed around each change. */
export function excerpt(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, i) => {
    if (piece.is !== 'same') return piece
    const start = i === 0 ? '' : piece.text.slice(0, AROUND)
    const end = i === pieces.length - 1 ? '' : piece.text.slice(-AROUND)
    return piece.text.length <= start.length + end.length + 1 ? piece : { ...piece, text: `${start}…${end}` }
  })
}
