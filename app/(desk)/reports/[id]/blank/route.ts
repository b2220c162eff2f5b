import { makeBlankDocument } from '@/report/layout/document'
import { openTemplate } from '@/report/templates'
import { fileName } from '@/server/base/file-name'
import { fileResponse } from '@/server/files/export'
import { formatOf } from '@/server/files/formats'
import { makeWord } from '@/server/files/word/word'
import { openReport } from '@/server/gate/gate'

/** The form of the report with nothing in it, to be filled in by hand. */
export async function GET(_: Request, { params }: RouteContext<'/reports/[id]/blank'>): Promise<Response> {
  const { filing } = await openReport((await params).id, 'read')
  const form = makeWord(makeBlankDocument(openTemplate(filing.template)))
  return fileResponse(form, formatOf.docx.type, fileName(`政府信息公开工作年度报告空白表（${filing.year}年）`, 'docx'))
}
