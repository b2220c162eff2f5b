import { env } from '@/server/env'
import { fileResponse, openDocument } from '@/server/export'
import { makePdf } from '@/server/pdf'

export async function GET(_: Request, { params }: RouteContext<'/reports/[id]/pdf'>): Promise<Response> {
  const document = await openDocument((await params).id)
  return fileResponse(await makePdf(document, { fontDir: env().FONT_DIR }), 'application/pdf', `${document.title}.pdf`)
}
