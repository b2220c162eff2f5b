// Validates the settings and, if something is wrong, exits with one sentence that says what. Run by prepare.mjs on our own Node.
import { env } from '../server/base/env.ts'

try {
  env()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}
