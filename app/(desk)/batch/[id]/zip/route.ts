import { notFound } from 'next/navigation'
import { contentDisposition, fileName } from '@/server/base/file-name'
import { findBatch, listFiles } from '@/server/batch/batch'
import { listChoice } from '@/server/batch/batch-choice'
import { formatOf } from '@/server/files/formats'
import { streamZip } from '@/server/files/xml/zip-stream'
import { requireUser } from '@/server/gate/gate'

/** A finished export as one zip, for whoever ordered it and still may read all of it. */
export async function GET(_: Request, { params }: RouteContext<'/batch/[id]/zip'>): Promise<Response> {
  const passed = await requireUser()
  const batch = await findBatch((await params).id)
  if (batch?.by !== passed.user.id || batch.state.is !== 'done') notFound()
  const units = new Set((await listChoice(passed)).map(({ unit }) => unit))
  if (!batch.items.every(({ unit }) => units.has(unit))) notFound()
  const files = listFiles(batch).map((file) => ({ ...file, isPacked: formatOf[file.format].isPacked === true }))
  return new Response(streamZip(files), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': contentDisposition(fileName(`政府信息公开工作年度报告 ${batch.words}`, 'zip')),
      'Cache-Control': 'private, no-store'
    }
  })
}
