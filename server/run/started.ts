/** On globalThis, because the server and what Next bundles load this file apart. */
const shared = globalThis as typeof globalThis & { nianbaoStart?: { started: Promise<void>; tell: () => void } }
shared.nianbaoStart ??= begin()

/** Fulfilled once the database is open and people can be answered; a start that fails ends the process instead. */
export const { started, tell: tellStarted } = shared.nianbaoStart

function begin() {
  let tell: () => void = () => undefined
  const started = new Promise<void>((resolve) => {
    tell = resolve
  })
  return { started, tell }
}
