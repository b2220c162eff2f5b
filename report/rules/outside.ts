import { type Check, tell } from '@/report/finding'
import { type Rule, told } from '@/report/rule'
import { makePage } from '@/report/samples/page'
import type { Address, Table, Template } from '@/report/template'

const LABELS: Rule = {
  id: 'X-15',
  level: 'error',
  ...told(
    typeof window === 'undefined' && {
      words: '表格的行名、列名应与年报格式一致。认得出的按格式理解，其下各项不作推断；认不出的不采用。',
      breaks: [{ page: () => makePage({}, { 行政规范性文件: '规范性文件' }), put: '导入的报告把“行政规范性文件”写成“规范性文件”' }],
      holds: { page: () => makePage({}) }
    }
  )
}

/** What only a page or file read from outside can have wrong; on our own form the labels are printed from the template. */
export const outside: Check = {
  rules: [LABELS],
  find: ({ report, template }) => [
    ...(report.outside?.drifts ?? []).map((drift) => tell(LABELS, drift)),
    ...(report.outside?.unclear ?? []).map(({ says, at }) => tell(tableOf(template, at).cellRules.number, { level: 'note', at, says }))
  ]
}

function tableOf(template: Template, at: readonly Address[]): Table {
  const table = template.tables.find(({ key }) => at[0]?.startsWith(`${key}/`))
  if (!table) throw new Error(`no table for ${at[0]}`)
  return table
}
