import { bareLabel, likeness } from '@/report/reading/read-labels'
import { type Part, partAddress, type Section, type Template } from '@/report/template'
import { isTitle } from './find-title'
import type { FoundBlock } from './found'
import { isFurniture } from './tables/join-tables'

/** The prose of a file by section. */
export type FoundTexts = {
  /** By the key of the section; `preamble` before the first heading. A section without its heading is absent. */
  sections: ReadonlyMap<string, string[]>
  /** The texts of sections of prose by the addresses of their parts. */
  parts: Readonly<Record<string, string>>
  headings: string[]
  /** What stands below a heading that the file has several times: each text that a part may be. */
  repeated: { at: string; heading: string; texts: string[] }[]
}

const NUMBERED = /^(?:第?[一二三四五六七八九十]{1,2}(?:部分)?[、.．,，:：\s]|[（(][一二三四五六七八九十]{1,2}[）)]|\d{1,2}[、.．])/
const META =
  /^(?:【|索\s*引\s*号|信息分类|主题分类|发布机构|发布单位|公开主体|发布日期|发布时间|发文日期|发文字号|成文日期|生成日期|公开日期|公开方式|公开时限|来源|信息来源|浏览次数|阅读次数|访问量|点击数|点击量|字号|字体|分享|打印|关闭|当前位置|您的位置|首页|作者|编辑|责任编辑|文号|名称|标题|有效性|语种|关键词|内容概述|体裁分类|组配分类|扫一扫|上一篇|下一篇|附件|相关链接|Copyright|版权所有|主办|承办|网站标识码|备案)/i
const DATE = /^(?:20\d\d|二[〇○零][一二三四五六七八九〇○零]{2})年\d{0,2}[一二三四五六七八九十]{0,3}月[\d一二三四五六七八九十]{1,3}日$/

/**
 * Which section every line outside the tables belongs to: by the headings, however they are numbered. `from`: lines of title and page
 * to skip.
 */
export function findTexts(template: Template, blocks: readonly FoundBlock[], from: number, org = ''): FoundTexts {
  const lines = blocks.flatMap((block) => (block.is === 'text' ? block.text.split('\n') : [null]))
  const sections = new Map<string, string[]>([['preamble', []]])
  const headings: string[] = []
  // Where below the first a further heading of the same section begins.
  const begins = new Map<string, number[]>()
  let current = 'preamble'
  let count = 0
  const add = (text: string) => {
    const own = sections.get(current)
    // A workbook tells the note of a table with the texts and below the table.
    const isTold = template.sections.some(({ key, table }) => table && key === current) && own?.includes(text)
    if (!isTold) own?.push(text)
  }
  const found = headingsOf(template, lines)
  const listed = findContents(found)
  lines.forEach((line, i) => {
    if (line === null) return
    count++
    const heading = found.get(i)
    const text = line.trim()
    if (listed.has(i)) return
    if (heading) {
      const { section, rest } = heading
      const length = sections.get(section.key)?.length
      if (length && current !== section.key) begins.set(section.key, [...(begins.get(section.key) ?? []), length])
      current = section.key
      if (!sections.has(current)) sections.set(current, [])
      headings.push(rest === '' ? text : text.slice(0, text.length - rest.length))
      if (rest !== '') add(rest)
    } else if (
      text !== '' &&
      (current !== 'preamble' || count > from) &&
      !isTitle(text) &&
      !isFurniture(text) &&
      !(text.length < 80 && META.test(text.normalize('NFKC')))
    )
      add(text)
  })
  trimEnd(sections.get(template.sections.at(-1)?.key ?? ''), org)
  const parts: Record<string, string> = {}
  const repeated: FoundTexts['repeated'] = []
  for (const section of template.sections) {
    if (!section.parts) continue
    const own = sections.get(section.key) ?? []
    const starts = (begins.get(section.key) ?? []).filter((start) => start < own.length)
    const texts = [0, ...starts].map((start, i) => dividedTexts(section, own.slice(start, starts[i])))
    for (const at of new Set(texts.flatMap((one) => Object.keys(one)))) {
      const said = [...new Set(texts.flatMap((one) => one[at] ?? []))]
      if (starts.length === 0 || (said.length === 1 && texts.every((one) => one[at] !== undefined))) parts[at] = said[0] as string
      else repeated.push({ at, heading: section.heading, texts: said })
    }
  }
  return { sections, parts, headings, repeated }
}

/** The texts of a section of prose by address. */
function dividedTexts(section: Extract<Section, { parts: readonly Part[] }>, lines: readonly string[]): Record<string, string> {
  if (section.parts.length > 1) return divideParts(section, lines)
  return lines.length > 0 ? { [section.key]: lines.join('\n') } : {}
}

/** Signature, date and what a site puts below. */
function trimEnd(lines: string[] | undefined, org: string): void {
  const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '')
  const at = lines?.findIndex((line, i) => i > 0 && (DATE.test(bare(line)) || (org !== '' && bare(line) === bare(org)))) ?? -1
  if (lines && at > 0) lines.length = at
}

type Heading = { section: Section; rest: string; likely: number }

/** The headings among the lines; a drifted one counts only where the form's own does not stand. */
function headingsOf(template: Template, lines: readonly (string | null)[]): Map<number, Heading> {
  const found = new Map<number, Heading>()
  lines.forEach((line, i) => {
    const heading = line === null ? undefined : readHeading(template, line.trim())
    if (heading) found.set(i, heading)
  })
  for (const section of template.sections) {
    const own = [...found].filter(([, one]) => one.section === section)
    const best = Math.max(...own.map(([, { likely }]) => likely))
    for (const [i, { likely }] of own) if (likely < Math.min(best, 1)) found.delete(i)
  }
  return found
}

/** Lines of a table of contents: headings under each other that all come again. */
function findContents(found: ReadonlyMap<number, Heading>): Set<number> {
  const lines = [...found.keys()].sort((a, b) => a - b)
  const out = new Set<number>()
  let run: number[] = []
  for (const [n, line] of lines.entries()) {
    run = line === (lines[n - 1] ?? -2) + 1 ? [...run, line] : [line]
    const isEnd = lines[n + 1] !== line + 1
    const comesAgain = (one: number) => lines.some((other) => other > line && found.get(other)?.section === found.get(one)?.section)
    if (isEnd && run.length >= 3 && run.every(comesAgain)) for (const one of run) out.add(one)
  }
  return out
}

function readHeading(template: Template, line: string): Heading | undefined {
  const bare = line.normalize('NFKC').replace(/\s/g, '')
  if (bare === '') return undefined
  const name = bareLabel(line.replace(/^\s*第[一二三四五六七八九十]+部分[、：:\s]*/, ''))
  const isPart = /^[（(]/.test(bare)
  if (bare.length <= 40) {
    const ranked = template.sections
      .map((section) => ({
        section,
        rest: '',
        likely: bareLabel(section.heading) === name ? 1 : likeness(name, bareLabel(section.heading)) * 0.99
      }))
      .sort((a, b) => b.likely - a.likely)[0]
    // A number in brackets is that of a part: such a heading counts only where the form's own does not stand.
    if (ranked?.likely === 1) return isPart ? { ...ranked, likely: 0.9 } : ranked
    if (ranked && ranked.likely >= 0.6 && /^(?:第?[一二三四五六七八九十]{1,2}(?:部分)?[、.,:])/.test(bare)) return ranked
    if (ranked && ranked.likely >= 0.85 && NUMBERED.test(bare) && name.length >= 6) return { ...ranked, likely: 0.5 }
  }
  for (const section of template.sections) {
    const at = endOf(line, section.heading)
    if (at > 0) return { section, rest: line.slice(at).replace(/^[：:。\s]+/, ''), likely: 0.98 }
  }
  return undefined
}

/** How far a line repeats a heading with its number, whatever spaces lie between; -1 if it does not. */
function endOf(line: string, heading: string): number {
  let at = 0
  for (const sign of heading) {
    while (/\s/.test(line[at] ?? '')) at++
    if (line[at]?.normalize('NFKC') !== sign.normalize('NFKC')) return -1
    at++
  }
  return at
}

/** `（六）…` and what follows is the clerk's own. */
const OWN = /^[（(][六七八九十][）)]/

/** The lines of a section by the parts whose headings they stand under, by address. */
export function divideParts(section: Extract<Section, { parts: readonly Part[] }>, lines: readonly string[]): Record<string, string> {
  const texts = new Map<Part, string[]>(section.parts.map((part) => [part, []]))
  const own = section.parts.findLast(({ heading, optional }) => !heading && optional)
  let current = section.parts[0]
  for (const line of lines) {
    const opened = openPart(section.parts, line)
    if (opened) current = opened.part
    else if (own && current !== section.parts[0] && OWN.test(line)) current = own
    const text = opened ? opened.rest : line
    if (current && text !== '') texts.get(current)?.push(text)
  }
  return Object.fromEntries(
    [...texts].filter(([, all]) => all.length > 0).map(([part, all]) => [partAddress(section, part), all.join('\n')])
  )
}

/** `（一）主动公开情况。全年…`: a numbered part of the form, and what follows on its line. */
function openPart(parts: readonly Part[], line: string): { part: Part; rest: string } | undefined {
  const [, head = '', rest = ''] =
    /^((?:[（(][一二三四五六七八九十][）)]|[一二三四五六七八九十]、|\d[.、．])[^。：:，；]{2,20})(?:[。：:]|\s|$)([\s\S]*)$/.exec(line) ??
    []
  if (!head) return undefined
  const part = parts
    .filter(({ heading }) => heading)
    .map((one) => ({ one, score: likeness(bareLabel(head), bareLabel(one.heading ?? '')) }))
    .sort((a, b) => b.score - a.score)[0]
  return part && part.score >= 0.6 ? { part: part.one, rest: rest.trim() } : undefined
}
