import type { Store } from '@/db/client'
import { type Filing, findSnapshot, readReport } from '@/db/reports'
import { titleOf } from '@/report/report'
import { makeSnapshot } from '@/report/snapshot'
import { SETTLED, type State } from '@/report/status'
import { env } from './env'
import { contentDisposition, fileName } from './file-name'
import { openReport } from './gate'
import { makeFile, TYPES } from './make-file'
import { type Format, UnfaithfulFile } from './prove'

/** From the approval on a report is what it will be for ever. */
const APPROVED: readonly State[] = ['APPROVED', ...SETTLED]

/** In these nobody can type; files are made of what was handed in. */
const HANDED_IN: readonly State[] = ['SUBMITTED', 'IN_REVIEW', ...APPROVED]

/** What every page of a report carries until it is approved. */
export function draftMark(state: State): string | undefined {
  return APPROVED.includes(state) ? undefined : '草稿'
}

/**
 * For the download routes: a report the person may read, as a file that was read back. `?signed=yyyy-mm-dd` adds 署名 and
 * 成文日期, `?faces=system` names the faces every Windows has, `?standard=a-2a` makes an archive's PDF.
 */
export async function sendReport(id: string, format: Format, request: Request): Promise<Response> {
  const { store, filing } = await openReport(id, 'read')
  const asked = new URL(request.url).searchParams
  const signedOn = asked.get('signed') ?? ''
  try {
    const file = await makeFile(await readFrozen(store, filing), format, {
      mark: draftMark(filing.state),
      isFinal: HANDED_IN.includes(filing.state),
      signedOn: isDay(signedOn) ? signedOn : undefined,
      faces: asked.get('faces') === 'system' ? 'system' : 'standard',
      standard: asked.get('standard') === 'a-2a' ? 'a-2a' : 'ua-1',
      fontDir: env().FONT_DIR
    })
    return fileResponse(file, TYPES[format], fileName(titleOf({ unit: filing.unitName, year: filing.year }), format))
  } catch (error) {
    if (error instanceof UnfaithfulFile)
      return new Response(error.message, { status: 500, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
    throw error
  }
}

async function readFrozen(store: Store, filing: Filing): Promise<string> {
  const frozen = HANDED_IN.includes(filing.state) ? await findSnapshot(store, filing.id) : undefined
  return frozen?.json ?? makeSnapshot(await readReport(store, filing))
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
