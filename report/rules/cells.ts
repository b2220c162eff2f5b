import { type Check, type Finding, inOne, type Sheet, tell } from '@/report/finding'
import { printAmount, printCell } from '@/report/input'
import { type Rule, told } from '@/report/rule'
import { makePage } from '@/report/samples/page'
import type { Cell, Table } from '@/report/template'

const BLANK_TOTAL: Rule = {
  id: 'T3-07',
  level: 'error',
  ...told(
    typeof window === 'undefined' && {
      words: '各项已填的，总计不得空白。',
      breaks: [{ page: () => makePage({ '（一）予以公开': { 自然人: 9, 总计: null } }), put: '导入的报告“（一）予以公开”一行的总计空着' }],
      holds: { page: () => makePage({ '（一）予以公开': { 自然人: 9, 总计: 9 } }) }
    }
  )
}

/** One cell after the other: is it filled, is it a number, is it written as one. The template names the rules of each table. */
export const cells: Check = {
  rules: [BLANK_TOTAL],
  find(sheet) {
    const { template, amounts } = sheet
    const findings: Finding[] = []
    const blank = new Map<Table, Cell[]>()
    const typed = new Map<string, Finding[]>()
    template.cells.forEach((cell, i) => {
      const reading = amounts.readings[i]
      if (cell.role === 'group' || !reading || (reading.is === 'number' && reading.as === 'plain')) return
      if (reading.is !== 'blank') {
        const cause = reading.is === 'number' ? `${cell.table.name}有 # 格${WRITTEN[reading.as]}` : cell.at
        typed.set(cause, [...(typed.get(cause) ?? []), ...judgeTyped(sheet, cell, i)])
      } else if (isBlank(sheet, cell)) {
        const filled = cell.parts.filter((part) => !Number.isNaN(amounts.taken[part] as number))
        if (cell.table.key === 'requests' && filled.length > 0)
          findings.push(
            blankTotal(
              cell,
              filled.reduce((sum, part) => sum + (amounts.taken[part] as number), 0)
            )
          )
        else blank.set(cell.table, [...(blank.get(cell.table) ?? []), cell])
      }
    })
    for (const [table, empty] of blank) findings.push(blankCells(table, empty))
    for (const [cause, alike] of typed) {
      if (alike.length < MANY) findings.push(...alike)
      else findings.push(inOne(alike, cause.replace('#', String(alike.length))))
    }
    return findings
  }
}

/** More cells written wrongly in one way are told as one. */
const MANY = 4
const WRITTEN: Readonly<Record<string, string>> = { dash: '写作“/”“—”“无”，按 0 理解，请改填 0', worded: '写有数字以外的字，请只填数字' }

/** On a form a total left alone is computed; on a page read from outside it is as blank as any other cell. */
function isBlank({ report }: Sheet, cell: Cell): boolean {
  return report.outside ? !report.outside.unknown.has(cell.at) : cell.role === 'input'
}

function judgeTyped({ report, amounts }: Sheet, cell: Cell, i: number): Finding[] {
  const reading = amounts.readings[i]
  const rules = cell.table.cellRules
  const text = report.values[cell.at] ?? ''
  if (reading?.is === 'unread') return [tell(rules.number, { at: [cell.at], says: `${cell.name}：${reading.why}` })]
  if (reading?.is !== 'number' || reading.as === 'tidy') return []
  const clean = printCell(text, cell.kind)
  const fix = { says: `改为 ${clean}`, texts: { [cell.at]: clean } }
  if (reading.as === 'dash')
    return [tell(rules.blank, { level: 'warning', at: [cell.at], says: `${cell.name}：“${text}”按 0 理解，请改填 0`, fix })]
  const says = `${cell.name}：“${text}”识别为 ${clean}，${isGrouped(text) ? '请去掉千分位逗号' : '请只填数字'}`
  return [tell(rules.words ?? { ...rules.number, level: 'warning' }, { at: [cell.at], says, fix })]
}

/** Whether commas between thousands are all that keeps a text from being a plain number. */
const isGrouped = (text: string) => /^[\d,，.]+$/.test(text.normalize('NFKC').trim())

function blankTotal(cell: Cell, sum: number): Finding {
  const text = printAmount(sum, cell.kind)
  return tell(BLANK_TOTAL, {
    at: [cell.at],
    says: `${cell.name}：已填各项合计 ${text}，总计空白`,
    left: { name: '各项合计', text },
    right: { name: cell.name, text: '' },
    fix: { says: `填 ${text}`, texts: { [cell.at]: text } }
  })
}

function blankCells(table: Table, empty: readonly Cell[]): Finding {
  const at = empty.map((cell) => cell.at)
  const where = empty.length === 1 && empty[0] ? empty[0].name : `${table.name}还有 ${empty.length} 格`
  return tell(table.cellRules.blank, {
    missing: true,
    at,
    says: `${where}未填，确无数据的请填 0`,
    fix: { says: '其余未填的格填 0', texts: Object.fromEntries(at.map((address) => [address, '0'])) }
  })
}
