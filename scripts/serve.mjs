// Starts the product in this process, not in a child process, so that stopping npm stops it: `--dev` with reloading, `--demo` on a
// separate database with an example city.
import { fileURLToPath } from 'node:url'

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/** @param {string} flag */
const wants = (flag) => process.argv.includes(flag)

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
if (wants('--demo')) Object.assign(process.env, { DATA_DIR: 'data/demo', DATABASE_URL: '', SMTP_URL: '', DEMO: '1' })
// Next would read `.env`, `.env.local` and others by its own rules ($ in a value is expanded): only server/base/env.ts reads it.
Object.assign(process.env, { NEXT_TELEMETRY_DISABLED: '1', __NEXT_PROCESSED_ENV: 'true' })
Object.assign(process.env, { NODE_ENV: process.env.NODE_ENV || (wants('--dev') ? 'development' : 'production') })

const [{ env }, { settleClients }, { createGuardedServer }, { prepareDrain }, { shutDown }, { started }] = await Promise.all([
  import('../server/base/env.ts'),
  import('../server/base/forwarded.ts'),
  import('../server/run/request-guard.ts'),
  import('../server/run/drain.ts'),
  import('../server/base/shutdown.ts'),
  import('../server/run/started.ts')
])
const { HOST, PORT, TRUST_PROXY } = readSettings()
settleClients(TRUST_PROXY)
const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST
const origin = `http://${host}:${PORT}`
// As Next's own server does: its requests to itself go to this address, not to one taken from a header.
Object.assign(process.env, { PORT: String(PORT), __NEXT_PRIVATE_ORIGIN: origin })

/** Milliseconds that requests in flight at SIGTERM get to finish. */
const LONGEST_REQUEST = 10_000

const server = createGuardedServer(answer)
const drain = prepareDrain(server)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
server.once('error', refuse)
const listening = new Promise((resolve) => server.listen(Number(PORT), HOST, () => resolve(undefined)))
/** @type {((request: Request, response: Response) => Promise<void>) | undefined} */
let handle
const ready = listening.then(start)
ready.catch(refuse)

async function start() {
  const { default: next } = await import('next')
  const app = next({ dev: wants('--dev'), hostname: HOST, port: PORT, httpServer: server })
  await app.prepare()
  await started
  handle = app.getRequestHandler()
  process.stdout.write(`\n  公开年报已启动：${origin}\n\n`)
}

/**
 * Until the database is open only the health checks are answered; other requests wait.
 * @param {Request} request
 * @param {Response} response
 */
async function answer(request, response) {
  if (!handle && request.url === '/healthz') return tell(response, 200, { ok: true })
  if (!handle && request.url === '/readyz') return tell(response, 503, { ok: false, reason: 'starting' })
  await ready
  await handle?.(request, response)
}

/**
 * @param {Response} response
 * @param {number} status
 * @param {object} words
 */
function tell(response, status, words) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(words))
}

/** @type {number | undefined} */
let stoppedOn

function stop() {
  if (stoppedOn === undefined) end()
  // A terminal signals npm as well, which forwards the signal: a second one within a second is the same Ctrl+C.
  else if (performance.now() - stoppedOn > 1000) process.exit(1)
}

async function end() {
  stoppedOn = performance.now()
  if (handle) await drain(LONGEST_REQUEST)
  if (await shutDown()) process.exit(0)
  // `process.exit` would wait for the thread that hangs.
  process.kill(process.pid, 'SIGKILL')
}

/** @param {NodeJS.ErrnoException} error */
function refuse(error) {
  /** @type {Record<string, string>} */
  const words = {
    EADDRINUSE: `端口 ${PORT} 已被占用：请停止占用它的程序，或者在 .env 中把 PORT 改为另一个端口`,
    EADDRNOTAVAIL: `本机没有 ${HOST} 这个地址：请在 .env 中改正 HOST`,
    EACCES: `没有权限监听端口 ${PORT}：请在 .env 中把 PORT 改为 1024 以上的端口`
  }
  process.stderr.write(`\n  没有启动。${words[error.code ?? ''] ?? error.message}。\n\n`)
  process.exit(1)
}

function readSettings() {
  try {
    return env()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exit(1)
  }
}
