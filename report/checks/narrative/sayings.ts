import type { Address } from '@/report/template'
import { casesOf } from './cases'
import { type Speaker, scopeOf } from './scope'
import type { Statement } from './statements'

/** 未收到、均获维持、全部办结: words that say a number is zero. */
export type Saying = { text: string; zero: readonly Address[]; name: string }

type Pattern = {
  words: RegExp
  /** What it says is zero, from the words themselves and the sentence up to them. */
  zero: (words: string, before: string) => readonly Address[]
  name: string
}

const rowsNamed = (words: string) => [
  ...(/复议/.test(words) ? ['review'] : []),
  ...(/诉讼|应诉|败诉/.test(words) ? ['direct', 'after-review'] : [])
]

const PATTERNS: readonly Pattern[] = [
  {
    words:
      /(?:未|没有)(?:收到|接到|受理)(?:过|任何)?[^，。；\d]{0,16}?(?:政府信息公开|信息公开|依申请公开)(?:的)?申请(?!人|.{0,6}(?:听证|复议|诉讼))/g,
    zero: () => ['requests/received/total'],
    name: '本年新收'
  },
  {
    words:
      /(?:未(?:发生|出现|产生|涉及|引发|引起|收到|接到|有|被|因)|没有|无(?=因|政府信息|信息公开|依申请|行政复议|行政诉讼))[^。；\d]{0,40}?(?:复议|诉讼|败诉)[^。；，\d]{0,20}/g,
    zero: (words) => {
      if (/服|满意|听证/.test(words)) return []
      const column = /纠错|纠正|败诉|撤销|违法/.test(words) ? 'corrected' : 'total'
      return rowsNamed(words).map((row) => `disputes/${row}/${column}`)
    },
    name: '行政复议、行政诉讼'
  },
  {
    words: /(?:均|全部|都)(?:已)?(?:获|被|予以|得到|为|判决)?(?:结果)?维持/g,
    zero: (_, before) =>
      (casesOf(before).length > 0 ? rowsNamed(before) : []).flatMap((row) =>
        ['corrected', 'other', 'pending'].map((column) => `disputes/${row}/${column}`)
      ),
    name: '结果纠正、其他结果和尚未审结'
  },
  {
    words:
      /(?:申请)[^。；]{0,16}(?:已|均已)?全部(?:按时|按期|依法|如期|及时|依规)*(?:办结|办理完毕|答复完毕)|(?:无|没有)(?:结转(?:至|到)?下(?:一)?年度?|下(?:一)?年度结转)/g,
    zero: () => ['requests/carried-out/total'],
    name: '结转下年度'
  }
]

/** Every saying of a text that is about what the tables count. Silent on 全部办结 where the text names what it carries over. */
export function readSayings(text: string, speaker: Speaker, statements: readonly Statement[]): Saying[] {
  const carriesOver = statements.some(({ subject }) => subject?.key === 'carried-out')
  return PATTERNS.flatMap(({ words, zero, name }) =>
    [...text.matchAll(words)].flatMap((match) => {
      const sentence = text.slice(text.lastIndexOf('。', match.index) + 1, match.index)
      const cells = zero(match[0], sentence)
      const isAside = cells.length === 0 || (carriesOver && name === '结转下年度') || scopeOf(sentence, sentence.length, speaker) !== 'own'
      return isAside ? [] : [{ text: match[0], zero: cells, name }]
    })
  )
}
