import type { Report } from '@/report/report'
import { endsInUnit } from '@/report/text/organ'
import { lastMatch, sentenceStart } from './walk'

/** Whom and when a report speaks for. */
export type Speaker = Pick<Report, 'unit' | 'kind' | 'year'>

/** `own`: the sentence speaks of what the tables count; `other`: of more, of less, or of another time. */
export type Scope = 'own' | 'other'

const WIDE = /(?:全|我)([省市县区州盟旗镇乡])(?!政府|委|人民|办|局|级|长|直)|全街道|全系统/g
const OWN =
  /(?:本|我)(?:机关|单位|部(?:门)?|行政机关|分?局|委|办|厅|院|所|站|会|中心|街道|镇|乡|署|行|[支大]?队|校|馆|社|联|室|园区|开发区|管委会)|全(?:局|委|厅|院|办|所|站|中心)|机关本级|[局部厅委镇乡]机关(?!各)/g
const NARROW =
  /(?:[省市县区州盟旗镇乡]|我[省市县区]|本)(?:政府)?(?:本级|直(?:各)?(?:部门|单位|机关))|(?<!全[省市县区州旗镇乡](?:各级)?|[及和]|各级)各(?:市|县|区|县区|县（区）|县市区|镇|乡镇|镇街|镇（街道）|部门|单位|科室|有关部门|责任单位|成员单位)+|(?<!向[\u4e00-\u9fff]{0,4})[省市县区州盟旗](?:人民)?政府(?:办公室|办公厅|办)?(?![网门公信站规部各工组的系]|新闻|文件|采购|集中|服务|及其?|(?:(?![收受办共])[\u4e00-\u9fff]){1,8}[局委厅])|(?<![直全])[局部委厅镇乡院]属|(?<!以)下[属辖]|所属|各村/g

/** An organ named as the one that did it: 市教育局受理…, right before the verb. */
const ENDS_ORGAN =
  '(?:局|委员会|委|厅|镇|乡|街道|办事处|县|区|管委会|[支大]队|中心|分局|学校|医院|[档图][案书]馆|公司|集团|供销社|协会|联合会|人民政府))(?:共|全年|年内|累计|新|本年度?|20\\d\\d年度?|，|一共|共计|已|依法|)*'
const ORGAN = new RegExp(`([\\u4e00-\\u9fff]{1,18}?${ENDS_ORGAN}$`)
const ORGAN_ENDS = new RegExp(`$(?<=(?:${ENDS_ORGAN})`)
/** The name with the words between it and the verb. */
const LONGEST_ORGAN = 48
/** What stands before 区政府 in the name of a unit. */
const LONGEST_NAME = 12
const NOT_AN_ORGAN = /(?:各|全|本|我|该|地|辖)(?:县|区|镇|乡|街道)$|(?:地区|园区|社区|专区|小区|片区|辖区)$/

/** The year something is told of; 2023年结转 and 结转至2025年 tell nothing of what follows. */
const YEAR = /(?<![较比与]|(?:结转|顺延|延至|转入|转至)[至到]?)(20\d\d)年(?!度?(?:结转|转结|转入|转来|遗留))/g
const PART_OF_YEAR =
  /20\d\d年?度?[至到—~-]+20\d\d年|上半年|下半年|第?[一二三四]季度|(?<![至到\d-])\d{1,2}月(?:份)?(?!\d|至|-|—|底)|[1-9]\d?[-—~至]\d{1,2}月|近[两三五十]年|历年(?!(?:数据|情况)?来?看)|(?<![年度])以来(?!.{0,40}20\d\d年)/
const WHOLE_YEAR = /1月?(?:1日)?[-—~至]12月|(?<!1)1月1日以来/
const LAST_YEAR = /(?<![较比与同跟对])(?:去年|上年度?|上一年度?)(?!度|年|末|底)/

/** What a sentence has said so far of whom and when: which of the three was named last, in which words. */
type Said = {
  nearest?: RegExp
  named: string
  before: string
  level?: string
  isOwn: boolean
  year?: number
  part: boolean
  whole: boolean
  words: string
}
const NOTHING_SAID: Said = { named: '', before: '', isOwn: false, part: false, whole: false, words: '' }

/** 其中 …: a sentence that goes on about the one before is about the same unit and time. */
const GOES_ON = /^\s*(?:其中|上述|以上)/

/**
 * Whether a statement that begins at a place of its sentence is about what the tables count. `ofLastYear`: as 上年结转 is. Places
 * must be asked for in order: every sign is looked at once. What stands in a bracket counts within it, the title of a document nowhere.
 */
export function followScope(text: string, speaker: Speaker): (sentence: number, begins: number, ofLastYear?: boolean) => Scope {
  let [said, open, start, reached] = [NOTHING_SAID, [] as Said[], -1, 0]
  return (sentence, begins, ofLastYear = false) => {
    const from = GOES_ON.test(text.slice(sentence, sentence + 6)) ? sentenceStart(text, sentence - 1) : sentence
    if (from > start) [said, open, start, reached] = [NOTHING_SAID, [], from, from]
    for (const piece of text.slice(reached, begins).split(/(?=[（()）《》])/)) {
      if (/^[（(《]/.test(piece)) open.push(said)
      else if (/^[）)》]/.test(piece)) said = open.pop() ?? said
      said = goOn(said, piece)
    }
    reached = Math.max(reached, begins)
    return (ofLastYear || speaksOfTheYear(said, speaker.year)) && speaksOfTheUnit(said, speaker) ? 'own' : 'other'
  }
}

function goOn(said: Said, piece: string): Said {
  if (piece === '') return said
  let { nearest, isOwn } = said
  let found: RegExpExecArray | undefined
  for (const pattern of [OWN, WIDE, NARROW]) {
    const one = lastMatch(piece, pattern)
    if (!one) continue
    isOwn ||= pattern === OWN
    if (!found || one.index > found.index) [nearest, found] = [pattern, one]
  }
  const year = lastMatch(piece, YEAR)?.[1]
  return {
    nearest,
    named: found?.[0] ?? said.named,
    before: found ? piece.slice(Math.max(0, found.index - LONGEST_NAME), found.index) : said.before,
    level: found ? found[1] : said.level,
    isOwn,
    year: year === undefined ? said.year : Number(year),
    part: said.part || PART_OF_YEAR.test(piece),
    whole: said.whole || WHOLE_YEAR.test(piece),
    words: (said.words + piece).slice(-LONGEST_ORGAN)
  }
}

/** Whether the words before a statement leave it in the year of the report. */
export const isOfTheYear = (before: string, year: number): boolean => speaksOfTheYear(goOn(NOTHING_SAID, before), year)

function speaksOfTheYear({ words, part, whole, year: said }: Said, year: number): boolean {
  const clause = words.slice(Math.max(words.lastIndexOf('；'), words.lastIndexOf('，')) + 1)
  return !LAST_YEAR.test(clause) && (said ?? year) === year && (!part || whole)
}

function speaksOfTheUnit({ words, isOwn, nearest, named, before, level }: Said, { unit, kind }: Speaker): boolean {
  const organ = ORGAN_ENDS.test(words) ? ORGAN.exec(words)?.[1] : undefined
  if (organ && !NOT_AN_ORGAN.test(organ) && !endsInUnit(organ, unit) && !isOwn) return false
  if (!nearest || nearest === OWN) return true
  if (nearest === WIDE && level) return (kind === 'government' || !isOffice(unit)) && level === levelOf(unit)
  if (nearest === WIDE) return kind === 'government'
  // 区本级 in the report of the office of the district is what the office speaks for.
  if (isOffice(unit) && named === `${levelOf(unit)}本级`) return true
  // 丁区人民政府 by its whole name is the report's own; 区政府 alone is less than the whole district.
  if (kind === 'government') return (isOffice(unit) && isItself(named, unit)) || endsInUnit(before + named, unit, named.length + 1)
  return isItself(named, unit)
}

/** 市政府 within 甲市人民政府办公室: the words name the unit itself or whom it speaks for. */
function isItself(named: string, unit: string): boolean {
  const organ = named.replace(/(?<=政府)本级$/, '')
  return endsInUnit(organ, unit) || endsInUnit(organ, unit.replace(/办公[室厅]$/, ''))
}

const isOffice = (unit: string) => /办公[室厅]$/.test(unit)

function levelOf(unit: string): string | undefined {
  return /([省市县区州盟旗镇乡])(?:人民政府|行政公署|行署|管委会|管理委员会|政府)?(?:办公[室厅])?$/.exec(unit)?.[1]
}
