import { type Rule, tried } from '@/report/rule'
import { type Block, type Line, type LineRule, type Section, sum, type Table } from '@/report/template'

const byApplicant = '按申请人分类填报，同一件申请只计一次。'

const applicants: readonly Line[] = [
  {
    key: 'applicants',
    label: '申请人情况',
    lines: [
      { key: 'person', label: '自然人', help: byApplicant },
      {
        key: 'organisations',
        label: '法人或其他组织',
        lines: [
          { key: 'company', label: '商业企业', help: byApplicant },
          { key: 'research', label: '科研机构', help: byApplicant },
          { key: 'welfare', label: '社会公益组织', help: byApplicant },
          { key: 'legal', label: '法律服务机构', help: byApplicant },
          { key: 'other', label: '其他', help: '不属于前四类的法人或其他组织。' }
        ]
      },
      { key: 'total', label: '总计', help: '自然人和五类法人或其他组织之和。' }
    ]
  }
]

const denied: Line = {
  key: 'denied',
  label: '（三）不予公开',
  lines: [
    { key: 'state-secret', label: '1.属于国家秘密', help: '依法确定为国家秘密的政府信息。', article: '条例第十四条' },
    { key: 'forbidden', label: '2.其他法律行政法规禁止公开', help: '其他法律、行政法规明文禁止公开。', article: '条例第十四条' },
    {
      key: 'safety',
      label: '3.危及“三安全一稳定”',
      help: '公开后可能危及国家安全、公共安全、经济安全、社会稳定。',
      article: '条例第十四条'
    },
    {
      key: 'third-party',
      label: '4.保护第三方合法权益',
      help: '涉及商业秘密、个人隐私，公开会损害第三方合法权益且第三方不同意公开。',
      article: '条例第十五条'
    },
    { key: 'internal', label: '5.属于三类内部事务信息', help: '人事管理、后勤管理、内部工作流程三类信息。', article: '条例第十六条' },
    { key: 'process', label: '6.属于四类过程性信息', help: '讨论记录、过程稿、磋商信函、请示报告四类信息。', article: '条例第十六条' },
    { key: 'enforcement-file', label: '7.属于行政执法案卷', help: '行政执法案卷信息。', article: '条例第十六条' },
    {
      key: 'administrative-query',
      label: '8.属于行政查询事项',
      help: '工商、不动产登记资料等，法律、行政法规对查询另有规定。',
      article: '条例第三十六条第七项'
    }
  ]
}

const unavailable: Line = {
  key: 'unavailable',
  label: '（四）无法提供',
  lines: [
    {
      key: 'not-held',
      label: '1.本机关不掌握相关政府信息',
      help: '经检索不存在，或不属于本机关负责公开。',
      article: '条例第三十六条第四项、第五项'
    },
    { key: 'must-create', label: '2.没有现成信息需要另行制作', help: '需要对现有信息进行加工、分析才能形成。', article: '条例第三十八条' },
    { key: 'still-unclear', label: '3.补正后申请内容仍不明确', help: '经补正，申请内容仍不明确。', article: '条例第三十条' }
  ]
}

const notProcessed: Line = {
  key: 'not-processed',
  label: '（五）不予处理',
  lines: [
    { key: 'petition', label: '1.信访举报投诉类申请', help: '以申请公开的形式进行信访、投诉、举报。', article: '条例第三十九条' },
    { key: 'repeated', label: '2.重复申请', help: '已答复，同一申请人重复申请同一信息。', article: '条例第三十六条第六项' },
    { key: 'publication', label: '3.要求提供公开出版物', help: '要求提供政府公报、报刊、书籍等公开出版物。', article: '条例第三十九条' },
    { key: 'excessive', label: '4.无正当理由大量反复申请', help: '数量、频次明显超过合理范围且理由不合理。', article: '条例第三十五条' },
    { key: 'confirmation', label: '5.要求行政机关确认或重新出具已获取信息', help: '要求对已获取的信息进行确认或重新出具。' }
  ]
}

const requestNumbers: Rule = {
  id: 'T3-01',
  level: 'error',
  words: '表三各格填 0 或正整数。',
  ...tried({ 'requests/received/company': '-1' }, { 'requests/received/company': '1' })
}

const requestBlanks: Rule = {
  id: 'T3-06',
  level: 'error',
  words: '表三不得空缺，确无数据的填 0；“/”“—”“无”按 0 理解，应改填 0。',
  breaks: [{ values: { 'requests/petition/legal': '' } }, { values: { 'requests/petition/legal': '/' } }],
  holds: { values: { 'requests/petition/legal': '0' } }
}

/** 第三部分 of both forms; they differ only in what lies under （六）其他处理. */
export function requestsTable(other: Line): Table {
  const outcomes = ['granted', 'partial', 'denied', 'unavailable', 'not-processed', 'other'] as const
  const block: Block = {
    corner: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
    columns: applicants,
    rows: [
      { key: 'received', label: '一、本年新收政府信息公开申请数量', help: '统计年度内新收到的申请。' },
      { key: 'carried-in', label: '二、上年结转政府信息公开申请数量', help: '与上一年度报告的“结转下年度继续办理”一致。' },
      {
        key: 'results',
        label: '三、本年度办理结果',
        lines: [
          { key: 'granted', label: '（一）予以公开', help: '全部公开。', article: '条例第三十六条第一项、第二项' },
          {
            key: 'partial',
            label: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
            help: '区分处理后公开可以公开的部分。',
            article: '条例第三十七条'
          },
          denied,
          unavailable,
          notProcessed,
          other,
          { key: 'handled', label: '（七）总计', help: '（一）至（六）之和。' }
        ]
      },
      { key: 'carried-out', label: '四、结转下年度继续办理', help: '年末尚未办结、转入下年度的申请。' }
    ],
    rules: [
      sum(
        {
          id: 'T3-02',
          ...tried({ 'requests/granted/total': '8' }, { 'requests/granted/total': '9' })
        },
        'columns',
        '自然人至其他',
        ['person', 'company', 'research', 'welfare', 'legal', 'other'],
        ['total', '总计']
      ),
      sum(
        {
          id: 'T3-03',
          ...tried({ 'requests/handled/person': '8' }, { 'requests/handled/person': '9' })
        },
        'rows',
        '予以公开至其他处理',
        outcomes,
        ['handled', '（七）总计']
      ),
      {
        id: 'T3-04',
        level: 'error',
        of: 'rows',
        left: { name: '本年新收加上年结转', terms: [{ line: 'received' }, { line: 'carried-in' }] },
        relation: '=',
        right: { name: '（七）总计加结转下年度', terms: [{ line: 'handled' }, { line: 'carried-out' }] },
        hint: '第一项加第二项之和，应等于第三项加第四项之和。',
        ...tried({ 'requests/received/person': '11' }, { 'requests/received/person': '11', 'requests/granted/person': '10' })
      },
      openingBalance('warning', ['person', 'company', 'research', 'welfare', 'legal', 'other']),
      { ...openingBalance('error', ['total']), override: true }
    ]
  }
  return {
    key: 'requests',
    name: '表三',
    blocks: [block],
    widths: [0.75, 2, 6.45, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2],
    cellRules: { number: requestNumbers, blank: requestBlanks }
  }
}

/** Y-01: what is carried in was carried out of last year's report. */
function openingBalance(level: LineRule['level'], on: readonly string[]): LineRule {
  return {
    id: 'Y-01',
    level,
    of: 'rows',
    left: { name: '上年结转', terms: [{ line: 'carried-in' }] },
    relation: '=',
    right: { name: '上一年度报告的结转下年度', terms: [{ line: 'carried-out', last: true }] },
    on,
    hint: '与上年度数据不衔接，请核对；上年度报告有误的，请说明。',
    breaks: [
      {
        values: { 'requests/received/person': '8', 'requests/carried-in/person': '2' },
        lastYear: { 'requests/carried-out/person': '3', 'requests/granted/person': '7' },
        put: '上年报告结转下年度 3 件，本年“二、上年结转政府信息公开申请数量”填 2'
      }
    ],
    holds: {
      values: { 'requests/received/person': '7', 'requests/carried-in/person': '3' },
      lastYear: { 'requests/carried-out/person': '3', 'requests/granted/person': '7' }
    }
  }
}

const concluded: readonly Line[] = [
  { key: 'upheld', label: '结果维持' },
  { key: 'corrected', label: '结果纠正' },
  { key: 'other', label: '其他结果' },
  { key: 'pending', label: '尚未审结' },
  { key: 'total', label: '总计', help: '前四格之和。' }
]

const coDefendant = '以复议机关为共同被告的，只由原行为机关统计，复议机关不计。'

const disputeNumbers: Rule = {
  id: 'T4-04',
  level: 'error',
  words: '表四各格填 0 或正整数，不得空缺。',
  ...tried({ 'disputes/review/other': '一' }, { 'disputes/review/other': '1' })
}

const disputeSum = (id: string, row: string, wrong: Figures, right: Figures) =>
  sum(
    { id, ...tried(figuresOf(row, wrong), figuresOf(row, right)) },
    'columns',
    '结果维持至尚未审结',
    ['upheld', 'corrected', 'other', 'pending'],
    ['total', '总计'],
    [row]
  )

type Figures = Readonly<Record<string, string>>
const figuresOf = (row: string, figures: Figures) =>
  Object.fromEntries(Object.entries(figures).map(([column, text]) => [`disputes/${row}/${column}`, text]))

/** 第四部分, the same in both forms. */
export const disputesTable: Table = {
  key: 'disputes',
  name: '表四',
  sideways: true,
  blocks: [
    {
      columns: concluded,
      rows: [
        { key: 'review', label: '行政复议', help: '因政府信息公开工作被申请行政复议的案件，数据应与司法行政部门核对一致。' },
        {
          key: 'litigation',
          label: '行政诉讼',
          lines: [
            { key: 'direct', label: '未经复议直接起诉', help: coDefendant },
            { key: 'after-review', label: '复议后起诉', help: coDefendant }
          ]
        }
      ],
      rules: [
        disputeSum('T4-01', 'review', { upheld: '2', total: '3' }, { upheld: '2', total: '2' }),
        disputeSum('T4-02', 'direct', { total: '1' }, { upheld: '1', total: '1' }),
        disputeSum('T4-03', 'after-review', { pending: '1', total: '0' }, { pending: '1', total: '1' })
      ]
    }
  ],
  cellRules: { number: disputeNumbers, blank: disputeNumbers }
}

/** The six sections; only the table of 第二部分 and one row of 第三部分 changed between the two forms. */
export function sixSections(disclosure: Table, requests: Table): Section[] {
  return [
    {
      key: 'overview',
      heading: '一、总体情况',
      name: '总体情况',
      parts: [
        { key: 'general', name: '总述', optional: true, help: '一段话概括全年工作，可不填。篇幅原则上全部分不超过一千字。' },
        { key: 'disclosure', heading: '（一）主动公开', name: '主动公开', help: '各渠道公开的数量、重点领域、政策解读和回应关切。' },
        { key: 'requests', heading: '（二）依申请公开', name: '依申请公开', help: '收到、办结、结转的件数和各类处理结果，应与表三一致。' },
        {
          key: 'management',
          heading: '（三）政府信息管理',
          name: '政府信息管理',
          help: '规章、规范性文件的制发、废止、现行有效件数，保密审查等管理制度。'
        },
        { key: 'platform', heading: '（四）政府信息公开平台建设', name: '平台建设', help: '网站、新媒体、政府公报、查阅场所的建设情况。' },
        { key: 'oversight', heading: '（五）监督保障', name: '监督保障', help: '工作考核、社会评议和责任追究结果；政府汇总报告必须写明。' },
        { key: 'further', name: '其他内容', optional: true, help: '五项以外确需写入的内容，自行编写小标题，如“（六）…”；没有可不填。' }
      ]
    },
    { key: 'disclosure', heading: '二、主动公开政府信息情况', name: '主动公开政府信息情况', table: disclosure },
    { key: 'requests', heading: '三、收到和处理政府信息公开申请情况', name: '收到和处理申请情况', table: requests },
    { key: 'disputes', heading: '四、政府信息公开行政复议、行政诉讼情况', name: '行政复议、行政诉讼情况', table: disputesTable },
    {
      key: 'problems',
      heading: '五、存在的主要问题及改进情况',
      name: '主要问题及改进情况',
      parts: [{ key: 'problems', name: '主要问题及改进情况', help: '写明存在的问题和逐条对应的改进措施，不得空缺，不得照搬上年。' }]
    },
    {
      key: 'other-matters',
      heading: '六、其他需要报告的事项',
      name: '其他需要报告的事项',
      parts: [
        { key: 'other-matters', name: '其他需要报告的事项', help: '2021年度起在此写明信息处理费收取情况；没有其他事项的，写“无。”。' }
      ]
    }
  ]
}
