import { type Check, type Finding, placeName, type Sheet } from '@/report/finding'
import type { Reading } from '@/report/input'
import { remember } from '@/report/remember'
import { dueDate } from '@/report/report'
import { partAddress, type Section } from '@/report/template'
import { unprintable } from '@/report/text/printable'
import { printDay } from '@/report/workflow/dates'

/** What a reader misses first: empty sections, problems without measures, length, lateness. */
export const text: Check = {
  rules: [
    { id: 'X-01', level: 'error', words: '六个部分的标题齐全、依次编号，各部分都有内容；没有其他事项的写“无。”。' },
    { id: 'X-03', level: 'warning', words: '总体情况应包括主动公开、依申请公开、政府信息管理、平台建设、监督保障五项。' },
    { id: 'X-09', level: 'error', words: '主要问题及改进情况不得空缺、不得写“无”、不少于 10 个字；只写问题没有改进措施的，请补充或说明。' },
    { id: 'X-10', level: 'note', words: '总体情况篇幅原则上不超过一千字。' },
    { id: 'X-17', level: 'error', words: '文字中没有印刷字体不含的字符，如表情符号、不可见字符。' },
    {
      id: 'X-14',
      level: 'warning',
      words: '部门报告 1 月 31 日前、政府报告 3 月 31 日前报送并公布（条例第四十九条）；另有安排或批准延期的，按其日期。'
    }
  ],
  find: (sheet) => [
    ...characters(sheet),
    ...overview(sheet),
    ...problems(sheet),
    ...otherMatters(sheet),
    ...headings(sheet),
    ...lateness(sheet)
  ]
}

/** Everything somebody may have written words into: prose, table notes, cells that are not plainly a number. */
function characters({ report: { values }, template, amounts }: Sheet): Finding[] {
  const worded = template.cells.filter((_, i) => !isPlain(amounts.readings[i])).map(({ at }) => at)
  const findings: Finding[] = []
  for (const at of [...template.prose, ...worded]) {
    const text = values[at]
    const found = text ? lookThrough(text).unprintable : []
    if (found.length === 0) continue
    const named = found
      .slice(0, 10)
      .map((character) => (/[\p{C}\p{Z}]/u.test(character) ? `不可见字符 ${codeOf(character)}` : `“${character}”`))
    findings.push({ rule: 'X-17', level: 'error', at: [at], says: `${placeName(template, at)}：${named.join('、')}不能印刷，请删去或改写` })
  }
  return findings
}

const isPlain = (reading: Reading | undefined) => reading?.is === 'number' && reading.as === 'plain' && !reading.note

/** What is known of a text alone; `length` is without spaces and line ends. */
const lookThrough = remember(256, (text: string) => ({ length: text.replace(/\s/g, '').length, unprintable: unprintable(text) }))

const codeOf = (character: string) => `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`

/** The text of a section's parts, or undefined where a page read from outside did not give it whole. */
function textsOf({ report, template }: Sheet, key: string): { section: Section; texts: { at: string; text: string }[] } | undefined {
  const section = template.sections.find((candidate) => candidate.key === key)
  if (!section?.parts || (report.outside && !report.outside.wholeTexts.has(key))) return undefined
  const texts = section.parts.map((part) => {
    const at = partAddress(section, part)
    return { at, text: report.values[at]?.trim() ?? '' }
  })
  return { section, texts }
}

function overview(sheet: Sheet): Finding[] {
  const found = textsOf(sheet, 'overview')
  if (!found) return []
  const { section, texts } = found
  const length = texts.reduce((total, { text }) => total + lookThrough(text).length, 0)
  const tooLong: Finding[] =
    length > 1000
      ? [
          {
            rule: 'X-10',
            level: 'note',
            at: texts.filter(({ text }) => text).map(({ at }) => at),
            says: `总体情况共 ${length} 字，原则上不超过 1000 字`
          }
        ]
      : []
  // A page read from outside gives the section as one text; its sub-headings are not told apart.
  if (sheet.report.outside) return tooLong
  const missing = (section.parts ?? []).flatMap((part, i): Finding[] =>
    part.optional || texts[i]?.text
      ? []
      : [{ rule: 'X-03', level: 'warning', missing: true, at: [texts[i]?.at ?? ''], says: `总体情况缺少“${part.heading}”` }]
  )
  return [...missing, ...tooLong]
}

const MEASURES = /下一步|改进|整改|措施|加强|提升|完善|推进|健全|强化|今后|将/
const NOTHING = /^(?:无|没有|暂无|无问题|不存在)[。.]?$/

function problems(sheet: Sheet): Finding[] {
  const { at, text = '' } = textsOf(sheet, 'problems')?.texts[0] ?? {}
  if (at === undefined) return []
  const { length } = lookThrough(text)
  if (length === 0) return [{ rule: 'X-09', level: 'error', missing: true, at: [at], says: '“五、存在的主要问题及改进情况”没有内容' }]
  if (NOTHING.test(text) || length < 10)
    return [{ rule: 'X-09', level: 'error', at: [at], says: `“五、存在的主要问题及改进情况”只有 ${length} 个字，应写明问题和改进措施` }]
  if (!MEASURES.test(text))
    return [{ rule: 'X-09', level: 'warning', at: [at], says: '“五、存在的主要问题及改进情况”只写了问题，没有改进措施' }]
  return []
}

function otherMatters(sheet: Sheet): Finding[] {
  const { at, text } = textsOf(sheet, 'other-matters')?.texts[0] ?? {}
  if (at === undefined || text) return []
  return [{ rule: 'X-01', level: 'error', missing: true, at: [at], says: '“六、其他需要报告的事项”没有内容，没有其他事项的请写“无。”' }]
}

/** Our own form always prints the six headings; a page read from outside may have lost one or its number. */
function headings({ report, template }: Sheet): Finding[] {
  const read = report.outside?.headings
  if (!read) return []
  const bare = (heading: string) => heading.replace(/\s/g, '')
  let from = 0
  return template.sections.flatMap((section): Finding[] => {
    const number = section.heading.slice(0, 2)
    const accepted = [section.heading, ...(STATUTORY_VARIANTS[section.key] ?? []).map((name) => number + name)]
    const found = read.findIndex(
      (heading, i) => i >= from && accepted.some((one) => bare(heading) === one || bare(heading) === one.replace('、', '、行政机关'))
    )
    if (found >= 0) {
      from = found + 1
      return []
    }
    const unnumbered = read.find((heading) => accepted.some((one) => bare(heading) === one.slice(2)))
    const says = unnumbered ? `标题“${unnumbered}”缺少序号，应为“${section.heading}”` : `缺少标题“${section.heading}”，或次序有误`
    return [{ rule: 'X-01', level: 'error', at: [section.key], says }]
  })
}

/** Wordings of 条例第五十条 that some provinces print as headings; accepted as they are. */
export const STATUTORY_VARIANTS: Readonly<Record<string, readonly string[]>> = {
  disputes: ['因政府信息公开工作被申请行政复议、提起行政诉讼情况'],
  problems: ['政府信息公开工作存在的主要问题及改进情况']
}

/** the day it was published, or today while it is not, against the date that holds for its unit. */
function lateness({ report, today, due = dueDate(report), published = report.outside?.published }: Sheet): Finding[] {
  if (published ? published <= due : !today || today <= due) return []
  const limit = printDay(due)
  const says = published ? `${printDay(published)}公布，晚于${limit}，属于不按时发布` : `已过报送公布期限${limit}，属于不按时发布`
  return [{ rule: 'X-14', level: 'warning', at: [], says, hint: '请说明逾期的原因。' }]
}
