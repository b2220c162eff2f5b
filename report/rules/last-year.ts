import { type Check, lastAmountOf, tell } from '@/report/finding'
import { meaningOf } from '@/report/meaning'
import { isFor, type Rule, told } from '@/report/rule'
import type { Cell, Template, TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { remember } from '@/report/text/remember'

const NEW_FORM: Rule = {
  id: 'Y-05',
  level: 'note',
  ...told(
    typeof window === 'undefined' && {
      words: '2020年度到2021年度更换格式，只有 Y-01 适用：对外公开总数量不是现行有效件数。',
      breaks: [
        {
          year: 2021,
          values: { 'disclosure/normative/valid': '470' },
          lastYear: { 'disclosure/normative/public-total': '698', 'requests/carried-out/person': '3', 'requests/granted/person': '7' },
          put: '2020 年度“对外公开总数量”698、结转下年度 3 件，2021 年度“现行有效件数”填 470、上年结转填 0',
          shownAs: 'Y-01'
        }
      ],
      holds: {
        year: 2021,
        values: { 'disclosure/normative/valid': '470' },
        lastYear: { 'disclosure/normative/public-total': '698' },
        shownAs: 'Y-01'
      }
    }
  )
}

const LEAP: Rule = {
  id: 'Y-08',
  level: 'warning',
  ...told(
    typeof window === 'undefined' && {
      formula: '本年 ≤ 上年 × 10；上年 > 50 时，本年 > 0',
      words: '超过上年的十倍，或由 50 以上变为 0 的，请核对或说明（表三只看总计列）。',
      breaks: [
        { values: { 'disputes/review/upheld': '40' }, lastYear: { 'disputes/review/upheld': '2' } },
        { lastYear: { 'disputes/review/upheld': '51' } }
      ],
      holds: { values: { 'disputes/review/upheld': '40' }, lastYear: { 'disputes/review/upheld': '4' } }
    }
  )
}

/** Leaps against last year. What must equal last year's report (Y-01 to Y-04) is declared in the template. */
export const lastYear: Check = {
  rules: [NEW_FORM, LEAP],
  find(sheet) {
    const { template, amounts, last } = sheet
    if (!last) return []
    return watchedOf(template.id).flatMap(({ cell, i }) => {
      const [now, before] = [amounts.taken[i] as number, lastAmountOf(sheet, cell.meaning)]
      const leaps = before > 0 && now > 10 * before && now >= 30
      const vanishes = before > 50 && now === 0
      if (!leaps && !vanishes) return []
      const says = `${cell.name} ${now}，上年 ${before}，${leaps ? '超过上年的十倍' : '今年为 0'}`
      return [tell(LEAP, { at: [cell.at], says })]
    })
  }
}

const watchedOf = remember((id: string) => {
  const template = openTemplate(id as TemplateId)
  return template.cells.map((cell, i) => ({ cell, i })).filter(({ cell }) => isWatched(template, cell))
})

/** Single applicants' figures are small and leap by nature; T2-06 watches decisions since 2021, Y-01 and Y-03 the opening balances. */
function isWatched(template: Template, { table, row, column, kind, role }: Cell): boolean {
  if (kind !== 'count' || role === 'group' || meaningOf(row) === 'carried-in' || meaningOf(column) === 'last-year') return false
  if (table.key === 'disclosure') return meaningOf(column) !== 'decisions' || isFor({ until: 2020 }, template)
  return meaningOf(column) === 'total'
}
