import { remember } from './remember'

/** A stretch of a text, in UTF-16 units. */
export type Stretch = { from: number; to: number }

/** How much of a text stands in another, and which stretches of it do. */
export type Comparison = { /** 0 to 1, by characters that are not spaces, signs or digits. */ share: number; same: readonly Stretch[] }

/** So many characters in a row are no accident of official Chinese: shorter stretches are common phrases. */
const SHORTEST = 10

/**
 * Compares a text with another of last year or of a sister unit (Y-07). Numbers, years, signs and spaces count for
 * nothing: changing only them does not make a text a new one. The stretches are those to mark, in order.
 */
export function compareTexts(text: string, other: string): Comparison {
  const { letters, places } = mask(text)
  const known = shinglesOf(mask(other).letters)
  const isSame = new Uint8Array(letters.length)
  for (let i = 0; i + SHORTEST <= letters.length; i++) {
    if (known.has(letters.slice(i, i + SHORTEST))) isSame.fill(1, i, i + SHORTEST)
  }
  const same: { from: number; to: number }[] = []
  let count = 0
  for (let i = 0; i < letters.length; i++) {
    if (!isSame[i]) continue
    count++
    const at = places[i] as number
    const last = same.at(-1)
    if (last && isSame[i - 1]) last.to = at + 1
    else same.push({ from: at, to: at + 1 })
  }
  return { share: letters.length === 0 ? 0 : count / letters.length, same }
}

function mask(text: string): { letters: string; places: number[] } {
  const places: number[] = []
  let letters = ''
  for (let i = 0; i < text.length; i++) {
    if (!/[\p{L}]/u.test(text[i] as string) || /[零〇一二三四五六七八九十百千万两]/.test(text[i] as string)) continue
    letters += text[i]
    places.push(i)
  }
  return { letters, places }
}

/** Last year's text does not change while this year's is typed, so it is cut up once. */
const shinglesOf = remember(32, (letters: string): ReadonlySet<string> => {
  const found = new Set<string>()
  for (let i = 0; i + SHORTEST <= letters.length; i++) found.add(letters.slice(i, i + SHORTEST))
  return found
})
