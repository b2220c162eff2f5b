import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** A server of this run. Whether it was stopped with SIGTERM or killed, its process has ended when `end` resolves. */
export type Server = {
  url: string
  pid: number | undefined
  /** CPU milliseconds used so far by it and its workers; NaN where the system does not report them. Other load hardly changes them. */
  processorTime: () => number
  /** Resident bytes of it and of the processes it started; NaN where the system does not report them. */
  memory: () => number
  /** Sends SIGTERM, or another signal, and waits for the process to end; resolves to its exit code. */
  end: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** Starts the built product on a data folder and waits until it answers. */
export function startProduct(data: string, port: number): Promise<Server> {
  return startServer(['scripts/serve.mjs'], port, { DATA_DIR: data, HOST: '127.0.0.1', DATABASE_URL: '', DEMO: '' }, '/readyz')
}

/** Starts a Node program that listens on a port and waits until it answers. */
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

/** CPU milliseconds of a process and all it started; NaN where the system does not report them. Linux counts hundredths of a second. */
export function processorTimeOf(pid: number | undefined): number {
  // The figures of a process include those of its children that have ended.
  return sumFamily(pid, (one) => {
    const times = readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 15).map(Number) ?? []
    return 10 * times.reduce((sum, time) => sum + time, 0)
  })
}

const PAGE = 4096

/** Resident bytes of a process and of all it started; NaN where the system does not report them. */
export function memoryOf(pid: number | undefined): number {
  return sumFamily(pid, (one) => PAGE * Number(readFileSync(`/proc/${one}/statm`, 'utf8').split(' ')[1]))
}

function sumFamily(pid: number | undefined, tell: (pid: number) => number): number {
  if (!existsSync(`/proc/${pid}/task`)) return Number.NaN
  const threads = readdirSync(`/proc/${pid}/task`)
  const children = threads.flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean))
  // For a process that has just ended this is not a number.
  return children.reduce((sum, child) => sum + (sumFamily(Number(child), tell) || 0), tell(pid as number))
}
