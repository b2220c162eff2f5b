import type { PrintedBlock, ReportDocument } from './document'
import { heightOfCopies } from './imprint'
import { breakLines } from './measure'
import { LEADING, LEAST_FULL, LETTERHEAD, NOTE, PAPER, PITCH, RULE, TABLE_GAP } from './paper'
import { heightOf, setTable, type TableSetting } from './table-setting'

/** A table as it is set; one that is longer than a page with its heading and note cannot stay whole. */
export type PlacedTable = TableSetting & { isWhole: boolean }

/** How a report is set: its tables, and how far each of its pages is filled, as parts of its height. */
export type PageSetting = { tables: ReadonlyMap<PrintedBlock, PlacedTable>; pages: readonly number[] }

/**
 * What stands together: lines of text that may be divided, or a piece that may not, set in one of several heights. Of a table
 * `headRows` are printed again on every page it has to go on over, and `above` and `below` is what stands around it.
 */
type Piece =
  | { is: 'lines'; count: number; isHeaded: boolean }
  | ({ is: 'whole'; heights: readonly number[]; table?: PrintedBlock; options: readonly PlacedTable[] } & Around)

type Around = { headRows: number; above: number; below: number }

/** A page being filled. `doubt`: how much higher or lower the text above may come out in one file than in another. */
type Place = { filled: readonly number[]; y: number; doubt: number; cost: number; chosen: readonly number[] }

/** What each fault costs; fewer of a worse kind are better, whatever they cost in lesser ones. */
const COST = { hollow: 1_000_000, divided: 100_000, page: 1000, doubtful: 400, short: 300, number: 100 }

/** 小五 is legible, but less so; a loose table looks better than a small one. In the order of `DENSITIES`. */
const COST_OF_DENSITY = [0, 2, 6, 20, 22, 40, 44, 4, 8]

/** A last page has more lines than these, so that a signature never stands on a page without text. */
const LEAST_LINES = 5

/** Lines of tables and rounding make this much of a difference, in points. */
const EXACT = 4

/** Lines a text may come out longer or shorter for each line it has, because faces differ in their figures. */
const DOUBT = 0.01

/** The same for the short lines of a cell that goes on over a page. */
const DOUBT_OF_TALL = 0.03

/**
 * Chooses how close each table is set, so that tables stand whole where the text leaves them room, no page but the last is
 * less than half full, and pages are few: the choice with the fewest faults of all there are. Word and PDF are set by it, so
 * their pages are the same.
 */
export function setPages({ titleLines, head, blocks }: ReportDocument): PageSetting {
  const pieces = groupBlocks(blocks).map(pieceOf)
  let places: Place[] = [{ filled: [], y: (titleLines.length + 2 + (head ? LETTERHEAD.lines : 0)) * PITCH, doubt: 0, cost: 0, chosen: [] }]
  for (const piece of pieces)
    places = best(piece.is === 'lines' ? places.map((place) => flow(place, piece)) : places.flatMap((place) => stand(place, piece)))
  const [first, ...others] = places.map(finish)
  const { chosen, filled } = others.reduce((least, one) => (one.cost < least.cost ? one : least), first as Place)
  const tables = pieces.flatMap((piece) => (piece.is === 'whole' && piece.table ? [piece] : []))
  return {
    tables: new Map(tables.map(({ table, options }, t) => [table as PrintedBlock, options[chosen[t] ?? 0] as PlacedTable])),
    pages: filled.map((y) => y / PAPER.height)
  }
}

/** Of those that stand at the same height of the same page, the cheapest goes on. */
function best(places: readonly Place[]): Place[] {
  const kept = new Map<string, Place>()
  for (const place of places) {
    const key = `${place.filled.length} ${Math.round(place.y)} ${place.doubt.toFixed(2)}`
    const known = kept.get(key)
    if (!known || place.cost < known.cost) kept.set(key, place)
  }
  return [...kept.values()]
}

function pieceOf(group: readonly PrintedBlock[]): Piece {
  const around = group.reduce((sum, block) => sum + heightAround(block), 0)
  const table = group.find((block) => block.is === 'table')
  if (table) {
    const settings = setTable(table)
    // Below a heading the gap is counted with it.
    const above = group[0] === table ? TABLE_GAP : heightAround(group[0] as PrintedBlock)
    const below = around - (group[0] === table ? 0 : above)
    const heights = settings.map((setting) => heightOf(setting) + above + below)
    const options = settings.map((setting, i) => ({ ...setting, isWhole: (heights[i] ?? 0) <= PAPER.height }))
    return { is: 'whole', heights, table, options, headRows: table.headRows, above, below }
  }
  const count = group.reduce((sum, block) => sum + (block.is === 'paragraph' ? countLines(block) : 1), 0)
  if (group.some(({ is }) => is === 'signature' || is === 'copies')) {
    const lines = group.reduce((sum, block) => sum + (block.is === 'paragraph' ? countLines(block) : 0), 0)
    return { is: 'whole', heights: [around + lines * PITCH], options: [], headRows: 0, above: 0, below: 0 }
  }
  return { is: 'lines', count, isHeaded: group[0]?.is === 'heading' }
}

/** A paragraph of so many lines goes to the next page with the signature below it, which must not stand there alone. */
const LINES_HELD = 8

/** What stands together: a table with its heading and its note, a heading with its first paragraph, the signature with what it is below. */
export function groupBlocks(blocks: readonly PrintedBlock[]): PrintedBlock[][] {
  const groups: PrintedBlock[][] = []
  blocks.forEach((block, i) => {
    const before = blocks[i - 1]
    const isBelow = (block.is === 'note' && before?.is === 'table') || (block.is === 'signature' && isHeldBySignature(before))
    if (before?.is === 'heading' || isBelow) groups.at(-1)?.push(block)
    else groups.push([block])
  })
  return groups
}

/** Whether a block stays on one page with the signature after it. */
export function isHeldBySignature(block: PrintedBlock | undefined): boolean {
  return block?.is === 'table' || block?.is === 'note' || (block?.is === 'paragraph' && countLines(block) <= LINES_HELD)
}

function heightAround(block: PrintedBlock): number {
  if (block.is === 'heading') return PITCH + TABLE_GAP
  if (block.is === 'note') return noteHeight(block.text)
  if (block.is === 'table') return RULE
  // A free line above it, because a frame needs a little more room in one program than in another.
  if (block.is === 'copies') return heightOfCopies(block.text) + PITCH
  return block.is === 'signature' ? (block.lines.length + (block.isSealed ? 2 : 1)) * PITCH : 0
}

function noteHeight(text: string): number {
  return TABLE_GAP + breakLines(text, PAPER.width / NOTE.size).length * NOTE.pitch
}

function countLines({ runs }: Extract<PrintedBlock, { is: 'paragraph' }>): number {
  return breakLines(runs.map(({ text }) => text).join(''), PAPER.characters, { indent: 2 }).length
}

/** Lines of a text that stand together at least: before and after a page is turned. */
const TOGETHER = 2

function flow(place: Place, { count, isHeaded }: Extract<Piece, { is: 'lines' }>): Place {
  const least = Math.min(count, TOGETHER + (isHeaded ? 1 : 0))
  let at: Place = { ...place, doubt: place.doubt + DOUBT * count }
  for (let left = count, isBegun = false; left > 0; isBegun = true) {
    const room = Math.floor((PAPER.height - at.y) / PITCH + 0.01)
    // Below a table lines stand off the grid: where the last of them hardly fits, it may come on the next page.
    const off = Math.abs(PAPER.height - at.y - Math.round((PAPER.height - at.y) / PITCH) * PITCH)
    if (left >= room && off > 0.1 && off < EXACT) at = { ...at, doubt: at.doubt + 1 }
    if (left <= room) return { ...at, y: at.y + left * PITCH }
    const taken = Math.min(room, left - TOGETHER)
    const isEnough = taken >= (isBegun ? 1 : least)
    at = turn({ ...at, y: at.y + (isEnough ? taken * PITCH : 0) })
    left -= isEnough ? taken : 0
  }
  return at
}

function stand(place: Place, { heights, options, ...around }: Extract<Piece, { is: 'whole' }>): Place[] {
  const room = PAPER.height - place.y
  return heights.map((height, i) => {
    const isChosen = heights.length > 1
    const isDoubtful = Math.abs(room - height) < Math.max(place.doubt * PITCH, EXACT)
    const cost = place.cost + (isChosen ? costOf(options[i], i) : 0) + (isDoubtful ? COST.doubtful : 0)
    const chosen = isChosen ? [...place.chosen, i] : place.chosen
    const at = { ...place, cost, chosen }
    if (height <= room) return { ...at, y: at.y + height }
    if (height <= PAPER.height) return { ...turn(at), y: height, doubt: 0 }
    // Its tall rows are as high as their text comes out.
    const doubt = place.doubt + (DOUBT_OF_TALL * height) / PITCH
    return divide({ ...at, doubt, cost: cost + COST.divided }, options[i] as PlacedTable, around)
  })
}

/**
 * A table that goes on over the page: a row goes to the next page as a whole, a tall one line by line. There it stands as low as a
 * line of text would: the free part of a line is above its letters in Word, and missing at the foot of the page in PDF.
 */
function divide(place: Place, { rows, pitch }: PlacedTable, { headRows, above, below }: Around): Place {
  const heads = rows.slice(0, headRows).reduce((sum, { height }) => sum + height, 0)
  let at = { ...place, y: place.y + above }
  const goOn = () => {
    at = { ...turn(at), y: LEADING + heads }
  }
  for (const { height, isTall } of rows) {
    let left = height
    while (left > PAPER.height - at.y && (isTall || at.y > LEADING + heads)) {
      const taken = isTall ? Math.floor((PAPER.height - at.y) / pitch) * pitch : 0
      left -= taken
      at.y += taken
      goOn()
    }
    at.y += left
  }
  return at.y + below > PAPER.height ? { ...turn(at), y: below } : { ...at, y: at.y + below }
}

function costOf(setting: PlacedTable | undefined, density: number): number {
  return (COST_OF_DENSITY[density] ?? 0) + COST.number * (setting?.brokenNumbers ?? 0)
}

function turn(place: Place): Place {
  const isHollow = place.y < LEAST_FULL * PAPER.height
  return { ...place, filled: [...place.filled, place.y], y: 0, cost: place.cost + COST.page + (isHollow ? COST.hollow : 0) }
}

function finish(place: Place): Place {
  const doubt = Math.max(place.doubt * PITCH, EXACT)
  const isDoubtful = place.y < doubt || PAPER.height - place.y < doubt
  const isShort = place.filled.length > 0 && place.y < LEAST_LINES * PITCH
  return { ...place, filled: [...place.filled, place.y], cost: place.cost + (isDoubtful ? COST.doubtful : 0) + (isShort ? COST.short : 0) }
}
