import { EVEN } from '@/server/files/word/read-word'

/** Properties of paragraphs and characters of a Word 97 document that say what belongs to a table (MS-DOC). */
export type Properties = {
  isInTable?: boolean
  isRowEnd?: boolean
  isHidden?: boolean
  /** Raised, lowered or struck out: not part of a number. */
  isMarked?: boolean
  row?: { edges: number[]; cells: { merges: boolean; continues: boolean }[] }
}

/** The properties of the character at a place of the file. */
export type Runs = { at: (place: number) => Properties }

const PAGE = 512
const MOST_PAGES = 20_000
const NONE: Properties = {}

const IN_TABLE = 0x2416
const ROW_END = 0x2417
const HUGE = new Set([0x6645, 0x6646])
const ROW = 0xd608
const DELETED = 0x0800
const VANISHED = 0x083c
const MARKED = new Set([0x2a48, 0x0837, 0x2a53])
const RAISED = 0x4845
const TABS = 0xc615

/**
 * Reads the pages of properties that a table of places names. `entry`: bytes a page holds for each run, 13 for paragraphs, 1
 * for characters; `data`: the stream that holds what does not fit into a page.
 */
export function readRuns(main: Uint8Array, plc: Uint8Array, entry: 1 | 13, data: Uint8Array): Runs {
  const places = new DataView(plc.buffer, plc.byteOffset, plc.length)
  const view = new DataView(main.buffer, main.byteOffset, main.length)
  const pages = Math.min(Math.floor((plc.length - 4) / 8), MOST_PAGES)
  const runs: { from: number; to: number; properties: Properties }[] = []
  const known = new Set<number>()
  for (let i = 0; i < pages; i++) {
    const at = (places.getUint32((pages + 1) * 4 + i * 4, true) & 0x3fffff) * PAGE
    if (known.has(at) || at + PAGE > main.length) continue
    known.add(at)
    const count = main[at + PAGE - 1] ?? 0
    if ((count + 1) * 4 + count * entry > PAGE) continue
    for (let n = 0; n < count; n++) {
      const offset = (main[at + (count + 1) * 4 + n * entry] ?? 0) * 2
      const properties = offset === 0 ? NONE : readList(listAt(main, at, offset, entry), data, 0)
      runs.push({ from: view.getUint32(at + n * 4, true), to: view.getUint32(at + n * 4 + 4, true), properties })
    }
  }
  runs.sort((a, b) => a.from - b.from)
  let last = 0
  return {
    at: (place) => {
      // Places are asked for mostly one after another.
      const near = runs[last]
      if (!near || place < near.from || place >= near.to) last = search(runs, place)
      const run = runs[last]
      return run && place >= run.from && place < run.to ? run.properties : NONE
    }
  }
}

function search(runs: readonly { from: number }[], place: number): number {
  let [low, high] = [0, runs.length]
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if ((runs[middle]?.from ?? 0) <= place) low = middle
    else high = middle
  }
  return low
}

function listAt(main: Uint8Array, page: number, offset: number, entry: 1 | 13): Uint8Array {
  const at = page + offset
  const end = page + PAGE
  const size = main[at] ?? 0
  if (entry === 1) return main.subarray(at + 1, Math.min(at + 1 + size, end))
  // The style's number stands before the properties of a paragraph.
  if (size !== 0) return main.subarray(at + 3, Math.min(at + size * 2, end))
  return main.subarray(at + 4, Math.min(at + 2 + (main[at + 1] ?? 0) * 2, end))
}

function readList(list: Uint8Array, data: Uint8Array, depth: number): Properties {
  const view = new DataView(list.buffer, list.byteOffset, list.length)
  const out: Properties = {}
  for (let at = 0; at + 3 <= list.length; ) {
    const code = view.getUint16(at, true)
    at += 2
    const size = sizeOf(view, code, at)
    if (at + size > list.length) break
    if (code === IN_TABLE) out.isInTable = list[at] === 1
    else if (code === ROW_END) out.isRowEnd = list[at] === 1
    else if (code === DELETED || code === VANISHED) out.isHidden ||= list[at] === 1
    else if (MARKED.has(code)) out.isMarked = list[at] !== 0
    else if (code === RAISED && Math.abs(view.getInt16(at, true)) > EVEN) out.isMarked = true
    else if (code === ROW) out.row = readRow(list.subarray(at, at + size))
    else if (HUGE.has(code) && depth === 0 && size === 4) {
      const from = view.getUint32(at, true)
      if (from + 2 <= data.length) {
        const length = new DataView(data.buffer, data.byteOffset).getUint16(from, true)
        Object.assign(out, readList(data.subarray(from + 2, from + 2 + length), data, depth + 1))
      }
    }
    at += size
  }
  return out
}

/** Bytes of a property's value, its length included where it tells one. */
function sizeOf(view: DataView, code: number, at: number): number {
  const kind = code >> 13
  if (kind === 6) {
    if (code === ROW) return at + 2 <= view.byteLength ? view.getUint16(at, true) + 1 : 0xffff
    const size = at < view.byteLength ? view.getUint8(at) : 0xffff
    return code === TABS && size === 255 ? 0xffff : size + 1
  }
  return [1, 1, 2, 4, 2, 2, 0, 3][kind] ?? 1
}

function readRow(operand: Uint8Array): Properties['row'] {
  const view = new DataView(operand.buffer, operand.byteOffset, operand.length)
  const count = operand[2] ?? 0
  const edges: number[] = []
  const cells: { merges: boolean; continues: boolean }[] = []
  for (let i = 0; i <= count && 3 + i * 2 + 2 <= operand.length; i++) edges.push(view.getInt16(3 + i * 2, true))
  const first = 3 + (count + 1) * 2
  // Programs disagree which of 1 and 2 opens a run of merged cells: it is the one that comes first.
  let opened = 0
  for (let i = 0; i < count; i++) {
    const flags = first + i * 20 + 2 <= operand.length ? view.getUint16(first + i * 20, true) : 0
    const merge = flags & 3
    const merges = merge !== 0 && opened !== 0 && merge !== opened
    if (!merges) opened = merge
    cells.push({ merges, continues: ((flags >> 5) & 3) === 1 })
  }
  return { edges, cells }
}
