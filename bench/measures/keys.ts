import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { launchBrowser, openPage } from '@/bench/browser'
import type { Row } from '@/bench/results'
import { startProduct } from '@/bench/servers'
import { openStore } from '@/db/engine/client'
import { openCase } from '@/e2e/testing/case'
import { type Gesture, JOBS, type Job } from '@/e2e/testing/jobs'
import { Keyboard } from '@/e2e/testing/keyboard'
import { World } from '@/e2e/testing/world'
import { SESSION_COOKIE } from '@/server/gate/link'
import { openSessionOf } from '@/server/testing/session'

export const name = 'keys'

/** Pause in milliseconds after each mouse action: people look at its result before they go on. */
const PAUSE_MS = 500

/** Seconds of the keystroke-level model (Card, Moran and Newell): keystroke, pointing, click, hand between keyboard and mouse. */
const MODEL = { key: 0.28, point: 1.1, click: 0.2, hand: 0.4 }

/** Cost of five everyday tasks, typed text not counted: by shortcuts, by mouse, and by Tab and Enter alone. Each is carried out. */
export async function measure(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const store = await openStore(join(data, 'nianbao.db'))
  const world = new World(store, 'keys')
  const product = await startProduct(data, 3210)
  const browser = await launchBrowser()
  const take = async <T>(job: Job, way: (page: Page) => Promise<T>): Promise<T> => {
    const one = await openCase(world, job)
    await job.prepare?.(one)
    const cookie = { name: SESSION_COOKIE, value: await openSessionOf(store, await world.idOf(one[job.who])) }
    const page = await openPage(browser, `${product.url}${job.path(one)}`, { cookie })
    const cost = await way(page)
    await job.done(page).waitFor()
    await page.context().close()
    return cost
  }
  try {
    const rows: Row[] = []
    for (const job of JOBS) {
      const keys = await take(job, (page) => byKeys(page, job))
      const mouse = await take(job, (page) => byMouse(page, job.mouse))
      const tabs = await take(job, (page) => byTab(page, job.mouse))
      const seconds = keys * MODEL.key
      rows.push({
        what: job.name,
        ours: `${keys} keys, ${seconds.toFixed(1)} s`,
        peer: `${mouse.says}, ${mouse.seconds.toFixed(1)} s`,
        ratio: `${(seconds / mouse.seconds).toFixed(2)} × its time`,
        target: '< 1 ×, ≤ half of Tab alone',
        met: seconds < mouse.seconds && keys <= tabs / 2,
        note: `Tab alone: ${tabs} keys; counted beside the words, which are the same; seconds by the keystroke-level model`
      })
    }
    return rows
  } finally {
    await browser.close()
    await product.end()
    await store.close()
    rmSync(data, { recursive: true })
  }
}

async function byKeys(page: Page, job: Job): Promise<number> {
  const keyboard = new Keyboard(page, false)
  await job.keys(keyboard)
  return keyboard.count
}

async function byMouse(page: Page, gestures: readonly Gesture[]): Promise<{ says: string; seconds: number }> {
  let [clicks, keys, moves] = [0, 0, 0]
  let isAtMouse = true
  for (const gesture of gestures) {
    if ('click' in gesture !== isAtMouse) moves++
    isAtMouse = 'click' in gesture
    if ('click' in gesture) {
      clicks++
      await gesture.click(page).click()
    } else if ('key' in gesture) {
      keys++
      await page.keyboard.press(gesture.key)
    } else await page.keyboard.type(gesture.words)
    await page.waitForTimeout(PAUSE_MS)
  }
  const says = [`${clicks} clicks`, ...(keys > 0 ? [`${keys} keys`] : [])].join(' and ')
  return { says, seconds: clicks * (MODEL.point + MODEL.click) + keys * MODEL.key + moves * MODEL.hand }
}

/** The same actions with each click replaced by Tab (arrow keys within a table) to the element, and Enter. */
async function byTab(page: Page, gestures: readonly Gesture[]): Promise<number> {
  let keys = 0
  for (const gesture of gestures) {
    if ('words' in gesture) await page.keyboard.type(gesture.words)
    else if ('key' in gesture) {
      keys++
      await page.keyboard.press(gesture.key)
    } else keys += await reach(page, gesture.click(page))
    await page.waitForTimeout(PAUSE_MS)
  }
  return keys
}

async function reach(page: Page, wanted: Locator): Promise<number> {
  const element = await wanted.elementHandle()
  for (let keys = 0; keys < 400; keys++) {
    const next = await element?.evaluate((one) => {
      const at = document.activeElement
      if (at === one) return one.matches('input, textarea') ? 'there' : 'Enter'
      const grid = at?.closest('[role="grid"]')
      if (!at || !grid?.contains(one)) return 'Tab'
      return at.getBoundingClientRect().bottom <= one.getBoundingClientRect().top ? 'ArrowDown' : 'ArrowRight'
    })
    if (next === 'there') return keys
    await page.keyboard.press(next ?? 'Tab')
    if (next === 'Enter') return keys + 1
  }
  throw new Error(`Tab does not reach ${wanted}`)
}
