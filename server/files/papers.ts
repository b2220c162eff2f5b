import { notFound } from 'next/navigation'
import { listHistory } from '@/db/reports/events'
import { makeApprovalSheet } from '@/report/layout/approval'
import type { ReportDocument } from '@/report/layout/document'
import { dayOf } from '@/report/workflow/dates'
import { isIn } from '@/report/workflow/states'
import { env } from '@/server/base/env'
import { fileName } from '@/server/base/file-name'
import { runInFileWorker, shareOf } from '@/server/files/worker/file-worker'
import { takeTurn } from '@/server/files/worker/turn'
import { openReport, type Passed } from '@/server/gate/gate'
import { fileResponse } from './export'
import { formatOf } from './formats'
import { waitingPage } from './waiting-page'
import type { PaperFormat } from './write-file'

/** The formats of a paper by the last part of its address. */
const FORMAT_OF = { word: 'docx', pdf: 'pdf' } as const satisfies Record<string, PaperFormat>

/** The format an address asks for; 404 for any other. */
export function paperFormat(address: string | null): PaperFormat {
  if (address === 'word' || address === 'pdf') return FORMAT_OF[address]
  notFound()
}

/** 审查呈批单 of a report, from its history, for whoever may read it; `address`: word or pdf. */
export async function sendApproval(id: string, address: string, request: Request): Promise<Response> {
  const passed = await openReport(id, 'read')
  const format = paperFormat(address)
  const { store, filing } = passed
  const history = await listHistory(store, filing.id)
  const sheet = makeApprovalSheet(
    {
      unit: filing.unitName,
      year: filing.year,
      revision: filing.revision,
      // What is typed on has another hash than what was handed in.
      code: isIn(filing.state, 'filling') ? undefined : filing.submittedHash?.slice(0, 16)
    },
    history.map(({ name, from, reason, by, on }) => ({ name, from, reason, by, day: dayOf(on) }))
  )
  const name = `${sheet.title}（${filing.unitName}${filing.year}年）`
  return sendPaper(passed, { document: sheet, format, name }, request, `/reports/${filing.id}`)
}

/** A paper as a download, made in the worker and read back there; `back`: the page somebody waits on behalf of. */
export async function sendPaper(
  { user }: Pick<Passed, 'user'>,
  { document, format, name }: { document: ReportDocument; format: PaperFormat; name: string },
  request: Request,
  back: string
): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const outcome = await takeTurn(`${user.id} ${pathname}${search}`, shareOf(user), request.signal, (turn) =>
    runInFileWorker(turn, 'writePaper', JSON.stringify(document), format, env().FONT_DIR)
  )
  if ('ahead' in outcome) return waitingPage(outcome.ahead, back)
  return fileResponse(outcome.made, formatOf[format].type, fileName(name, format))
}
