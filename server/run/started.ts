/** On globalThis, because start-up and Next's bundles have separate copies of this module. */
const shared = globalThis as typeof globalThis & { nianbaoStart?: { started: Promise<void>; tell: () => void } }
shared.nianbaoStart ??= begin()

/** Resolves once the database is open; a failed start ends the process instead. */
export const { started, tell: tellStarted } = shared.nianbaoStart

function begin() {
  let tell: () => void = () => undefined
  const started = new Promise<void>((resolve) => {
    tell = resolve
  })
  return { started, tell }
}
