import { type Check, type Finding, placeName, type Said, shorten, tell } from '@/report/finding'
import type { ReportKind } from '@/report/report'
import { type Documented, type Level, type Rule, type Sample, told, tried } from '@/report/rule'
import type { Address, TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { gapsIn } from '@/report/text/preamble'
import { remember } from '@/report/text/remember'
import { repeatedSentences } from './slips/doubled'
import { misnumbered } from './slips/numbering'
import { mendAll } from './slips/slips'
import { type FieldSaid, type Frame, findEarlyPublication, findMisnamedParts, findWrongNotice, findWrongYears } from './wording-frame'
import { findForeignNames } from './wording-names'

const preamble = (text: string): Sample => ({ values: { preamble: text } })

const parts = (problems: string) =>
  `全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、${problems}、其他需要报告的事项六个部分组成。`

const documents = () =>
  ({
    parts: {
      words: '引言列举的六个部分名称应与各部分标题一致。',
      breaks: [preamble(parts('存在问题及改进情况'))],
      holds: preamble(parts('存在的主要问题及改进情况'))
    },
    years: {
      words: '统计期限、截止日期、开头和报告名称中的年份应是报告年度；公布日期不早于年度结束。',
      breaks: [preamble('统计期限为2023年1月1日至2023年12月31日。')],
      holds: preamble('统计期限为2024年1月1日至2024年12月31日。')
    },
    notice: {
      words: '2019、2020 年度依据国办公开办函〔2019〕60号，2021 年度起依据国办公开办函〔2021〕30号。',
      breaks: [preamble('本报告依据国办公开办函〔2019〕60号编制。')],
      holds: preamble('本报告依据国办公开办函〔2021〕30号编制。')
    },
    leftovers: {
      words: '范本中的【】、“XX”“____”“待补充”等占位符号和填写说明应填写完整或删去。',
      breaks: [preamble('请与【联系机构】联系。'), preamble('如有疑问，请致电XX。')],
      holds: preamble('网址 www.xxgk.gov.cn，解读形式有待补充。')
    },
    selves: {
      words: '文中不应出现其他单位的自称、名称和报告名称，本单位名称不应有误字。',
      ...tried({ 'overview/management': '我委建立了审查制度。' }, { 'overview/management': '我局建立了审查制度。' })
    },
    oldParts: {
      words: '不使用2019年以前的部分名称（概述、收费及减免情况等）。',
      breaks: [preamble('本报告包括概述、收费及减免情况等内容。')],
      holds: preamble('本报告概述全年工作，说明收费情况。')
    },
    generic: {
      words: '问题应针对本机关，不用“一些地区”“部分地区”等泛指的话。',
      ...tried({ problems: '一些地区认识不到位，今后将加强指导。' }, { problems: '我局一些科室认识不到位，今后将加强指导。' })
    },
    slips: {
      words:
        '不应有错别字、重复或者缺少的字词、不成对的括号和书名号；法规名称、文号、标点、量词和联系方式应规范。能一键改正的附改正后的文字。',
      breaks: [
        { values: { 'overview/oversight': '依照《中华人民共和国信息公开条例》开展考核。' } },
        { values: { 'overview/oversight': '布署考核，结果通报报各科室。' } },
        { values: { 'overview/oversight': '我局严按照要求开展考核。' } },
        { values: { 'overview/oversight': '部署考核,通报结果。' } }
      ],
      holds: { values: { 'overview/oversight': '我局严格按照《中华人民共和国政府信息公开条例》层层开展考核，通报结果。' } }
    },
    secrets: {
      words: '身份证号、手机号、涉密字样等，提请保密审查时核对。',
      ...tried(
        { 'overview/management': '档案封面标有“内部资料”字样。' },
        { 'overview/management': '联系电话 0571-87654321，档案封面标有编号。' }
      )
    },
    numbering: {
      words: '“一是、二是”、一、二、（一）（二）、1.2.、（1）（2）、①②等序号应连续。',
      ...tried(
        { 'overview/oversight': '一是更新专栏。三是开展培训。' },
        { 'overview/oversight': '一是更新专栏。二是开展培训。一是人手不足。' }
      )
    }
  }) as const satisfies Readonly<Record<string, Documented>>

const known = told(typeof window === 'undefined' && documents())
const rule = (name: keyof ReturnType<typeof documents>, id: string, level: Level = 'warning') => ({ id, level, ...known[name] }) as Rule

const RULES = {
  parts: rule('parts', 'X-02'),
  years: rule('years', 'X-04', 'error'),
  notice: rule('notice', 'X-05'),
  leftovers: rule('leftovers', 'X-06'),
  selves: rule('selves', 'X-07'),
  oldParts: rule('oldParts', 'X-08'),
  generic: rule('generic', 'X-11'),
  slips: rule('slips', 'X-12'),
  secrets: rule('secrets', 'X-13', 'note'),
  numbering: rule('numbering', 'X-16')
}

/** What is written, whatever the figures: names, years, leftovers of a pattern, slips of the pen. */
export const wording: Check = {
  rules: Object.values(RULES),
  find({ report, stored, template, published }) {
    const { unit, kind, year } = report
    const findings = findEarlyPublication(report, published).map((said) => tell(RULES.years, { at: [], ...said }))
    for (const at of template.prose) {
      const text = report.values[at]
      if (text) findings.push(...readText(text, at, unfilled(stored[at] ?? ''), unit, kind, String(year), template.id))
    }
    return findings
  }
}

const LEFTOVER = new RegExp(
  [
    '该部分以表格形式报告',
    '（含《?[^）]{0,20}第五十条第四项规定[^）]{0,40}）',
    '此处填写|请填写',
    // XX次, ×××; not in xxgk.gov.cn or XXL.
    '(?<![A-Za-zＸ×./_@])[XxＸｘ×]{2,}(?![A-Za-z/_@]|\\.[A-Za-z])',
    // X 次, （ ）件
    '(?:(?<![A-Za-z\\d])[XxＸｘ×]|（\\s*）)(?=[年月日件条次个期篇份名场])',
    // 信息   条, 信息*条
    '(?<=[\\u4e00-\\u9fff])(?:[ \\u3000]{2,}|[*＊])(?=[件条次个期篇份名场][，。；、])',
    // 共____件; not in an address.
    '(?<![A-Za-z0-9_＿./])[_＿]{2,}(?![A-Za-z0-9])',
    // 〇〇局; 二〇〇八年 is a year.
    '(?<![零一二三四五六七八九十百千〇○])[〇○]{2,}(?![零一二三四五六七八九])',
    '(?<![□△＊*])[□△＊*]{2,}',
    // 有待补充 is a problem of the office, not of the text.
    '(?<![有亟尚])待(?:补充|填写|填报|填|补)(?=[）)】\\]，。；、\\s]|$)'
  ].join('|'),
  'g'
)
const OLD_PARTS = /收费及减免情况|(?:^|[、：])概述(?=[、。；])|政府信息公开的收费|依申请公开政府信息办理情况/g
const GENERIC = /一些地区|部分地区|有的地方|一些地方|个别地区|有些地方|各地区各部门/g

/** 身份证号, mobile numbers and marks of secrecy, for the person who does the 保密审查. */
const SENSITIVE: readonly { words: RegExp; name: string }[] = [
  { words: /(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g, name: '疑似身份证号' },
  { words: /(?<!\d)1[3-9]\d{9}(?!\d)/g, name: '疑似手机号' },
  { words: /(?:绝密|机密|秘密)(?:★|级|文件)|内部资料|不得外传|注意保存|工作秘密/g, name: '涉密字样' },
  { words: /申请人[\u4e00-\u9fff]某/g, name: '疑似申请人姓名' }
]

/** The gaps of a pattern as typed; a token without a number is read as a gap too, but is no leftover. */
const unfilled = (stored: string) =>
  stored.includes('【')
    ? gapsIn(stored)
        .map(({ gap }) => gap)
        .join('')
    : ''

/** All that is said of one field; it depends on nothing but its text and whose report it is. */
const readText = remember(
  (text: string, at: Address, gaps: string, unit: string, kind: string, year: string, form: string): readonly Finding[] => {
    const template = openTemplate(form as TemplateId)
    const frame: Frame = { unit, kind: kind as ReportKind, year: Number(year), template }
    const name = placeName(template, at)
    const say: Say = (rule, says, more) => tell(rule, { at: [at], says: `${name}：${says}`, basis: says, ...more })
    const sayAll = (rule: Rule, found: readonly FieldSaid[]) => found.map(({ says, ...more }) => say(rule, says, more))
    const ask = (rule: Rule, pattern: RegExp, says: (words: string) => string): Finding[] => {
      const words = [...new Set([...text.matchAll(pattern)].map(([one]) => one.replace(/^[、：]/, '')))]
      return words.length === 0 ? [] : [say(rule, says(words.map((one) => `“${one}”`).join('、')))]
    }
    const isPreamble = at === 'preamble'
    return together([
      ...(isPreamble ? sayAll(RULES.parts, findMisnamedParts(frame, text)) : []),
      ...(isPreamble ? sayAll(RULES.notice, findWrongNotice(frame, text)) : []),
      ...sayAll(RULES.years, findWrongYears(frame, at, text)),
      ...(gaps ? [say(RULES.leftovers, `${gaps}尚未填写`)] : []),
      ...ask(RULES.leftovers, LEFTOVER, (words) => `${words}是占位符号或填写说明，请填写或删去`),
      ...sayAll(RULES.selves, findForeignNames(frame, text)),
      ...(isPreamble ? ask(RULES.oldParts, OLD_PARTS, (words) => `${words}是2019年以前的名称，请按现行六个部分改写`) : []),
      ...(at === 'problems' && kind === 'department' ? ask(RULES.generic, GENERIC, (words) => `${words}没有写明是本机关的问题`) : []),
      ...slips(text, at, say),
      ...SENSITIVE.flatMap(({ words, name: what }) => ask(RULES.secrets, words, (found) => `${what} ${masked(found)}，请保密审查时核对`)),
      ...misnumbered(text).map((says) => say(RULES.numbering, `序号不连续，${says}`))
    ])
  }
)

/** A number that should not be there is not repeated in a message. */
const masked = (words: string) => words.replace(/\d{7,}[\dXx]/g, (digits) => `${digits.slice(0, 3)}…${digits.slice(-2)}`)

type Say = (rule: Rule, says: string, more?: Pick<Said, 'level' | 'fix'>) => Finding

/** All slips of a field in one finding, mended together; a note as long as only signs and spaces are to be tidied. */
function slips(text: string, at: Address, say: Say): Finding[] {
  const { text: mended, told } = mendAll(text)
  const twice = repeatedSentences(text)
  const all = twice.length === 0 ? told : [...told, { why: '重复的句子', level: 'warning' as const, found: twice }]
  if (all.length === 0) return []
  const level = all.some((one) => one.level === 'warning') ? 'warning' : 'note'
  const fix = mended === text ? undefined : { says: '改为规范写法', texts: { [at]: mended } }
  return [say(RULES.slips, all.map(({ why, found }) => `${why}（${show(found)}）`).join('，'), { level, fix })]
}

const SHOWN = 16

function show(found: readonly string[]): string {
  if (found.length > 2) return `${show(found.slice(0, 1))}等 ${found.length} 处`
  return found.map((one) => `“${one.trim().slice(0, SHOWN) || '空格'}${one.trim().length > SHOWN ? '…' : ''}”`).join('')
}

/** Several findings of one rule in one field are one, as one answer settles them; the first repair is offered first. */
function together(findings: readonly Finding[]): Finding[] {
  const merged = new Map<string, Finding>()
  for (const finding of findings) {
    const before = merged.get(finding.rule)
    merged.set(finding.rule, before ? join(before, finding) : finding)
  }
  return [...merged.values()].map((finding) => ({ ...finding, says: shorten(finding.says) }))
}

const LEVELS: readonly Level[] = ['error', 'warning', 'note']

function join(a: Finding, b: Finding): Finding {
  const level = LEVELS.indexOf(a.level) <= LEVELS.indexOf(b.level) ? a.level : b.level
  return { ...a, level, says: `${a.says}；${b.says}`, basis: `${a.basis ?? a.says}\n${b.basis ?? b.says}`, fix: a.fix ?? b.fix }
}
