import { type Cell, groups, lineName } from '@/report/template'

/** What the short name of a money cell leaves out. */
const UNITS: Partial<Record<Cell['kind'], string>> = { fee: '（单位：万元）', money: '（写明单位）' }

/**
 * A cell as it is named aloud, away from the table: its row with the heading a numbered one is known by, its column, its unit:
 * （四）无法提供 2.没有现成信息需要另行制作·自然人.
 */
export function cellName({ row, block, name, kind }: Pick<Cell, 'row' | 'block' | 'name' | 'kind'>): string {
  const heading = /^\d/.test(row.label) && groups(block.rows).findLast(({ lines }) => lines?.includes(row))
  return `${heading ? `${lineName(heading)} ` : ''}${name}${UNITS[kind] ?? ''}`
}
