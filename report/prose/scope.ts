import type { Report } from '@/report/report'
import { endsInUnit } from '@/report/text/organ'
import { lastMatch } from './walk'

/** Whom and when a report speaks for. */
export type Speaker = Pick<Report, 'unit' | 'kind' | 'year'>

/** `own`: the sentence speaks of what the tables count; `other`: of more, of less, or of another time. */
export type Scope = 'own' | 'other'

const WIDE = /(?:全|我)([省市县区州盟旗镇乡])(?!政府|委|人民|办|局|级|长|直)|全街道|全系统/g
const OWN =
  /(?:本|我)(?:机关|单位|部(?:门)?|行政机关|分?局|委|办|厅|院|所|站|会|中心|街道|镇|乡|署|行|[支大]?队|校|馆|社|联|室|园区|开发区|管委会)|全(?:局|委|厅|院|办|所|站|中心)|机关本级|[局部厅委镇乡]机关(?!各)/g
const NARROW =
  /(?:[省市县区州盟旗镇乡]|我[省市县区]|本)(?:政府)?(?:本级|直(?:各)?(?:部门|单位|机关))|(?<!全[省市县区州旗镇乡](?:各级)?|[及和])各(?:市|县|区|县区|县（区）|县市区|镇|乡镇|镇街|镇（街道）|部门|单位|科室|有关部门|责任单位|成员单位)+|[省市县区州盟旗](?:人民)?政府(?:办公室|办公厅|办)?(?![网门公信站规部各工组的系]|新闻|文件|采购|集中|服务|及其?|(?:(?![收受办共])[\u4e00-\u9fff]){1,8}[局委厅])|(?<!直)[局部委厅镇乡院]属|(?<!以)下[属辖]|所属|各村/g

/** An organ named as the one that did it: 市教育局受理…, right before the verb. */
const ORGAN =
  /([\u4e00-\u9fff]{1,18}?(?:局|委员会|委|厅|镇|乡|街道|办事处|县|区|管委会|支队|中心|分局|学校|医院|人民政府))(?:共|全年|年内|累计|新|本年度?|20\d\d年度?|，|一共|共计|已|依法|)*$/
/** The name with the words between it and the verb. */
const LONGEST_ORGAN = 48
const NOT_AN_ORGAN = /(?:各|全|本|我|该|地|辖)(?:县|区|镇|乡|街道)$|(?:地区|园区|社区|专区|小区|片区|辖区)$/

/** The year something is told of; 2023年结转 and 结转至2025年 tell nothing of what follows. */
const YEAR = /(?<![较比与]|(?:结转|顺延|延至|转入|转至)[至到]?)(20\d\d)年(?!度?(?:结转|转结|转入|转来|遗留))/g
const PART_OF_YEAR =
  /上半年|下半年|第?[一二三四]季度|(?<![至到\d-])\d{1,2}月(?:份)?(?!\d|至|-|—|底)|[1-9]\d?[-—~至]\d{1,2}月|近[两三五十]年|历年|(?<![年度])以来(?!.{0,40}20\d\d年)/
const WHOLE_YEAR = /1月?(?:1日)?[-—~至]12月/
const LAST_YEAR = /(?<![较比与同跟对])(?:去年|上年度?|上一年度?)(?!度|年|末|底)/

/** Whether a statement that begins at `from` in its sentence is about what the tables count. `ofLastYear`: as 上年结转 is. */
export function scopeOf(sentence: string, from: number, speaker: Speaker, ofLastYear = false): Scope {
  const said = sentence.slice(0, from)
  const before = /[（(]/.test(said) ? said.replace(/（[^（）]*）|\([^()]*\)/g, '') : said
  return (ofLastYear || speaksOfTheYear(before, speaker.year)) && speaksOfTheUnit(before, speaker) ? 'own' : 'other'
}

/** Whether the words before a statement leave it in the year of the report. */
export function speaksOfTheYear(before: string, year: number): boolean {
  const clause = before.slice(Math.max(before.lastIndexOf('；'), before.lastIndexOf('，')) + 1)
  if (LAST_YEAR.test(clause)) return false
  return Number(lastMatch(before, YEAR)?.[1] ?? year) === year && (!PART_OF_YEAR.test(before) || WHOLE_YEAR.test(before))
}

function speaksOfTheUnit(before: string, { unit, kind }: Speaker): boolean {
  const organ = ORGAN.exec(before.slice(-LONGEST_ORGAN))?.[1]
  if (organ && !NOT_AN_ORGAN.test(organ) && !endsInUnit(organ, unit) && !lastMatch(before, OWN)) return false
  const [wide, own, narrow] = [lastMatch(before, WIDE), lastMatch(before, OWN), lastMatch(before, NARROW)]
  const nearest = [own, wide, narrow].reduce((a, b) => ((b?.index ?? -1) > (a?.index ?? -1) ? b : a), undefined)
  if (!nearest || nearest === own) return true
  if (nearest === wide && wide[1]) return (kind === 'government' || !isOffice(unit)) && wide[1] === levelOf(unit)
  if (nearest === wide) return kind === 'government'
  return kind === 'government' ? isOffice(unit) && isItself(nearest[0], unit) : isItself(nearest[0], unit)
}

/** 市政府 within 甲市人民政府办公室: the words name the unit itself or whom it speaks for. */
const isItself = (organ: string, unit: string) => endsInUnit(organ, unit) || endsInUnit(organ, unit.replace(/办公[室厅]$/, ''))

const isOffice = (unit: string) => /办公[室厅]$/.test(unit)

function levelOf(unit: string): string | undefined {
  return /([省市县区州盟旗镇乡])(?:人民政府|管委会|管理委员会|政府)?(?:办公[室厅])?$/.exec(unit)?.[1]
}
