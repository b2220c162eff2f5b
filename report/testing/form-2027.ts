import { defineTemplate } from '@/report/define-template'
import type { Line, Table, Template } from '@/report/template'
import { templates } from '@/report/templates'
import { requestsTable, sixSections } from '@/report/templates/common'
import { form2021 } from '@/report/templates/form-2021'

const other = (form: Template): Line[] => {
  const rows = form.tables.find(({ key }) => key === 'requests')?.blocks[0]?.rows ?? []
  const results = rows.find(({ key }) => key === 'results')?.lines ?? []
  return [...(results.find(({ key }) => key === 'other')?.lines ?? [])]
}

const [noCorrection, unpaid, rest] = other(form2021) as [Line, Line, Line]

/** A made-up form of a year to come: table three has one row more, one that was renamed and one that moved. */
export const form2027 = defineTemplate({
  id: 'F2027',
  years: [2027],
  notice: { title: '《关于印发政府信息公开工作年度报告格式（试行）的通知》', number: '国办公开办函〔2027〕9号' },
  sections: sixSections(
    form2021.tables[0] as Table,
    requestsTable({
      key: 'other',
      label: '（六）其他处理',
      lines: [
        { ...unpaid, label: '1.申请人逾期不缴纳信息处理费、行政机关不再处理其政府信息公开申请' },
        { ...noCorrection, label: '2.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请' },
        { key: 'merged', label: '3.多名申请人就同一信息提出申请、合并办理', help: '合并后只计一次的，其余件数填在这里。' },
        { ...rest, label: '4.其他' }
      ]
    })
  )
})

/** Registers it as its line in `templates/index.ts` would; returns how to take it out again. */
export function registerForm2027(): () => void {
  const register = templates as Template[]
  register.push(form2027)
  return () => {
    register.splice(register.indexOf(form2027), 1)
  }
}
