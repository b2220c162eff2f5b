import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { UNSET } from './server/base/env'
import { readSettings } from './server/base/env-file.mjs'

const { CHROMIUM_PATH, E2E_PORT, PG_URL } = readSettings()
// The servers of the tests have their defaults, whatever stands in `.env`.
Object.assign(process.env, UNSET, PG_URL && { PG_URL })

/** A fresh data folder a run; workers are told of it through the environment. */
process.env.E2E_DATA ??= mkdtempSync(join(tmpdir(), 'nianbao-e2e-'))
const port = E2E_PORT || '3117'

/** The headless shell first: it takes two thirds of the full browser's time. */
const executablePath = [
  CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome'
].find((path) => path && existsSync(path))

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  forbidOnly: true,
  workers: 3,
  timeout: 180_000,
  // Three browsers share what may be two slow cores. What passes only the second time is named at the end, to be looked into.
  retries: 1,
  expect: { timeout: 15_000 },
  reporter: process.env.TEST_REPORTS ? [['list'], ['json', { outputFile: `${process.env.TEST_REPORTS}/playwright.json` }]] : [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 768 },
    contextOptions: { reducedMotion: 'reduce' },
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking'] }
  },
  webServer: {
    command: 'node scripts/serve.mjs',
    url: `http://127.0.0.1:${port}/readyz`,
    env: { DATA_DIR: process.env.E2E_DATA, PORT: port, HOST: '127.0.0.1', PUBLIC_URL: `http://127.0.0.1:${port}` }
  }
})
