import { LRUCache } from 'lru-cache'
import { hashOf } from '@/db/hash'

/** A cached body. */
type Kept = { body: Uint8Array<ArrayBuffer>; etag: string }

type Make = () => string | Uint8Array | Promise<string | Uint8Array>

/** Published revisions never change: responses are kept in an LRU cache of 64 MB. */
const kept = new LRUCache<string, Kept, Make>({
  maxSize: 64 * 1024 * 1024,
  sizeCalculation: ({ body }) => body.length + 1,
  fetchMethod: async (_, __, { context }) => seal(await context())
})

/** Content security policy of public pages: our style sheet and pictures, no scripts. */
const POLICY =
  "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

export const HTML = 'text/html; charset=utf-8'
export const JSON_TYPE = 'application/json; charset=utf-8'

type Head = { status?: number; type: string; headers?: Record<string, string> }

/**
 * Answers with the body of `make`, cached by `key`; every change of what is public must change the key. HTTP caches must
 * revalidate, so that what is taken down is gone at once.
 */
export async function answerKept(request: Request, key: string, answer: Head, make: Make): Promise<Response> {
  const found = await kept.fetch(key, { context: make })
  return send(request, found ?? seal(await make()), answer)
}

/** Answers without caching. */
export function answerFresh(request: Request, answer: Head, body: string): Response {
  return send(request, seal(body), answer)
}

/** Leads on to another address; for the time being, because a change of units can be undone. */
export function answerElsewhere(path: string, headers?: Record<string, string>): Response {
  return new Response(null, { status: 307, headers: { Location: path, 'Cache-Control': 'public, no-cache', ...headers } })
}

/** Answers with a plain sentence, where a page would be of no use. */
export function answerText(request: Request, status: number, words: string): Response {
  return answerFresh(request, { status, type: 'text/plain; charset=utf-8' }, words)
}

/** Weak, because the body travels compressed or not. Of the JSON of a report it is the published hash itself. */
function seal(made: string | Uint8Array): Kept {
  const body = typeof made === 'string' ? new TextEncoder().encode(made) : new Uint8Array(made)
  return { body, etag: `W/"${hashOf(body)}"` }
}

/** Compressing a page of ordinary length takes more time than everything else together and saves ten packets. */
const WORTH_PACKING = 32_000

function send(request: Request, { body, etag }: Kept, { status = 200, type, headers }: Head): Response {
  const caching = body.length < WORTH_PACKING ? 'public, no-cache, no-transform' : 'public, no-cache'
  const common = { 'Cache-Control': caching, 'Content-Security-Policy': POLICY, ETag: etag, ...headers }
  const isKnown = status === 200 && request.headers.get('if-none-match')?.includes(etag)
  if (isKnown) return new Response(null, { status: 304, headers: common })
  return new Response(body, { status, headers: { ...common, 'Content-Type': type } })
}
