import type { Level } from '@/report/rule'

const MARKS: Record<Level | 'missing', string> = { error: '■ 错误', warning: '▲ 提醒', note: '◇ 提示', missing: '○ 未填' }

const COLORS: Record<Level | 'missing', string> = {
  error: 'var(--error)',
  warning: 'var(--warning)',
  note: 'var(--text-soft)',
  missing: 'var(--text-soft)'
}

/** The level of a finding, or that it only names what is not filled in yet, in shape, word and colour. */
export function LevelMark({ level }: { level: Level | 'missing' }) {
  return <b style={{ color: COLORS[level], whiteSpace: 'nowrap' }}>{MARKS[level]}</b>
}
