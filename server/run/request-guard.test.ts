import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guard } from './request-guard'

/** Answers with what came through. */
const server = createServer(
  guard((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece) => pieces.push(piece))
    request.on('end', () =>
      response.end(JSON.stringify([request.method, request.url, Buffer.concat(pieces).toString(), request.headers.cookie]))
    )
  })
)
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const ACTION = { 'next-action': '40ab', 'content-type': 'text/plain;charset=UTF-8' }

async function post(body: BodyInit, headers: Record<string, string> = ACTION) {
  const answer = await fetch(`${url}/a?b=%E0`, { method: 'POST', body, headers: { cookie: 'c=1', ...headers } })
  return { status: answer.status, text: await answer.text() }
}

it.each(['/check/%E0%A4%A', '/%', '/a/%zz?b'])('refuses an address that cannot be decoded: %s', async (path) => {
  // Whatever builds addresses would mend it.
  const status = await new Promise((resolve, reject) => {
    send(`${url}/`, { path }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end()
  })
  expect(status).toBe(400)
})

describe('the arguments of an action', () => {
  it.each(['[]', '[1,{"a":"$undefined","b":"$$K1"}]', '["$D2024-01-01T00:00:00.000Z","$n12","$NaN"]'])(
    'pass as they are: %s',
    async (body) => {
      expect(await post(body)).toEqual({ status: 200, text: JSON.stringify(['POST', '/a?b=%E0', body, 'c=1']) })
    }
  )

  it.each(['', 'garbage{', '{}', 'null', '"a"', '["$K9"]', '["$F1"]', '["$1"]', '["$@2"]', '["$nx"]', `[${'['.repeat(100_000)}`])(
    'are refused if they cannot be put together: %.20s',
    async (body) => {
      const { status, text } = await post(body)
      expect(status).toBe(400)
      expect(text).toMatch(/^提交的内容不完整/)
    }
  )

  it('may come as a form with files, if every part that is named is there', async () => {
    const formOf = (parts: Record<string, string | Blob>) => {
      const form = new FormData()
      for (const [key, part] of Object.entries(parts)) form.append(key, part)
      return form
    }
    const action = { 'next-action': '40ab' }
    expect((await post(formOf({ 0: '["$K1"]', '1_file': new Blob(['a']) }), action)).status).toBe(200)
    expect((await post(formOf({ 0: '["$K2"]', '1_file': new Blob(['a']) }), action)).status).toBe(400)
    expect((await post(formOf({ 1: '[]' }), action)).status).toBe(400)
    for (const headers of [action, {}]) {
      expect((await post('xx', { ...headers, 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(400)
    }
  })
})

describe('a body that is too large', () => {
  const large = new Uint8Array(20 * 1024 * 1024)

  it('is refused in words that the browser’s half of an action shows', async () => {
    const answer = await fetch(url, { method: 'POST', body: large, headers: ACTION })
    expect(answer.status).toBe(413)
    expect(answer.headers.get('content-type')).toBe('text/plain')
    expect(await answer.text()).toMatch(/^提交的内容过大，最多 1 MB/)
  })

  it('is refused while it arrives if it does not say how long it is', async () => {
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65536
        controller.enqueue(new Uint8Array(65536))
        if (sent > large.length) controller.close()
      }
    })
    const answer = await fetch(url, { method: 'POST', body, duplex: 'half', headers: ACTION } as RequestInit)
    expect(answer.status).toBe(413)
  })

  it('is refused in words to a client that wants the connection closed and goes on sending', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { ...ACTION, 'content-length': 100 * large.length }
      const sent = send(url, { method: 'POST', agent: false, headers }, (answer) =>
        answer.resume().on('end', () => {
          resolve(answer.statusCode)
          sent.destroy()
        })
      )
      sent.on('error', reject)
      for (let i = 0; i < 5; i++) sent.write(large)
    })
    expect(status).toBe(413)
  })

  it('of an upload is left to who counts it', async () => {
    const answer = await fetch(`${url}/check`, { method: 'POST', body: large })
    expect(answer.status).toBe(200)
  })
})
