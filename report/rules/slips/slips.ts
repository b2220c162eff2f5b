import type { Level } from '@/report/rule'
import { remember } from '@/report/text/remember'
import { boundSigns } from './bound-signs'
import { compounds } from './compounds'
import { countedTwice, DOUBLED } from './doubled'
import { LOST } from './lost'
import { NAMED } from './names'
import { nearWords } from './near-words'
import { SIGNS, sharesLikeOthers, unpaired, unstopped, WIDTH } from './signs'
import { mend, type Slip, sign } from './slip'
import { soundAlike } from './sound-alike'

/** X-12 with its one-key repairs, each on what those before it have mended. Most slips stand within a sentence: names, words, signs. */
const IN_SENTENCES: readonly Slip[] = [
  ...NAMED,
  nearWords,
  soundAlike,
  compounds,
  ...LOST,
  ...DOUBLED,
  countedTwice,
  sign('宜写作“其他”', '其它', '其他'),
  sign('宜写作“作出”', '做出(?=[^，。；、]{0,8}(?:答复|决定|处理|回应|回复|判决))', '作出'),
  ...SIGNS,
  boundSigns
]

/** What was found of one kind. */
export type Mended = { why: string; level: Level; found: readonly string[] }

type Whole = { text: string; told: readonly Mended[] }

function mendBy(slips: readonly Slip[], written: string): Whole {
  let text = written
  const told: Mended[] = []
  for (const { why, level, find } of slips) {
    const mended = mend(text, { find })
    if (mended.found.length === 0) continue
    told.push({ why, level, found: mended.found })
    text = mended.text
  }
  return { text, told }
}

/** A key in a text costs the sentence it is in. */
const mendSentence = remember((sentence: string) => mendBy(IN_SENTENCES, sentence))
const ENDS = /(?<=。)(?![。，；、！？”》）\s])/

/** A paragraph as it should be, and what was found in it. */
const mendParagraph = remember((paragraph: string): Whole => {
  const wide = mendBy(WIDTH, paragraph)
  const sentences = wide.text.split(ENDS).map((one) => mendSentence(one))
  const whole = mendBy([unpaired, unstopped, sharesLikeOthers], sentences.map(({ text }) => text).join(''))
  return { text: whole.text, told: [...wide.told, ...sentences.flatMap(({ told }) => told), ...whole.told] }
})

/** A paragraph that another follows under a heading of its own, and that has no end. */
const UNENDED = /^(?:.{25,}|(?=.*[，；]).{12,})[\u4e00-\u9fff\d，、；%％]$/
const HEADING = /^\s*(?:[（(]?[一二三四五六七八九十][）)、]|\d{1,2}[.．、])/
const isUnended = (paragraph: string, next = '') => UNENDED.test(paragraph.trimEnd()) && HEADING.test(next)
const endIt = (paragraph: string) => `${paragraph.trimEnd().replace(/[，、；]$/, '')}。`

/** A text without its slips of the pen, and what they were, by kind. */
export function mendAll(text: string): { text: string; told: readonly Mended[] } {
  const written = text.split('\n')
  const byWhy = new Map<string, Mended & { found: string[] }>()
  const tell = ({ why, level, found }: Mended) => {
    const known = byWhy.get(why) ?? { why, level, found: [] }
    if (level === 'warning') known.level = level
    known.found.push(...found)
    byWhy.set(why, known)
  }
  const paragraphs = written.map((paragraph, i) => {
    const { text: mended, told } = mendParagraph(paragraph)
    for (const one of told) tell(one)
    if (!isUnended(mended, written[i + 1])) return mended
    tell({ why: '段末缺少句号', level: 'note', found: [mended.trimEnd().slice(-8)] })
    return endIt(mended)
  })
  return { text: paragraphs.join('\n'), told: [...byWhy.values()] }
}
