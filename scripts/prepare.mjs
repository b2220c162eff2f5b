// Installs, builds and, for tests, finds a browser, as far as `npm start` or `npm test` needs it. Node built-ins only, because it
// runs before anything is installed, on whatever Node version the machine has.
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSettings } from '../server/base/env-file.mjs'

/** @param {string} flag */
const wants = (flag) => process.argv.includes(flag)
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))))

const settings = read()
install()
checkNode()
checkSettings()
run('fonts', ['node', 'scripts/fonts.mjs'])
if (!wants('--no-build')) build()
if (wants('--test')) findBrowser()

/** The settings, as far as they can be read before anything is installed. */
function read() {
  try {
    return readSettings()
  } catch (error) {
    return fail(messageOf(error))
  }
}

/** A wrong setting is reported before anything is built. */
function checkSettings() {
  const { status, stderr } = spawnSync('node', ['scripts/check-settings.mjs'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: pathWithOwnNode() }
  })
  if (status !== 0) fail(stderr.trim())
}

function install() {
  if (isNewer('node_modules/.package-lock.json', ['package-lock.json'])) return
  say('Installing packages …')
  // No scripts: nothing needs compiling, but npm would run node-gyp, which needs Python, for any package with a binding.gyp.
  run('npm ci', ['npm', 'ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
}

/** Linux and Windows get Node with the packages; elsewhere the machine's own is used. */
function checkNode() {
  const isBrought = existsSync('node_modules/.bin/node') || existsSync('node_modules/.bin/node.cmd')
  if (isBrought || Number(process.versions.node.split('.')[0]) >= 24) return
  fail(
    `No Node comes with the packages for ${process.platform} ${process.arch}: please install Node 24 or later (this is ${process.version}).`
  )
}

function build() {
  const sources = [
    'app',
    'components',
    'db',
    'report',
    'server',
    'public',
    'instrumentation.ts',
    'proxy.ts',
    'next.config.mjs',
    'package.json',
    'package-lock.json',
    'tsconfig.json'
  ]
  if (isNewer('.next/BUILD_ID', sources)) return
  say('Building …')
  run('next build', ['node', 'node_modules/next/dist/bin/next', 'build'], {
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(),
    // As in serve.mjs: Next must not read `.env`.
    __NEXT_PROCESSED_ENV: 'true',
    NEXT_TELEMETRY_DISABLED: '1'
  })
}

/** The encryption key of server actions, kept with the data so that a tab opened before an update can still save after it. */
function actionsKey() {
  const file = join(settings.DATA_DIR || 'data', 'actions.key')
  try {
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 })
    }
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    return fail(
      `数据目录 ${resolve(dirname(file))} 不能使用（${/** @type {NodeJS.ErrnoException} */ (error).code}）。DATA_DIR 应为可以读写的目录，请检查它是不是文件、有没有权限、磁盘是否已满。`
    )
  }
}

function findBrowser() {
  const known = [
    settings.CHROMIUM_PATH,
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  ]
  if (known.some((path) => path && existsSync(path)) || hasDownloaded()) return
  say('Fetching Chromium …')
  if (quietly(['npx', 'playwright', 'install', 'chromium'])) return
  const apt = 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell fonts-noto-cjk'
  if (process.getuid?.() === 0 && quietly(['sh', '-c', apt])) return
  fail(
    'The tests need Chromium and none was found: install it (Debian: apt-get install chromium-headless-shell fonts-noto-cjk) or set CHROMIUM_PATH to one.'
  )
}

function hasDownloaded() {
  const script = 'process.stdout.write(require("@playwright/test").chromium.executablePath())'
  const found = spawnSync('node', ['-e', script], { encoding: 'utf8' })
  return found.status === 0 && existsSync(found.stdout)
}

/**
 * Whether `made` is there and no older than any of its sources.
 * @param {string} made
 * @param {string[]} sources
 */
function isNewer(made, sources) {
  return existsSync(made) && Math.max(...sources.filter((path) => existsSync(path)).map(latest)) <= statSync(made).mtimeMs
}

/**
 * @param {string} path
 * @returns {number}
 */
function latest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => latest(join(path, name))))
}

/**
 * Runs quietly; what it printed is shown only if it fails.
 * @param {string} what
 * @param {[string, ...string[]]} command
 */
function run(what, [command, ...args], env = {}) {
  try {
    execFileSync(command, args, { stdio: 'pipe', env: { ...process.env, ...env, PATH: pathWithOwnNode() }, maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout?: Buffer, stderr?: Buffer }} */ (error)
    fail(`${what} failed.\n${stdout ?? ''}${stderr ?? messageOf(error)}`)
  }
}

/** @param {[string, ...string[]]} command */
function quietly([command, ...args]) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 600_000 }).status === 0
}

/** A PATH with the Node from our packages first, as npm sets it for its own scripts. */
function pathWithOwnNode() {
  return [join(process.cwd(), 'node_modules', '.bin'), process.env.PATH].join(process.platform === 'win32' ? ';' : ':')
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error)
}

/** @param {string} words */
function say(words) {
  process.stderr.write(`${words}\n`)
}

/**
 * @param {string} words
 * @returns {never}
 */
function fail(words) {
  process.stderr.write(`${words}\n`)
  process.exit(1)
}
