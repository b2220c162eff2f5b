import { notFound } from 'next/navigation'
import { BoardPaper } from '@/components/board/board-paper'
import { printPage } from '@/components/public/print-page'
import { listBoardRows, mayWatch } from '@/server/board/board'
import { writeBoardPaper } from '@/server/board/board-paper'
import { readBoardFilter } from '@/server/board/choose-lines'
import { requireUser } from '@/server/gate/gate'

/** The units of a board as they were asked for, all pages, to be printed. */
export async function GET(request: Request): Promise<Response> {
  const passed = await requireUser()
  if (!mayWatch(passed)) notFound()
  const asked = readBoardFilter(Object.fromEntries(new URL(request.url).searchParams))
  const paper = writeBoardPaper(await listBoardRows(passed, asked), asked, passed.now)
  const nonce = request.headers.get('x-nonce') ?? undefined
  return new Response(await printPage(<BoardPaper {...paper} nonce={nonce} />), {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-store' }
  })
}
