import { makeDocument } from '@/report/document'
import { titleOf } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import type { State } from '@/report/status'
import { env } from './env'
import { contentDisposition, fileName } from './file-name'
import { openReport } from './gate'
import { APPROVED, draftMark, makeFile, makePages, sealOf, TYPES } from './make-file'
import { type Format, UnfaithfulFile } from './prove'
import { freezeVisible } from './visible'

/** In these nobody can type. */
const HANDED_IN: readonly State[] = ['SUBMITTED', 'IN_REVIEW', ...APPROVED]

/**
 * For the download routes: a report the person may read, as a file that was read back. `?signed=yyyy-mm-dd` adds 署名 and
 * 成文日期, `?faces=system` names the faces every Windows has, `?standard=a-2a` makes an archive's PDF.
 */
export async function sendReport(id: string, format: Format, request: Request): Promise<Response> {
  const passed = await openReport(id, 'read')
  const { filing } = passed
  const asked = new URL(request.url).searchParams
  const signedOn = asked.get('signed') ?? ''
  try {
    const frozen = await freezeVisible(passed)
    const file = await makeFile(frozen, format, {
      mark: draftMark(filing.state),
      isFinal: HANDED_IN.includes(filing.state),
      signedOn: isDay(signedOn) ? signedOn : undefined,
      faces: asked.get('faces') === 'system' ? 'system' : 'standard',
      standard: asked.get('standard') === 'a-2a' ? 'a-2a' : 'ua-1',
      seal: filing.state === 'PUBLISHED' ? sealOf(frozen, env().PUBLIC_URL ?? new URL(request.url).origin) : undefined,
      fontDir: env().FONT_DIR
    })
    return fileResponse(file, TYPES[format], fileName(titleOf({ unit: filing.unitName, year: filing.year }), format))
  } catch (error) {
    if (error instanceof UnfaithfulFile)
      return new Response(error.message, { status: 500, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
    throw error
  }
}

/** The pages of a report as a picture, as its PDF will have them. */
export async function sendPages(id: string): Promise<Response> {
  const passed = await openReport(id, 'read')
  const report = readSnapshot(await freezeVisible(passed))
  const pages = await makePages(makeDocument(report, draftMark(passed.filing.state)))
  return new Response(pages.slice(), { headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'private, max-age=600' } })
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
