import { makeDocument, type ReportDocument } from '@/report/layout/document'
import { exampleReport } from '@/report/samples/example'
import type { TemplateId } from '@/report/template'
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

/** Reports of both forms, from one sentence per part to a dozen pages, with and without notes, signed and unsigned. */
export function listDocuments(): { name: string; document: ReportDocument }[] {
  const made = FORMS.flatMap((form) =>
    ADDED.flatMap((added) =>
      [false, true].map((isNoted) => ({
        name: `${form}, ${added < 0 ? 'a sentence a part' : `${added} paragraphs more`}${isNoted ? ' with notes, signed' : ''}`,
        document: makeDocument(lengthened(form, added, isNoted), undefined, isNoted ? '2025-01-16' : undefined)
      }))
    )
  )
  return [...made, { name: 'example', document: makeDocument(exampleReport) }]
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
