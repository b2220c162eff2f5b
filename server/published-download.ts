import type { Store } from '@/db/client'
import { readPublicSnapshot } from '@/db/published'
import { listOutcomes } from '@/report/outcomes'
import { type Publication, readPublicReport, readTrend } from './published'
import { answerKept } from './published-answer'
import { drawOutcomes, drawTrend } from './published-charts'
import { FORMATS, fileName, isFormat, makeFile } from './published-files'

const SVG = { type: 'image/svg+xml' }

/** A file made of a revision's snapshot, or a picture of its figures; undefined if there is no such file. */
export async function answerFile(request: Request, store: Store, found: Publication, file: string): Promise<Response | undefined> {
  const { one } = found
  if (file === 'outcomes.svg')
    return answerKept(request, `outcomes ${one.hash}`, SVG, async () => drawOutcomes(listOutcomes(await readPublicReport(store, one))))
  if (file === 'trend.svg' && found.lastFive.length > 0)
    return answerKept(request, `trend ${one.report} ${found.stamp}`, SVG, async () => drawTrend(await readTrend(store, found)))
  const format = file.startsWith('report.') ? file.slice('report.'.length) : ''
  if (!isFormat(format)) return undefined
  const name = fileName({ unit: one.unitName, year: one.year }, format)
  const headers = { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` }
  return answerKept(request, `${format} ${one.hash}`, { type: FORMATS[format].type, headers }, async () =>
    makeFile(format, await readPublicSnapshot(store, one))
  )
}
