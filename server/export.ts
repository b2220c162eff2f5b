import { readReport } from '@/db/reports'
import { titleOf } from '@/report/report'
import { makeSnapshot } from '@/report/snapshot'
import type { State } from '@/report/status'
import { env } from './env'
import { contentDisposition, fileName } from './file-name'
import { openReport } from './gate'
import { makeFile, TYPES } from './make-file'
import { type Format, UnfaithfulFile } from './prove'

/** What every page of a report carries until it is approved. */
export function draftMark(state: State): string | undefined {
  return state === 'APPROVED' ? undefined : '草稿'
}

/**
 * For the download routes: a report the person may read, as a file that was read back. `?signed=yyyy-mm-dd` adds 署名 and
 * 成文日期, `?faces=system` names the faces every Windows has, `?standard=a-2a` makes an archive's PDF.
 */
export async function sendReport(id: string, format: Format, request: Request): Promise<Response> {
  const { store, filing } = await openReport(id, 'read')
  const asked = new URL(request.url).searchParams
  const signedOn = asked.get('signed') ?? ''
  const mark = draftMark(filing.state)
  const report = await readReport(store, filing)
  try {
    const file = await makeFile(makeSnapshot(report), format, {
      mark,
      isFinal: mark === undefined,
      signedOn: isDay(signedOn) ? signedOn : undefined,
      faces: asked.get('faces') === 'system' ? 'system' : 'standard',
      standard: asked.get('standard') === 'a-2a' ? 'a-2a' : 'ua-1',
      fontDir: env().FONT_DIR
    })
    return fileResponse(file, TYPES[format], fileName(titleOf(report), format))
  } catch (error) {
    if (error instanceof UnfaithfulFile)
      return new Response(error.message, { status: 500, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
    throw error
  }
}

/** A download. */
export function fileResponse(bytes: Uint8Array, type: string, name: string): Response {
  return new Response(bytes.slice(), {
    headers: { 'Content-Type': type, 'Content-Disposition': contentDisposition(name), 'Cache-Control': 'private, no-store' }
  })
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}
