import { type Applicant, type CaseResult, type CaseRow, cellsOf, type Meaning, meaningOf, requestsOf, resultLines } from '@/report/meaning'
import type { Address, Template } from '@/report/template'
import { any, casesOf, NO_REQUESTS, noneOf, SIDES } from './about'
import { columnsDenied, NO_DOCUMENTS } from './documents'
import { subjectAtEnd } from './find-subject'
import { groupOf } from './parts'
import { followScope, type Speaker } from './scope'
import { countBefore, inParagraph, inSentence, lastBefore, type Statement } from './statement'
import { ORGANISATIONS } from './subjects'
import { sentenceStart, walkThrough } from './walk'

/** 未收到、均获维持、全部办结: words that say a number is zero. */
export type NilStatement = {
  text: string
  zero: readonly Address[]
  name: string
  /** 办理 77 件，均已办结: says nothing where so many were handled. */
  unless?: number
  /** 均按期答复: those of the last weeks may be carried over, no more than this share of all. */
  allowed?: number
}

/** What is said to be zero. */
type Nil = { zero: readonly Meaning[]; name: string } & Pick<NilStatement, 'unless' | 'allowed'>

const RECEIVED: Nil = { zero: ['requests/received/total'], name: '本年新收' }
const CARRIED_OUT: Nil = { zero: ['requests/carried-out/total'], name: '结转下年度' }

const rowsNamed = (words: string): CaseRow[] => [
  ...(/复议|争议/.test(words) ? (['review'] as const) : []),
  ...(/诉讼|应诉|败诉|争议/.test(words) ? (['direct', 'after-review'] as const) : [])
]

const PART_OF_REQUESTS = /传真|重复|[超逾]期|材料/

const NO_CASES =
  /(?:无一[例件起宗]|未(?:发生|出现|产生|涉及|引发|引起|收到|接到|有|被|因|申请|提[起出])|不涉及|没有|不存在|无(?=因|针对[^，。；]{0,14}公开|涉及|发生|提起|被|申请行政|政府信息|信息公开|依申请|行政复议|行政诉讼|复议|诉讼)|(?<!力争实现|做到)零(?=复议|诉讼|败诉))[^。；\d]{0,40}?(?:复议(?:，(?:被)?提起行政诉讼)?|诉讼|败诉|行政争议)[^。；，\d]{0,20}/g

/** 没有因征地引发的行政复议. */
const OTHER_CAUSE = /因(?![^，。；]*(?:公开|政府信息|申请|答复|此))[^，。；]{2,24}(?:被|提起|引发|引起|产生)/

/** 没有无法提供的情形, 未实施行政处罚, 不存在上年度结转: what is named right behind is one of our subjects. */
const NO_SUBJECT =
  /(?<![有避杜])(?:未|没有|不存在|不(?=收取)|无(?!故|法(?!人)|正当))(?:新|再|被|需要?)*(?:作出|出现|发生|产生|实施|办理|开展|收取|下达|有|(收到|接到|受理))?((?:[^，。；\d]|20\d\d年){2,36}?)(?=[，。；\n]|$)/g

/** 本机关不具备行使行政许可、行政处罚的职权. */
const NO_POWER =
  /(?:不具[备有]|没有|无)(?=[^，。；\d]{0,6}(?:行政(?:许可|处罚|强制)|规章))[^，。；\d]{4,36}?(?:职权|职能|职责|权限|权力)(?=[，。；]|$)/g

/** 复议、诉讼均为零; 依申请公开：无. */
const ZERO_OF =
  /(?<=^|[，。；：\d\n])([^，。；：\d\n]{2,40}?)(?:数量|件数|数|量|情况|方面)?(?:均|都|皆|全部|也|同样)?(?:(?:为|是)(?:零|无)|(?<=均|都)(?:为|是)0|：(?:本年度?|全年|均|皆)?(?:零|无)|(?<=公开(?:情况|工作|方面)?)。(?:20\d\d年度?|本年度?|全年|[我本](?:局|镇|乡|县|区|市|街道|单位))*无|：?均?未(?:有)?发生|[“"]?零发生[”"]?|没有发生|均(?:无|不存在)|，?(?:20\d\d年度?|本年度?|全年|今年|年内|一[件起宗例]|均|都|也)*(?:未|没有)(?:发生|出现|产生|收到|接到|受理)(?:过|一[件起宗例])?|一[件起宗例][也都]没有)(?:件|宗|起)?(?=[，。；、）\n]|$)/g

/** 均已办结, 全部答复, 件件办结; 均按期答复 says nothing of those that are not due. */
const ALL_DONE = new RegExp(
  `${any(
    `(?:均|都|全部|皆|悉数|件件|(?<=[，件并]|申请)已)(?:[^，。；\\d未不]|\\d+个?工作日){0,20}?(?:办[结毕复完]|(?:办理|处理|答复)(?:完毕|完成|完结)|完成[^，。；\\d]{0,10}?(?:答复|办理|办结))`,
    '(?:全部|悉数)[^，。；\\d未不期时]{0,12}?(?:答复|回复)(?!文书)',
    '(?:均|都|皆|(?<=\\d[件宗条]，)已)(?:已|给予|予以|进行|作出?|得到|获|书面|行政|了)*(?:答复|回复)(?:了?(?:各?申请人|完成)|了)?(?=[，。；]|$)',
    '已(?:经)?全部(?:办理|处理|(?:作出)?答复|回复)(?=[，。；]|$)|件件有(?:答复|回复)',
    // 收到 10 件，严格依法办结: a completion with no number of its own.
    '(?<=\\d[件宗条]，)(?:并?(?:在)?(?=规定|法定)|严格|依法|按|及时|目前|现|年内)[^，。；\\d未不]{0,30}?(?:办结|答复办[结理]|办理完毕)(?=[，。；]|$)',
    '(?<![按及限到]期|[按及限]时|按期[^，。；]{0,4})(?:办结|答复|回复|办复|办理完毕)率(?:、[^，。；]{2,5}率)?(?:均?(?:为|达到?|是|保持))?(?:100[%％]|百分之百)'
  )}(?!率|的|了?[^，。；]{0,4}\\d)`,
  'g'
)
/** 均依法按期答复; 收到 9 件，在规定期限内予以答复. */
const ALL_IN_TIME =
  /(?:均|都|皆|全部|悉数|(?<=[，件并]|申请)已|(?<=[请受理]件)(?=[按依在])|(?<=\d(?:[件宗条份例起]|件次)，)(?:[^，。；\d未不]{2,12}并|并)?(?=[在按依严及]))(?:[^，。；\d未不]|\d{1,3}个?工作日){0,30}?[按期时依规](?:[^，。；\d未不]|(?<=要求|规定|程序|流程)，|\d{1,3}个?工作日){0,24}?(?:答[复了]|回[复了]|办[理了]|处理|反馈)(?!率)[^，。；\d]{0,12}(?=[，。；]|$)|(?<=[，。；])(?:答复|办[理复])(?:工作)?(?:均|都|全部)[按在依及][^，。；\d]{1,16}?(?:作出|完成|办结|送达)[^，。；\d]{0,6}(?=[，。；]|$)/g
/** 收到 1 件，结转下年办理. */
const ALL_CARRIED =
  /(?<=\d[件宗条](?:(?:政府信息公开|信息公开)?申请)?，)(?:均|全部|目前|现|将|拟)*(?:结转|转入|转|顺延)(?:至|到)?(?:下|次|明)一?年度?(?:继续)?(?:办理|答复|处理)?(?=[，。；]|$)/g
/** Of the applications those of the last twenty working days, and those that were extended; none where 已 says that it is done. */
const NOT_DUE = 0.1
const ALL_OF_ONE_KIND =
  /(?:申请(?:人|主体|者)|(?:均|都|全部|皆|全)(?=[为是系由来属]))(?:均|都|全部|皆|全)?(?:为|是|系|由|来自|属于?)(?:于)?(自然人|公民(?:个人)?(?![、和及与])|个人|法人|企业|商业企业)(?![的、和及或])|来自(自然人|个人|企业)的占(?:全部|100[%％]|百分之百)/g
/** 均获维持; 复议 1 件，为其他结果. */
const ALL_ENDED =
  /(?:(?:均|全部|都)(?:已)?(?:为|是|获|被|以|予以|得到|判决|[作做]出)?(?:复议机关|人民法院|法院)?(?:结果)?|(?<=\d[件宗起例](?:案件|行政复议|行政诉讼)?[，（])(?:(?:复议|审理|诉讼|均)?结果(?:为|是)?|(?:(?:复议|诉讼)请求|已|为|是|被|依法|予以|经|申请人|原告|目前|尚)*(?:结果)?|(?:复议机关|人民法院|法院)(?:均|都|全部)?(?:予以|作出|判决|决定)*)|该(?:案件?|行政复议|行政诉讼)[^，。；\d]{0,16}?)(维持|驳回(?:(?:其|原告|申请人|复议|诉讼|的)*(?:请求|申请|起诉))?|胜诉|纠正|其他结果|未审结|审结|办结|结案|正在(?:审理|办理)|审理中|在审理(?:之中|过程中)|撤[回销](?:行政复议)?申请|撤[回诉](?:结案)?(?=[）。；，]))(?![、和及或]|[^，。；）]{0,8}\d)/g
/** What there is none of where all ended so. */
/** 行政诉讼 1 件，系未经复议直接起诉. */
const ONE_WAY_TO_COURT = /(?<=诉讼\d+[件宗起例]，)(?:均|都|全部)?(?:为|系|是)(?:未经复议)?(直接|复议后)(?:起诉|提起)/g
const ENDED: readonly (readonly [words: RegExp, none: readonly CaseResult[]])[] = [
  [/^维持|^驳回/, ['corrected', 'other', 'pending']],
  [/^纠正/, ['upheld', 'other', 'pending']],
  [/^其他|^撤/, ['upheld', 'corrected', 'pending']],
  [/^(?:[审办]结|结案)/, ['pending']],
  [/审|^正在/, ['upheld', 'corrected', 'other']],
  [/^/, ['corrected', 'pending']]
]
/** 均予以公开; 均不属于我局职责范围; 无法提供 8 件（均属于本机关不掌握的信息）. */
const ALL_ONE_RESULT =
  /(?:均|都|全部|皆|办理结果(?=为)|(?<=\d[件宗条]，)(?:(?=[为系属])|(?:所|该|其)?申请的?(?:内容|信息|事项)(?=[非不属])))(?:已|依法|按[^，。；\d]{0,6}|作出?|为|系|是|因|属于?|给予)*([^，。；：、（）\d]{2,24}?)(?:的(?:政府)?(?:信息|申请|情形)?|该?信息|情形)?(?=[，。；）]|$)/g

/** 12 个单位全年未收到: not the whole. */
const OF_SOME = /(?:个|部分|有的|多数|少数)[^，。；]{0,4}(?:单位|部门|乡镇|镇街|街道|县区|区县)[^，。；]{0,8}$/
const REQUESTS_NAMED =
  /(?:(?:所有|全部|上述)(?=申请件?$)|(?<!(?:答复|办结|办理|回复|结转|网上|网络|书面|信函|当面|线上|线下)[^，。；]{0,6}))(?:申请(?:件|事项)?|依申请公开(?:件|事项|申请)?|受理件)[^。；\d未]{0,16}$/

const COMPARED = /(?:[较比与][去上20]|同比|环比)[^，。；]*$/

/** 全部建议均已办结: not what the sentence before counted. */
const OTHER_THINGS = /咨询|建议|提案|议案|来?信|工单|诉求|留言|意见|问题|文件|事项|投诉|热线|案件/

/** 通过网站、信函等途径 are all ways. */
const ALL_WAYS = /[通以]过?[^，。；]*等/

/** 受理依申请公开情况如下：网站 9 件；当面 7 件. */
const HEADED = /(?:受理|收到|接收)[^，。；\d]{0,14}如下：[^，。；\d]{0,6}$/

const isFlow = ({ subject, scope }: Statement) => subject?.family === 'flow' && scope === 'own'

/** Every nil statement of a text that is about what the tables count. Silent on 全部办结 where the text names what it carries over. */
export function readNilStatements(text: string, speaker: Speaker, statements: readonly Statement[], template: Template): NilStatement[] {
  if (!/[未无没零均都皆悉已率]|全部|不存在|不涉及|不收取|不具|件件|：无|[件宗起例][，（]|申请[人主]/.test(text)) return []
  const carriesOver = statements.some(({ subject }) => subject?.key === 'carried-out')
  const denied = new Set<number>()
  const read = (words: RegExp, mean: (match: RegExpExecArray, before: string) => Nil | undefined): NilStatement[] => {
    const [placeAt, scopeAt] = [walkThrough(text), followScope(text, speaker)]
    return [...text.matchAll(words)].flatMap((match) => {
      const sentence = text.slice(sentenceStart(text, match.index), match.index)
      const meant = mean(match, sentence)
      if (!meant || (carriesOver && meant.zero === CARRIED_OUT.zero) || OF_SOME.test(sentence)) return []
      const zero = cellsOf(template, meant.zero)
      const isAside = zero.length === 0 || scopeAt(placeAt(match.index).sentence, match.index) !== 'own'
      return isAside ? [] : [{ ...meant, text: match[0], zero }]
    })
  }
  const isBeside = ({ number, lead, depth, subject }: Statement, index: number) =>
    number.percent ||
    COMPARED.test(lead) ||
    // 受理 709 件，涉及具体信息 1945 条，均已办结.
    (!subject && /(?:这|该|上述)$|^，(?:共?涉及|涵盖|包含)/.test(lead)) ||
    (depth > 0 && /[）)]/.test(text.slice(number.after, index)))
  /** The number of 办理 77 件 that the words before speak of. */
  const dealtWith = (index: number) => {
    let one = lastBefore(statements, index)
    while (one && one.subject?.key !== 'dealt-with') one = lastBefore(statements, one.number.start)
    return one?.number.value
  }
  /** What the words before speak of: the number told last in the sentence, or applications in general. */
  const spokenOf = (index: number, before: string): string | undefined => {
    let last = lastBefore(statements, index)
    // 17 件，较上年减少 13 件，均已办结; 网上 13 件，占 76%，均已办结; 其他 7 件（这 7 件因…），均已办结.
    while (last && last.number.start > index - before.length && isBeside(last, index)) last = lastBefore(statements, last.number.start)
    // 均按期答复 at the beginning of a sentence goes on from the one before.
    const goesOn = /^[\s，]*$/.test(before) && !OTHER_THINGS.test(text.slice(index, index + 30).split(/[，。；]/, 1)[0] as string)
    if (!last || (!goesOn && last.number.start < index - before.length)) return REQUESTS_NAMED.test(before) ? 'received' : undefined
    if (last.scope !== 'own') return undefined
    const isOneWay = /网|信函|书面|当面|邮寄|线下/.test(last.lead.replace(ALL_WAYS, ''))
    // 收到 6 件，其中予以公开 4 件、不予公开 2 件，均已答复: all six; of other parts it is all only where they make up the whole.
    const isUnnamed = isOneWay || !last.subject
    const isPart = isUnnamed || /outcome|applicant/.test(last.subject?.family ?? '') || last.subject?.key === 'carried-in'
    if (!isPart) return isFlow(last) ? last.subject?.key : undefined
    const at = statements.indexOf(last)
    const told = [...inSentence(statements, last.sentence, at), last].filter(({ number }) => !number.percent)
    const isWhole = (one: Statement, i: number) =>
      isFlow(one) &&
      one !== last &&
      (!isUnnamed || told.slice(i + 1).reduce((sum, { number }) => sum + number.value, 0) === one.number.value)
    const whole = told.findLast(isWhole) ?? (isUnnamed ? undefined : inParagraph(statements, at).findLast(isFlow))
    return whole?.subject?.key ?? (isUnnamed && HEADED.test(text.slice(last.sentence, told[0]?.number.start)) ? 'received' : undefined)
  }
  /** The rows of 复议 5 件、诉讼 1 件 right before. */
  const casesBefore = (index: number): CaseRow[] => {
    const told = inSentence(statements, lastBefore(statements, index)?.sentence ?? -1, countBefore(statements, index))
    // 复议 2 起，结果均为维持；诉讼 2 起，均为其他结果: those whose end was told are done with.
    const from = told.findLastIndex(
      ({ subject, number }, i) =>
        subject?.family !== 'dispute' || (told[i + 1] && ENDS_TOLD.test(text.slice(number.after, told[i + 1]?.number.start)))
    )
    return told.slice(from + 1).flatMap(({ meant: [sum = []] }) => sum.map((one) => one.split('/')[1] as CaseRow))
  }
  const isOfReceived = (key: string | undefined) => key === 'received' || key === 'some-requests' || key === 'received-and-handled'
  const allDone = (index: number, before: string, allowed?: number): Nil | undefined => {
    const key = spokenOf(index, before)
    if (key === 'dealt-with') return { ...CARRIED_OUT, allowed, unless: dealtWith(index) }
    return isOfReceived(key) ? { ...CARRIED_OUT, allowed } : undefined
  }
  return [
    ...read(NO_REQUESTS, ({ 0: words, index }, before) => {
      if (/(?:相关|有关|到|[式径道]的)申请/.test(words) && !/公开/.test(text.slice(Math.max(0, index - 80), index) + words))
        return undefined
      // 法人和其他组织均未向我局提出申请; 未向区局提出申请的部门.
      const isOfSome = /^(?:未|没有)(?:人)?向/.test(words)
      const who = isOfSome && !words.includes('有人') ? (/[^，；]*$/.exec(before)?.[0] ?? '') : '公众'
      if (isOfSome && /^的/.test(text.slice(index + words.length))) return undefined
      if (!/公民|公众|群众|个人|任何|申请人|自然人/.test(who))
        return /法人|企业|组织/.test(who)
          ? { zero: ORGANISATIONS.map((one): Meaning => `requests/received/${one}`), name: '本年新收其他申请人的' }
          : undefined
      const halves = /任何|等/.test(words) ? [] : SIDES.flatMap((half, i) => (half.test(words) ? [i] : []))
      for (const half of halves) denied.add(half)
      if (PART_OF_REQUESTS.test(words) && halves.length === 0) return undefined
      // 收到 5 件，未产生…案例: not what the same sentence has counted.
      const told = lastBefore(statements, index)
      if (told && told.number.start >= index - before.length && isFlow(told) && told.subject?.key !== 'carried-in' && told.number.value > 0)
        return undefined
      return halves.length === 0 || [0, 2].some((i) => denied.has(i) && denied.has(i + 1)) ? RECEIVED : undefined
    }),
    ...read(CLAUSE, ({ 0: words }, before) => {
      const none = noneOf(words, ON_REQUESTS.test(before))
      if (none === 'documents') return new RegExp(NO_DOCUMENTS).test(words) ? undefined : noDocuments(words)
      return none && words.search(NO_REQUESTS) < 0 ? RECEIVED : undefined
    }),
    ...read(FRONTED, ({ 0: words }) => (noneOf(words) === 'requests' ? RECEIVED : undefined)),
    ...read(NO_CASES, ([words]) => {
      if (OTHER_CAUSE.test(words) || /满意|听证|(?<!不)服(?!务)|不服(?![^，。；]*(?:提起|申请|引发))/.test(words)) return undefined
      const column = /纠错|纠正|败诉|撤销|违法/.test(words) ? 'corrected' : 'total'
      return { zero: rowsNamed(words).map((row): Meaning => `disputes/${row}/${column}`), name: '行政复议、行政诉讼' }
    }),
    ...read(NO_SUBJECT, ([, came, words = ''], before) => {
      // 未涉及国家秘密的，均予以公开: a condition. 收到咨询 86 件，没有结转: of what was counted.
      if (/的$|(?:职[权能]|权[限力])的/.test(words) || (words === '结转' && OTHER_THINGS.test(before) && !before.includes('申请')))
        return undefined
      // 复议无纠错案件.
      // 办理政府信息公开申请 43 件，无被撤销、败诉案件: of whatever case.
      const ends = words.split(/以及|[、和及或]/).filter((piece) => CORRECTED.test(piece))
      const isOfAny = ends.length > 1 && /公开|申请/.test(before)
      const cases = CORRECTED.test(words) ? casesOf(before)[0] : isOfAny ? (casesOf(before)[0] ?? ALL_CASES) : undefined
      if (cases) return { zero: cases.map((row): Meaning => `disputes/${row}/corrected`), name: '结果纠正' }
      // 未收到企业的申请: of the others another pattern tells.
      if (came && (/公民/.test(words) || nilOfAll(words)?.zero.some((at) => !APPLICANTS.test(at)))) return undefined
      const but = /公民/.test(words) ? /^(?:disp|result|appl)/ : /^(?:disp|result)/
      return nilOfAll(words.replace(/(?:的)?(?:现象|问题|行为|措施)$/, ''), but)
    }),
    ...read(NO_POWER, ([words]) =>
      nilOfAll(
        words
          .replace(/^[^，。；\d]*?(?=制定|行使|行政[许处强]|规章)|的?(?:职权|职能|职责|权限|权力)$/g, '')
          .replace(/制定|行使|实施|作出|等/g, '')
      )
    ),
    ...read(ZERO_OF, ([, words = '']) => nilOfAll(words)),
    ...read(NO_DOCUMENTS, ([, doing = '', counted = doing, none = counted]) => noDocuments(doing || none)),
    ...read(ALL_DONE, ({ index }, before) => allDone(index, before)),
    ...read(ALL_IN_TIME, ({ 0: words, index }, before) => allDone(index, before, words.includes('已') ? 0 : NOT_DUE)),
    ...read(ALL_CARRIED, ({ index }, before) =>
      isOfReceived(spokenOf(index, before)) ? { zero: ['requests/handled/total'], name: '办理结果总计' } : undefined
    ),
    ...read(ALL_OF_ONE_KIND, ({ 0: words, index, 1: one = '', 2: who = one }, before) => {
      const last = lastBefore(statements, index)
      const isOfBefore = /^申请/.test(words) && /^[\s，]*$/.test(before) && (!last || isOfReceived(last.subject?.key))
      if (!isOfReceived(spokenOf(index, before)) && !isOfBefore && !/申请$/.test(before)) return undefined
      if (/(?:网|信函|书面|当面)[^，。；\d]{0,8}$/.test(before.slice(-12))) return undefined
      const others: readonly Applicant[] = /自|个|公民/.test(who) ? ORGANISATIONS : ['person']
      return { zero: others.map((one): Meaning => `requests/received/${one}`), name: '本年新收其他申请人的' }
    }),
    ...read(ONE_WAY_TO_COURT, ([, way]) => {
      const row = way === '复议后' ? 'direct' : 'after-review'
      return { zero: [`disputes/${row}/total`], name: `“${way}起诉”以外的诉讼` }
    }),
    ...read(ALL_ENDED, ({ 0: said, index, 1: words = '' }, before) => {
      if (/其[他余]$|(?:建议|提案|工单|诉求|留言|信访件?)$/.test(before) || casesOf(before).length === 0) return undefined
      const told = casesBefore(index)
      if (told.length === 0 && (!/^[均全都]/.test(said) || words === '办结')) return undefined
      const columns = ENDED.find(([one]) => one.test(words))?.[1] ?? []
      const rows = told.length > 1 && /^[均全都]/.test(said) ? told : (casesOf(before)[0] ?? [])
      const zero = rows.flatMap((row) => columns.map((column): Meaning => `disputes/${row}/${column}`))
      return { zero, name: `“${words}”以外的结果` }
    }),
    ...read(ALL_ONE_RESULT, ({ index, 1: words = '' }, before) => {
      const result = words.replace(/^《[^《》]{2,8}》(?:所指|所称|规定的?)?/, '')
      const found = subjectAtEnd(/^(?:可以?)?公开(?:范围|内容)?$/.test(result) ? '予以公开' : result)
      if (found?.index !== 0 || found.subject.family !== 'outcome' || OF_PAPERS.test(before)) return undefined
      const { key, reads } = found.subject
      const group = groupOf(template.id, key)
      const rows = resultLines(template).find((line) => meaningOf(line) === group)?.lines ?? []
      const beside = rows.map((row) => requestsOf(meaningOf(row))).filter((one) => !reads[0]?.includes(one))
      // 无法提供 8 件（均属于…）: one row of a group.
      if (lastBefore(statements, index)?.subject?.key === group) return group === key ? undefined : { zero: beside, name: '同组其他各行' }
      // 除 1 件正在办理外，均予以公开.
      const except = /除\d+[件宗条][^，。；\d]{2,12}外，$/.exec(before)
      const of = except ? spokenOf(index - except[0].length, before.slice(0, except.index)) : spokenOf(index, before)
      if (of !== 'handled' && of !== 'dealt-with' && !isOfReceived(of)) return undefined
      const others = resultLines(template).filter((line) => meaningOf(line) !== group && !reads[0]?.includes(requestsOf(meaningOf(line))))
      return { zero: [...others.map((line) => requestsOf(meaningOf(line))), ...(group === key ? [] : beside)], name: '其他办理结果' }
    })
  ]
}

const ENDS_TOLD = /维持|胜诉|败诉|纠正|其他结果|[审办]结|结案|审理|撤[回销诉]|驳回/
const ON_REQUESTS = /依申请公开[^，。；]{0,6}：[^。；]*$/
/** A clause that says none of applications or documents. */
const FRONTED =
  /(?<=^|[，。；\n])[^，。；\n]{0,40}申请[^，。；\n]{0,6}，(?:20\d\d年度?|本年度?|全年|今年|年内|一[件起宗]|均|都|也|尚)*(?:未|没有)[^，。；\d]{2,6}(?=[，。；\n]|$)/g
const CLAUSE = /(?<=^|[，。；\n])(?=[^，。；\n]{0,58}(?:申请|规范性))(?=[^，。；\n]{0,59}[未没无零0])[^，。；\n]{4,60}/g

const OF_PAPERS = /(?:信息|文件|内容|数据|指南|目录)(?:(?!申请)[^，。；]){0,6}$/
const CORRECTED = /^被?(?:纠[错正]|撤销|确认违法|败诉)的?(?:案件|情况|情形|案例)?$/
const ALL_CASES: readonly CaseRow[] = ['review', 'direct', 'after-review']
const APPLICANTS = /^requests\/received\/(?!total)/

const noDocuments = (doing: string): Nil => ({ zero: columnsDenied(doing), name: '本年制发、废止的规范性文件' })

/** What words with 、 and 和 between them name. */
function nilOfAll(words: string, but?: RegExp): Nil | undefined {
  const whole = /[、和及与或]/.test(words) && nilOf(words, but)
  if (whole) return whole
  const found = words.split(/[、和及与或]/).flatMap((piece) => nilOf(piece, but) ?? [])
  return found.length > 0 ? { zero: found.flatMap(({ zero }) => zero), name: found.map(({ name }) => name).join('、') } : undefined
}

/** The subject words name, if they name nothing else. */
function nilOf(words: string, but = /^$/): Nil | undefined {
  const piece = words
    .replace(/[“”]/g, '')
    .replace(
      /^(?:（.）|(?:与|同|由|针对)(?=.{0,4}公开)|(?:公民|公众|群众|申请人)?(?:提[交出]的)|20\d\d年度?|年度?|全年|本年度?|[我本](?:[局委厅院办所站镇乡县区市]|单位|机关|街道)|因|涉及|“|行政机关|申请(?=行政|结转|被)|申请件(?=结转)|提起|(?:政府信息|政务|信息)公开(?:工作|方面|类|申请(?=引|相|有|的))?(?:[有相]关)?的?|(?:引发|引起|产生|被提起)的?|依申请公开(?=[引产的])|被(?:申请)?(?=行政|不予|部分)|任何|有关|相关|实现|领域|一(?=结转))+/,
      ''
    )
  if (/^(?:新[收增])?(?:政府信息公开)?(?:依申请公开|公开申请|申请公开|申请)(?:政府信息|件|事项|受理|办理|的)*$/.test(piece)) return RECEIVED
  if (/^结转(?:件|的?申请|事项)?$/.test(piece)) return CARRIED_OUT
  // 2021年结转申请 and 结转2023年办理事项 name their year.
  const carried = subjectAtEnd(words.replace(/的?(?:申请|事项|件)?(?:数量)?$/, ''))
  if (carried?.index === 0 && carried.subject.key.startsWith('carried'))
    return { zero: carried.subject.reads[0] ?? [], name: carried.subject.name }
  const found = subjectAtEnd(piece)
  // 未发生涉密信息公开情况 is about leaks.
  // 属于国家秘密不予公开: the row, not its group.
  const row = found?.subject.rule === 'N-05' ? subjectAtEnd(piece.slice(0, found.index).replace(/而$/, '')) : undefined
  if (row?.index === 0 && row.subject.rule === 'N-06' && !row.subject.weak)
    return { zero: row.subject.reads[0] ?? [], name: row.subject.name }
  if (!found || found.index > 0 || piece.startsWith('涉密') || but.test(found.subject.family)) return undefined
  // 无其他情形 and 未发生信访事项 are said of anything.
  if (/^(?:other|petition)$/.test(found.subject.key)) return undefined
  const { family, key, reads, name } = found.subject
  if (key === 'pending-requests' && words.includes('申请')) return CARRIED_OUT
  if (family === 'flow') return /^carried/.test(key) ? (key === 'carried-out' ? CARRIED_OUT : { zero: reads[0] ?? [], name }) : undefined
  // 没有企业提出的申请.
  if (family === 'applicant')
    return /申请(?:(?:政府|信息)*公开[^，。；]{0,6})?$/.test(words) && reads[0] ? { zero: reads[0], name } : undefined
  return /outcome|dispute|decision|other/.test(family) && reads[0] ? { zero: reads[0], name } : undefined
}
