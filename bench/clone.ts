import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A fresh clone of the committed state, with a separate, empty npm cache. */
export class Clone {
  private readonly folder = mkdtempSync(join(tmpdir(), 'nianbao-clone-'))

  constructor() {
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', '.', join(this.folder, 'clone')])
  }

  /** Runs npm there as somebody would who has just cloned it; its output is only returned by `printed`. */
  npm(args: readonly string[], env: Record<string, string> = {}): { child: ChildProcess; printed: () => string } {
    const child = spawn('npm', args, {
      cwd: join(this.folder, 'clone'),
      env: { ...withoutOurs(process.env), npm_config_cache: join(this.folder, 'cache'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (text += part))
    process.once('exit', () => endGroup(child, 'SIGKILL'))
    return { child, printed: () => text }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Ends npm and everything it started. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  endGroup(child, 'SIGTERM')
  await gone
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal)
  } catch {
    // It has ended already.
  }
}

/** The environment without the Node of our packages and without npm's own variables. */
function withoutOurs(env: NodeJS.ProcessEnv) {
  const path = env.PATH?.split(delimiter).filter((folder) => !folder.includes('node_modules'))
  const kept = Object.entries(env).filter(([name]) => !/^(?:npm_|NODE_|INIT_CWD)/.test(name))
  return Object.assign({} as NodeJS.ProcessEnv, Object.fromEntries(kept), { PATH: path?.join(delimiter) })
}
