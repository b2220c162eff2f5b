import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'

/** Something made once and sent often. */
type Kept = { body: Uint8Array; packed: Uint8Array | undefined; etag: string }

type Make = () => string | Uint8Array | Promise<string | Uint8Array>

/** Published revisions never change: what was made of them is kept, up to 64 MB, the least used thrown away first. */
const kept = new LRUCache<string, Kept, Make>({
  maxSize: 64 * 1024 * 1024,
  sizeCalculation: ({ body, packed }) => body.length + (packed?.length ?? 0) + 1,
  fetchMethod: async (_, __, { context }) => pack(await context())
})

/** Public pages run nothing and load nothing but our style sheet and pictures: scripts are not allowed at all. */
const POLICY =
  "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

export const HTML = 'text/html; charset=utf-8'
export const JSON_TYPE = 'application/json; charset=utf-8'

type Answer = { status?: number; type: string; headers?: Record<string, string> }

/**
 * Answers with what `make` gives, made once as long as `key` stays the same; every change of what is public must change
 * the key. Caches may keep it but ask each time, so that what is taken down is gone at once.
 */
export async function answerKept(request: Request, key: string, answer: Answer, make: Make): Promise<Response> {
  const found = await kept.fetch(key, { context: make })
  return send(request, found ?? (await pack(await make())), answer)
}

/** Answers with something that is made for this request alone. */
export async function answerFresh(request: Request, answer: Answer, body: string): Promise<Response> {
  return send(request, await pack(body), answer)
}

/** A plain sentence, for addresses where a page would be of no use. */
export function answerText(request: Request, status: number, words: string): Promise<Response> {
  return answerFresh(request, { status, type: 'text/plain; charset=utf-8' }, words)
}

async function pack(made: string | Uint8Array): Promise<Kept> {
  const body = typeof made === 'string' ? new TextEncoder().encode(made) : made
  const packed = await promisify(gzip)(body, { level: 9 })
  const isSmaller = packed.length < body.length * 0.9
  // Of the JSON of a report this is the published hash itself.
  return { body, packed: isSmaller ? packed : undefined, etag: `W/"${createHash('sha256').update(body).digest('hex')}"` }
}

function send(request: Request, { body, packed, etag }: Kept, { status = 200, type, headers }: Answer): Response {
  const isPacked = packed !== undefined && /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')
  const common = {
    'Cache-Control': 'public, no-cache',
    'Content-Security-Policy': POLICY,
    ETag: etag,
    Vary: 'Accept-Encoding',
    ...headers
  }
  if (status === 200 && request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers: common })
  const bytes = isPacked ? packed : body
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    status,
    headers: { ...common, 'Content-Type': type, 'Content-Length': String(bytes.length), ...(isPacked && { 'Content-Encoding': 'gzip' }) }
  })
}
