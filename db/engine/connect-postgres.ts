import { Socket } from 'node:net'

/** Milliseconds without a byte from the server; longer than its own statement timeout. */
const SILENCE_MS = 20_000

/**
 * A socket that is destroyed when the server falls silent: a network that drops all packets reports no error, and queries
 * would wait for ever. `query_timeout` in the URL sets other milliseconds.
 */
export function openSocket(url: string): Socket {
  const given = Number(new URLSearchParams(url.split('?')[1]).get('query_timeout'))
  const socket = new Socket()
  return socket.setTimeout(given || SILENCE_MS, () =>
    socket.destroy(Object.assign(new Error('the database server fell silent'), { code: 'ETIMEDOUT' }))
  )
}

/** The settings of every connection to PostgreSQL. */
export const connectionTo = (url: string) => ({
  connectionString: url,
  connectionTimeoutMillis: 5000,
  keepAlive: true,
  application_name: 'gongkai-nianbao',
  stream: () => openSocket(url)
})
