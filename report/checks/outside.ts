import type { Check } from '@/report/finding'

/** What only a page or file read from outside can have wrong; on our own form the labels are printed from the template. */
export const outside: Check = {
  rules: [
    { id: 'X-15', level: 'error', words: '表格的行名、列名应与国家式样一致。认得出的按式样理解，其下各项不作推断；认不出的不采用。' }
  ],
  find: ({ report }) => (report.outside?.drifts ?? []).map(({ says, at }) => ({ rule: 'X-15', level: 'error', at, says }))
}
