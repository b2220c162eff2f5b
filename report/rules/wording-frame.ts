import type { Said } from '@/report/finding'
import type { Report } from '@/report/report'
import type { Address, Section, Template } from '@/report/template'
import { templates } from '@/report/templates'
import { remember } from '@/report/text/remember'
import { printDay } from '@/report/workflow/dates'
import { STATUTORY_VARIANTS } from './text'

/** What is said of one field. */
export type FieldSaid = Pick<Said, 'says' | 'level' | 'fix'>

/** Whose report the words stand in. */
export type Frame = Pick<Report, 'unit' | 'kind' | 'year'> & { template: Template }

/** How the six parts are recognised in the words of a preamble, exact or not. */
const LIKE: Readonly<Record<string, RegExp>> = {
  overview: /(?:工作)?(?:总体|基本)情况|概述/,
  disclosure: /(?:行政机关)?主动公开(?:政府信息)?(?:的)?(?:工作)?情况/,
  requests: /(?:行政机关)?(?:收到和处理|依申请公开)[^、，。；]{0,14}?情况/,
  disputes:
    /(?:因)?政府信息公开(?:工作)?(?:被)?(?:申请|提起|的)?行政法?复议[、和及与]*(?:被)?(?:提起)?(?:行政)?诉讼(?:的)?情况|(?:行政)?复议[^，。；]{0,8}诉讼(?:的)?情况/,
  problems: /(?:政府信息公开工作)?存在(?:的)?(?:主要)?问题(?:[、和及与]+改进(?:措施|情况)?(?:的)?(?:情况)?)?/,
  'other-matters': /(?:其他|其它)?需要(?:报告|说明)(?:的)?(?:其他|其它)?事项/
}

/** the parts a preamble lists are those of the form, by the names of the headings. Silent if it lists none. */
export function findMisnamedParts({ template }: Frame, text: string): FieldSaid[] {
  const listed = template.sections.map((section) => ({ section, words: LIKE[section.key]?.exec(text)?.[0] }))
  if (listed.filter(({ words }) => words).length < 4) return []
  const others = partsListed(text).filter(
    (part) => !listed.some(({ section, words }) => part === words || namesOf(section).some((name) => loose(name).includes(loose(part))))
  )
  const count = /([一二三四五七八九十])个?(?:大)?(?:部分|方面)(?=[组构]成|内容|。|，)/.exec(text)?.[1]
  const said = listed.flatMap(({ section, words }): FieldSaid[] => {
    const name = section.heading.slice(2)
    if (namesOf(section).some((accepted) => loose(text).includes(loose(accepted)))) return []
    const written = words ?? others.find((part) => likeness(part, name) >= 0.4)
    if (!written) return [{ says: `引言列举各部分时缺少“${name}”` }]
    others.splice(others.indexOf(written), 1)
    const fix = { says: `改为“${name}”`, texts: { preamble: text.replace(written, name) } }
    return [{ says: `引言写作“${written}”，标题是“${name}”`, fix }]
  })
  return [
    ...said,
    ...others.map((part) => ({ says: `引言列有“${part}”，报告没有这一部分` })),
    ...(count && said.length === 0 ? [{ says: `引言写作${count}个部分，报告有六个部分` }] : [])
  ]
}

/** What is joined by signs between the first of the parts and the last, if it is named as parts are. */
function partsListed(text: string): string[] {
  const [list = ''] = /(?:总体|基本)情况[、，；][^。]{0,240}?(?=(?:等)?[五六七八]?个?部分|。|$)/.exec(text) ?? []
  return list
    .replace(/（[一二三四五六]）/g, '')
    .replace(/(?<=复议)[、和及与]+(?=(?:被)?(?:提起)?(?:行政)?诉讼)/, '')
    .split(/[、，；以和及]+/)
    .filter((part) => /(?:情况|事项|措施)$/.test(part) && part.length < 24)
}

/** How much of the pairs of signs of one name stand in the other. */
function likeness(a: string, b: string): number {
  const pairs = [...a].slice(1).map((sign, i) => (a[i] as string) + sign)
  return pairs.filter((pair) => b.includes(pair)).length / Math.max(1, pairs.length)
}

/** 复议和诉讼, 复议及诉讼 and 复议、诉讼 are one name. */
const loose = (name: string) => name.replace(/[、和及与]/g, '')

function namesOf({ key, heading }: Section): string[] {
  const name = heading.slice(2)
  return [name, `行政机关${name}`, ...(STATUTORY_VARIANTS[key] ?? [])]
}

const PERIOD =
  /(?:统计期限|统计时间|统计时限|统计周期|统计日期|统计区间|统计期间|数据统计|所列数据|数据期限|期限|时间范围)[^。；\d]{0,10}(20\d\d)年1月1日/g
const PERIOD_END = /(?<=20\d\d年1月1日[^。；\d]{0,6})(20\d\d)年12月31日/g
const NO_DAY = /(?<!\d)(?:1[3-9]|[2-9]\d)月|(?<=年1月1日[^。；\d]{0,6}(?:20\d\d年)?12月)(?!31)\d+日/
const UNTIL = /截[至止]到?(20\d\d)年(?:12月(?:31日)?底?|年?底)/g
const TOO_LONG = /(?<!\d)(20\d{3,4})年/g
/** The year a paragraph or a sentence begins with, as reports do: 2024年，…, （一）主动公开。2024年我局…. */
const OPENING =
  /(?<=^|[\n。])[^\S\n]*(?:（[一二三四五六七八九十]）[^，。（\n]{0,12}。?\s?|\d{1,2}[.．、]\s?)?(20\d\d)年(?:度)?(?:[，,]|(?=[我本全共各]|主动|累计|年内|政府信息|信息公开|未[收发接受产]|无|没有|收到|受理))/g
/** …，2021年度共主动公开 4 条, in a sentence that names no other year. */
const CLAUSE = /(?<=，)(20\d\d)年(?:度)?(?=共|累计|主动公开|收到|受理|新收)/g
/** A paragraph that tells of both years compares them, or tells what was carried over. */
const COMPARES = /结转|相比|同比|[较比]上?年|上年|去年/

/** What nobody plans: a sentence of next year that tells it has the wrong year. */
const HAPPENED = /^(?:[我本]\S{1,4}?)?(?:无|未|没有|共|累计|收到|受理|主动公开)(?!.{0,60}(?:将|计划|拟))/
/** The tasks of a year stand in the report of that year. */
const TASKS = /《[^《》\n]{0,30}?(20\d\d)年[^《》\n]{0,30}(?:工作要点|任务分工|工作安排)[^《》\n]{0,10}》/g

const FIRST_SENTENCE = 300

/** years left over from another report. */
export function findWrongYears(report: Frame, at: Address, text: string): FieldSaid[] {
  const wrong = (pattern: RegExp, level: FieldSaid['level'], name: string, isMeant = (_: RegExpExecArray) => false): FieldSaid[] =>
    [...text.matchAll(pattern)].flatMap((match): FieldSaid[] => {
      const [words, year] = match
      if (year === undefined || Number(year) === report.year || isMeant(match)) return []
      const mended = text.slice(0, match.index) + words.replace(year, String(report.year)) + text.slice(match.index + words.length)
      return [
        {
          level,
          says: `${name}写作 ${year} 年（“${words.trim().slice(0, 20)}”），本报告是 ${report.year} 年度`,
          fix: { says: `改为 ${report.year} 年`, texts: { [at]: mended } }
        }
      ]
    })
  const begins = text.search(/\S/)
  const noDay = NO_DAY.exec(text)?.[0]
  return [
    ...wrong(PERIOD, 'error', '统计期限'),
    ...wrong(PERIOD_END, 'error', '统计期限'),
    ...(noDay ? [{ level: 'warning' as const, says: `“${noDay}”有误，请核对日期` }] : []),
    ...wrong(UNTIL, 'warning', '截止日期'),
    ...(at === 'problems'
      ? []
      : wrong(TASKS, 'note', '文中', ({ 1: year }) => Number(year) > report.year || Number(year) < report.year - 1)),
    ...wrong(TOO_LONG, 'warning', '年份'),
    ...wrong(OPENING, 'warning', '开头', ({ 0: words, index, 1: year }) => {
      const rest = text.slice(index + words.length, index + words.length + FIRST_SENTENCE).split(/[。\n]/, 1)[0] as string
      const around = text.slice(Math.max(0, index - FIRST_SENTENCE), index + FIRST_SENTENCE)
      const isWithin = text[index - 1] === '。' && around.includes(`${report.year}年`)
      if (Number(year) === report.year + 1 && HAPPENED.test(rest)) return isWithin
      return (index > begins && Number(year) !== report.year - 1) || isWithin || rest.includes(`${report.year}年`) || COMPARES.test(rest)
    }),
    ...wrong(CLAUSE, 'warning', '文中', ({ index }) => {
      const before = text.slice(Math.max(0, index - FIRST_SENTENCE), index)
      const sentence =
        before.slice(before.search(/[^。\n]*$/)) + (text.slice(index, index + FIRST_SENTENCE).split(/[。\n]/, 1)[0] as string)
      return (sentence.match(/20\d\d年/g)?.length ?? 0) > 1 || COMPARES.test(sentence)
    }),
    ...(at === 'preamble'
      ? wrong(/(20\d\d)年(?:度)?政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)(?!格式)/g, 'warning', '报告名称')
      : [])
  ]
}

/** published before its year was over. */
export function findEarlyPublication(report: Report, published = report.outside?.published): FieldSaid[] {
  if (!published || Number(published.slice(0, 4)) > report.year) return []
  return [{ level: 'warning', says: `公布日期${printDay(published)}早于 ${report.year} 年度结束，请核对年份` }]
}

/** The number of a notice, however its brackets are typed. */
const wordsOf = remember((number) => new RegExp(number.replace(/[〔〕]/g, (bracket) => (bracket === '〔' ? '[〔﹝[(（]' : '[〕﹞\\])）]'))))

/** the notice that is cited prescribes the form that is used. */
export function findWrongNotice({ year, template }: Frame, text: string): FieldSaid[] {
  const cited = templates.filter(({ notice }) => wordsOf(notice.number).test(text))
  const wrong = cited[0]
  if (!wrong || cited.length > 1 || wrong.id === template.id) return []
  return [
    {
      says: `引言引用 ${wrong.notice.number}，${year} 年度应依据 ${template.notice.number}`,
      fix: {
        says: `改为 ${template.notice.number}`,
        texts: { preamble: text.replace(wordsOf(wrong.notice.number), template.notice.number) }
      }
    }
  ]
}
