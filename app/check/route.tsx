import { type NextRequest, NextResponse } from 'next/server'
import { CheckPage } from '@/components/public/check-page'
import { printPage } from '@/components/public/print-page'
import { answerFresh, answerKept, HTML } from '@/server/published-answer'
import { checkFile, type Verdict } from '@/server/published-check'
import { readUpload } from '@/server/read-upload'
import { openSharedStore } from '@/server/store'

export const dynamic = 'force-dynamic'

const MOST_BYTES = 5 * 1024 * 1024

/** Files are read one at a time on this thread: more at once would keep everybody waiting. */
const MOST_AT_ONCE = 4
let underWay = 0

/** The empty form; a hash typed into it goes to its own address. */
export async function GET(request: NextRequest): Promise<Response> {
  const hash = request.nextUrl.searchParams.get('hash')?.trim()
  if (hash) return new NextResponse(null, { status: 303, headers: { Location: `/check/${encodeURIComponent(hash.slice(0, 100))}` } })
  return answerKept(request, 'check', { type: HTML }, () => printPage(<CheckPage />))
}

/** An uploaded file, compared and forgotten. */
export async function POST(request: Request): Promise<Response> {
  if (underWay >= MOST_AT_ONCE) {
    const verdict: Verdict = { is: 'unreadable', words: '同时核验的人较多，请稍候再试。' }
    return answerFresh(
      request,
      { type: HTML, status: 503, headers: { 'Retry-After': '5' } },
      await printPage(<CheckPage verdict={verdict} />)
    )
  }
  underWay++
  try {
    const upload = await readUpload(request, MOST_BYTES)
    const verdict: Verdict = upload.ok
      ? await checkFile(await openSharedStore(), upload.file, upload.name)
      : { is: 'unreadable', words: upload.error }
    const page = await printPage(<CheckPage verdict={verdict} asked={upload.ok ? upload.name : undefined} />)
    const headers = { 'Cache-Control': 'no-store' }
    return await answerFresh(request, { type: HTML, status: upload.ok ? 200 : upload.status, headers }, page)
  } finally {
    underWay--
  }
}
