/** Whether what a test needs is on this machine. Says loudly if not, so that nobody takes a test that was skipped for one that passed. */
export function isHere(what: string, found: unknown): boolean {
  if (!found) process.stderr.write(`\nNOT TESTED: there is no ${what} here.\n`)
  return Boolean(found)
}
