import { notFound } from 'next/navigation'
import { fileName } from '@/server/base/file-name'
import { mayWatch } from '@/server/board/board'
import { captionPlot } from '@/server/charts/draw-plot'
import { fileResponse } from '@/server/files/export'
import { formatOf } from '@/server/files/formats'
import { runInFileWorker, shareOf } from '@/server/files/worker/file-worker'
import { requireUser } from '@/server/gate/gate'
import { readAsk } from './ask'
import { drawPicture, PICTURES } from './pictures'
import { openStatistics } from './statistics'
import { makeStatisticsCsv } from './statistics-csv'
import { orderWorkbook } from './statistics-workbook'
import { sayGaps, sayScope, tellPicture } from './tell-statistics'

/** A file of the statistics an address asks for: the same figures as on the page. */
export async function sendStatistics(file: string, request: Request): Promise<Response> {
  const passed = await requireUser()
  const picture = PICTURES.find((name) => file === `${name}.svg`)
  if (!mayWatch(passed) || !(picture || file === 'csv' || file === 'xlsx')) notFound()
  const statistics = await openStatistics(passed, readAsk(Object.fromEntries(new URL(request.url).searchParams), passed.now))
  const { indicator, from, to } = statistics.asked
  const name = `统计-${indicator.name}-${from}—${to}`
  if (file === 'csv') return fileResponse(makeStatisticsCsv(statistics), 'text/csv; charset=utf-8', fileName(name, 'csv'))
  if (file === 'xlsx') {
    const { snapshots, order } = await orderWorkbook(passed, statistics)
    const made = await runInFileWorker({ share: shareOf(passed.user), signal: request.signal }, 'writeSummary', snapshots, order)
    return fileResponse(made, formatOf.xlsx.type, fileName(name, 'xlsx'))
  }
  const svg = picture && drawPicture(picture, statistics)
  if (!picture || !svg) notFound()
  const { title } = tellPicture(picture, statistics)
  const captioned = captionPlot(svg, title, [...sayGaps(picture, statistics), ...sayScope(statistics.asked, statistics)])
  return fileResponse(new TextEncoder().encode(captioned), 'image/svg+xml', fileName(title, 'svg'))
}
