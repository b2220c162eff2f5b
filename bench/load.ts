import { randomBytes } from 'node:crypto'
import { Agent, get, request } from 'node:http'
import { gunzipSync } from 'node:zlib'

/** Where each client sends its saves, with which headers, and which report it writes to. */
export type Target = {
  url: string
  path: (client: number) => string
  headers: (client: number) => Record<string, string>
  reports: readonly number[]
}

export type Load = { perSecond: number; latencies: number[] }

export const SAVED_CELL = 'requests/received/person'

/**
 * Clients that save one cell each in a closed loop, each save as soon as the last was answered, the way the browser calls the
 * server action. Throws if a save is refused: a refused save is not measured.
 */
export class Writers {
  /** For each client the last acknowledged text of its cell, and the text in flight when the server went away. */
  readonly texts: string[]
  readonly underWay: (string | undefined)[] = []
  /** The acknowledged saves, client by client. */
  readonly acknowledged: string[][]
  /** Why each client stopped when the server went away: a system error code, or a message. */
  readonly ends: string[] = []
  private readonly agent = new Agent({ keepAlive: true })
  private count: number

  constructor(
    private readonly target: Target,
    texts: readonly string[],
    countFrom = 0
  ) {
    this.texts = [...texts]
    this.acknowledged = texts.map(() => [])
    this.count = countFrom
  }

  /** Saves until the time is over; requests in flight then are awaited and counted. */
  async run(milliseconds: number): Promise<Load> {
    const start = performance.now()
    const latencies = (await Promise.all(this.texts.map((_, client) => this.write(client, start + milliseconds)))).flat()
    return { latencies, perSecond: (1000 * latencies.length) / (performance.now() - start) }
  }

  /** Saves until the server is gone. */
  async runUntilGone(): Promise<void> {
    const written = await Promise.allSettled(this.texts.map((_, client) => this.write(client, Number.POSITIVE_INFINITY)))
    for (const one of written) if (one.status === 'rejected') this.ends.push(one.reason.code ?? one.reason.message)
    this.agent.destroy()
  }

  private async write(client: number, deadline: number): Promise<number[]> {
    const latencies: number[] = []
    while (performance.now() < deadline) {
      const now = String(++this.count)
      this.underWay[client] = now
      const start = performance.now()
      await this.save(client, now)
      latencies.push(performance.now() - start)
      this.texts[client] = now
      this.acknowledged[client]?.push(now)
    }
    return latencies
  }

  private async save(client: number, now: string): Promise<void> {
    const { url, path, headers, reports } = this.target
    const cells = [{ at: SAVED_CELL, was: this.texts[client], now, how: 'typed' }]
    const body = JSON.stringify([reports[client], { saveId: randomBytes(12).toString('hex'), cells }])
    const { status, text } = await post(this.agent, url + path(client), headers(client), body)
    if (status !== 200 || !text.includes('"ok":true,') || !text.includes('"conflicts":[]')) {
      throw new Error(`a save was answered ${status} ${text.slice(0, 200)}`)
    }
  }
}

function post(agent: Agent, url: string, headers: Record<string, string>, body: string) {
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const options = { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }
    const sent = request(url, options, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const bytes = Buffer.concat(parts)
        const text = (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString()
        resolve({ status: answer.statusCode, text })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Fetches a page compressed, as a browser does, and discards it, so that no garbage collection adds to the time. Returns its length. */
export function readPage(agent: Agent, url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'accept-encoding': 'gzip', ...headers } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} was answered ${answer.statusCode}`))
      let length = 0
      answer.on('data', (part: Buffer) => {
        length += part.length
      })
      answer.on('end', () => resolve(length))
    }).on('error', reject)
  })
}
