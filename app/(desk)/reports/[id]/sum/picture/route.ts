import { notFound } from 'next/navigation'
import { fileName } from '@/server/base/file-name'
import { wholeNumber } from '@/server/base/whole-number'
import { fileResponse } from '@/server/files/export'
import { openReport } from '@/server/gate/gate'
import { drawSum } from '@/server/rollup/sum-picture'

/** One cell of an aggregate as a picture (SVG): its members, a bar each. */
export async function GET(request: Request, { params }: RouteContext<'/reports/[id]/sum/picture'>): Promise<Response> {
  const passed = await openReport((await params).id, 'read')
  const asked = new URL(request.url).searchParams
  const drawn = await drawSum(passed, asked.get('at') ?? '', wholeNumber(asked.get('taking') ?? ''))
  if (!drawn) notFound()
  return fileResponse(new TextEncoder().encode(drawn.svg), 'image/svg+xml', fileName(drawn.title, 'svg'))
}
