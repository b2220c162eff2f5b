import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

/** A fresh data folder a run; workers are told of it through the environment. */
process.env.E2E_DATA ??= mkdtempSync(join(tmpdir(), 'nianbao-e2e-'))
const port = process.env.E2E_PORT ?? '3117'

const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path)
)

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  forbidOnly: true,
  workers: 3,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env.TEST_REPORTS ? [['list'], ['json', { outputFile: `${process.env.TEST_REPORTS}/playwright.json` }]] : [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 768 },
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking'] }
  },
  webServer: {
    command: 'node scripts/serve.mjs',
    url: `http://127.0.0.1:${port}/readyz`,
    env: { DATA_DIR: process.env.E2E_DATA, PORT: port, HOST: '127.0.0.1', DATABASE_URL: '', DEMO: '' }
  }
})
