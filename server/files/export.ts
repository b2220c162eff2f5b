import { notFound } from 'next/navigation'
import { titleOf } from '@/report/report'
import { isDay } from '@/report/workflow/dates'
import { isIn } from '@/report/workflow/states'
import { env } from '@/server/base/env'
import { contentDisposition, fileName } from '@/server/base/file-name'
import { publicOrigin } from '@/server/base/origin'
import { shareOf } from '@/server/files/worker/file-worker'
import { takeTurn } from '@/server/files/worker/turn'
import { openReport } from '@/server/gate/gate'
import { freezeVisible, readVisibleImprint } from '@/server/gate/visible'
import { FORMATS, formatOf } from './formats'
import { draftMark, makeFile, sealOf } from './make-file'
import { UnfaithfulFile } from './verify'
import { waitingPage } from './waiting-page'
import type { FileOptions } from './write-file'

/** What is not public must not be cached. */
const NO_STORE = 'private, no-store'

/**
 * For the download routes: a report the person may read, as a file that was read back. It carries 公文要素 as they
 * stand; `?signed=yyyy-mm-dd` prints another 成文日期, `?cover=yes` adds 封面, `?faces=system` names the faces every Windows
 * has, `?standard=a-2a` makes an archive's PDF.
 */
export async function sendReport(id: string, address: string, request: Request): Promise<Response> {
  const passed = await openReport(id, 'read')
  const format = FORMATS.find((one) => formatOf[one].address === address)
  if (!format) notFound()
  const { user, filing } = passed
  const { pathname, search, searchParams: asked } = new URL(request.url)
  const signedOn = asked.get('signed') ?? ''
  try {
    const frozen = await freezeVisible(passed)
    const imprint = await readVisibleImprint(passed)
    const options: FileOptions = {
      mark: draftMark(filing.state),
      imprint: isDay(signedOn) ? { ...imprint, date: signedOn } : imprint,
      hasCover: asked.get('cover') === 'yes',
      isFinal: isIn(filing.state, 'review', 'approved', 'settled'),
      faces: asked.get('faces') === 'system' ? 'system' : 'standard',
      standard: asked.get('standard') === 'a-2a' ? 'a-2a' : 'ua-1',
      seal: filing.state === 'PUBLISHED' ? sealOf(frozen, publicOrigin()) : undefined,
      fontDir: env().FONT_DIR
    }
    const outcome = await takeTurn(`${user.id} ${pathname}${search}`, shareOf(user), request.signal, (turn) =>
      makeFile(frozen, format, options, turn)
    )
    if ('ahead' in outcome) return waitingPage(outcome.ahead, `/reports/${filing.id}`)
    return fileResponse(outcome.made, formatOf[format].type, fileName(titleOf({ unit: filing.unitName, year: filing.year }), format))
  } catch (error) {
    if (error instanceof UnfaithfulFile)
      return new Response(error.message, {
        status: 500,
        headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': NO_STORE }
      })
    throw error
  }
}

/** A download. */
export function fileResponse(bytes: Uint8Array, type: string, name: string): Response {
  return new Response(bytes.slice(), {
    headers: { 'Content-Type': type, 'Content-Disposition': contentDisposition(name), 'Cache-Control': NO_STORE }
  })
}
