import { nameRevision, titleOf } from '@/report/report'
import { printDay } from '@/report/workflow/dates'
import { STEPS, type State } from '@/report/workflow/states'
import { type EventName, eventWords } from '@/report/workflow/transitions'
import type { PrintedBlock, PrintedCell, ReportDocument } from './document'

/** What the sheet reads of a history: who, as 姓名（单位）, did what on which day (yyyy-mm-dd), and with which words. */
export type ApprovalLine = { name: EventName; from: State | null; reason: string; by: string; day: string }

/** Whose report of which year and revision was approved; `code`: the beginning of its hash. */
export type Approved = { unit: string; year: number; revision: number; code: string | undefined }

/** Where somebody who has not decided yet writes by hand. A line of nothing at all comes out higher in some office programs. */
const BY_HAND = '　\n　\n　\n　\n签名：　　　　　　　　　　年　　月　　日'

const COLUMNS = 4

/**
 * 审查呈批单: the paper for 初审, 保密审查 and 签发 of one revision, filled from its history since it was handed in last; what
 * has not happened yet is left free for the pen. Below it everything that happened.
 */
export function makeApprovalSheet({ unit, year, revision, code }: Approved, history: readonly ApprovalLine[]): ReportDocument {
  const start = history.findLastIndex(({ name }) => name === 'submit')
  const round = start < 0 ? [] : history.slice(start)
  const isUndone = ['sendBack', 'return', 'withdraw'].includes(history.at(-1)?.name ?? '')
  const opinion = (done: ApprovalLine | undefined, words: string) =>
    done && !isUndone ? `${done.reason || words}\n　　${done.by}　　${printDay(done.day)}` : BY_HAND
  const [submitted] = round
  const approved = round.findLast(({ name }) => name === 'approve')
  const steps = STEPS.map(({ state, name }) => ({
    label: `${name}意见`,
    text: opinion(
      round.find((line) => line.name === 'pass' && line.from === state),
      '同意'
    )
  }))
  const rows = [
    [cell('caption', `《${titleOf({ unit, year })}》`, COLUMNS)],
    [cell('label', '单位'), value('unit', unit), cell('label', '版次'), value('revision', nameRevision(revision))],
    [
      cell('label', '核验码'),
      value('code', code ?? '提交后生成'),
      cell('label', '提交日期'),
      value('day', submitted ? printDay(submitted.day) : '')
    ],
    [cell('label', '填报人'), value('filler', submitted?.by ?? '', COLUMNS - 1)],
    ...steps.map(({ label, text }) => [cell('label', label), value(label, text, COLUMNS - 1)]),
    [cell('label', '主管部门审核'), value('approve', opinion(approved, '审核通过'), COLUMNS - 1)]
  ]
  const title = '政府信息公开工作年度报告审查呈批单'
  return {
    title,
    titleLines: [title],
    unit,
    blocks: [
      { is: 'table', name: '审查呈批', columns: COLUMNS, widths: [1.3, 2.8, 1.2, 2.1], headRows: 1, rows },
      { is: 'heading', text: '办理经过' },
      listEvents(history)
    ]
  }
}

function listEvents(history: readonly ApprovalLine[]): PrintedBlock {
  const head = ['日期', '事项', '姓名（单位）', '意见'].map((text) => cell('head', text))
  const rows = history.map(({ name, reason, by, day }, i) => [
    cell('label', printDay(day)),
    value(`${i}/name`, eventWords(name)),
    value(`${i}/by`, by),
    value(`${i}/reason`, reason)
  ])
  return { is: 'table', name: '办理经过', columns: COLUMNS, widths: [1.95, 1.3, 3.35, 1.8], headRows: 1, rows: [head, ...rows] }
}

function cell(is: 'caption' | 'head' | 'label', text: string, colspan = 1): PrintedCell {
  return { is, text, colspan, rowspan: 1, align: 'center' }
}

/** Opinions are sentences and begin at the left. */
function value(key: string, text: string, colspan = 1): PrintedCell {
  return {
    is: 'value',
    at: `approval/${key}`,
    text,
    colspan,
    rowspan: 1,
    align: colspan > 1 || key.endsWith('/reason') ? 'left' : 'center'
  }
}
