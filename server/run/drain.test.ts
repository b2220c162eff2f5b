import { once } from 'node:events'
import { Agent, createServer, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prepareDrain } from './drain'

let server: Server
let drain: (patience: number) => Promise<void>
let asked: ServerResponse[]
let agent: Agent

beforeEach(async () => {
  asked = []
  agent = new Agent({ keepAlive: true })
  server = createServer((_, response) => asked.push(response))
  drain = prepareDrain(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  agent.destroy()
  server.closeAllConnections()
})

/** The words of an answer, or the code of what came instead. */
function ask(): Promise<string> {
  return new Promise((resolve) => {
    const { port } = server.address() as AddressInfo
    const sent = request({ port, host: '127.0.0.1', agent }, async (answer) => resolve((await answer.toArray()).join('')))
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message)).end()
  })
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('a server told to end', () => {
  it('answers everything that has arrived and then lets nobody in', async () => {
    const answers = Array.from({ length: 30 }, ask)
    await until(() => asked.length === 30)
    const { port } = server.address() as AddressInfo
    const drained = drain(10_000)
    await until(() => !server.listening)
    for (const response of asked) response.end('done')
    expect(await Promise.all(answers)).toEqual(answers.map(() => 'done'))
    await drained
    const refused = new Promise((resolve) =>
      request({ port, host: '127.0.0.1' })
        .on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
        .end()
    )
    expect(await refused).toBe('ECONNREFUSED')
  })
  it('answers those who had connected and were not let in yet', async () => {
    const answers = Array.from({ length: 30 }, ask)
    // So many have connected as far as they can tell, and none of them has been accepted.
    const drained = drain(10_000)
    await until(() => !server.listening)
    await until(() => asked.length === 30)
    for (const response of asked) response.end('done')
    expect(await Promise.all(answers)).toEqual(answers.map(() => 'done'))
    await drained
  })
  it('answers what still comes on an open connection, and then closes it', async () => {
    const first = ask()
    await until(() => asked.length === 1)
    asked[0]?.end('first')
    await first
    const drained = drain(10_000)
    await until(() => !server.listening)
    const second = new Promise<[string, string | undefined]>((resolve, reject) => {
      const [socket] = Object.values(agent.freeSockets)[0] ?? []
      expect(socket).toBeDefined()
      const sent = request({ agent, host: '127.0.0.1', port: (socket as unknown as { remotePort: number }).remotePort }, async (answer) =>
        resolve([(await answer.toArray()).join(''), answer.headers.connection])
      )
      sent.on('error', reject).end()
    })
    await until(() => asked.length === 2)
    asked[1]?.end('second')
    expect(await second).toEqual(['second', 'close'])
    await drained
  })
  it('does not wait longer than it may', async () => {
    const answer = ask()
    await until(() => asked.length === 1)
    await drain(10)
    expect(await answer).toBe('ECONNRESET')
  })
})
