import { makeApprovalSheet } from '@/report/layout/approval'
import { makeDocument, type ReportDocument } from '@/report/layout/document'
import { makeLetter } from '@/report/layout/letter'
import { exampleReport } from '@/report/samples/example'
import type { TemplateId } from '@/report/template'
import { LONGEST_CELL } from '@/report/text/text-length'
import { emptyReport, fullReport, notedReport } from '@/server/testing/reports'

const FORMS = ['F2019', 'F2021'] as const

/** Numbers of paragraphs added to the texts of a report that otherwise has three to five pages; `-1`: one sentence per part. */
const ADDED = [-1, 0, 2, 4, 7, 10, 14, 19, 25, 32, 40]

/** A sentence or two with figures and punctuation, alternately shorter and longer, so that page breaks fall in all kinds of places. */
const SENTENCES = [
  '严格落实公开审查制度，做到“先审查、后公开，一事一审”。',
  '全年通过政府网站公开信息3126条，其中概况类信息31条、政务动态1582条，政务新媒体发布信息908条（含转载215条）。',
  '对涉及群众切身利益的12项重大决策，公开征求意见并反馈采纳情况；',
  '组织培训4次、参训321人次，走访乡镇17个。',
  '一是围绕重点领域公开；二是围绕政策落实解读；三是围绕群众关切回应，回应率100%。'
]

/** All that an official document carries, and a signature alone. */
const OFFICIAL = {
  number: '青政办发〔2025〕3号',
  signer: '李禾',
  date: '2025-01-16',
  copies: '市政府信息公开工作主管部门，县委办公室，县人大常委会办公室，县政协办公室，各乡镇人民政府',
  isSealed: true
}
const IMPRINTS = [{ date: OFFICIAL.date }, OFFICIAL]

/**
 * Reports of both forms from one sentence a part to a dozen pages, with and without notes, signed and as official documents,
 * then what is typed to strain the page, 审查呈批单 and 报送函.
 */
export function listDocuments(): { name: string; document: ReportDocument }[] {
  const made = FORMS.flatMap((form) =>
    ADDED.flatMap((added, i) =>
      [false, true].map((isNoted) => ({
        name: `${form}, ${added < 0 ? 'a sentence a part' : `${added} paragraphs more`}${isNoted ? ` with notes, ${i % 2 ? 'all of an official document' : 'signed'}` : ''}`,
        document: makeDocument(lengthened(form, added, isNoted), undefined, isNoted ? IMPRINTS[i % 2] : undefined)
      }))
    )
  )
  const examples = [
    { name: 'example', document: makeDocument(exampleReport) },
    { name: 'example, all of an official document', document: makeDocument(exampleReport, undefined, OFFICIAL) }
  ]
  return [...made, ...examples, ...FORMS.flatMap(listStrained), ...listPapers()]
}

/** A name of 60 characters, as long a remark as a cell may hold, 15 digits in the narrowest columns. */
function listStrained(form: TemplateId) {
  const report = notedReport(form)
  const unit = '某某省青禾自治州禾苗县人民政府政务服务管理局（青禾自治州禾苗县行政审批局、公共资源交易监督管理办公室、营商环境建设局）'
  const values = { 'requests/received/person': `12（${'含各乡镇受理的申请，'.repeat(50)}）`.slice(0, LONGEST_CELL) }
  const digits = Object.fromEntries(
    Object.keys(report.values).flatMap((at) => (/^disputes\/\w+\/\w+$/.test(at) ? [[at, '123456789012345']] : []))
  )
  const strained = {
    'a name of 60 characters': { unit },
    'the longest remark in a cell': { values },
    'numbers of 15 digits': { values: digits }
  }
  return Object.entries(strained).map(([name, change]) => ({
    name: `${form}, ${name}`,
    document: makeDocument(
      { ...report, ...change, values: { ...report.values, ...('values' in change ? change.values : {}) } },
      undefined,
      OFFICIAL
    )
  }))
}

function listPapers() {
  const by = '周小禾（青禾县人民政府办公室）'
  const history = (['start', 'submit', 'pass', 'pass', 'pass', 'claim', 'approve'] as const).map((name, i) => ({
    name,
    from: (['DRAFT', 'DRAFT', 'CHECKING', 'SECRECY', 'SIGNING', 'SUBMITTED', 'IN_REVIEW'] as const)[i] ?? null,
    reason: '',
    by,
    day: `2025-01-0${i + 1}`
  }))
  const letter = (count: number) =>
    makeLetter({
      from: '青禾县人民政府',
      to: '禾州市人民政府',
      year: 2024,
      date: OFFICIAL.date,
      enclosed: Array.from({ length: count }, (_, i) => ({
        unit: `青禾县第${i + 1}局`,
        revision: 1,
        state: 'PUBLISHED',
        code: '0123456789abcdef'
      }))
    })
  const approved = { unit: '青禾县教育局', year: 2024, revision: 1, code: '0123456789abcdef' }
  return [
    { name: '审查呈批单', document: makeApprovalSheet(approved, history) },
    // Nobody but the superior decided: the rest is left for the pen.
    { name: '审查呈批单 to be filled in', document: makeApprovalSheet(approved, [...history.slice(0, 2), ...history.slice(5)]) },
    ...[4, 18, 60].map((count) => ({ name: `报送函 of ${count} reports`, document: letter(count) }))
  ]
}

function lengthened(form: TemplateId, added: number, isNoted: boolean) {
  const report = isNoted ? notedReport(form) : fullReport(form)
  const texts = Object.entries(report.values).filter(([at, text]) => text.length > 20 && !at.endsWith('/note'))
  const long = texts.map(([at, text], i) => {
    const share = Math.floor((added + texts.length - 1 - i) / texts.length)
    return [at, added < 0 ? '本年度无此类情况。' : lengthen(text, share, i)]
  })
  return { ...emptyReport(form), values: { ...report.values, ...Object.fromEntries(long) } }
}

function lengthen(text: string, times: number, seed: number): string {
  const paragraphs = Array.from({ length: times }, (_, i) =>
    Array.from({ length: 2 + ((i + seed) % 4) }, (_, n) => SENTENCES[(i * 3 + n * 2 + seed) % SENTENCES.length]).join('')
  )
  return [text, ...paragraphs].join('\n')
}
