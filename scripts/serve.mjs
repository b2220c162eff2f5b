// Starts the product in this very process, so that stopping npm stops it: `--dev` with reloading, `--demo` on a
// database of its own with an example city.
import { fileURLToPath } from 'node:url'

const wants = (flag) => process.argv.includes(flag)

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
if (wants('--demo')) Object.assign(process.env, { DATA_DIR: 'data/demo', DATABASE_URL: '', SMTP_URL: '', DEMO: '1' })
// Next would read `.env`, `.env.local` and others by rules of its own ($ in a value is expanded): server/env.ts reads it alone.
Object.assign(process.env, { NEXT_TELEMETRY_DISABLED: '1', __NEXT_PROCESSED_ENV: 'true' })

const [{ env }, { settleClients }, { guardServers }] = await Promise.all([
  import('../server/env.ts'),
  import('../server/front.ts'),
  import('../server/front-door.ts')
])
const { HOST, PORT, TRUST_PROXY } = readSettings()
settleClients(TRUST_PROXY)
guardServers()
process.env.PORT = String(PORT)
process.argv = [process.argv[0], 'next', wants('--dev') ? 'dev' : 'start', '-H', HOST, '-p', String(PORT)]
await import('next/dist/bin/next')

function readSettings() {
  try {
    return env()
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
