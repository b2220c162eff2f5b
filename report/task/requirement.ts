import type { Level } from '@/report/rule'
import type { Address } from '@/report/template'

/** 任务要求: what the notice of a task demands beyond the rules. `name`, `at`: the text it is about; `source`: its article, or nothing. */
export type Requirement = { source: string } & (
  | { is: 'longest'; name: string; at: readonly Address[]; most: number }
  | { is: 'mention'; name: string; at: readonly Address[]; words: string; isCounted: boolean }
  | { is: 'avoid'; words: string }
  | { is: 'level'; rule: string; from: Level; to: Level }
)

const LEVEL_NAMES: Record<Level, string> = { error: '错误', warning: '提醒', note: '提示' }

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
      return `规则 ${one.rule} 由${LEVEL_NAMES[one.from]}改为${LEVEL_NAMES[one.to]}${sourceOf(one)}`
  }
}

/** Whether it is about a text of the form, and so said beside it. */
export const isAbout = (one: Requirement, at: Address): boolean => (one.is === 'longest' || one.is === 'mention') && one.at.includes(at)
