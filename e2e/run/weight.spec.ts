import { get } from 'node:http'
import { join } from 'node:path'
import { openStore } from '@/db/engine/client'
import { announce } from '@/db/messages/announcements'
import { addMembership } from '@/db/people/users'
import { chaseUnits } from '@/db/season/chase'
import { addLargeCity } from '@/db/testing/large-city'
import { listYears } from '@/report/templates'
import { dayOf } from '@/report/workflow/dates'
import { SESSION_COOKIE } from '@/server/gate/link'
import { openSessionOf } from '@/server/testing/session'
import { test } from '../testing/server'
import { expect } from '../testing/world'

/** What a list may weigh over the wire, compressed as browsers ask for it. */
const MOST_BYTES = 80_000
const UNITS = 3000

/** Status and bytes of an answer as they came over the wire. */
function weigh(url: string, cookie: string): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie, 'accept-encoding': 'gzip' } }, (answer) => {
      let bytes = 0
      answer.on('data', (part: Buffer) => {
        bytes += part.length
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes }))
    }).on('error', reject)
  })
}

test('of three thousand units no list weighs more than 80 kB, the board needs no script, and ticks stay while pages are turned', {
  tag: '@wide'
}, async ({ launch, folder, browser }) => {
  test.setTimeout(180_000)
  const now = new Date()
  const year = listYears(dayOf(now))[0] as number
  const store = await openStore(join(folder, 'nianbao.db'))
  const { city, chief } = await addLargeCity(store, { units: UNITS, year, now })
  for (const role of ['admin', 'compiler', 'filler'] as const) await addMembership(store, { user: chief, unit: city, role })
  const all = await store.read.select({ id: store.t.units.id }).from(store.t.units)
  const units = all.map(({ id }) => id)
  await announce(store, { unit: city, text: '请各单位按时报送年报，并及时查看系统消息。', by: chief, on: now })
  await chaseUnits(store, { units: units.slice(0, 400), year, words: '', again: false, now })
  const cookie = `${SESSION_COOKIE}=${await openSessionOf(store, chief)}`
  await store.close()

  const { address } = await (await launch()).untilReady()
  const unit = units[1]
  const pages = [
    '/',
    ...['/queue', `/queue?state=all&year=${year}`, `/queue/chase?year=${year}`, `/queue/chase?year=${year}&problem=missing&from=board`],
    ...[`/board?year=${year}`, `/board?year=${year}&stage=idle&page=3`, `/statistics?from=${year - 1}&to=${year}`],
    ...['/inbox', '/applications', '/batch', '/import', '/rules', '/published'],
    ...['/admin/units', `/admin/units/${city}`, `/admin/units/${unit}`, '/admin/units/tree', '/admin/units/edit', '/admin/units/change'],
    ...['/admin/users', `/admin/users/${chief}`, '/admin/roles', '/admin/import', '/admin/announcements', '/admin/announcements?read=1'],
    ...[`/admin/tasks?year=${year}`, `/admin/campaigns?year=${year}`]
  ]
  const weights: [path: string, status: number, bytes: number][] = []
  for (const path of pages) {
    const { status, bytes } = await weigh(`${address}${path}`, cookie)
    weights.push([path, status, bytes])
  }
  const heavy = weights.filter(([, status, bytes]) => status !== 200 || bytes > MOST_BYTES)
  expect(heavy, weights.map((one) => one.join(' ')).join('\n')).toEqual([])

  // The board is read before any script runs.
  const context = await browser.newContext({ javaScriptEnabled: false })
  await context.addCookies([{ name: SESSION_COOKIE, value: cookie.split('=')[1] ?? '', url: address }])
  const plain = await context.newPage()
  await plain.goto(`${address}/board?year=${year}`)
  await expect(plain.getByRole('table', { name: '各组报送进度' }).getByRole('row')).toHaveCount(33)
  await expect(plain.getByRole('table', { name: '各单位报送情况' }).getByRole('row')).toHaveCount(51)
  await context.close()

  // 催报: what is ticked stays while one turns the pages.
  const desk = await browser.newContext()
  await desk.addCookies([{ name: SESSION_COOKIE, value: cookie.split('=')[1] ?? '', url: address }])
  const page = await desk.newPage()
  await page.goto(`${address}/queue/chase?year=${year}`)
  const table = page.getByRole('region', { name: '未报送的单位' }).getByRole('table')
  const box = table.getByRole('checkbox').nth(1)
  await expect(box).toBeEnabled()
  const send = page.getByRole('button', { name: /^向 \d+ 个单位发送催报$/ })
  const count = async () => Number(/\d+/.exec((await send.textContent()) ?? '')?.[0])
  const [before, was] = [await count(), await box.isChecked()]
  await box.click()
  await expect(send).toHaveText(`向 ${before + (was ? -1 : 1)} 个单位发送催报`)
  const turn = page.getByRole('navigation', { name: '未报送的单位分页' })
  await turn.getByRole('link', { name: '下一页' }).click()
  await expect(turn.getByText(/^第 2 页，共 \d+ 页$/)).toBeVisible()
  expect(await count()).toBe(before + (was ? -1 : 1))
  await turn.getByRole('link', { name: '上一页' }).click()
  await expect(turn.getByText(/^第 1 页，共 \d+ 页$/)).toBeVisible()
  await expect(box).toBeChecked({ checked: !was })
  await desk.close()
})
