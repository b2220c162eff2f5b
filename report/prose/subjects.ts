import type { Applicant, CaseResult, FileKind, Meaning, RequestRow } from '@/report/meaning'
import { flow } from './flow-subjects'
import { OR, requests, type Subject, type Sum } from './statement'

export const ORGANISATIONS = ['company', 'research', 'welfare', 'legal', 'other'] as const

/** Cases are counted in these words; 元, 场, 期, 人 count something else. */
export const CASES = /^(?:件|宗|例|份|封|起|项|条|次|个|笔|人次|件次|)$/

/** What joins two subjects before one number. */
export const JOINED = /(?:和|(?<!涉)及|与|或|、|以及)$/

/** An outcome of table three: a group or a row, and the words reports use for it. */
function outcome(key: string, name: string, words: readonly string[], more: Partial<Subject> = {}): Subject {
  const rows = key.split('+') as RequestRow[]
  return { key, rule: 'N-06', name, family: 'outcome', words, after: words, reads: [requests(...rows)], ...more }
}
const group = (key: string, name: string, words: readonly string[]) => outcome(key, name, words, { rule: 'N-05' })
const ours = '(?:本|我)(?:机关|单位|部门|级|行政机关|局|委|办|厅|院|镇|乡|街道|市|县|区|省)'

const outcomes: readonly Subject[] = [
  group('granted+partial', '予以公开和部分公开', [
    `(?<!不)(?:予以)?公开(?:(?:申请)?${OR}(?:予以|同意)?部分公开|（含部分公开）)`,
    `(?:同意公开|全部)${OR}(?:同意)?部分公开`
  ]),
  group('partial', '部分公开', ['(?:予以|同意|作出)?部分(?:予以)?公开', '区分处理(?:后)?(?:予以|的)?(?:部分)?(?:公开)?']),
  outcome(
    'granted',
    '予以公开',
    [
      '(?<!不|不能|部分|无法)(?:(?:予以?|给予|可以?|作出|答复)(?:全部)?公开|同意(?:全部)?公开|全部公开|准予公开|完全公开)',
      '(?<=其中[，：]?|^：)公开',
      '(?<=^|[，、；：])公开类',
      '(?<=申请)予以主动公开',
      '按照?(?:申请人?的?)?(?:申请)?(?:内容|要求|需求)(?:予以)?提供(?:信息)?(?:给(?:当事人|申请人))?'
    ],
    {
      rule: 'N-05',
      after: ['(?:予以|给予|同意|全部|准予|完全|答复)公开', '已(?:主动)?公开(?=[，；。”]|$)']
    }
  ),
  outcome('denied', '不予公开', ['不予(?:以)?公开', '(?:不同意|拒绝)公开', '(?:决定|依法)不公开'], {
    rule: 'N-05',
    after: ['不(?:予|予以|同意)?公开(?!的|文件|事项|属性)']
  }),
  group('unavailable', '无法提供', ['(?:无法|不能)提供(?:相关|政府)?(?:政府)?(?:信息)?']),
  group('not-processed', '不予处理', ['不予处理', '不作处理']),
  group('other', '其他处理', ['(?:作|按|以|作出|予以|进行)?(?:其他|其它)(?:类|方式|情形|情况)?的?处理(?:方式)?']),
  outcome('state-secret', '属于国家秘密', ['(?:属于|属|涉及|为)?国家秘密', '涉密']),
  outcome('forbidden', '其他法律行政法规禁止公开', ['(?:其他|其它)?法律(?:、)?行政法规禁止公开']),
  outcome('safety', '危及“三安全一稳定”', ['(?:危及)?“?三安全一稳定”?']),
  outcome('third-party', '保护第三方合法权益', [
    '(?:保护|损害|侵害|涉及?)?第三方(?:的)?(?:合法)?权益',
    '(?:商业秘密|个人隐私)(?:(?:、|和|或|及)(?:商业秘密|个人隐私))?(?:等?第三方(?:的)?(?:合法)?权益)?'
  ]),
  outcome('internal', '属于三类内部事务信息', ['(?:属于|属|为)?(?:三类)?内部(?:事务|管理)性*信息', '三类内部事务']),
  outcome('process', '属于四类过程性信息', ['(?:属于|属|为)?(?:四类)?过程性+信息']),
  outcome('enforcement-file', '属于行政执法案卷', ['(?:属于|属|为)?(?:行政)?执法案卷(?:信息)?']),
  outcome('administrative-query', '属于行政查询事项', ['(?:属于|属|为)?(?:行政)?查询(?:类)?(?:事项|范畴|范围)', '(?:属于|属)?行政查询']),
  outcome('not-held', '本机关不掌握相关政府信息', [
    `(?:${ours}|告知|(?<=^|[，、；：（]))(?:不|没有|未)掌握(?:该|相关|所申请)?(?:政府)?(?:信息)?|不掌握(?:该|相关)(?:政府)?信息|${ours}(?:没有|无|未(?:制作|保存|获取))(?:该|此|相关|所申请的?)(?:政府)?信息`,
    `(?:非|不归|不属于|不属|不是|不由|非属)${ours}(?:的)?(?:政府)?(?:掌握|负责公开|(?<=[责权能限围])公开|公开(?=的?(?:职|权限))|制作|保存|获取|职责|职权|职能|负责|管理|政府信息|[、和或])+(?:范围|权限|事项|信息)*`,
    '(?:建议|告知)(?:其|申请人)?向(?:其他|有关|相关|其它)[^，。；]{0,8}?(?:提出)?(?:申请|咨询|查询|获取|提出)'
  ]),
  // Said so briefly it may stand among the others.
  outcome('not-held', '本机关不掌握相关政府信息', [`(?:不归|不属于|不属|不是|不由|非属?)${ours}的?公开(?:的?(?:范围|事项|信息))?`], {
    reads: [requests('not-held'), requests('other'), requests('not-processed')]
  }),
  outcome('must-create', '没有现成信息需要另行制作', [
    '(?:没有|无)现成(?:的)?(?:政府)?信息(?:、|，)?(?:需要?另行制作)?|需要?另行(?:制作|加工)+',
    '需要?(?:对[^，。；\\d]{2,10}(?:进行)?)?(?:(?:加工|汇总|分析|整理|统计)[、和]?){2,3}'
  ]),
  outcome('still-unclear', '补正后申请内容仍不明确', [
    '补正后?(?:申请)?(?:内容)?(?:仍然?)?[不未]明确',
    '(?:申请|信息|内容|指向|描述|表述)(?:的|均|仍然?)?不(?:明确|清楚|具体)(?:[、和]不?(?:明确|清楚|具体))?'
  ]),
  outcome('petition', '信访举报投诉类申请', ['信访(?!件)(?:、)?(?:举报)?(?:、)?(?:投诉)?(?:、)?(?:举报)?(?:类|等)?(?:事项|申请|诉求)?']),
  outcome('repeated', '重复申请', ['反复提出(?:同一|相同)的?申请', '重复(?:提出)?(?:的)?申请(?:公开)?']),
  outcome('publication', '要求提供公开出版物', ['(?:要求)?(?:提供)?公开出版物']),
  outcome('excessive', '无正当理由大量反复申请', ['(?:无正当理由)?大量(?:、)?反复申请']),
  outcome('confirmation', '要求行政机关确认或重新出具已获取信息', [
    '(?:(?:要求)?(?:行政机关)?确认或(?:者)?)?重新出具(?:已获取)?(?:的)?(?:政府)?信息'
  ]),
  outcome(
    'no-correction',
    '逾期不补正',
    [
      '补正逾期|(?:无正当理由)?(?:(?:逾期|未按期|未按要求)(?:不|未)?|未(?:在|按)[^，。；\\d]{2,10})补正(?:、|，)?(?:行政机关)?(?:不再处理)?(?:其(?:政府信息公开)?申请)?(?:、|，|而)?(?:终止(?:办理|处理)(?:的)?)?(?:视为(?:放弃|撤回)(?:申请)?)?'
    ],
    { since: 2021 }
  ),
  outcome('unpaid', '逾期未缴费', ['(?:逾期)?未按(?:收费)?通知要求缴纳费用', '逾期[不未]缴(?:费|纳(?:费用|信息处理费)?)'], { since: 2021 }),
  outcome('other', '其他处理', ['(?:申请人|当事人)?(?:主动|自[行愿己])?(?:撤回|撤销|撤件)(?:申请|政府信息公开申请)?', '其他', '其它'], {
    weak: true,
    after: ['(?:申请人|当事人)(?:主动)?撤[回销](?:[^，。；\\d]{0,8}申请)?(?=[，。；]|$)']
  }),
  outcome('not-processed', '不予处理', ['不予受理'], { weak: true })
]

/** Words for a row the form does not have; whether it stands under 不掌握 or 没有现成 only the clerk knows. */
export const NO_SUCH_ROW: Subject = {
  key: 'not-existing',
  rule: 'N-06',
  name: '信息不存在',
  family: 'outcome',
  words: ['(?:政府)?信息不存在', '不存在(?:该|相关)?(?:政府)?信息'],
  after: ['(?:政府)?信息不存在'],
  reads: [requests('not-held'), requests('unavailable')],
  weak: true
}

/** `columns`: which ones it may mean, the likeliest first. */
function applicant(name: string, words: string, ...columns: (readonly Applicant[])[]): Subject {
  const read = (...rows: RequestRow[]): Sum[] =>
    columns.map((some) => some.flatMap((one) => rows.map((row): Meaning => `requests/${row}/${one}`)))
  return {
    key: columns[0]?.join('+') ?? '',
    rule: 'N-07',
    name,
    family: 'applicant',
    words: [`${words}(?:申请人)?(?:身份|名义)?(?:向[^，。；、：\\d]{1,8})?(?:提[出交起]|申请[^，。；、：\\d]{0,10})?`],
    after: [words, `(?:依申请公开|政府信息公开|信息公开)?(?:的)?(?:申请)?(?:申请人|申请者)(?:均|都|全)?(?:为|是|系)${words}`],
    reads: [...read('received'), ...read('received', 'carried-in'), ...read('handled')]
  }
}

const applicants: readonly Subject[] = [
  applicant('法人或其他组织', `(?:法人|企业)(?:${OR}|或者)?(?:者)?其他组织`, ORGANISATIONS),
  applicant('自然人', '(?:自然人|公民个人)', ['person']),
  { ...applicant('自然人', '(?:公民|(?<![他本])个人)', ['person']), weak: true },
  { ...applicant('法人或其他组织', '(?:法人|(?<!事业)单位|企业)', ORGANISATIONS, ['company']), weak: true },
  { ...applicant('其他组织', '其他组织', ['research', 'welfare', 'legal', 'other'], ORGANISATIONS), weak: true },
  applicant('商业企业', '商业企业', ['company']),
  applicant('科研机构', '科研机构', ['research']),
  applicant('社会公益组织', '社会公益(?:性)?组织', ['welfare']),
  applicant('法律服务机构', '法律服务机构', ['legal'])
]

const REVIEW: Meaning = 'disputes/review/total'
const DIRECT: Meaning = 'disputes/direct/total'
const LATER: Meaning = 'disputes/after-review/total'

function dispute(key: string, name: string, words: readonly string[], reads: readonly Sum[], more: Partial<Subject> = {}): Subject {
  return { key, rule: 'N-09', name, family: 'dispute', words: words.map((one) => `${one}(?:申请|的)?`), after: words, reads, ...more }
}

const disputes: readonly Subject[] = [
  dispute(
    'disputes',
    '行政复议和行政诉讼',
    [`(?:行政)?复议(?:案件)?(?:申请)?${OR}(?:被)?(?:提起)?(?:行政)?诉讼`, '(?:行政)?复议(?:行政)?诉讼', '行政争议'],
    [[REVIEW, DIRECT, LATER]]
  ),
  dispute(
    'direct',
    '未经复议直接起诉',
    ['(?:未经(?:行政)?复议)?直接(?:向[^，。；]{0,8})?(?:起诉|诉至(?:人民)?法院|提起(?:行政)?诉讼)', '未经(?:行政)?复议'],
    [[DIRECT]]
  ),
  dispute('after-review', '复议后起诉', ['复议后(?:起诉|提起(?:行政)?诉讼)?'], [[LATER]]),
  dispute('litigation', '行政诉讼', ['行政诉讼', '被起诉', '(?<!复议后提起)(?<!行政)诉讼', '(?:行政)?应诉'], [[DIRECT, LATER]]),
  dispute('review', '行政复议', ['(?<!撤[回销])行政复议', '(?<!未经|未经行政|经|行政|撤[回销])复议'], [[REVIEW]]),
  dispute(
    'related-cases',
    '相关案件',
    ['(?:办理|涉及|发生)?(?:相关|有关|上述|此类)案件'],
    [[REVIEW, DIRECT, LATER], [REVIEW], [DIRECT, LATER]],
    { weak: true }
  )
]

/** How a case ended. Whose case, the words before tell; `reads` names the column. */
function result(key: CaseResult, name: string, words: readonly string[], more: Partial<Subject> = {}): Subject {
  return { key, rule: 'N-09', name, family: 'result', words, after: words, reads: [], ...more }
}

const results: readonly Subject[] = [
  result('pending', '尚未审结', ['(?:尚)?未审结', '在审', '(?:正在|尚在|仍在)审理(?:中|当中)?', '审理中']),
  result('upheld', '结果维持', ['(?:结果|予以|决定|复议|判决|被)?维持(?:原[^，。；、]{0,8})?(?:行政行为|决定)?']),
  result('corrected', '结果纠正', ['(?:结果|予以|被)?纠正', '被?纠错']),
  result('other', '其他结果', ['(?:其他|其它)结果', '撤[回销](?:行政)?复议(?:申请)?']),
  result('corrected', '结果纠正', ['(?:被)?(?:撤销|确认违法|责令[^，。；、]{0,8}|败诉)'], { weak: true }),
  result('upheld', '结果维持', ['驳回(?:[^，。；、]{0,8}(?:请求|申请|起诉))?', '胜诉'], { weak: true }),
  result('other', '其他结果', ['(?:申请人|原告)?(?:撤回|撤诉)(?:[^，。；、]{0,6}(?:申请|起诉))?', '终止', '(?:和解|调解)'], { weak: true })
]

/** Documents of table two. What was done with them, the verb before tells; `reads` names the row. */
function file(key: FileKind, name: string, words: readonly string[]): Subject {
  return { key, rule: 'N-11', name, family: 'file', words, reads: [], units: /^(?:件|个|份|部|条|篇|)$/ }
}

const files: readonly Subject[] = [
  file('normative', '规范性文件', [`(?<!(?:文件|政策|材料)${OR})(?<!政策性|政策)(?:行政)?规范性文件(?:数量?)?`]),
  file('regulations', '规章', [`(?<!(?:法规|文件)${OR})(?<!法律法规|规章制度|法规)(?:政府)?规章`])
]

/** Said in full, or alone: 行政处罚 318 件 may be what was published or reported of them. */
function decision(key: 'licensing' | 'penalty' | 'coercion', name: string): [full: Subject, alone: Subject] {
  const one: Subject = {
    key,
    rule: 'N-11',
    name: `${name}处理决定`,
    family: 'decision',
    words: [
      `${name}类?(?:本年|20\\d\\d年)?(?:事项|案件)?(?:处理事项|(?:处理)?决定(?:书)?(?:数量)?|(?:数量|件数))`,
      `(?:办理|办结|作出|实施|下达|审批|共计)(?:各类|书面)?${name}(?:案件|业务)?`,
      `(?:作出|下达)(?:各类)?${name.slice(2)}(?:处理)?决定(?:书)?`
    ],
    reads: [[`disclosure/${key}/decisions`]],
    units: /^(?:件|宗|例|起|项|条|个|次|份|篇|则|条次|)$/
  }
  return [one, { ...one, words: [`${name}类?(?:信息|文件|结果|项目|公示|业务|数据|措施|执行)?`], weak: true }]
}

const decisions = [decision('licensing', '行政许可'), decision('penalty', '行政处罚'), decision('coercion', '行政强制')]

const fees: Subject = {
  key: 'fees',
  rule: 'N-11',
  name: '行政事业性收费',
  family: 'other',
  words: ['行政事业性收费(?:[^。；\\d]{0,8}，)?(?:本年|20\\d\\d年|全年|年度)?(?:收费)?(?:总)?(?:金额|额|收入)?'],
  reads: [['disclosure/fees/amount']],
  units: /^万?元$/,
  since: 2021
}

/** In the order of trying: what is said in more words stands before what is said in fewer. */
export const SUBJECTS: readonly Subject[] = [
  ...flow.slice(0, -2),
  ...outcomes.slice(0, -2),
  NO_SUCH_ROW,
  ...applicants,
  ...disputes,
  ...results,
  ...files,
  ...decisions.map(([full]) => full),
  fees,
  ...flow.slice(-2),
  ...outcomes.slice(-2),
  ...decisions.map(([, alone]) => alone)
]

/** What an applicant took back stands among the other results. */
export const WITHDRAWN = SUBJECTS.find(({ key, family, weak }) => key === 'other' && family === 'outcome' && weak) as Subject
export const OTHER_RESULT = SUBJECTS.find(({ key, family }) => key === 'other' && family === 'result') as Subject
export const CARRIED_IN = SUBJECTS.find(({ key }) => key === 'carried-in') as Subject
export const RECEIVED = SUBJECTS.find(({ key }) => key === 'received') as Subject
export const SOME_REQUESTS = SUBJECTS.find(({ key }) => key === 'some-requests') as Subject
export const HANDLED = SUBJECTS.find(({ key }) => key === 'handled') as Subject
