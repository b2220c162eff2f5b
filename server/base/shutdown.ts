import { setTimeout as wait } from 'node:timers/promises'

type Ending = () => unknown

/** On globalThis, because start-up and Next's bundles have separate copies of this module. */
const shared = globalThis as typeof globalThis & { nianbaoEndings?: Ending[] }
shared.nianbaoEndings ??= []
const endings = shared.nianbaoEndings

/**
 * Registers what must end before this process does: a thread, a child process, a timer, the database. Ended in reverse
 * order, once no request is under way any more.
 */
export function onShutdown(end: Ending): void {
  endings.push(end)
}

/** Milliseconds each may take: a thread inside native code cannot be interrupted. */
const PATIENCE_MS = 700

/** Ends everything registered, one after the other; failures and time-outs are logged and do not stop the rest. False if there were any. */
export async function shutDown(patience = PATIENCE_MS): Promise<boolean> {
  let isClean = true
  for (let end = endings.pop(); end; end = endings.pop()) {
    try {
      await Promise.race([end(), wait(patience, undefined, { ref: false }).then(() => Promise.reject(new Error('it did not end in time')))])
    } catch (error) {
      isClean = false
      process.stderr.write(`${new Date().toISOString()} shut-down: ${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
  return isClean
}
