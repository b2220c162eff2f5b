// Ends with the one sentence that says what is wrong with the settings, if something is. Run by prepare.mjs on our own Node.
import { env } from '../server/base/env.ts'

try {
  env()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}
