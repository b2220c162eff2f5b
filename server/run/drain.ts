import type { Server, ServerResponse } from 'node:http'
import net from 'node:net'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'

/** Milliseconds an idle keep-alive connection stays open for a request already on its way. */
const GRACE_MS = 2000

/** Waits for a poll phase of the event loop: timers run before sockets, so a busy process would close on data that has arrived. */
async function readArrived(): Promise<void> {
  await turn()
  await turn()
}

/**
 * Accepts the connections in the backlog; closing the listener would reset them. Each turn of the event loop accepts one, and a busy
 * server has many waiting.
 */
async function acceptWaiting(server: Server, deadline: number): Promise<void> {
  let accepted = 0
  const count = () => accepted++
  server.on('connection', count)
  for (let before = -1; before < accepted && performance.now() < deadline; ) {
    before = accepted
    await readArrived()
  }
  server.off('connection', count)
}

/**
 * Prepares graceful shutdown. The returned function stops listening and resolves when every request that had arrived was
 * answered and the connections are closed, at the latest after `patience` milliseconds.
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
    const deadline = performance.now() + patience
    await acceptWaiting(server, deadline - patience / 2)
    isDraining = true
    for (const response of underWay) response.shouldKeepAlive = false
    // `server.close` also closes idle connections, possibly just when a request arrives on one.
    const closed = new Promise<void>((resolve) => net.Server.prototype.close.call(server, () => resolve()))
    await Promise.race([closed, wait(Math.min(GRACE_MS, patience))])
    await readArrived()
    // A response whose headers were sent earlier keeps its connection alive: closed once it is idle.
    while (underWay.size > 0 && performance.now() < deadline) {
      server.closeIdleConnections()
      await Promise.race([closed, wait(50)])
      await readArrived()
    }
    server.closeAllConnections()
    await closed
  }
}
