import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** A server of this run: stopped politely or killed outright, its process is gone when `end` is fulfilled. */
export type Server = {
  url: string
  /** Milliseconds of processor it has used so far, NaN where the system does not tell. Other load hardly changes them. */
  processorTime: () => number
  /** The code it exited with. */
  end: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** The built product on a data folder, once it answers. */
export function startProduct(data: string, port: number): Promise<Server> {
  return startServer(['scripts/serve.mjs'], port, { DATA_DIR: data, HOST: '127.0.0.1', DATABASE_URL: '', DEMO: '' }, '/readyz')
}

/** A Node program that listens on a port, once it answers. */
export async function startServer(program: string[], port: number, env: Record<string, string> = {}, path = '/'): Promise<Server> {
  const child = spawn(process.execPath, program, {
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production', ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit']
  })
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)
  const url = `http://127.0.0.1:${port}`
  await untilHealthy(`${url}${path}`, child)
  return {
    url,
    processorTime: () => processorTimeOf(child.pid),
    end: async (signal = 'SIGTERM') => {
      process.off('exit', stop)
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const gone = once(child, 'exit')
      child.kill(signal)
      const [code] = await gone
      return code
    }
  }
}

export async function untilHealthy(url: string, child: ChildProcess, patience = 60_000): Promise<void> {
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server for ${url} ended with ${child.exitCode}`)
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await wait(20)
  }
  throw new Error(`${url} did not answer`)
}

/** Linux counts in hundredths of a second. */
function processorTimeOf(pid: number | undefined): number {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return Number.NaN
  const [user, system] = readFileSync(file, 'utf8').split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? []
  return 10 * ((user ?? Number.NaN) + (system ?? Number.NaN))
}
