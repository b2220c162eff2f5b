import { family, type LoneRule, placeName, type Said, type Sheet, shorten } from '@/report/finding'
import type { CellReading } from '@/report/input'
import { dueDate } from '@/report/report'
import { told, tried } from '@/report/rule'
import { type Address, partAddress, type Section } from '@/report/template'
import { unprintable } from '@/report/text/printable'
import { remember } from '@/report/text/remember'
import { printToken, tokenName, tokensIn } from '@/report/text/tokens'
import { printDay } from '@/report/workflow/dates'

/** Everything somebody may have written words into: prose, table notes, cells that are not plainly a number. */
const characters: LoneRule = {
  id: 'X-17',
  level: 'error',
  ...told(
    typeof window === 'undefined' && {
      words: '文字中没有印刷字体不含的字符，如表情符号、不可见字符。',
      ...tried({ problems: '今后将加强培训😀，补齐短板。' }, { problems: '今后将加强培训（含“线上”），补齐短板……' })
    }
  ),
  find({ report: { values }, template, amounts }) {
    const said: Said[] = []
    const look = (at: Address) => {
      const text = values[at]
      const found = text ? lookThrough(text).unprintable : []
      if (found.length === 0) return
      const named = found
        .slice(0, 10)
        .map((character) => (/[\p{C}\p{Z}]/u.test(character) ? `不可见字符 ${codeOf(character)}` : `“${character}”`))
      said.push({ at: [at], says: `${placeName(template, at)}：${named.join('、')}不能印刷，请删去或改写` })
    }
    for (const at of template.prose) look(at)
    for (const [i, { at }] of template.cells.entries()) if (!isPlain(amounts.readings[i])) look(at)
    return said
  }
}

const isPlain = (reading: CellReading | undefined) => reading?.is === 'number' && reading.as === 'plain' && !reading.note

/** What is known of a text alone; `length` is without spaces and line ends. */
const lookThrough = remember((text: string) => ({ length: text.replace(/\s/g, '').length, unprintable: unprintable(text) }))

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

const overviewLength: LoneRule = {
  id: 'X-10',
  level: 'note',
  ...told(
    typeof window === 'undefined' && {
      words: '总体情况篇幅原则上不超过一千字。',
      breaks: [{ values: { 'overview/general': '公'.repeat(1000) }, put: '“总述”写了 1000 字' }],
      holds: { values: { 'overview/general': '公'.repeat(900) } }
    }
  ),
  find(sheet) {
    const written = textsOf(sheet, 'overview')?.texts.filter(({ text }) => text) ?? []
    const total = written.reduce((sum, { text }) => sum + lookThrough(text).length, 0)
    return total > 1000 ? [{ at: written.map(({ at }) => at), says: `总体情况共 ${total} 字，原则上不超过 1000 字` }] : []
  }
}

/** A page read from outside gives the section as one text: its sub-headings are looked for where it has some. */
const topics: LoneRule = {
  id: 'X-03',
  level: 'warning',
  ...told(
    typeof window === 'undefined' && {
      words: '总体情况应包括主动公开、依申请公开、政府信息管理、平台建设、监督保障五项。',
      ...tried({ 'overview/platform': ' ' }, { 'overview/further': ' ' })
    }
  ),
  find(sheet) {
    const found = textsOf(sheet, 'overview')
    // Pages from outside are judged on the server and in the terminal: a browser's bundle leaves out what looks at them alone.
    if (typeof window === 'undefined' && found && sheet.report.outside)
      return findLostTopics(found.section, found.texts.map(({ text }) => text).join('\n'))
    return (found?.section.parts ?? []).flatMap((part, i): Said[] =>
      part.optional || found?.texts[i]?.text
        ? []
        : [{ missing: true, at: [found?.texts[i]?.at ?? ''], says: `总体情况缺少“${part.heading}”` }]
    )
  }
}

/** What tells the sub-headings, however they are worded. */
const TOPICS = /主动公开|申请|管理|平台|监督|保障/g

function findLostTopics({ parts = [], key }: Section, text: string): Said[] {
  const headings = [...text.matchAll(/(?<=^|\n)\s*（[一二三四五六七八九十]）([^。，：\n]{2,30})/g)].map(([, heading]) => heading).join('，')
  if (headings.split('，').length < 3) return []
  return parts.flatMap(({ heading = '', optional }): Said[] =>
    optional || (heading.match(TOPICS) ?? [headings]).some((topic) => headings.includes(topic))
      ? []
      : [{ at: [key], says: `总体情况缺少“${heading}”` }]
  )
}

const MEASURES = /下一步|改进|整改|措施|加强|提升|完善|推进|健全|强化|今后|将/
const NOTHING = /^(?:无|没有|暂无|无问题|不存在)[。.]?$/

const problems: LoneRule = {
  id: 'X-09',
  level: 'error',
  ...told(
    typeof window === 'undefined' && {
      words: '主要问题及改进情况不得空缺、不得写“无”、不少于 10 个字；只写问题没有改进措施的，请补充或说明。',
      breaks: [{ values: { problems: '无。' } }, { values: { problems: '人手不足，经费紧张，基层调研次数偏少。' } }],
      holds: { values: { problems: '人手不足，今后增设岗位。' } }
    }
  ),
  find(sheet) {
    const { at, text = '' } = textsOf(sheet, 'problems')?.texts[0] ?? {}
    if (at === undefined) return []
    const { length } = lookThrough(text)
    const say = (says: string, more: Partial<Said> = {}): Said[] => [{ at: [at], says: `“五、存在的主要问题及改进情况”${says}`, ...more }]
    if (length === 0) return say('没有内容', { missing: true })
    if (NOTHING.test(text) || length < 10) return say(`只有 ${length} 个字，应写明问题和改进措施`)
    return MEASURES.test(text) ? [] : say('只写了问题，没有改进措施', { level: 'warning' })
  }
}

/** Our own form always prints the six headings; a page read from outside may have lost one or its number. */
const sections: LoneRule = {
  id: 'X-01',
  level: 'error',
  ...told(
    typeof window === 'undefined' && {
      words: '六个部分的标题齐全、依次编号，各部分都有内容；没有其他事项的写“无。”。',
      ...tried({ 'other-matters': '' }, { 'other-matters': '无。' })
    }
  ),
  find: (sheet) => [...findEmptyMatters(sheet), ...(typeof window === 'undefined' ? findLostHeadings(sheet) : [])]
}

function findEmptyMatters(sheet: Sheet): Said[] {
  const { at, text } = textsOf(sheet, 'other-matters')?.texts[0] ?? {}
  if (at === undefined || text) return []
  return [{ missing: true, at: [at], says: '“六、其他需要报告的事项”没有内容，没有其他事项的请写“无。”' }]
}

function findLostHeadings({ report, template }: Sheet): Said[] {
  const read = report.outside?.headings
  if (!read) return []
  const bare = (heading: string) => heading.replace(/\s/g, '')
  let from = 0
  return template.sections.flatMap((section): Said[] => {
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
    return [{ at: [section.key], says }]
  })
}

/** Wordings of 条例第五十条 that some provinces print as headings; accepted as they are. */
export const STATUTORY_VARIANTS: Readonly<Record<string, readonly string[]>> = {
  disputes: ['因政府信息公开工作被申请行政复议、提起行政诉讼情况'],
  problems: ['政府信息公开工作存在的主要问题及改进情况']
}

/** The day it was published, or today while it is not, against the date that holds for its unit. */
const lateness: LoneRule = {
  id: 'X-14',
  level: 'warning',
  hint: '请说明逾期的原因。',
  ...told(
    typeof window === 'undefined' && {
      words: '部门报告 1 月 31 日前、政府报告 3 月 31 日前报送并公布（条例第四十九条）；另有安排或批准延期的，按其日期。',
      breaks: [{ today: '2025-02-01', put: '部门报告到 2025 年 2 月 1 日仍未报送' }],
      holds: { today: '2025-01-31' }
    }
  ),
  find({ report, today, due = dueDate(report), published = report.outside?.published }) {
    if (published ? published <= due : !today || today <= due) return []
    const limit = printDay(due)
    const says = published ? `${printDay(published)}公布，晚于${limit}，属于不按时发布` : `已过报送公布期限${limit}，属于不按时发布`
    return [{ at: [], says }]
  }
}

/** What a reader misses first: empty sections, problems without measures, length, lateness. */
export const text = family(characters, topics, overviewLength, problems, sections, lateness)

/** 表中数字 in prose that have no number to show. */
export const tokens = family({
  id: 'X-18',
  level: 'error',
  ...told(
    typeof window === 'undefined' && {
      words: '文字中引用的表中数字都已填写。',
      breaks: [
        {
          values: { problems: '全年收到{=requests/received/total}件，今后继续改进。', 'requests/received/company': '' },
          put: '文中引用新收申请的总计，表三“商业企业”一格空着'
        }
      ],
      holds: { values: { problems: '全年收到{=requests/received/total}件，今后继续改进。' } }
    }
  ),
  find: ({ report, stored, template, amounts }) =>
    template.prose.flatMap((at): Said[] => {
      const text = stored[at]
      if (!text?.includes('{=')) return []
      const empty = tokensIn(text).filter((token) => printToken(template, report, amounts, token.at) === undefined)
      if (empty.length === 0) return []
      const names = [...new Set(empty.map((token) => `“${tokenName(template, token.at)}”`))].join('、')
      const isKnown = empty.every((token) => template.index.has(token.at))
      const advice = isKnown ? '尚未填写，请先填表，或删去后直接写数字' : '不在表中，请删去后重新插入'
      return [{ at: [at], says: `${placeName(template, at)}：引用的${shorten(names)}${advice}` }]
    })
})
