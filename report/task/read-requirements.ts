import { LEVEL_WORDS, type Level } from '@/report/rule'
import { listRules } from '@/report/rules/rules'
import type { Requirement } from '@/report/task/requirement'
import { type Address, partAddress, type Template } from '@/report/template'

/** Lines a task may demand, and characters of one. */
const MOST_LINES = 50
const LONGEST_WORDS = 40

const LEVELS = Object.entries(LEVEL_WORDS) as [Level, string][]

/**
 * The requirements of a task, written line by line as the notice says them, for the form of its year:
 * `总体情况不超过 1000 字（《通知》第一条）`, `总体情况必须写明政务公开专区的数量`, `不得出现“圆满完成”`, `规则 Y-07 改为错误`.
 * `faults`: a sentence for each line that cannot be understood or goes beyond what a task may change.
 */
export function readRequirements(text: string, template: Template): { requirements: Requirement[]; faults: string[] } {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const read = lines.flatMap((line, i) => (line === '' ? [] : [{ line: i + 1, is: readLine(line, template) }]))
  const faults = read.flatMap(({ line, is }) => (typeof is === 'string' ? [`“任务要求”第 ${line} 行：${is}`] : []))
  const requirements = read.flatMap(({ is }) => (typeof is === 'string' ? [] : [is]))
  if (requirements.length > MOST_LINES) faults.push(`“任务要求”最多 ${MOST_LINES} 条`)
  return { requirements, faults }
}

const HOW = '请写成“总体情况不超过1000字”“总体情况必须写明某某的数量”“不得出现某某”或者“规则 Y-07 改为错误”，出处写在末尾的括号里'

function readLine(line: string, template: Template): Requirement | string {
  const [, body = line, source = ''] = /^(.*?)[（(](《.*?)[）)]$/.exec(line) ?? []
  const said = body.trim().replace(/[。；]$/, '')
  const level = /^规则\s*([A-Za-z]\w*-\d+)\s*(?:改为|作为|提高为|降低为|按)\s*(错误|提醒|提示)$/.exec(said)
  if (level) return readLevel(level[1] as string, level[2] as string, source)
  const avoid = /^(?:全文)?不得(?:出现|使用)\s*[“"]?(.+?)[”"]?$/.exec(said)
  if (avoid) return checkWords(avoid[1] as string) ?? { is: 'avoid', words: avoid[1] as string, source }
  const longest = /^(.+?)\s*不(?:得)?超过\s*(\d+)\s*字$/.exec(said)
  if (longest) {
    const place = findPlace(longest[1] as string, template)
    const most = Number(longest[2])
    if (typeof place === 'string') return place
    return most < 1 || most > 20_000 ? '字数应在 1 到 20000 之间' : { is: 'longest', ...place, most, source }
  }
  const mention = /^(.+?)\s*(?:必须|应当|须)写明\s*[“"]?(.+?)[”"]?$/.exec(said)
  if (!mention) return `看不懂“${line.slice(0, 40)}”。${HOW}`
  const place = findPlace(mention[1] as string, template)
  if (typeof place === 'string') return place
  const whole = mention[2] as string
  const words = whole.replace(/[”"]?的?数量$/, '')
  return checkWords(words) ?? { is: 'mention', ...place, words, isCounted: words !== whole, source }
}

const checkWords = (words: string) =>
  words.length < 2 || words.length > LONGEST_WORDS ? `“${words.slice(0, LONGEST_WORDS)}”应为 2 到 ${LONGEST_WORDS} 字` : undefined

/** A section by its name or heading, a part of one, or all prose. */
function findPlace(name: string, { sections, prose, places }: Template): { name: string; at: readonly Address[] } | string {
  if (name === '全文') return { name, at: prose }
  for (const section of sections)
    if (section.parts && [section.name, section.heading].includes(name))
      return { name: section.name, at: section.parts.map((part) => partAddress(section, part)) }
  const at = prose.find((one) => places.get(one)?.name === name)
  const known = sections.flatMap((section) => (section.parts ? [section.name] : []))
  return at ? { name, at: [at] } : `没有“${name}”这个部分，可以写${known.map((one) => `“${one}”`).join('、')}或者“全文”`
}

/** A task makes a rule heavier or milder by one level; what is an error by the notice of the form stays one. */
function readLevel(rule: string, word: string, source: string): Requirement | string {
  const to = LEVELS.find(([, is]) => is === word)?.[0] as Level
  const known = listRules()
    .flatMap(({ rules }) => rules)
    .find(({ id }) => id.toUpperCase() === rule.toUpperCase())
  if (!known) return `没有编号为 ${rule} 的规则，编号见“核对规则”`
  const levels = known.voices.map(({ level }) => level)
  if (levels.includes(to)) return `规则 ${known.id} 本来就是${word}`
  const from: Level = to === 'warning' ? 'note' : 'warning'
  if (!levels.includes(from)) {
    const why = levels.includes('error') ? '错误不能降低' : '一次只能提高或者降低一级'
    return `规则 ${known.id} 现为${known.voices.map(({ level }) => LEVEL_WORDS[level]).join('、')}，${why}`
  }
  return { is: 'level', rule: known.id, from, to, source }
}
