import { describe, expect, it } from 'vitest'
import { MOST_BYTES } from '@/server/base/reader-limits'
import { type Upload, withUpload } from './read-upload'

const PIECE = 64 * 1024

/** An upload of so many pieces, each written into the same memory as the one before, as soon as somebody asks for it. */
function uploadOf(pieces: number): Request {
  const memory = new Uint8Array(PIECE)
  let count = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (count === pieces) return controller.close()
        controller.enqueue(memory.fill(count++))
      }
    },
    { highWaterMark: 0 }
  )
  return new Request('http://localhost/check', { method: 'POST', body, duplex: 'half' } as RequestInit)
}

const take = (request: Request) => withUpload(request, async (upload) => upload)

describe('an upload', () => {
  it('is put where it stays as it arrives: no piece is kept beside it', async () => {
    const { body } = (await take(uploadOf(5))) as Extract<Upload, { ok: true }>
    expect(body.length).toBe(5 * PIECE)
    expect(Array.from({ length: 5 }, (_, i) => new Set(body.subarray(i * PIECE, (i + 1) * PIECE)))).toEqual(
      Array.from({ length: 5 }, (_, i) => new Set([i]))
    )
  })

  it('is refused at the first byte too many, whatever its length was said to be', async () => {
    expect(await take(uploadOf(MOST_BYTES / PIECE))).toMatchObject({ ok: true })
    expect(await take(uploadOf(MOST_BYTES / PIECE + 1))).toMatchObject({ ok: false, status: 413 })
  })

  it('is refused while others hold all the room there is, and taken once they are done', async () => {
    const pieces = MOST_BYTES / PIECE
    let done: () => void = () => undefined
    const waiting = new Promise<void>((resolve) => {
      done = resolve
    })
    const holding: Promise<void>[] = []
    for (let i = 0; i < 5; i++)
      await new Promise<void>((arrived) => {
        const use = () => {
          arrived()
          return waiting
        }
        holding.push(withUpload(uploadOf(pieces), use))
      })
    expect(await take(uploadOf(pieces))).toMatchObject({ ok: false, status: 503 })
    done()
    await Promise.all(holding)
    expect(await take(uploadOf(pieces))).toMatchObject({ ok: true })
  })

  it('that is broken off is told so, and its room is free again', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
    const request = new Request('http://localhost/check', { method: 'POST', body, duplex: 'half' } as RequestInit)
    expect(await take(request)).toMatchObject({ ok: false, status: 400 })
  })
})
