import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, chromium, type Page } from '@playwright/test'

/** Looks for Chromium where the browser tests look for it. */
export function findChromium(): string | undefined {
  const known = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    chromium.executablePath()
  ]
  return known.find((path) => path && existsSync(path))
}

export function launchBrowser(): Promise<Browser> {
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking']
  return chromium.launch({ executablePath: findChromium(), args })
}

/** A page in a viewport of the size clerks have, with scripts of `in-page/` injected. */
export async function openPage(
  browser: Browser,
  url: string,
  { cookie, scripts = [] }: { cookie?: { name: string; value: string }; scripts?: readonly string[] } = {}
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
  if (cookie) await context.addCookies([{ ...cookie, url: new URL(url).origin }])
  for (const script of scripts) await context.addInitScript({ path: `bench/in-page/${script}.js` })
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'networkidle' })
  return page
}

/** Runs `work` on a page under CPU throttling; only during the work, because throttling uses CPU time even while the page is idle. */
export async function slowDown<T>(page: Page, rate: number, work: () => Promise<T>): Promise<T> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
  const result = await work()
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await session.detach()
  return result
}

/** A cell to type into and the totals that change with it, by address. */
export type Typed = { at: string; totals: readonly string[] }

/** The functions that the scripts of `in-page/` add to a page. */
type Bench = {
  find: (at: string) => HTMLInputElement | null
  read: (at: readonly string[]) => string[]
  watch: (at: readonly string[]) => void
  painted: Promise<number>
  renders: string[]
  /** From here on only with `marks`. */
  watchDocument: (at: string) => void
  drawn: Promise<number>
  goBehind: (at: string, number: string, isLast: boolean) => void
}
declare global {
  var bench: Bench
}

/** Keystrokes into the selected cell: 1, 12, 1, 10. Each changes every total, in the following rounds as well. */
const KEYS = ['1', '2', 'Backspace', '0']

/** Pause between the paint of one keystroke and the next keystroke, as of a fast typist. */
export const PAUSE_MS = 120

/** Types into a cell; returns for each keystroke the milliseconds until its totals were painted. */
export async function typeInto(page: Page, { at, totals }: Typed): Promise<number[]> {
  await enter(page, at)
  const painted: number[] = []
  for (const key of KEYS) {
    await wait(PAUSE_MS)
    await page.evaluate((totals) => globalThis.bench.watch(totals), totals)
    await page.keyboard.press(key)
    painted.push(await page.evaluate(() => globalThis.bench.painted))
  }
  return painted
}

/** Types into a cell; returns for each keystroke the landmarks in which a component rendered before its totals were painted. */
export async function countRenders(page: Page, typed: Typed): Promise<string[][]> {
  await enter(page, typed.at)
  const renders: string[][] = []
  for (const key of KEYS) {
    await wait(PAUSE_MS)
    await page.evaluate((totals) => {
      globalThis.bench.renders = []
      globalThis.bench.watch(totals)
    }, typed.totals)
    await page.keyboard.press(key)
    renders.push(await page.evaluate(() => globalThis.bench.painted.then(() => globalThis.bench.renders)))
  }
  return renders
}

/** The product selects the text of a cell that gets the focus; so do the peers here. Waits for hydration. */
async function enter(page: Page, at: string): Promise<void> {
  await page.waitForFunction((at) => globalThis.bench.find(at)?.readOnly === false, at)
  await page.evaluate((at) => {
    globalThis.bench.find(at)?.focus()
    globalThis.bench.find(at)?.select()
  }, at)
}

export function readTotals(page: Page, { totals }: Typed): Promise<string[]> {
  return page.evaluate((totals) => globalThis.bench.read(totals), totals)
}
