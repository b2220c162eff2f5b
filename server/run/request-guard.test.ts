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

const NAME = `40${'a'.repeat(40)}`
const ACTION = { 'next-action': NAME, 'content-type': 'text/plain;charset=UTF-8' }

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

  it.each(['7f', 'x'.repeat(42), `${NAME}0`, '1:2'])('are refused if their action is no name of one: %s', async (name) => {
    expect((await post('[]', { ...ACTION, 'next-action': name })).status).toBe(400)
    const form = new FormData()
    form.append(`$ACTION_ID_${name}`, '')
    expect((await post(form, {})).status).toBe(400)
    const bound = new FormData()
    bound.append('$ACTION_REF_1', '')
    bound.append('$ACTION_1:0', JSON.stringify({ id: name, bound: null }))
    expect((await post(bound, {})).status).toBe(400)
  })

  it('pass in a form that names its action well', async () => {
    const form = new FormData()
    form.append(`$ACTION_ID_${NAME}`, '')
    form.append('$ACTION_REF_1', '')
    form.append('$ACTION_1:0', JSON.stringify({ id: NAME, bound: '$@1' }))
    expect((await post(form, {})).status).toBe(200)
  })

  it('may come as a form with files, if every part that is named is there', async () => {
    const formOf = (parts: Record<string, string | Blob>) => {
      const form = new FormData()
      for (const [key, part] of Object.entries(parts)) form.append(key, part)
      return form
    }
    const action = { 'next-action': NAME }
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

describe('the answer of an action', () => {
  const written = createServer(
    guard((request, response) => {
      const text = '年'.repeat(Number(request.url?.slice(1)))
      response.setHeader('vary', 'rsc')
      response.setHeader('content-type', 'text/x-component')
      // As Next does it: in pieces, each of which is flushed.
      response.flushHeaders()
      response.write(text.slice(0, 10), () => {
        response.write(Buffer.from(text.slice(10)))
        response.end()
      })
    })
  )
  beforeAll(() => new Promise<void>((resolve) => written.listen(0, '127.0.0.1', resolve)))
  afterAll(() => {
    written.closeAllConnections()
    written.close()
  })

  async function ask(length: number, headers: Record<string, string>) {
    const { port } = written.address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}/${length}`, { method: 'POST', body: '[]', headers })
    const { headers: told } = answer
    return { text: await answer.text(), coding: told.get('content-encoding'), length: told.get('content-length'), vary: told.get('vary') }
  }

  it('comes whole, compressed only where it is long and the browser takes that', async () => {
    const gzip = { ...ACTION, 'accept-encoding': 'br, gzip' }
    expect(await ask(50, gzip)).toEqual({ text: '年'.repeat(50), coding: null, length: '150', vary: 'rsc' })
    expect(await ask(5000, gzip)).toMatchObject({ text: '年'.repeat(5000), coding: 'gzip', vary: 'rsc, Accept-Encoding' })
    expect(await ask(5000, { ...ACTION, 'accept-encoding': 'identity' })).toMatchObject({ coding: null, length: '15000' })
    expect(await ask(0, gzip)).toMatchObject({ text: '', length: '0' })
  })

  it('of anything else is left as it is', async () => {
    expect(await ask(50, { 'content-type': 'text/plain', 'accept-encoding': 'gzip' })).toMatchObject({
      text: '年'.repeat(50),
      length: null
    })
  })
})
