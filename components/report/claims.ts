import type { Claim } from '@/report/claim'
import { amountAt, type Sheet } from '@/report/finding'

const PHRASES: [RegExp, string][] = [
  [/收到公开申请(\d+)/g, 'requests/received/total'],
  [/办结(\d+)/g, 'requests/handled/total'],
  [/非本部门掌握、建议向其他单位申请(\d+)/g, 'requests/not-held/total'],
  [/重复申请不予受理(\d+)/g, 'requests/repeated/total']
]

export function findClaims(sheet: Sheet): Claim[] {
  return Object.entries(sheet.report.values).flatMap(([at, text]) =>
    sheet.template.index.has(at)
      ? []
      : PHRASES.flatMap(([phrase, to]) =>
          [...text.matchAll(phrase)].map((m): Claim => {
            const start = m.index + m[0].length - (m[1] ?? '').length
            const expected = String(amountAt(sheet, to))
            return {
              at,
              start,
              end: m.index + m[0].length,
              text: m[1] ?? '',
              verdict: m[1] === expected ? 'agrees' : 'contradicts',
              rule: 'N-06',
              to: [to],
              expected,
              says: `文中 ${m[1]}，表中 ${expected}`
            }
          })
        )
  )
}
