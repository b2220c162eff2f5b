import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A network between the product and a database server that may fall silent, or lose what goes through it. */
export type Network = {
  /** The server's address by way of this network. */
  url: string
  /** From now on nothing gets through, either way, and nobody is told; connections are still accepted. */
  stall(): void
  /** Everything that was held back gets through again. */
  resume(): void
  /** Ends every connection, as a server that is restarted does. */
  cut(): void
  close(): Promise<void>
}

/** A network to the database server of this address; without one there is nobody behind it: it accepts and never answers. */
export async function openNetwork(url = 'postgres://nobody@127.0.0.1/nothing', isServed = true): Promise<Network> {
  const target = new URL(url)
  const ends = new Set<Socket>()
  let isStalled = !isServed
  const hold = (socket: Socket) => {
    ends.add(socket)
    if (isStalled) socket.pause()
    socket.on('error', () => undefined)
    socket.on('close', () => ends.delete(socket))
  }
  const server = createServer({ pauseOnConnect: true }, (near) => {
    const far = connect(Number(target.port || 5432), target.hostname)
    for (const [from, to] of [
      [near, far],
      [far, near]
    ] as const) {
      hold(from)
      from.on('data', (piece) => to.write(piece))
      from.on('close', () => to.destroy())
    }
    if (!isStalled) near.resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const address = new URL(url)
  address.host = `127.0.0.1:${port}`
  return {
    url: address.href,
    stall() {
      isStalled = true
      for (const end of ends) end.pause()
    },
    resume() {
      isStalled = false
      for (const end of ends) end.resume()
    },
    cut() {
      for (const end of ends) end.destroy()
    },
    close: () => closeServer(server, ends)
  }
}

function closeServer(server: Server, ends: ReadonlySet<Socket>): Promise<void> {
  for (const end of ends) end.destroy()
  return new Promise((resolve) => server.close(() => resolve()))
}
