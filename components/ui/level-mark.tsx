import type { Level } from '@/report/template'

const MARKS: Record<Level, string> = { error: '■ 错误', warning: '▲ 提醒', note: '◇ 提示' }

const COLORS: Record<Level, string> = { error: 'var(--error)', warning: 'var(--warning)', note: 'var(--text-soft)' }

/** The level of a finding in shape, word and colour. */
export function LevelMark({ level }: { level: Level }) {
  return <b style={{ color: COLORS[level], whiteSpace: 'nowrap' }}>{MARKS[level]}</b>
}
