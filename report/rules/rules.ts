import { CHECKS } from '@/report/check'
import { isFor, LEVEL_WORDS, type Level, type Rule, type Span } from '@/report/rule'
import { type Block, groups, type Line, type LineRule, leaves, lineName, type Side, type Table, type Template } from '@/report/template'
import { templates } from '@/report/templates'
import { makeExamples, type RuleExample } from './rule-examples'

/** A level a rule speaks with; `override` where its error may be explained. */
export type Voice = { level: Level; override?: true }

/** An identity in the statutory labels, and the lines it holds on. */
export type Formula = { says: string; where: readonly string[] }

/** The levels in words, the heaviest first. */

/** One rule as users read it. */
export type RuleWords = {
  id: string
  /** The heaviest first. */
  voices: readonly Voice[]
  words: string
  formulas: readonly Formula[]
  examples: readonly RuleExample[]
  /** The years it is for. */
  years: string
}

export type RuleFamily = { key: string; name: string; rules: readonly RuleWords[] }

const FAMILIES: readonly { key: string; name: string }[] = [
  { key: 'T2', name: '表二（2021 年度起）' },
  { key: 'T2o', name: '表二（2019、2020 年度）' },
  { key: 'T3', name: '表三' },
  { key: 'T4', name: '表四' },
  { key: 'Y', name: '跨年' },
  { key: 'N', name: '文字与表格' },
  { key: 'H', name: '汇总' },
  { key: 'X', name: '文字规范' },
  { key: 'L', name: '任务要求' }
]

let families: readonly RuleFamily[] | undefined

/**
 * 勾稽关系与核对规则: every rule by family, or those that speak with one level, generated from the rules themselves.
 * Made once, as nothing changes it.
 */
export function listRules(level?: Level): readonly RuleFamily[] {
  families ??= makeFamilies()
  if (!level) return families
  return families.flatMap((family) => {
    const rules = family.rules.filter(({ voices }) => voices.some((voice) => voice.level === level))
    return rules.length === 0 ? [] : [{ ...family, rules }]
  })
}

function makeFamilies(): RuleFamily[] {
  const byId = new Map<string, Declared[]>()
  for (const one of listDeclared()) byId.set(one.id, [...(byId.get(one.id) ?? []), one])
  const rules = [...byId.values()].map(describe).sort((a, b) => a.id.localeCompare(b.id, 'en'))
  return FAMILIES.map((family) => ({ ...family, rules: rules.filter(({ id }) => id.split('-')[0] === family.key) }))
}

/** One declaration of a rule; a rule of both forms, or of several blocks, has more than one. */
type Declared = Omit<Rule, keyof Span | 'hint'> & { where?: string; templates: readonly Template[] }

/** Every rule as it was declared, by the forms and by the checks. */
export const listDeclared = (): Declared[] => [...declaredByTemplates(), ...declaredByChecks()]

function declaredByTemplates(): Declared[] {
  return templates.flatMap((template) =>
    template.tables.flatMap((table) => [
      ...[...new Set(Object.values(table.cellRules))].map((rule) => ({ ...rule, templates: [template] })),
      ...table.blocks.flatMap((block) => block.rules.map((rule) => declare(template, table, block, rule)))
    ])
  )
}

function declare(template: Template, table: Table, block: Block, rule: LineRule): Declared {
  const { left, relation, right, hint } = rule
  return {
    ...rule,
    words: `${left.name}${relation === '=' ? '等于' : '不小于'}${right.name}。${hint ?? ''}`,
    formula: `${sideWords(block, rule, left)} ${relation} ${sideWords(block, rule, right)}`,
    where: whereWords(table, block, rule),
    templates: [template]
  }
}

function declaredByChecks(): Declared[] {
  return CHECKS.flatMap(({ rules }) => rules.map((rule) => ({ ...rule, templates: templates.filter((template) => isFor(rule, template)) })))
}

function sideWords(block: Block, { of }: LineRule, { name, terms }: Side): string {
  const lines = of === 'rows' ? block.rows : block.columns
  const words = terms.map(({ line, minus, last }, i) => {
    const sign = minus ? '− ' : '+ '
    return `${i === 0 && !minus ? '' : sign}${last ? '上年报告的' : ''}${labelOf(lines, line)}`
  })
  return words.join(' ') || name
}

function labelOf(lines: readonly Line[], key: string): string {
  const line = [...leaves(lines), ...groups(lines)].find((one) => one.key === key)
  return line ? lineName(line) : key
}

function whereWords({ name, sideways }: Table, { caption = '', rows, columns }: Block, { of, on }: LineRule): string {
  const lines = of === 'rows' ? columns : rows
  const kind = of === 'rows' ? '列' : sideways ? '' : '行'
  if (!on) return `${name}${caption}每${kind}`
  return `${name}${on.map((key) => `“${labelOf(lines, key)}”`).join('')}${on.length > 1 ? '各' : ''}${kind}`
}

function describe(declared: readonly Declared[]): RuleWords {
  const { id, words, breaks } = declared[0] as Declared
  const examples = makeExamples({ id, breaks })
  const spoken = [...declared, ...examples.filter(({ as }) => as === undefined)]
  return { id, voices: mergeVoices(spoken), words, formulas: mergeFormulas(declared), examples, years: yearWords(declared) }
}

const LEVELS: readonly Level[] = ['error', 'warning', 'note']

/** An error that was explainable once is explainable: a rule of the checks tells it only with its findings. */
function mergeVoices(voices: readonly Voice[]): Voice[] {
  return LEVELS.flatMap((level) => {
    const same = voices.filter((voice) => voice.level === level)
    const override = same.some((voice) => voice.override)
    return same.length === 0 ? [] : [override ? { level, override } : { level }]
  })
}

/** One formula may hold on some lines as an error and on others as a warning: then each place says which. */
function mergeFormulas(declared: readonly Declared[]): Formula[] {
  const levels = new Set(declared.map(({ level }) => level))
  const places = new Map<string, Set<string>>()
  for (const { formula, where, level } of declared) {
    if (formula === undefined) continue
    const known = places.get(formula) ?? new Set()
    places.set(formula, known)
    if (where !== undefined) known.add(levels.size > 1 ? `${where}（${LEVEL_WORDS[level]}）` : where)
  }
  return [...places].map(([says, where]) => ({ says, where: [...where] }))
}

function yearWords(declared: readonly Declared[]): string {
  const held = templates.filter((template) => declared.some((one) => one.templates.includes(template)))
  if (held.length === templates.length) return '各年度'
  return held.map(({ years: [first, last] }) => (last ? `${first}—${last} 年度` : `${first} 年度起`)).join('、')
}
