import { type Rule, type Sample, told } from '@/report/rule'
import type { Block, Line, LineRule, Table } from '@/report/template'
import { requestsTable, sixSections } from './common'
import { defineTemplate } from './define-template'

const normative = (figures: Readonly<Record<string, string>>): Sample => ({
  year: 2019,
  values: Object.fromEntries(Object.entries(figures).map(([column, text]) => [`disclosure/normative/${column}`, text]))
})

const files: Block = {
  caption: '第二十条第（一）项',
  corner: '信息内容',
  columns: [
    { key: 'made', label: '本年新\n制作数量', help: '统计年度内新制作的件数。' },
    { key: 'opened', label: '本年新\n公开数量', help: '统计年度内新公开的件数。' },
    { key: 'public-total', label: '对外公开总数量', help: '截至年末对外公开的总件数。' }
  ],
  rows: [
    { key: 'regulations', label: '规章', help: '有规章制定权的省级、设区的市级政府填报，其他单位填 0。', article: '条例第二十条第一项' },
    { key: 'normative', label: '规范性文件', help: '行政规范性文件。', article: '条例第二十条第一项' }
  ],
  rules: [
    {
      id: 'T2o-02',
      level: 'error',
      ...told(
        typeof window === 'undefined' && {
          breaks: [normative({ made: '9', opened: '9', 'public-total': '8' })],
          holds: normative({ made: '9', opened: '9', 'public-total': '9' })
        }
      ),
      of: 'columns',
      left: { name: '对外公开总数量', terms: [{ line: 'public-total' }] },
      relation: '≥',
      right: { name: '本年新公开数量', terms: [{ line: 'opened' }] }
    },
    {
      id: 'T2o-03',
      level: 'warning',
      hint: '规范性文件应当公开，两数不一致的请说明原因。',
      ...told(
        typeof window === 'undefined' && {
          breaks: [normative({ made: '113', opened: '88', 'public-total': '1156' })],
          holds: normative({ made: '88', opened: '88', 'public-total': '1156' })
        }
      ),
      of: 'columns',
      left: { name: '本年新公开数量', terms: [{ line: 'opened' }] },
      relation: '=',
      right: { name: '本年新制作数量', terms: [{ line: 'made' }] }
    },
    {
      id: 'Y-04',
      level: 'warning',
      hint: '与上年度数据不衔接，有清理、撤下的请说明。',
      ...told(
        typeof window === 'undefined' && {
          breaks: [{ ...normative({ 'public-total': '7' }), year: 2020, lastYear: {} }],
          holds: { ...normative({ 'public-total': '7' }), year: 2020, lastYear: { 'disclosure/normative/public-total': '7' } }
        }
      ),
      of: 'columns',
      left: { name: '对外公开总数量', terms: [{ line: 'public-total' }] },
      relation: '=',
      right: { name: '上一年度总数量加本年新公开数量', terms: [{ line: 'public-total', last: true }, { line: 'opened' }] }
    }
  ]
}

const lastYear: Line = { key: 'last-year', label: '上一年项目数量', help: '上一年度的事项数。' }
const change: Line = { key: 'change', label: '本年增/减', kind: 'change', help: '本年增加或减少的事项数，减少用负数表示，如 -8。' }
const decisions: Line = { key: 'decisions', label: '处理决定数量', help: '本年作出处理决定的办件量，包括已公开和依法未公开的。' }

const itemsLeft: LineRule = {
  id: 'T2o-04',
  level: 'error',
  ...told(
    typeof window === 'undefined' && {
      breaks: [{ year: 2019, values: { 'disclosure/penalty/last-year': '3', 'disclosure/penalty/change': '-4' } }],
      holds: { year: 2019, values: { 'disclosure/penalty/last-year': '3', 'disclosure/penalty/change': '-3' } }
    }
  ),
  of: 'columns',
  left: { name: '上一年项目数量加本年增/减', terms: [{ line: 'last-year' }, { line: 'change' }] },
  relation: '≥',
  right: { name: '0', terms: [] }
}

const itemsOpening: LineRule = {
  id: 'Y-03',
  level: 'warning',
  hint: '与上年度数据不衔接，请核对或说明。',
  ...told(
    typeof window === 'undefined' && {
      breaks: [{ year: 2020, values: { 'disclosure/fees/last-year': '35' }, lastYear: { 'disclosure/fees/last-year': '30' } }],
      holds: {
        year: 2020,
        values: { 'disclosure/fees/last-year': '35' },
        lastYear: { 'disclosure/fees/last-year': '30', 'disclosure/fees/change': '5' }
      }
    }
  ),
  of: 'columns',
  left: { name: '上一年项目数量', terms: [{ line: 'last-year' }] },
  relation: '=',
  right: {
    name: '上一年度报告的项目数量加增/减',
    terms: [
      { line: 'last-year', last: true },
      { line: 'change', last: true }
    ]
  }
}

function decisionsBlock(caption: string, rows: readonly Line[]): Block {
  return { caption, corner: '信息内容', columns: [lastYear, change, decisions], rows, rules: [itemsLeft, itemsOpening] }
}

const items = (change: string): Sample => ({
  year: 2019,
  values: { 'disclosure/licensing/last-year': '6', 'disclosure/licensing/change': change, 'disclosure/licensing/decisions': '2' }
})

const cellNumbers: Rule = {
  id: 'T2o-01',
  level: 'error',
  ...told(
    typeof window === 'undefined' && {
      words: '表二各格填整数，不得空缺；本年增/减可为负数，写成“减4”“+4”的改为数字。',
      breaks: [{ year: 2019, values: { 'disclosure/licensing/change': '略减' } }, items('减4')],
      holds: items('-4')
    }
  )
}

const disclosureTable: Table = {
  key: 'disclosure',
  name: '表二',
  blocks: [
    files,
    decisionsBlock('第二十条第（五）项', [
      { key: 'licensing', label: '行政许可', article: '条例第二十条第五项' },
      { key: 'services', label: '其他对外管理服务事项', help: '除行政许可以外的政务服务事项。', article: '条例第二十条第五项' }
    ]),
    decisionsBlock('第二十条第（六）项', [
      { key: 'penalty', label: '行政处罚', article: '条例第二十条第六项' },
      { key: 'coercion', label: '行政强制', article: '条例第二十条第六项' }
    ]),
    {
      caption: '第二十条第（八）项',
      corner: '信息内容',
      columns: [lastYear, change],
      rows: [{ key: 'fees', label: '行政事业性收费', help: '收费项目数，不是金额。', article: '条例第二十条第八项' }],
      rules: [itemsLeft, itemsOpening]
    },
    {
      caption: '第二十条第（九）项',
      corner: '信息内容',
      columns: [
        { key: 'projects', label: '采购项目数量' },
        { key: 'amount', label: '采购总金额', kind: 'money', help: '写明单位，如 4003622元 或 400.3622万元。' }
      ],
      rows: [{ key: 'procurement', label: '政府集中采购', article: '条例第二十条第九项' }],
      rules: []
    }
  ],
  widths: [3, 1, 1, 1, 1, 1, 1],
  cellRules: { number: cellNumbers, blank: cellNumbers }
}

/** 国办公开办函〔2019〕60号: reports for the years 2019 and 2020. */
export const form2019 = defineTemplate({
  id: 'F2019',
  years: [2019, 2020],
  notice: {
    title: '《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》',
    number: '国办公开办函〔2019〕60号'
  },
  sections: sixSections(disclosureTable, requestsTable({ key: 'other', label: '（六）其他处理', help: '不属于（一）至（五）的处理结果。' }))
})
