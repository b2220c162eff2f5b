import { type Check, type Finding, lastAmountAt } from '@/report/finding'
import { type Cell, isFor, type Template } from '@/report/template'

/** Leaps against last year. What must equal last year's report (Y-01 to Y-04) is declared in the template. */
export const lastYear: Check = {
  rules: [
    { id: 'Y-05', level: 'note', words: '2020年度到2021年度更换格式，只有 Y-01 适用：对外公开总数量不是现行有效件数。' },
    {
      id: 'Y-08',
      level: 'warning',
      formula: '本年 ≤ 上年 × 10；上年 > 50 时，本年 > 0',
      words: '超过上年的十倍，或由 50 以上变为 0 的，请核对或说明（表三只看总计列）。'
    }
  ],
  find(sheet) {
    const { template, amounts, last } = sheet
    if (!last) return []
    return template.cells.flatMap((cell, i): Finding[] => {
      if (!isWatched(template, cell)) return []
      const [now, before] = [amounts.taken[i] as number, lastAmountAt(sheet, cell.at)]
      const leaps = before > 0 && now > 10 * before && now >= 30
      const vanishes = before > 50 && now === 0
      if (!leaps && !vanishes) return []
      return [
        {
          rule: 'Y-08',
          level: 'warning',
          at: [cell.at],
          says: `${cell.name} ${now}，上年 ${before}，${leaps ? '超过上年的十倍' : '今年为 0'}`
        }
      ]
    })
  }
}

/** Single applicants' figures are small and leap by nature; T2-06 watches decisions since 2021, Y-01 and Y-03 the opening balances. */
function isWatched(template: Template, { table, row, column, kind, role }: Cell): boolean {
  if (kind !== 'count' || role === 'group' || row.key === 'carried-in' || column.key === 'last-year') return false
  if (table.key === 'disclosure') return column.key !== 'decisions' || isFor({ until: 2020 }, template)
  return column.key === 'total'
}
