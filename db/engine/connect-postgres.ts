import { Socket } from 'node:net'

/** Milliseconds without a byte from the server. Statements are ended by the server itself before. */
const SILENCE_MS = 20_000

/**
 * A connection that is given up when the server falls silent: a network that drops everything tells nobody, and what waits
 * on the connection would wait for ever. `query_timeout` in the URL sets other milliseconds.
 */
export function openSocket(url: string): Socket {
  const given = Number(new URLSearchParams(url.split('?')[1]).get('query_timeout'))
  const socket = new Socket()
  return socket.setTimeout(given || SILENCE_MS, () =>
    socket.destroy(Object.assign(new Error('the database server fell silent'), { code: 'ETIMEDOUT' }))
  )
}

/** What every session of ours on PostgreSQL begins with. */
export const connectionTo = (url: string) => ({
  connectionString: url,
  connectionTimeoutMillis: 5000,
  keepAlive: true,
  application_name: 'gongkai-nianbao',
  stream: () => openSocket(url)
})
