import { makeBlankDocument } from '@/report/document'
import { openTemplate } from '@/report/templates'
import { fileResponse } from '@/server/export'
import { fileName } from '@/server/file-name'
import { openReport } from '@/server/gate'
import { TYPES } from '@/server/make-file'
import { makeWord } from '@/server/word'

/** The form of the report with nothing in it, to be filled in by hand. */
export async function GET(_: Request, { params }: RouteContext<'/reports/[id]/blank'>): Promise<Response> {
  const { filing } = await openReport((await params).id, 'read')
  const form = makeWord(makeBlankDocument(openTemplate(filing.template)))
  return fileResponse(form, TYPES.docx, fileName(`政府信息公开工作年度报告空白表（${filing.year}年）`, 'docx'))
}
