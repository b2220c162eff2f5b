type Ending = () => unknown

/** On globalThis, because the server and what Next bundles load this file apart. */
const shared = globalThis as typeof globalThis & { nianbaoEndings?: Ending[] }
shared.nianbaoEndings ??= []
const endings = shared.nianbaoEndings

/**
 * Registers what must end before this process does: a thread, a child process, a timer, the database. What was started
 * last is ended first, once no request is under way any more.
 */
export function onShutdown(end: Ending): void {
  endings.push(end)
}

/** Ends everything that was registered, one after the other; what fails is told on stderr and does not keep the others from ending. False if something failed. */
export async function shutDown(): Promise<boolean> {
  let isClean = true
  for (let end = endings.pop(); end; end = endings.pop()) {
    try {
      await end()
    } catch (error) {
      isClean = false
      process.stderr.write(`${new Date().toISOString()} shut-down: ${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
  return isClean
}
