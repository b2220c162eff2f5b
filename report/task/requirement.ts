import type { Finding } from '@/report/finding'
import { LEVEL_WORDS, type Level } from '@/report/rule'
import type { Address } from '@/report/template'

/** 任务要求: what the notice of a task demands beyond the rules. `name`, `at`: the text it is about; `source`: its article, or nothing. */
export type Requirement = { source: string } & (
  | { is: 'longest'; name: string; at: readonly Address[]; most: number }
  | { is: 'mention'; name: string; at: readonly Address[]; words: string; isCounted: boolean }
  | { is: 'avoid'; words: string }
  | { is: 'level'; rule: string; from: Level; to: Level }
)

/** `（《通知》第一条）`, or nothing. */
export const sourceOf = ({ source }: Pick<Requirement, 'source'>): string => (source === '' ? '' : `（${source}）`)

/** A requirement as people read it, with its source. */
export function sayRequirement(one: Requirement): string {
  switch (one.is) {
    case 'longest':
      return `${one.name}不超过 ${one.most} 字${sourceOf(one)}`
    case 'mention':
      return `${one.name}必须写明${one.words}${one.isCounted ? '的数量' : ''}${sourceOf(one)}`
    case 'avoid':
      return `不得出现“${one.words}”${sourceOf(one)}`
    case 'level':
      return `规则 ${one.rule} 由${LEVEL_WORDS[one.from]}改为${LEVEL_WORDS[one.to]}${sourceOf(one)}`
  }
}

/** Whether it is about a text of the form, and so said beside it. */
export const isAbout = (one: Requirement, at: Address): boolean => (one.is === 'longest' || one.is === 'mention') && one.at.includes(at)

/** A finding with the level the task gave its rule; an error made of a warning may still be explained. */
export function relevel(all: readonly Requirement[] = [], finding: Finding): Finding {
  const given = all.find(
    (one): one is Requirement & { is: 'level' } => one.is === 'level' && one.rule === finding.rule && one.from === finding.level
  )
  if (!given) return finding
  const hint = [finding.hint, `级别按任务要求调整${sourceOf(given)}。`].filter(Boolean).join('')
  return { ...finding, level: given.to, override: given.to === 'error' ? true : finding.override, hint }
}
