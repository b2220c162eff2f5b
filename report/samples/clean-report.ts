import type { Meaning } from '@/report/meaning'
import { type Report, RULES_VERSION } from '@/report/report'
import { partAddress } from '@/report/template'
import { findTemplate } from '@/report/templates'
import type { Values } from '@/report/values'

/**
 * A report with nothing to find, on which tests and the examples of the rules build. Ten requests received, nine handled, one carried
 * over.
 */
export function cleanReport(year: number, values: Values = {}, more: Partial<Report> = {}): Report {
  const template = findTemplate(year)
  if (!template) throw new Error(`no form for ${year}`)
  const parts = template.sections.flatMap((section) => section.parts?.map((part) => partAddress(section, part)) ?? [])
  const at = (meaning: Meaning) => template.meanings.get(meaning) ?? meaning
  return {
    unit: '甲市教育局',
    year,
    kind: 'department',
    template: template.id,
    rules: RULES_VERSION,
    ...more,
    values: {
      ...Object.fromEntries(template.cells.filter((cell) => cell.role === 'input').map((cell) => [cell.at, '0'])),
      ...Object.fromEntries(parts.map((at) => [at, '本年度按要求办理，今后继续改进。'])),
      [at('requests/received/person')]: '10',
      [at('requests/granted/person')]: '9',
      [at('requests/carried-out/person')]: '1',
      ...values
    }
  }
}
