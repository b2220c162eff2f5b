import type { Server, ServerResponse } from 'node:http'
import net from 'node:net'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'

/** Milliseconds in which a browser that holds a connection open may still send what it was just sending. */
const GRACE_MS = 2000

/** What has reached the process is read: timers run before sockets are looked at, so a busy process would close on what just came. */
async function readArrived(): Promise<void> {
  await turn()
  await turn()
}

/**
 * Prepares a server for an orderly end. The returned function stops listening and is fulfilled when every request that
 * had arrived was answered in full and the connections are closed, at the latest after `patience` milliseconds.
 */
export function prepareDrain(server: Server): (patience: number) => Promise<void> {
  const underWay = new Set<ServerResponse>()
  let isDraining = false
  server.prependListener('request', (_, response: ServerResponse) => {
    if (isDraining) response.shouldKeepAlive = false
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
  })
  return async (patience) => {
    // Whoever has connected already is accepted before the door closes; closing it first would reset them.
    await readArrived()
    isDraining = true
    for (const response of underWay) response.shouldKeepAlive = false
    // The close of an http server also closes connections that are idle, at times just when something arrives on them.
    const closed = new Promise<void>((resolve) => net.Server.prototype.close.call(server, () => resolve()))
    const deadline = performance.now() + patience
    await Promise.race([closed, wait(GRACE_MS)])
    await readArrived()
    // An answer whose head was sent before leaves its connection open: it is closed once it is idle.
    while (underWay.size > 0 && performance.now() < deadline) {
      server.closeIdleConnections()
      await Promise.race([closed, wait(50)])
      await readArrived()
    }
    server.closeAllConnections()
    await closed
  }
}
