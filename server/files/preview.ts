import { LRUCache } from 'lru-cache'
import { hashOf } from '@/db/hash'
import { env } from '@/server/base/env'
import { wholeNumber } from '@/server/base/whole-number'
import { runInFileWorker, shareOf } from '@/server/files/worker/file-worker'
import { ASK_AGAIN, takeTurn } from '@/server/files/worker/turn'
import { openReport, type PassedReport } from '@/server/gate/gate'
import { freezeVisible, readVisibleImprint } from '@/server/gate/visible'
import { openPage, type PageDrawing, weigh } from './drawing'
import { draftMark } from './make-file'

/** The answer to the preview: the id of a drawing and its page count, or how many jobs are ahead. */
export type Preview = { drawing: string; pages: number } | { ahead: number }

/** Pages are requested one by one, so drawings are cached, up to 48 MB. A million characters are 10 MB. */
const kept = new LRUCache<string, PageDrawing>({ maxSize: 48 * 1024 * 1024, sizeCalculation: (drawing) => weigh(drawing) + 1 })

/**
 * The pages of a report as its PDF will have them: without `?page=` a `Preview` as JSON, with `?drawing=&page=` one page as
 * SVG, 404 if the report has changed since it was drawn.
 */
export async function sendPreview(id: string, request: Request): Promise<Response> {
  const passed = await openReport(id, 'read')
  const asked = new URL(request.url).searchParams
  const number = wholeNumber(asked.get('page') ?? '')
  const wanted = asked.get('drawing') ?? undefined
  const found = number === undefined ? undefined : kept.get(`${passed.filing.id} ${wanted}`)
  const outcome = found && wanted ? { made: { name: wanted, drawing: found } } : await draw(passed, request.signal)
  if ('ahead' in outcome) return answer(503, JSON.stringify(outcome satisfies Preview))
  const { name, drawing } = outcome.made
  if (number === undefined) return answer(200, JSON.stringify({ drawing: name, pages: drawing.pages.length } satisfies Preview))
  const page = name === wanted ? openPage(drawing, number) : undefined
  return page === undefined ? answer(404, '{}') : answer(200, page, 'image/svg+xml')
}

async function draw(passed: PassedReport<'read'>, signal: AbortSignal) {
  const { user, filing } = passed
  const snapshot = await freezeVisible(passed)
  const printed = { mark: draftMark(filing.state), imprint: await readVisibleImprint(passed) }
  const name = hashOf(`${JSON.stringify(printed)} ${snapshot}`).slice(0, 16)
  const key = `${filing.id} ${name}`
  const known = kept.get(key)
  if (known) return { made: { name, drawing: known } }
  return takeTurn(`${user.id} preview ${key}`, shareOf(user), signal, async (turn) => {
    const drawing = await runInFileWorker(turn, 'drawPages', snapshot, printed, env().FONT_DIR)
    kept.set(key, drawing)
    return { name, drawing }
  })
}

function answer(status: number, body: string, type = 'application/json'): Response {
  const again = status === 503 ? { 'Retry-After': String(ASK_AGAIN) } : undefined
  return new Response(body, { status, headers: { 'Content-Type': type, 'Cache-Control': 'private, no-store', ...again } })
}
