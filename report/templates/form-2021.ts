import { type Rule, told, tried } from '@/report/rule'
import type { Block, Line, Table } from '@/report/template'
import { requestsTable, sixSections } from './common'
import { defineTemplate } from './define-template'

const files: Block = {
  caption: '第二十条第（一）项',
  corner: '信息内容',
  columns: [
    { key: 'made', label: '本年制发件数', help: '统计年度内制发的件数，应与司法行政部门核对一致。' },
    { key: 'repealed', label: '本年废止件数', help: '统计年度内废止、宣布失效的件数。' },
    { key: 'valid', label: '现行有效件数', help: '截至年末现行有效的件数。' }
  ],
  rows: [
    { key: 'regulations', label: '规章', help: '有规章制定权的省级、设区的市级政府填报，其他单位填 0。', article: '条例第二十条第一项' },
    { key: 'normative', label: '行政规范性文件', article: '条例第二十条第一项' }
  ],
  rules: [
    {
      id: 'T2-02',
      level: 'error',
      ...told(
        typeof window === 'undefined' && {
          ...tried(
            { 'disclosure/normative/made': '8', 'disclosure/normative/repealed': '1', 'disclosure/normative/valid': '6' },
            { 'disclosure/normative/made': '8', 'disclosure/normative/repealed': '1', 'disclosure/normative/valid': '7' }
          )
        }
      ),
      of: 'columns',
      left: { name: '现行有效件数', terms: [{ line: 'valid' }] },
      relation: '≥',
      right: { name: '本年制发减本年废止', terms: [{ line: 'made' }, { line: 'repealed', minus: true }] }
    },
    {
      id: 'Y-02',
      level: 'warning',
      hint: '与上年度数据不衔接，有清理或重新统计的请说明。',
      ...told(
        typeof window === 'undefined' && {
          breaks: [{ values: { 'disclosure/normative/valid': '470' }, lastYear: { 'disclosure/normative/valid': '698' } }],
          holds: {
            values: { 'disclosure/normative/repealed': '228', 'disclosure/normative/valid': '470' },
            lastYear: { 'disclosure/normative/valid': '698' }
          }
        }
      ),
      of: 'columns',
      left: { name: '现行有效件数', terms: [{ line: 'valid' }] },
      relation: '=',
      right: {
        name: '上一年度现行有效加制发减废止',
        terms: [{ line: 'valid', last: true }, { line: 'made' }, { line: 'repealed', minus: true }]
      }
    }
  ]
}

const decisions: Line = { key: 'decisions', label: '本年处理决定数量', help: '本年作出的全部处理决定，包括已公开和依法未公开的。' }

const cellNumbers: Rule = {
  id: 'T2-01',
  level: 'error',
  ...told(
    typeof window === 'undefined' && {
      words: '表二各格填 0 或正整数，收费金额以万元为单位、最多六位小数，不得空缺。',
      ...tried({ 'disclosure/normative/made': '三件' }, { 'disclosure/fees/amount': '12.345678' })
    }
  )
}

const onlyDigits: Rule = {
  id: 'T2-05',
  level: 'error',
  ...told(
    typeof window === 'undefined' && {
      words: '表二数字格内只填数字，不带文字和千分位逗号；括号内的备注单独保存。',
      ...tried({ 'disclosure/licensing/decisions': '12件' }, { 'disclosure/licensing/decisions': '12' })
    }
  )
}

const disclosureTable: Table = {
  key: 'disclosure',
  name: '表二',
  blocks: [
    files,
    {
      caption: '第二十条第（五）项',
      corner: '信息内容',
      columns: [decisions],
      rows: [{ key: 'licensing', label: '行政许可', article: '条例第二十条第五项' }],
      rules: []
    },
    {
      caption: '第二十条第（六）项',
      corner: '信息内容',
      columns: [decisions],
      rows: [
        { key: 'penalty', label: '行政处罚', article: '条例第二十条第六项' },
        { key: 'coercion', label: '行政强制', article: '条例第二十条第六项' }
      ],
      rules: []
    },
    {
      caption: '第二十条第（八）项',
      corner: '信息内容',
      columns: [
        {
          key: 'amount',
          label: '本年收费金额（单位：万元）',
          kind: 'fee',
          help: '单位是万元，可保留六位小数（精确到分）。与信息处理费无关。'
        }
      ],
      rows: [{ key: 'fees', label: '行政事业性收费', article: '条例第二十条第八项' }],
      rules: []
    }
  ],
  cellRules: { number: cellNumbers, blank: cellNumbers, words: onlyDigits }
}

/** 国办公开办函〔2021〕30号: reports for 2021 and after. */
export const form2021 = defineTemplate({
  id: 'F2021',
  years: [2021],
  notice: {
    title: '《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》',
    number: '国办公开办函〔2021〕30号'
  },
  sections: sixSections(
    disclosureTable,
    requestsTable({
      key: 'other',
      label: '（六）其他处理',
      lines: [
        { key: 'no-correction', label: '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请', article: '条例第三十条' },
        {
          key: 'unpaid',
          label: '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
          help: '填报的，第六部分应写明收费通知情况。',
          article: '条例第四十二条'
        },
        { key: 'else', label: '3.其他', help: '包括申请人主动撤回申请等。' }
      ]
    })
  )
})
