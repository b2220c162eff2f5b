// Starts the product in this very process, so that stopping npm stops it: `--dev` with reloading, `--demo` on a
// database of its own with an example city.
import { existsSync } from 'node:fs'

const wants = (flag) => process.argv.includes(flag)

if (existsSync('.env')) process.loadEnvFile('.env')
if (wants('--demo')) Object.assign(process.env, { DATA_DIR: 'data/demo', DATABASE_URL: '', DEMO: '1' })
process.env.NEXT_TELEMETRY_DISABLED = '1'

const { guardServers } = await import('../server/front-door.ts')
const { readEnvironment } = await import('../server/env.ts')
guardServers()
const { HOST, PORT } = readEnvironment(process.env)
process.env.PORT = String(PORT)
process.argv = [process.argv[0], 'next', wants('--dev') ? 'dev' : 'start', '-H', HOST, '-p', String(PORT)]
await import('next/dist/bin/next')
