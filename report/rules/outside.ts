import type { Check, Finding } from '@/report/finding'
import type { Address, Table, Template } from '@/report/template'

/** What only a page or file read from outside can have wrong; on our own form the labels are printed from the template. */
export const outside: Check = {
  rules: [
    { id: 'X-15', level: 'error', words: '表格的行名、列名应与年报格式一致。认得出的按格式理解，其下各项不作推断；认不出的不采用。' }
  ],
  find: ({ report, template }) => [
    ...(report.outside?.drifts ?? []).map(({ says, at }): Finding => ({ rule: 'X-15', level: 'error', at, says })),
    ...(report.outside?.unclear ?? []).map(
      ({ says, at }): Finding => ({ rule: tableOf(template, at).cellRules.number, level: 'note', at, says })
    )
  ]
}

function tableOf(template: Template, at: readonly Address[]): Table {
  const table = template.tables.find(({ key }) => at[0]?.startsWith(`${key}/`))
  if (!table) throw new Error(`no table for ${at[0]}`)
  return table
}
