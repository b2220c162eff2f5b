import { KIND_NAMES } from '@/report/report'
import { LEVEL_NAMES } from '@/report/unit'
import { printMoment } from '@/report/workflow/dates'
import { PROBLEM_NAMES, STAGE_NAMES } from '@/report/workflow/deadline'
import { COLUMNS, type ListedRow, SORT_NAMES } from './board-columns'
import type { BoardFilter } from './choose-lines'

/** A board on paper: heads with their widths in hundredths, a line of texts for each unit, and what was asked for in words. */
export type PrintedBoard = {
  title: string
  words: string
  heads: { name: string; width: number }[]
  lines: string[][]
}

const PRINTED = COLUMNS.flatMap(({ name, paper, of }) => (paper === undefined ? [] : [{ name, width: paper, of }]))

/** Writes a board for paper, all units that were asked for. `superior`: the name of the unit it was narrowed down to. */
export function writeBoardPaper(
  { year, rows, superior }: { year: number; rows: readonly ListedRow[]; superior: string | undefined },
  asked: BoardFilter,
  now: Date
): PrintedBoard {
  const { stage, level, kind, problem, search, sort } = asked
  const conditions = [
    problem && PROBLEM_NAMES[problem],
    asked.group && rows[0]?.group.name,
    superior && `${superior}及其下级`,
    stage && STAGE_NAMES[stage],
    level && LEVEL_NAMES[level],
    kind && `${KIND_NAMES[kind]}年报`,
    search && `单位含“${search}”`
  ].filter(Boolean)
  const chosen = conditions.length > 0 ? `条件：${conditions.join('、')}；` : ''
  return {
    title: `${year} 年政府信息公开工作年度报告报送进度`,
    words: `${chosen}共 ${rows.length} 个单位，按${SORT_NAMES[sort]}排列，截至 ${printMoment(now)}`,
    heads: PRINTED.map(({ name, width }) => ({ name, width })),
    lines: rows.map((row) => PRINTED.map(({ of }) => String(of(row) || '')))
  }
}
