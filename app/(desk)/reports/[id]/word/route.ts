import { fileResponse, openDocument } from '@/server/export'
import { makeWord } from '@/server/word'

export async function GET(_: Request, { params }: RouteContext<'/reports/[id]/word'>): Promise<Response> {
  const document = await openDocument((await params).id)
  return fileResponse(
    makeWord(document),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    `${document.title}.docx`
  )
}
