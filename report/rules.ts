import { CHECKS } from './check'
import type { Level, Rule, Template } from './template'
import { openTemplate, templates } from './templates'

/** One rule as users read it. */
export type RuleWords = { id: string; level: Level; override?: true; words: string; forms: string }

/** 勾稽关系与核对规则: every rule, generated from the rules themselves, ordered by id. */
export function listRules(): RuleWords[] {
  const arithmetic = templates.flatMap((template) =>
    template.tables.flatMap((table) => table.blocks.flatMap((block) => block.rules.map((rule) => describe(template, rule))))
  )
  const others = CHECKS.flatMap(({ rules }) =>
    rules.map(({ id, level, words, only }): RuleWords => ({ id, level, words, forms: only ? yearsOf(openTemplate(only)) : '' }))
  )
  const known = new Map<string, RuleWords>()
  for (const rule of [...arithmetic, ...others]) {
    const before = known.get(rule.id)
    known.set(
      rule.id,
      before && before.forms !== rule.forms && before.words === rule.words
        ? { ...before, forms: `${before.forms}、${rule.forms}` }
        : (before ?? rule)
    )
  }
  return [...known.values()].sort((a, b) => a.id.localeCompare(b.id, 'en'))
}

function describe(template: Template, { id, level, override, left, relation, right, hint }: Rule): RuleWords {
  const words = `${left.name}${relation === '=' ? '等于' : '不小于'}${right.name}。${hint ?? ''}`
  return { id, level, override, words, forms: yearsOf(template) }
}

function yearsOf({ years: [first, last] }: Template): string {
  return last ? `${first}—${last} 年` : `${first} 年起`
}
