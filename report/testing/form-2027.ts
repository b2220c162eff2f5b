import type { Meaning } from '@/report/meaning'
import { meaningOf } from '@/report/meaning'
import type { Report } from '@/report/report'
import type { Address, Block, Line, LineRule, Section, Side, Table, Template } from '@/report/template'
import { leaves } from '@/report/template'
import { templates } from '@/report/templates'
import { disputesTable, requestsTable, sixSections } from '@/report/templates/common'
import { defineTemplate } from '@/report/templates/define-template'
import { form2021 } from '@/report/templates/form-2021'

/** Every row and column under another key, as if the ministry had numbered them anew; what each means stands beside it. */
function renumber(table: Table): Table {
  return { ...table, blocks: table.blocks.map(renumberBlock) }
}

function renumberBlock({ rows, columns, rules, ...block }: Block): Block {
  const keyOf = (key: string) => `${key.length}-${[...key].reverse().join('')}`
  const line = (one: Line): Line => ({ ...one, key: keyOf(one.key), means: meaningOf(one), lines: one.lines?.map(line) })
  const side = ({ name, terms }: Side): Side => ({ name, terms: terms.map((term) => ({ ...term, line: keyOf(term.line) })) })
  const rule = (one: LineRule): LineRule => ({ ...one, left: side(one.left), right: side(one.right), on: one.on?.map(keyOf) })
  return { ...block, rows: rows.map(line), columns: columns.map(line), rules: rules.map(rule) }
}

const other = (form: Template): Line[] => {
  const rows = form.tables.flatMap(({ blocks }) => blocks.flatMap((block) => leaves(block.rows)))
  return ['no-correction', 'unpaid', 'else'].map((key) => rows.find((row) => row.key === key) as Line)
}

const [noCorrection, unpaid, rest] = other(form2021) as [Line, Line, Line]

/** A made-up form of a year to come: all keys are others, and table three has one row more, one relabelled, one moved. */
export const form2027 = defineTemplate({
  id: 'F2027',
  years: [2027],
  notice: { title: '《关于印发政府信息公开工作年度报告格式（试行）的通知》', number: '国办公开办函〔2027〕9号' },
  sections: sixSections(
    renumber(form2021.tables[0] as Table),
    renumber(
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
  ).map((section): Section => (section.table === disputesTable ? { ...section, table: renumber(disputesTable) } : section))
})

/** Where a cell of the forms of today stands on the new form; places of prose stay where they are. */
export const onForm2027 = (at: Address): Address => form2027.meanings.get(at as Meaning) ?? at

/** A report of a form of today, its tokens too, as somebody would type it into the new one; the new row is 0. */
export function moveToForm2027({ values, ...report }: Report): Report {
  const move = (text: string) => text.replace(/\{=([^}]+)\}/g, (_, at) => `{=${onForm2027(at)}}`)
  const zeros = form2027.cells.filter(({ role, meaning }) => role === 'input' && !form2021.meanings.has(meaning))
  const moved = Object.entries(values).map(([at, text]) => [onForm2027(at), move(text)])
  return { ...report, template: form2027.id, values: Object.fromEntries([...zeros.map(({ at }) => [at, '0']), ...moved]) }
}

/** Registers it as its line in `templates/index.ts` would; returns how to take it out again. */
export function registerForm2027(): () => void {
  const register = templates as Template[]
  register.push(form2027)
  return () => {
    register.splice(register.indexOf(form2027), 1)
  }
}
