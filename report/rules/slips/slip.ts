/** What is to be written otherwise, from one place of a text to another. */
export type Mending = { from: number; to: number; write: string }

/** One kind of slip of the pen. A warning where nothing else can be meant, else a note. */
export type Slip = { level: 'warning' | 'note'; why: string; find: (paragraph: string) => readonly Mending[] }

/** The right words; with a function, made from those found. */
type Write = string | ((...found: string[]) => string)

/** One Chinese character, in the source of a pattern. */
export const CHINESE = '[\\u4e00-\\u9fff]'

/** A slip where nothing else can be meant. `words`: the source of a pattern for one paragraph. */
export const slip = (why: string, words: string, write: Write): Slip => ({ level: 'warning', why, find: look(words, write) })

/** The same where it might be meant: a note. */
export const sign = (why: string, words: string, write: Write): Slip => ({ level: 'note', why, find: look(words, write) })

/** What cannot be mended by one key is shown as it is. */
export const asIs = (found = '') => found

function look(words: string, write: Write): Slip['find'] {
  const pattern = new RegExp(words, 'g')
  return (paragraph) =>
    [...paragraph.matchAll(pattern)].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      write: typeof write === 'string' ? write : write(...match)
    }))
}

/** A paragraph with one kind of slip mended, and the words that were found; an insertion shows what it stands before. */
export function mend(paragraph: string, { find }: Pick<Slip, 'find'>): { found: string[]; text: string } {
  const found: string[] = []
  let [text, done] = ['', 0]
  for (const { from, to, write } of find(paragraph)) {
    if (from < done) continue
    found.push(from === to ? paragraph.slice(Math.max(0, from - 2), to + 2) : paragraph.slice(from, Math.max(to, from + SHOWN)))
    text += paragraph.slice(done, from) + write
    done = to
  }
  return { found, text: done === 0 && text === '' ? paragraph : text + paragraph.slice(done) }
}

/** Less than this tells nobody which place is meant. */
const SHOWN = 3
