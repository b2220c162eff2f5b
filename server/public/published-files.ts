import type { Store } from '@/db/engine/client'
import { findImprint } from '@/db/reports/imprints'
import { readPublicSnapshot } from '@/db/reports/published'
import { publicImprint } from '@/report/layout/imprint'
import { titleOf } from '@/report/report'
import { listOutcomes } from '@/report/workflow/outcomes'
import { env } from '@/server/base/env'
import { contentDisposition, fileName } from '@/server/base/file-name'
import { publicOrigin } from '@/server/base/origin'
import { FORMATS, formatOf } from '@/server/files/formats'
import { makeFile, sealOf } from '@/server/files/make-file'
import { UnfaithfulFile } from '@/server/files/verify'
import { waitingPage } from '@/server/files/waiting-page'
import { TooManyWaiting, VISITORS } from '@/server/files/worker/file-worker'
import { takeTurn } from '@/server/files/worker/turn'
import { type Publication, pathOf, readPublicReport, readTrend } from './published'
import { answerKept, answerText } from './published-answer'
import { drawOutcomes, drawTrend } from './published-charts'

const SVG = { type: 'image/svg+xml' }

/** A file made of a revision's snapshot, or a picture of its figures; undefined if there is no such file. */
export async function answerFile(request: Request, store: Store, found: Publication, file: string): Promise<Response | undefined> {
  const { one } = found
  if (file === 'outcomes.svg')
    return answerKept(request, `outcomes ${one.hash}`, SVG, async () => drawOutcomes(listOutcomes(await readPublicReport(store, one))))
  if (file === 'trend.svg' && found.lastYears.length > 0)
    return answerKept(request, `trend ${one.report} ${found.stamp}`, SVG, async () => drawTrend(await readTrend(store, found)))
  const format = FORMATS.find((candidate) => file === `report.${candidate}`)
  if (!format) return undefined
  const headers = { 'Content-Disposition': contentDisposition(fileName(titleOf({ unit: one.unitName, year: one.year }), format)) }
  try {
    // 公文要素 stay as they were published, but another revision of the same text may have others.
    const key = `${format} ${one.report} ${one.hash}`
    return await answerKept(request, key, { type: formatOf[format].type, headers }, async () => {
      const snapshot = await readPublicSnapshot(store, one)
      const imprint = publicImprint(await findImprint(store, one.report))
      const options = { isFinal: true, imprint, fontDir: env().FONT_DIR, seal: sealOf(snapshot, publicOrigin()) }
      // The same for everybody: whoever asks next waits for the same file.
      const outcome = await takeTurn(`visitors ${key}`, VISITORS, request.signal, (turn) => makeFile(snapshot, format, options, turn))
      if ('ahead' in outcome) throw new TooManyWaiting(outcome.ahead)
      return outcome.made
    })
  } catch (error) {
    if (error instanceof TooManyWaiting) return waitingPage(error.ahead, pathOf(one))
    if (error instanceof UnfaithfulFile) return answerText(request, 500, `${error.message}。`)
    throw error
  }
}
