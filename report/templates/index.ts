import type { Template, TemplateId } from '@/report/template'
import { form2019 } from './form-2019'
import { form2021 } from './form-2021'

/** Every national form, oldest first. A new one is one file and one entry here. */
export const templates: readonly Template[] = [form2019, form2021]

/** The form a report was started with; reports keep theirs for ever. */
export function openTemplate(id: TemplateId): Template {
  const template = templates.find((candidate) => candidate.id === id)
  if (!template) throw new Error(`no template ${id}`)
  return template
}

/** The form in force for a year's report, the latest that covers it; undefined for years no known form covers. */
export function findTemplate(year: number): Template | undefined {
  return templates.findLast(({ years: [first, last] }) => year >= first && year <= (last ?? year))
}

/** The years a report can be started for on a day (yyyy-mm-dd), the likeliest first: until June last year's, then this year's. */
export function listYears(today: string): number[] {
  const [year = 0, month = 0] = today.split('-').map(Number)
  const likeliest = month <= 6 ? year - 1 : year
  const first = templates[0]?.years[0] ?? year
  const years = Array.from({ length: Math.max(year - first + 1, 0) }, (_, i) => year - i)
  return [likeliest, ...years.filter((one) => one !== likeliest)]
}
