import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from './world'

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

/** The built product in a separate process, on the data folder of one test. */
export class OwnServer {
  /** Its output on stdout and stderr. */
  printed = ''

  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly process: ChildProcess
  ) {
    for (const channel of [process.stdout, process.stderr])
      channel?.on('data', (chunk) => {
        this.printed += chunk
      })
  }

  /** Starts it without waiting; `settings` override those of the test run. */
  static async launch(folder: string, settings: Record<string, string> = {}, port?: number): Promise<OwnServer> {
    const free = port ?? (await freePort())
    const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: '', DEMO: '', HOST: '127.0.0.1', PORT: String(free), ...settings }
    return new OwnServer(folder, free, spawn('node', ['scripts/serve.mjs'], { env }))
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async status(path: string): Promise<number | undefined> {
    return (await fetch(`${this.address}${path}`).catch(() => undefined))?.status
  }

  async untilReady(): Promise<this> {
    await expect.poll(() => this.status('/readyz'), { timeout: 60_000 }).toBe(200)
    return this
  }

  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void {
    this.process.kill(name)
  }

  /** Its exit code; null if a signal killed it. */
  async exitCode(): Promise<number | null> {
    const { exitCode, signalCode } = this.process
    if (exitCode === null && signalCode === null) await once(this.process, 'exit')
    return this.process.exitCode
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    this.signal(signal)
    await this.exitCode()
  }
}

type Launch = (settings?: Record<string, string>, place?: { folder?: string; port?: number }) => Promise<OwnServer>

/** `launch` starts servers on `folder` or another folder; those still running are stopped when the test ends. */
export const test = base.extend<{ folder: string; launch: Launch }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'nianbao-server-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  launch: async ({ folder }, use) => {
    const servers: OwnServer[] = []
    await use(async (settings = {}, place = {}) => {
      const server = await OwnServer.launch(place.folder ?? folder, settings, place.port)
      servers.push(server)
      return server
    })
    for (const server of servers) await server.end('SIGKILL')
  }
})
