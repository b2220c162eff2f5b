import { type NextRequest, NextResponse } from 'next/server'
import { CheckPage } from '@/components/public/check-page'
import { printPage } from '@/components/public/print-page'
import { clientOf } from '@/server/base/forwarded'
import { openSharedStore } from '@/server/base/store'
import { type Upload, withUpload } from '@/server/files/reader/read-upload'
import { BusyReader, UnreadableFile } from '@/server/files/reader/reader'
import { countUpload } from '@/server/files/reader/upload-limit'
import { answerFresh, answerKept, HTML } from '@/server/public/published-answer'
import { type CheckResult, checkFile } from '@/server/public/published-check'

export const dynamic = 'force-dynamic'

/** The empty form; a hash typed into it is redirected to its own path. */
export async function GET(request: NextRequest): Promise<Response> {
  const hash = request.nextUrl.searchParams.get('hash')?.trim()
  if (hash) return new NextResponse(null, { status: 303, headers: { Location: `/check/${encodeURIComponent(hash.slice(0, 100))}` } })
  return answerKept(request, 'check', { type: HTML }, () => printPage(<CheckPage />))
}

/** Compares an uploaded file; nothing of it is stored. */
export async function POST(request: Request): Promise<Response> {
  const wait = await countUpload(clientOf(request.headers).address)
  if (wait !== undefined) return tell(request, refuse(429, `核验过于频繁，请 ${wait} 秒后再试。`, wait))
  return withUpload(request, async (upload) => tell(request, await check(upload, request.headers.get('content-type') ?? '')))
}

type Answered = { status: number; verdict: CheckResult; name?: string; wait?: number }

async function check(upload: Upload, type: string): Promise<Answered> {
  if (!upload.ok) return refuse(upload.status, upload.error)
  try {
    const { name, verdict } = await checkFile(await openSharedStore(), upload.body, type)
    return { status: 200, verdict, name }
  } catch (error) {
    if (error instanceof BusyReader) return refuse(503, `${error.message}。`, 5)
    if (error instanceof UnreadableFile) return refuse(400, `${error.message}。`)
    throw error
  }
}

function refuse(status: number, words: string, wait?: number): Answered {
  return { status, verdict: { is: 'unreadable', words }, wait }
}

async function tell(request: Request, { status, verdict, name, wait }: Answered): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store', ...(wait === undefined ? {} : { 'Retry-After': String(wait) }) }
  return answerFresh(request, { type: HTML, status, headers }, await printPage(<CheckPage verdict={verdict} asked={name} />))
}
