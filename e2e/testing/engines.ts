import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { chromium, test } from '@playwright/test'
import puppeteer, { type Browser } from 'puppeteer-core'
import { isHere } from '@/db/testing/is-here'

/** Chromium 109 comes as a package for Linux on x64 only. */
export const HAS_OLDEST = isHere('Chromium 109', process.platform === 'linux' && process.arch === 'x64')

/** Starts Chromium 109, the last one for Windows 7; the caller closes it. */
export async function launchOldest(): Promise<Browser> {
  const browser = await launch(await unpackOldest())
  const version = await browser.version()
  if (!version.includes('/109.')) throw new Error(`the oldest engine is ${version}, not Chromium 109`)
  return browser
}

/** Starts the Chromium all other browser tests run in; the caller closes it. */
export async function launchCurrent(): Promise<Browser> {
  return launch(test.info().project.use.launchOptions?.executablePath ?? chromium.executablePath())
}

function launch(executablePath: string): Promise<Browser> {
  return puppeteer.launch({
    executablePath,
    headless: 'new',
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage', '--lang=zh-CN'],
    defaultViewport: { width: 1366, height: 768 }
  })
}

/** Unpacked once, beside the packages, and renamed into place when complete, so that concurrent runs never see a partial file. */
async function unpackOldest(): Promise<string> {
  const folder = join('node_modules', '.cache', 'chromium-109')
  const engine = join(folder, 'chromium')
  if (!existsSync(engine)) {
    const packed = join(createRequire(join(process.cwd(), 'package.json')).resolve('@sparticuz/chromium'), '../../bin/chromium.br')
    mkdirSync(folder, { recursive: true })
    const own = `${engine}.${process.pid}`
    writeFileSync(own, await promisify(brotliDecompress)(await readFile(packed)), { mode: 0o755 })
    renameSync(own, engine)
  }
  return engine
}
