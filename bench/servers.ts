import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** A server of this run: stopped politely or killed outright, its process is gone when `end` is fulfilled. */
export type Server = {
  url: string
  pid: number | undefined
  /** Milliseconds of processor it and its workers have used so far, NaN where the system does not tell. Other load hardly changes them. */
  processorTime: () => number
  /** Bytes resident in it and in the processes it started, NaN where the system does not tell. */
  memory: () => number
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
    pid: child.pid,
    processorTime: () => processorTimeOf(child.pid),
    memory: () => memoryOf(child.pid),
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

/** Milliseconds of processor a process has used, with all it started; NaN where the system does not tell. Linux counts in hundredths of a second. */
export function processorTimeOf(pid: number | undefined): number {
  // With its own time a process is told that of children that have ended.
  return sumFamily(pid, (one) => {
    const times = readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 15).map(Number) ?? []
    return 10 * times.reduce((sum, time) => sum + time, 0)
  })
}

const PAGE = 4096

/** Bytes resident in a process and in all it started; NaN where the system does not tell. */
export function memoryOf(pid: number | undefined): number {
  return sumFamily(pid, (one) => PAGE * Number(readFileSync(`/proc/${one}/statm`, 'utf8').split(' ')[1]))
}

function sumFamily(pid: number | undefined, tell: (pid: number) => number): number {
  if (!existsSync(`/proc/${pid}/task`)) return Number.NaN
  const threads = readdirSync(`/proc/${pid}/task`)
  const children = threads.flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean))
  // One that has just ended is no number any more.
  return children.reduce((sum, child) => sum + (sumFamily(Number(child), tell) || 0), tell(pid as number))
}
