import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { launchBrowser, openPage, PAUSE_MS, slowDown } from '@/bench/browser'
import { COOKIE, seedClerks } from '@/bench/clerks'
import type { Row } from '@/bench/results'
import { median, ms, quantile } from '@/bench/samples'
import { startProduct } from '@/bench/servers'
import { cleanReport } from '@/report/testing'

export const name = 'marks'

const FIELD = 'overview/requests'
const LENGTH = 5000
const ROUNDS = 15
const SLOWER = 4

/** Behind a number that agrees with its cell: each key makes it contradict the table or agree again. */
const KEYS = ['1', 'Backspace', '0', 'Backspace']

/** From a key in a long section to the marks of its numbers on the screen. */
export async function measure(): Promise<Row[]> {
  const text = longText()
  const { data, clerks } = await seedClerks([{ ...cleanReport(2024).values, [FIELD]: text }])
  const product = await startProduct(data, 3210)
  const browser = await launchBrowser()
  try {
    const [clerk] = clerks
    const url = `${product.url}/reports/${clerk?.report}?part=overview`
    const page = await openPage(browser, url, { cookie: { name: COOKIE, value: clerk?.token ?? '' }, scripts: ['totals', 'marks'] })
    await page.waitForFunction((at) => globalThis.bench.find(at)?.isContentEditable, FIELD)
    await page.bringToFront()
    const rows = []
    for (const isLast of [false, true]) {
      const painted = await slowDown(page, SLOWER, () => typeBehind(page, '10', isLast))
      rows.push(describe(`a key to painted marks, at the ${isLast ? 'end' : 'beginning'} of ${text.length} characters`, painted))
    }
    return rows
  } finally {
    await browser.close()
    await product.end()
    rmSync(data, { recursive: true })
  }
}

/** The milliseconds until the marks of each key had been painted; the first round is to warm up. */
async function typeBehind(page: Page, number: string, isLast: boolean): Promise<number[]> {
  const painted: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    await page.evaluate(([at, number, isLast]) => globalThis.bench.goBehind(at, number, isLast), [FIELD, number, isLast] as const)
    for (const key of KEYS) {
      await wait(PAUSE_MS)
      await page.evaluate((at) => globalThis.bench.watch([at]), FIELD)
      await page.keyboard.press(key)
      const taken = await page.evaluate(() => globalThis.bench.painted)
      if (round > 0) painted.push(taken)
    }
  }
  return painted
}

function describe(what: string, painted: readonly number[]): Row {
  const p95 = quantile(painted, 0.95)
  return {
    what,
    ours: `p50 ${ms(median(painted))}, p95 ${ms(p95)}, slowest ${ms(Math.max(...painted))}`,
    target: 'p95 ≤ 50 ms',
    met: p95 <= 50,
    note: `${painted.length} keys that turn a verdict, processor ${SLOWER} × slower`
  }
}

/** A section as long as any office writes, in ten paragraphs, and fuller of numbers than most. */
function longText(): string {
  const passage = (i: number) =>
    `本年度新收政府信息公开申请10件，办结9件，其中予以公开9件，结转下年度继续办理1件。第${i + 1}片区走访群众${i * 3 + 20}户，发放资料${i * 7 + 50}份，座谈记录逐条归档；对反映集中的征地、房屋和教育事项，由业务科室当面说明办理过程，答复均在法定期限内作出。${i % 4 === 3 ? '\n' : ''}`
  let text = ''
  for (let i = 0; text.length < LENGTH; i++) text += passage(i)
  return text.slice(0, LENGTH)
}
