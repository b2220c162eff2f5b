import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { launchBrowser, openPage, PAUSE_MS, slowDown } from '@/bench/browser'
import { seedClerks } from '@/bench/clerks'
import type { Row } from '@/bench/results'
import { median, ms, quantile } from '@/bench/samples'
import { startProduct } from '@/bench/servers'
import { cleanReport } from '@/report/testing/clean'
import { SESSION_COOKIE } from '@/server/gate/link'

export const name = 'marks'

const FIELD = 'overview/requests'
const LENGTH = 5000
const ROUNDS = 15
const SLOWER = 4

/** Keystrokes after a number that agrees with its cell: each makes it contradict the table or agree again. */
const KEYS = ['1', 'Backspace', '0', 'Backspace']

/** From a keystroke in a long section to the painted marks of its numbers. */
export async function measure(): Promise<Row[]> {
  const text = longText()
  const { data, clerks } = await seedClerks([{ ...cleanReport(2024).values, [FIELD]: text }])
  const product = await startProduct(data, 3210)
  const browser = await launchBrowser()
  try {
    const [clerk] = clerks
    const url = `${product.url}/reports/${clerk?.report}?part=overview`
    const page = await openPage(browser, url, { cookie: { name: SESSION_COOKIE, value: clerk?.token ?? '' }, scripts: ['totals', 'marks'] })
    await page.waitForFunction((at) => globalThis.bench.find(at)?.isContentEditable, FIELD)
    await page.bringToFront()
    const keys = { drawn: [] as number[], painted: [] as number[] }
    for (const isLast of [false, true]) {
      const { drawn, painted } = await slowDown(page, SLOWER, () => typeBehind(page, '10', isLast))
      keys.drawn.push(...drawn)
      keys.painted.push(...painted)
    }
    return [
      describe(`a key in ${text.length} characters until its marks stand in the document`, keys.drawn),
      describe('the same until they are painted', keys.painted)
    ]
  } finally {
    await browser.close()
    await product.end()
    rmSync(data, { recursive: true })
  }
}

/** The milliseconds until the marks of each keystroke were in the DOM, and until they were painted; the first round is a warm-up. */
async function typeBehind(page: Page, number: string, isLast: boolean): Promise<{ drawn: number[]; painted: number[] }> {
  const keys = { drawn: [] as number[], painted: [] as number[] }
  for (let round = 0; round <= ROUNDS; round++) {
    await page.evaluate(([at, number, isLast]) => globalThis.bench.goBehind(at, number, isLast), [FIELD, number, isLast] as const)
    for (const key of KEYS) {
      await wait(PAUSE_MS)
      await page.evaluate((at) => {
        globalThis.bench.watch([at])
        globalThis.bench.watchDocument(at)
      }, FIELD)
      await page.keyboard.press(key)
      const [drawn, painted] = await page.evaluate(() => Promise.all([globalThis.bench.drawn, globalThis.bench.painted]))
      if (round === 0) continue
      keys.drawn.push(drawn)
      keys.painted.push(painted)
    }
  }
  return keys
}

function describe(what: string, taken: readonly number[]): Row {
  const p95 = quantile(taken, 0.95)
  return {
    what,
    ours: `p50 ${ms(median(taken))}, p95 ${ms(p95)}, slowest ${ms(Math.max(...taken))}`,
    target: 'p95 ≤ 50 ms',
    met: p95 <= 50,
    note: `${taken.length} keys that turn a verdict, at the beginning and the end; processor ${SLOWER} × slower`
  }
}

/** A section as long as the longest that offices write, in ten paragraphs, with more numbers than most. */
function longText(): string {
  const passage = (i: number) =>
    `本年度新收政府信息公开申请10件，办结9件，其中予以公开9件，结转下年度继续办理1件。第${i + 1}片区走访群众${i * 3 + 20}户，发放资料${i * 7 + 50}份，座谈记录逐条归档；对反映集中的征地、房屋和教育事项，由业务科室当面说明办理过程，答复均在法定期限内作出。${i % 4 === 3 ? '\n' : ''}`
  let text = ''
  for (let i = 0; text.length < LENGTH; i++) text += passage(i)
  return text.slice(0, LENGTH)
}
