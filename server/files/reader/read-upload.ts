import { MOST_BYTES, TOO_LARGE } from '@/server/base/reader-limits'

/** The body of an upload, or why it was not taken, in a Chinese sentence. */
export type Upload = { ok: true; body: Uint8Array } | { ok: false; status: 400 | 408 | 413 | 503; error: string }

/** Bytes of multipart framing around the file. */
const FRAME = 10_000
const MOST_BODY = MOST_BYTES + FRAME
/** Milliseconds: idle time-out, and total time-out (20 MB over 2 MBit/s). */
const LONGEST_SILENCE = 15_000
const LONGEST_UPLOAD = 90_000

/** Uploads are buffered here, so that slow senders occupy memory but not the reader process. */
const MOST_HELD = 5 * MOST_BODY
const shared = globalThis as typeof globalThis & { nianbaoArriving?: { bytes: number } }
shared.nianbaoArriving ??= { bytes: 0 }
const arriving = shared.nianbaoArriving

/**
 * Buffers the body of a request and passes it to `use`, then frees the memory. Stops at the first byte over the limit
 * (whatever Content-Length says), on a time-out, and when too much of other uploads is buffered.
 */
export async function withUpload<T>(request: Request, use: (upload: Upload) => Promise<T>): Promise<T> {
  const taken = { bytes: 0 }
  try {
    return await use(await readBody(request, taken))
  } finally {
    arriving.bytes -= taken.bytes
  }
}

const REFUSALS = {
  large: { ok: false, status: 413, error: `${TOO_LARGE}。` },
  slow: { ok: false, status: 408, error: '文件上传太慢，已停止接收，请检查网络后重试。' },
  full: { ok: false, status: 503, error: '同时上传的人较多，请稍候再试。' },
  broken: { ok: false, status: 400, error: '上传的内容不完整，请重试。' }
} as const satisfies Record<string, Upload>

/** The rest of a refused body stays unread: cancelling would close the connection before the answer. */
async function readBody(request: Request, taken: { bytes: number }): Promise<Upload> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BODY) return REFUSALS.large
  const reader = request.body?.getReader()
  // A resizable buffer: no copy while it grows, and a merely announced length costs nothing.
  const held = new ArrayBuffer(0, { maxByteLength: MOST_BODY })
  const body = new Uint8Array(held)
  const deadline = Date.now() + LONGEST_UPLOAD
  for (;;) {
    const next = await readPiece(reader, Math.min(LONGEST_SILENCE, deadline - Date.now()))
    if (next === 'slow' || next === 'broken') return REFUSALS[next]
    if (next === undefined) break
    if (taken.bytes + next.length > MOST_BODY) return REFUSALS.large
    if (arriving.bytes + next.length > MOST_HELD) return REFUSALS.full
    held.resize(taken.bytes + next.length)
    body.set(next, taken.bytes)
    taken.bytes += next.length
    arriving.bytes += next.length
  }
  return { ok: true, body }
}

type BodyReader = ReadableStreamDefaultReader<Uint8Array>

async function readPiece(reader: BodyReader | undefined, patience: number): Promise<Uint8Array | 'slow' | 'broken' | undefined> {
  let timer: NodeJS.Timeout | undefined
  const slow = new Promise<'slow'>((resolve) => {
    timer = setTimeout(() => resolve('slow'), Math.max(0, patience))
  })
  try {
    const next = await Promise.race([reader?.read(), slow])
    return next === 'slow' ? next : next?.value
  } catch {
    return 'broken'
  } finally {
    clearTimeout(timer)
  }
}
