/** Characters that may not begin a line, and those that may not end one. */
const CLOSING = /[、。，．；：？！）〕〗〉》」』】”’…—%‰℃]/u
const OPENING = /[（〔〖〈《「『【“‘]/u

/** Punctuation whose ink fills half of its place: of two in a row, or at the end of a line, the free half is taken away. */
const HALF_RIGHT = /[、。，．；：）〕〗〉》」』】”’]/u
const HALF_LEFT = OPENING

/** Words of Latin letters and figures, which are not divided unless they are longer than this. */
const LONG_WORD = 24
const WORD = /[!-~]+| +|[^ -~]/gu

/**
 * The width of a character in em, in the widest of the faces we print with, so that what fits here fits in all. Faces of an
 * office set figures and Latin letters half an em wide.
 */
function widthOf(character: string): number {
  if (character > '~') return 1
  if (/[\d#$&+<=>?]/.test(character)) return 0.57
  if (/[ .,:;'!|ijl()[\]{}fIt/-]/.test(character)) return 0.4
  if (/[mwMW@%]/.test(character)) return WIDEST
  return /[a-z*^_`"~\\]/.test(character) ? 0.62 : 0.78
}

const WIDEST = 1.05

/** The width of a text on one line in em, in the widest of the faces. */
export function widthOfLine(text: string): number {
  let width = 0
  for (const character of text) width += widthOf(character)
  return width
}

/** Between Chinese and Latin LibreOffice leaves a gap, whatever a file says; in em. */
const GAP = 0.3
const IS_GAPPED = /^(?:\p{Script=Han}[0-9A-Za-z]|[0-9A-Za-z]\p{Script=Han})$/u

/**
 * The lines of a text in a column of `room` em, the first of them `indent` em shorter, as typesetters of Chinese break it:
 * anywhere between characters, but no line begins with a closing mark or ends with an opening one, and words stay whole.
 * `isLoose` divides words of five letters and more, as narrow cells need it; `isGapped` leaves room for the gaps of LibreOffice.
 */
export function breakLines(text: string, room: number, { indent = 0, isLoose = false, isGapped = false } = {}): string[] {
  if (text.length * WIDEST <= room - indent && !text.includes('\n')) return [text]
  const most = isLoose ? 4 : LONG_WORD - 1
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line: string[] = []
    let width = indent
    const end = () => {
      lines.push(line.join('').trimEnd())
      line = []
      width = 0
    }
    const pieces = (paragraph.match(WORD) ?? []).flatMap((piece) => (piece.length > most && /^[!-~]/.test(piece) ? [...piece] : [piece]))
    for (const piece of pieces) {
      const last = line.at(-1) ?? ''
      const isSqueezed =
        (HALF_RIGHT.test(last) && (HALF_RIGHT.test(piece) || HALF_LEFT.test(piece))) || (HALF_LEFT.test(last) && HALF_LEFT.test(piece))
      const gap = isGapped && line.length > 0 && IS_GAPPED.test(`${last.at(-1)}${piece.charAt(0)}`) ? GAP : 0
      const wide = widthOfLine(piece) - (isSqueezed ? 0.5 : 0) + gap
      const atEnd = HALF_RIGHT.test(piece) ? wide - 0.5 : piece.startsWith(' ') ? 0 : wide
      if (line.length > 0 && width + atEnd > room + 0.001) {
        const carried = carry(line, piece)
        line.splice(line.length - carried.length)
        end()
        line.push(...carried)
        width = carried.reduce((sum, one) => sum + widthOfLine(one), 0)
        if (line.length === 0 && piece.startsWith(' ')) continue
      }
      line.push(piece)
      width += wide
    }
    end()
  }
  return lines
}

/** What must go to the next line together with the piece that no longer fits: never the whole line. */
function carry(line: readonly string[], piece: string): string[] {
  const isWrongAt = (from: number) => CLOSING.test((line[from] ?? piece).charAt(0)) || OPENING.test(line[from - 1] ?? '')
  let from = line.length
  while (from > 1 && line.length - from < 4 && isWrongAt(from)) from--
  return isWrongAt(from) ? [] : line.slice(from)
}

/** Pieces of a label that are read as one: an article with its paragraph, a number with what it numbers, a unit. */
const TOGETHER = /第[一二三四五六七八九十百]+条|第（[一二三四五六七八九十]+）项|（[^（）]{1,12}）|\d+\.|[一二三四五六七八九十]、/gu

/** A label in its cell. `isByMeaning`: a program that fills its lines may break it elsewhere, inside a word or an article. */
export type BrokenLabel = { lines: string[]; isByMeaning: boolean }

/**
 * The lines of a label or heading in a cell: broken after a number in brackets or an article, not within, where the parts
 * fit; else like any text. Lines of a heading of a column come out equally long, most of its words having two characters.
 */
export function breakLabel(text: string, room: number): BrokenLabel {
  const whole = breakLines(text, room, { isLoose: true })
  if (whole.length < 2 || text.includes('\n')) return { lines: whole, isByMeaning: false }
  const parts = partsOf(text)
  const fitted = parts.length > 1 ? joinParts(parts, room) : undefined
  if (fitted && fitted.length <= whole.length) return { lines: fitted, isByMeaning: true }
  // Programs differ in what is free beside a text: where two characters fit here, three may fit there.
  if (text.length <= LONGEST_HEAD) return { lines: breakEvenly(text, room, whole), isByMeaning: true }
  return { lines: whole, isByMeaning: false }
}

/** A longer label is a sentence. */
const LONGEST_HEAD = 8

/** 社会公益/组织, not 社会公益组/织 or 社会公/益组织: as many lines as there are, about equally long, no word of two characters divided. */
function breakEvenly(text: string, room: number, whole: string[]): string[] {
  const least = Math.ceil(text.length / whole.length)
  const widths = Array.from({ length: Math.max(0, Math.floor(room) - least + 1) }, (_, i) => least + i)
  const isOfPairs = text.length % 2 === 0
  const first = isOfPairs ? widths.filter((width) => width % 2 === 0) : []
  const tried = [...first, ...widths].map((width) => breakLines(text, width, { isLoose: true }))
  return tried.find(({ length }) => length === whole.length) ?? whole
}

function partsOf(text: string): string[] {
  const parts: string[] = []
  let from = 0
  for (const found of text.matchAll(TOGETHER)) {
    if (found.index > from) parts.push(text.slice(from, found.index))
    parts.push(found[0])
    from = found.index + found[0].length
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts
}

function joinParts(parts: readonly string[], room: number): string[] | undefined {
  const lines: string[] = ['']
  for (const part of parts) {
    if (widthOfLine(part) > room) return undefined
    const line = lines.at(-1) ?? ''
    if (line === '' || widthOfLine(line + part) <= room) lines[lines.length - 1] = line + part
    else lines.push(part)
  }
  return lines
}
