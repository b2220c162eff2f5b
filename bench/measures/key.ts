import { rmSync } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import { countRenders, launchBrowser, openPage, readTotals, slowDown, type Typed, typeInto } from '@/bench/browser'
import { seedClerks } from '@/bench/clerks'
import { servePages } from '@/bench/peers/pages'
import type { Row } from '@/bench/results'
import { median, ms, quantile, takeTurns } from '@/bench/samples'
import { startProduct } from '@/bench/servers'
import { form2021 } from '@/report/templates/form-2021'
import { cleanReport, without } from '@/report/testing/clean'
import { SESSION_COOKIE } from '@/server/gate/link'

export const name = 'key'

const ROUNDS = 20
const SLOWER = 4
const PEERS = ['bare', 'whole-form', 'surveyjs'] as const

const CELLS: readonly Typed[] = [
  ['granted', 'person'],
  ['partial', 'company'],
  ['internal', 'research'],
  ['repeated', 'other']
].map(([row, column]) => ({
  at: `requests/${row}/${column}`,
  totals: [`requests/${row}/total`, `requests/handled/${column}`, 'requests/handled/total']
}))

/** A report whose sums balance: every keystroke in a result breaks a rule and changes the texts of findings. */
const closed = cleanReport(2024).values

/** The same before the last row is filled in: the totals exist, the rule that compares them with that row does not apply yet. */
const unfinished = without(closed, ...form2021.cells.filter(({ row }) => row.key === 'carried-out').map(({ at }) => at))

/** From a keystroke to its painted totals, in the real page and in peers' pages with the same table. */
export async function measure(): Promise<Row[]> {
  const { data, clerks } = await seedClerks([unfinished, closed])
  const product = await startProduct(data, 3210)
  const peers = await servePages(PEERS, unfinished, 3211)
  const browser = await launchBrowser()
  const [typing, breaking] = clerks.map(({ report, token }) => ({
    url: `${product.url}/reports/${report}?part=requests`,
    cookie: { name: SESSION_COOKIE, value: token }
  })) as [Place, Place]
  try {
    const times = await typeInTurns(browser, {
      ours: typing,
      breaking,
      bare: { url: `${peers.url}/bare` },
      'whole-form': { url: `${peers.url}/whole-form` },
      surveyjs: { url: `${peers.url}/surveyjs` }
    })
    return [
      ...compare(times),
      ...(await renderRows(browser, { typing, breaking, surveyjs: { url: `${peers.url}/surveyjs` } })),
      await firstLoad(browser, typing)
    ]
  } finally {
    await browser.close()
    peers.end()
    await product.end()
    rmSync(data, { recursive: true })
  }
}

type Place = { url: string; cookie?: { name: string; value: string } }

async function typeInTurns<K extends string>(browser: Browser, places: Record<K, Place>): Promise<Record<K, number[]>> {
  const names = Object.keys(places) as K[]
  const pages = new Map<K, Page>()
  for (const name of names) pages.set(name, await openPage(browser, places[name].url, { ...places[name], scripts: ['totals'] }))
  const typeAll = (page: Page) => async () => {
    await page.bringToFront()
    return slowDown(page, SLOWER, async () => {
      const painted: number[] = []
      for (const cell of CELLS) painted.push(...(await typeInto(page, cell)))
      return painted
    })
  }
  for (const page of pages.values()) await typeAll(page)()
  const takers = Object.fromEntries([...pages].map(([name, page]) => [name, typeAll(page)])) as Record<K, () => Promise<number[]>>
  const taken = await takeTurns(ROUNDS, takers)

  const shown = new Set<string>()
  for (const page of pages.values()) {
    for (const cell of CELLS) shown.add(`${cell.at} ${await readTotals(page, cell)}`)
    await page.context().close()
  }
  if (shown.size !== CELLS.length) throw new Error(`the pages show different totals: ${[...shown].join('; ')}`)
  return Object.fromEntries(names.map((name) => [name, (taken[name] as number[][]).flat()])) as Record<K, number[]>
}

function compare(times: Record<'ours' | 'breaking' | (typeof PEERS)[number], number[]>): Row[] {
  const p95 = (name: keyof typeof times) => quantile(times[name], 0.95)
  const describe = (name: keyof typeof times) => `p50 ${ms(median(times[name]))}, p95 ${ms(p95(name))}`
  const row = (what: string, ours: 'ours' | 'breaking', peer: (typeof PEERS)[number], most: number, note: string): Row => ({
    what,
    ours: describe(ours),
    peer: describe(peer),
    ratio: `${(p95(ours) / p95(peer)).toFixed(2)} × its p95`,
    target: most === 1 ? '< 1 ×' : `≤ ${most} ×`,
    met: most === 1 ? p95(ours) < p95(peer) : p95(ours) <= most * p95(peer),
    note
  })
  const keys = `${times.ours.length} keys in turns, processor ${SLOWER} × slower`
  return [
    row('key to painted totals, against the bare table', 'ours', 'bare', 1.2, `the same table and totals without rules; ${keys}`),
    row('a key that breaks a rule, against the bare table', 'breaking', 'bare', 1.2, 'two findings and their cells change with each key'),
    row('against the same table with useWatch on the whole form', 'ours', 'whole-form', 1, ''),
    row('against SurveyJS', 'ours', 'surveyjs', 1, 'matrix with expressions, no rules'),
    row('a key that breaks a rule, against whole-form useWatch', 'breaking', 'whole-form', 1, 'the peer still has no rules'),
    row('a key that breaks a rule, against SurveyJS', 'breaking', 'surveyjs', 1, 'the peer still has no rules')
  ]
}

async function renderRows(browser: Browser, places: Record<'typing' | 'breaking' | 'surveyjs', Place>): Promise<Row[]> {
  const count = async (place: Place) => {
    const page = await openPage(browser, place.url, { ...place, scripts: ['totals', 'renders'] })
    const keys: string[][] = []
    for (const cell of [...CELLS, ...CELLS]) keys.push(...(await countRenders(page, cell)))
    await page.context().close()
    return keys.slice(keys.length / 2)
  }
  const [typing, breaking, surveyjs] = [await count(places.typing), await count(places.breaking), await count(places.surveyjs)]
  const middle = (keys: string[][]) => median(keys.map(({ length }) => length))
  const most = (keys: string[][]) => Math.max(...keys.map(({ length }) => length))
  return [
    {
      what: 'components drawn anew a key',
      ours: `${middle(typing)}, at most ${most(typing)}`,
      peer: `${middle(surveyjs)}`,
      target: '≤ 4',
      met: middle(typing) <= 4,
      note: `${typing.length} keys; the most: ${placesOf(typing)}; peer SurveyJS`
    },
    {
      what: 'components drawn anew a key that breaks a rule',
      ours: `${middle(breaking)}, at most ${most(breaking)}`,
      note: `no target; the most: ${placesOf(breaking)}`
    }
  ]
}

/** Where the keystroke with the most re-renders caused them: `table 3, aside 1`. */
function placesOf(keys: readonly string[][]): string {
  const [busiest = []] = [...keys].sort((a, b) => b.length - a.length)
  return [...new Set(busiest)].map((place) => `${place} ${busiest.filter((one) => one === place).length}`).join(', ')
}

/** The size of the scripts loaded before the load event; those fetched later are given in the note. */
async function firstLoad(browser: Browser, place: Place): Promise<Row> {
  const page = await openPage(browser, place.url, place)
  const scripts = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    return (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .map(({ encodedBodySize, startTime }) => ({ size: encodedBodySize, isFirst: startTime < (navigation?.loadEventStart ?? 0) }))
  })
  await page.context().close()
  const kilobytes = (isFirst: boolean) => scripts.reduce((sum, one) => sum + (one.isFirst === isFirst ? one.size : 0), 0) / 1000
  return {
    what: 'JavaScript of the report page at its first load',
    ours: `${kilobytes(true).toFixed(0)} kB gz`,
    target: '≤ 265 kB',
    met: kilobytes(true) <= 265,
    note: `${scripts.length} files; ${kilobytes(false).toFixed(0)} kB of them fetched after the page was loaded do not count`
  }
}
