// `npm run bench [-- NAME …]`: installs and builds what the comparisons need and runs them. Node built-ins only, like scripts/prepare.mjs.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '..')

run(root, 'node', 'scripts/prepare.mjs', '--test')
if (!isInstalled()) run(here, 'npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error')
// The same Node and the same tsx as the terminal; `@/…` resolves as in the product.
run(root, 'node', '--expose-gc', '--import', 'tsx', 'bench/main.ts', ...process.argv.slice(2))

function isInstalled() {
  const made = join(here, 'node_modules', '.package-lock.json')
  return existsSync(made) && statSync(made).mtimeMs >= statSync(join(here, 'package-lock.json')).mtimeMs
}

/**
 * @param {string} cwd
 * @param {string} command
 * @param {string[]} args
 */
function run(cwd, command, ...args) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, PATH: path } })
  if (status !== 0) process.exit(status ?? 1)
}
