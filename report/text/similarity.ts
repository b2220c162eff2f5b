import { remember } from './remember'

/** A stretch of a text, in UTF-16 units. */
export type Stretch = { from: number; to: number }

/** How much of a text stands in another, and which stretches of it do. */
export type Overlap = { /** 0 to 1, by characters that are not spaces, signs or digits. */ share: number; same: readonly Stretch[] }

/** The like text of last year or of a sister unit, and the stretches of both that stand in the other. */
export type LikeText = {
  whose: 'last year' | 'sister'
  unit: string
  text: string
  share: number
  mine: readonly Stretch[]
  theirs: readonly Stretch[]
}

/** `compared`: how many sister units wrote something there and may be read; the most alike are in `texts`, after last year's. */
export type Likeness = { text: string; compared: number; texts: readonly LikeText[] }

/** So many characters in a row are no accident of official Chinese: shorter stretches are common phrases. */
const SHORTEST = 10

/** Y-07: from here on a text wants an explanation, and counts as 内容雷同. */
export const ALIKE = 0.7
export const COPIED = 0.9

/** 93 of 100, never more than it is. */
export const percentOf = (share: number): number => Math.floor(share * 100)

/**
 * Compares a text with another of last year or of a sister unit (Y-07). Numbers, years, signs and spaces count for
 * nothing: changing only them does not make a text a new one. The stretches are those to mark, in order.
 */
export function compareTexts(text: string, other: string): Overlap {
  const letters = mask(text)
  const isSame = cover(letters, shinglesOf(mask(other)))
  const same: { from: number; to: number }[] = []
  let i = -1
  for (let at = 0; at < text.length && i < letters.length - 1; at++) {
    if (text[at] !== letters[i + 1]) continue
    i++
    const last = same.at(-1)
    if (!isSame[i]) continue
    if (last && isSame[i - 1]) last.to = at + 1
    else same.push({ from: at, to: at + 1 })
  }
  return { share: shareOf(isSame), same }
}

/** How much of a text stands in each of many others; it is cut up once and they are not. */
export function sharesIn(text: string, others: readonly string[]): number[] {
  const letters = mask(text)
  const mine = shinglesOf(letters)
  return others.map((other) => shareOf(cover(letters, common(mine, mask(other)))))
}

/** Which letters lie in a stretch that is known. */
function cover(letters: string, known: ReadonlySet<string>): Uint8Array {
  const isSame = new Uint8Array(letters.length)
  if (known.size === 0) return isSame
  for (let i = 0; i + SHORTEST <= letters.length; i++) {
    if (known.has(letters.slice(i, i + SHORTEST))) isSame.fill(1, i, i + SHORTEST)
  }
  return isSame
}

const shareOf = (isSame: Uint8Array): number => (isSame.length === 0 ? 0 : isSame.reduce((sum, one) => sum + one, 0) / isSame.length)

function common(shingles: ReadonlySet<string>, letters: string): Set<string> {
  const found = new Set<string>()
  for (let i = 0; i + SHORTEST <= letters.length; i++) {
    const shingle = letters.slice(i, i + SHORTEST)
    if (shingles.has(shingle)) found.add(shingle)
  }
  return found
}

/** Every character that is masked is so wherever it stands: what is left can be found again in the text. */
function mask(text: string): string {
  return text.replace(/[^\p{L}]|[零〇一二三四五六七八九十百千万两]|[\u{10000}-\u{10ffff}]/gu, '')
}

/** Last year's text does not change while this year's is typed, so it is cut up once. */
const shinglesOf = remember((letters: string): ReadonlySet<string> => {
  const found = new Set<string>()
  for (let i = 0; i + SHORTEST <= letters.length; i++) found.add(letters.slice(i, i + SHORTEST))
  return found
})
