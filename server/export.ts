import { readReport } from '@/db/reports'
import { makeDocument, type ReportDocument } from '@/report/document'
import type { State } from '@/report/status'
import { openReport } from './gate'

/** What every page of a report carries until it is approved. */
export function draftMark(state: State): string | undefined {
  return state === 'APPROVED' ? undefined : '草稿'
}

/** For the download routes: a report the person may read, as a document. */
export async function openDocument(id: string): Promise<ReportDocument> {
  const { store, filing } = await openReport(id, 'read')
  return makeDocument(await readReport(store, filing), draftMark(filing.state))
}

/** A download named as offices name it: `{机关名称}{年}年政府信息公开工作年度报告.docx`. */
export function fileResponse(bytes: Uint8Array, type: string, name: string): Response {
  return new Response(bytes.slice(), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store'
    }
  })
}
