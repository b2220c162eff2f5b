import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzip } from 'node:zlib'

/** Bytes from which gzip saves more than it costs, as in Next's own compression. */
const WORTH_GZIP = 1024

/**
 * Sends what is written to the response as one answer, compressed only if it is long. Next streams the answers of actions, so that
 * its own compression cannot know their length and compresses even a hundred bytes: a tenth of what saving a cell costs.
 */
export function answerWhole({ headers }: IncomingMessage, response: ServerResponse): void {
  const takesGzip = /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''))
  // Next's compression, which would come before this one, leaves it alone.
  delete headers['accept-encoding']
  const pieces: Buffer[] = []
  const end = response.end.bind(response) as (body: Buffer) => ServerResponse
  const keep = (piece: unknown, encoding: unknown) => {
    if (typeof piece === 'string') pieces.push(Buffer.from(piece, typeof encoding === 'string' ? (encoding as BufferEncoding) : undefined))
    else if (piece instanceof Uint8Array) pieces.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength))
  }
  const send = () => {
    const body = Buffer.concat(pieces)
    if (!takesGzip || body.length < WORTH_GZIP || response.headersSent) return end(body)
    gzip(body, (error, packed) => {
      if (error) return end(body)
      response.appendHeader('Vary', 'Accept-Encoding').setHeader('Content-Encoding', 'gzip')
      end(packed)
    })
  }
  Object.assign(response, {
    flushHeaders: () => undefined,
    write: (piece: unknown, encoding?: unknown, done?: unknown) => {
      keep(piece, encoding)
      const whenDone = done ?? encoding
      if (typeof whenDone === 'function') process.nextTick(whenDone)
      return true
    },
    end: (piece?: unknown, encoding?: unknown, done?: unknown) => {
      keep(piece, encoding)
      const whenDone = done ?? encoding ?? piece
      if (typeof whenDone === 'function') response.once('finish', whenDone as () => void)
      send()
      return response
    }
  })
}
