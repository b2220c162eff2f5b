import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { type Clerk, seedClerks } from '@/bench/clerks'
import type { Row } from '@/bench/results'
import { median, ms, quantile } from '@/bench/samples'
import { type Server, startProduct } from '@/bench/servers'
import { form2021 } from '@/report/templates/form-2021'
import { cleanReport } from '@/report/testing/clean'
import { LONGEST_TEXT } from '@/report/text/text-length'
import { SESSION_COOKIE } from '@/server/gate/link'

export const name = 'hostile-press'
export const isLong = true

const PREVIEWS = 5
const FIELDS = form2021.prose
const CHARACTERS = FIELDS.length * LONGEST_TEXT
const MB = 1024 * 1024

/** The time of a colleague's Word file while five people preview the longest report each that can be typed. */
export async function measure(): Promise<Row[]> {
  const values = cleanReport(2024).values
  const text = (i: number) => `第${i}号。${'本机关今后将加强队伍建设，改进政策解读。\n'.repeat(Math.floor(LONGEST_TEXT / 21) - 1)}`
  const longest = Array.from({ length: PREVIEWS }, (_, i) => ({ ...values, ...Object.fromEntries(FIELDS.map((at) => [at, text(i)])) }))
  const { data, clerks } = await seedClerks([values, ...longest])
  const server = await startProduct(data, 3211)
  const [colleague, ...others] = clerks as [Clerk, ...Clerk[]]
  let most = 0
  const looking = setInterval(() => {
    most = Math.max(most, server.memory())
  }, 100)
  try {
    for (let i = 0; i < 3; i++) await fetchWord(server, colleague)
    const alone = await timeWords(server, colleague, 10)
    const before = server.memory()
    most = 0
    let isOver = false
    const previews = Promise.all(others.map((clerk) => preview(server, clerk))).finally(() => {
      isOver = true
    })
    await wait(300)
    const beside: number[] = []
    while (!isOver) beside.push(...(await timeWords(server, colleague, 1)))
    const pages = await previews
    await wait(2000)
    const [middle, most99, longest] = [median(beside), quantile(beside, 0.99), Math.max(...beside)]
    return [
      {
        what: `Word beside ${PREVIEWS} previews of ${CHARACTERS / 1000} k characters`,
        ours: `${ms(middle)}, p99 ${ms(most99)}, longest ${ms(longest)}`,
        peer: ms(median(alone)),
        ratio: `${(middle / median(alone)).toFixed(1)} × of alone`,
        target: 'p99 ≤ 1 s',
        met: most99 <= 1000,
        note: `alone, then beside them; ${beside.length} files; previews of ${pages.join(', ')} pages`
      },
      {
        what: 'memory meanwhile, and afterwards',
        ours: `${(before / MB).toFixed(0)} MB before, ≤ ${(most / MB).toFixed(0)} MB, ${(server.memory() / MB).toFixed(0)} MB after`,
        target: 'after ≤ before + 100 MB',
        met: server.memory() <= before + 100 * MB,
        note: 'resident, the server with its workers'
      }
    ]
  } finally {
    clearInterval(looking)
    await server.end()
    rmSync(data, { recursive: true })
  }
}

const cookieOf = ({ token }: Clerk) => ({ cookie: `${SESSION_COOKIE}=${token}` })

/** Like the browser, which retries while the answer is to wait. */
async function fetchWord({ url }: Server, clerk: Clerk): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/reports/${clerk.report}/word`, { headers: cookieOf(clerk) })
    await response.arrayBuffer()
    if (response.ok) return
    if (response.status !== 503) throw new Error(`Word was answered ${response.status}`)
    await wait(2000)
  }
}

async function timeWords(server: Server, clerk: Clerk, count: number): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const start = performance.now()
    await fetchWord(server, clerk)
    times.push(performance.now() - start)
    await wait(50)
  }
  return times
}

/** Waits like the browser until the pages are drawn and fetches the first; returns the number of pages. */
async function preview({ url }: Server, clerk: Clerk): Promise<number> {
  const address = `${url}/reports/${clerk.report}/preview`
  for (;;) {
    const response = await fetch(address, { headers: cookieOf(clerk) })
    const body = await response.text()
    if (response.status === 503) await wait(1000)
    else if (!response.ok) throw new Error(`the preview was answered ${response.status}`)
    else {
      const { drawing, pages } = JSON.parse(body)
      await (await fetch(`${address}?drawing=${drawing}&page=1`, { headers: cookieOf(clerk) })).arrayBuffer()
      return pages
    }
  }
}
