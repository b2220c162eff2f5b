import { type CaseRow, cellsOf, type Meaning } from '@/report/meaning'
import type { Address, Template } from '@/report/template'
import { casesOf } from './cases'
import { type Speaker, scopeOf } from './scope'
import type { Statement } from './statement'
import { sentenceStart } from './walk'

/** 未收到、均获维持、全部办结: words that say a number is zero. */
export type NilStatement = { text: string; zero: readonly Address[]; name: string }

type Pattern = {
  words: RegExp
  /** What it says is zero, from the words themselves and the sentence up to them. */
  zero: (words: string, before: string) => readonly Meaning[]
  name: string
}

const rowsNamed = (words: string): CaseRow[] => [
  ...(/复议/.test(words) ? (['review'] as const) : []),
  ...(/诉讼|应诉|败诉/.test(words) ? (['direct', 'after-review'] as const) : [])
]

const CARRIED_OUT = '结转下年度'

const any = (...words: string[]) => `(?:${words.join('|')})`

const NONE_CAME = any(
  '(?:未|没有|无)(?:收到|接到|接收到?|受理|办理)(?!的)',
  '(?:没有|无)(?=依申请公开(?:申请|事项|件|[，。；]|$))',
  '(?:未有|没有|无)(?=公民|群众|申请人|任何人)'
)
const APPLICATION = any(
  '公开(?:的)?申请',
  '依申请公开',
  '申请公开(?:政府)?(?:信息|事项)',
  '公开政府信息的申请',
  '公民、法人(?:和|或|或者|及)其他组织(?:提出|提交)?(?:的)?申请(?=[，。；]|$)'
)
/** What an application is about, or what came of it, is another thing: 未收到申请引起的投诉. */
const ITSELF = '(?!人|的单位|[^，。；]{0,16}(?:听证|复议|诉讼|投诉|举报|异议|意见|费))'

/** 未收到书面申请 says nothing about the others. */
const PART_OF_REQUESTS =
  /当面|书面|现场|网上|网络|信函|邮寄|传真|邮件|线[上下]|重复|[超逾]期|材料|(?<!公民[^，。；]{0,10})(?:法人|组织|企业)/

const PATTERNS: readonly Pattern[] = [
  {
    words: new RegExp(`${NONE_CAME}[^，。；\\d]{0,36}?${APPLICATION}${ITSELF}`, 'g'),
    zero: (words) => (PART_OF_REQUESTS.test(words) && !/任何|等/.test(words) ? [] : ['requests/received/total']),
    name: '本年新收'
  },
  {
    words:
      /(?:未(?:发生|出现|产生|涉及|引发|引起|收到|接到|有|被|因)|没有|无(?=因|涉及|发生|政府信息|信息公开|依申请|行政复议|行政诉讼))[^。；\d]{0,40}?(?:复议|诉讼|败诉)[^。；，\d]{0,20}/g,
    zero: (words) => {
      if (/服|满意|听证/.test(words)) return []
      const column = /纠错|纠正|败诉|撤销|违法/.test(words) ? 'corrected' : 'total'
      return rowsNamed(words).map((row): Meaning => `disputes/${row}/${column}`)
    },
    name: '行政复议、行政诉讼'
  },
  {
    words: /(?:均|全部|都)(?:已)?(?:获|被|予以|得到|为|判决)?(?:结果)?维持/g,
    zero: (_, before) =>
      (casesOf(before).length > 0 ? rowsNamed(before) : []).flatMap((row) =>
        (['corrected', 'other', 'pending'] as const).map((column): Meaning => `disputes/${row}/${column}`)
      ),
    name: '结果纠正、其他结果和尚未审结'
  },
  {
    words: /申请[^。；未]{0,16}全部(?:按时|按期限?|依法|如期|及时|依规|按规定)*(?:办结|办理完毕|答复)/g,
    zero: () => ['requests/carried-out/total'],
    name: CARRIED_OUT
  },
  {
    words: /(?:无|没有)(?:结转(?:至|到)?(?:下(?:一)?年度?|20\d\d年度?继续)|下(?:一)?年度结转)/g,
    zero: () => ['requests/carried-out/total'],
    name: CARRIED_OUT
  },
  {
    words: /(?:无|没有)(?:上(?:一)?年度?|去年)(?:的)?结转/g,
    zero: () => ['requests/carried-in/total'],
    name: '上年结转'
  },
  {
    words: /(?:未|没有|无)新?(?:制定|制发|印发|印制|出台|发布|新增)(?:新的|任何)?(?:行政)?规范性文件(?!的|解读|目录|信息)/g,
    zero: () => ['disclosure/normative/made'],
    name: '本年制发的规范性文件'
  }
]

/** 12 个单位全年未收到: not the whole. */
const OF_SOME = /(?:个|部分|有的|多数|少数)[^，。；]{0,4}(?:单位|部门|乡镇|镇街|街道|县区|区县)[^，。；]{0,8}$/

/** Every nil statement of a text that is about what the tables count. Silent on 全部办结 where the text names what it carries over. */
export function readNilStatements(text: string, speaker: Speaker, statements: readonly Statement[], template: Template): NilStatement[] {
  const carriesOver = statements.some(({ subject }) => subject?.key === 'carried-out')
  return PATTERNS.flatMap(({ words, zero, name }) =>
    [...text.matchAll(words)].flatMap((match) => {
      const sentence = text.slice(sentenceStart(text, match.index), match.index)
      const cells = cellsOf(template, zero(match[0], sentence))
      const isAside =
        cells.length === 0 ||
        OF_SOME.test(sentence) ||
        (carriesOver && name === CARRIED_OUT) ||
        scopeOf(sentence, sentence.length, speaker) !== 'own'
      return isAside ? [] : [{ text: match[0], zero: cells, name }]
    })
  )
}
