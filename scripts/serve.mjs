// Starts the product in this very process, so that stopping npm stops it: `--dev` with reloading, `--demo` on a
// database of its own with an example city.
import { existsSync } from 'node:fs'

const wants = (flag) => process.argv.includes(flag)

if (existsSync('.env')) process.loadEnvFile('.env')
if (wants('--demo')) Object.assign(process.env, { DATA_DIR: 'data/demo', DATABASE_URL: '', DEMO: '1' })
process.env.NEXT_TELEMETRY_DISABLED = '1'

const [{ readEnvironment }, { settleClients }] = await Promise.all([import('../server/env.ts'), import('../server/front.ts')])
const { HOST, PORT, TRUST_PROXY } = readEnvironment(process.env)
settleClients(TRUST_PROXY)
process.env.PORT = String(PORT)
process.argv = [process.argv[0], 'next', wants('--dev') ? 'dev' : 'start', '-H', HOST, '-p', String(PORT)]
await import('next/dist/bin/next')
