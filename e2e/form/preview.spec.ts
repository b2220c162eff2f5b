import type { Page } from '@playwright/test'
import { exampleReport } from '@/report/samples/example'
import { at, enter, expect, expectAccessible, openPart, test, type World } from '../testing/world'

test('the preview shows the printed pages with what was just typed, and leads back to the cell', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const unit = await world.unit('甲市民政局')
  const report = await world.report(unit, 2019, exampleReport.values)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'problems')
  await at(page, 'problems').fill('人手不足。今后将配备专职人员。')
  await page.getByRole('button', { name: '预览' }).click()
  const pages = page.getByRole('dialog').getByRole('img', { name: /^第 \d+ 页/ })
  await expect(pages.first()).toHaveAccessibleName(/^第 1 页，共 \d+ 页$/)
  expect(await world.values(report)).toMatchObject({ problems: '人手不足。今后将配备专职人员。' })
  expect(await pages.count()).toBeGreaterThan(4)
  await expectAccessible(page)
  const [first] = await pages.evaluateAll((all) => all.map((image) => image.getAttribute('src') ?? ''))
  const picture = await page.request.get(first ?? '')
  expect(picture.headers()['content-type']).toBe('image/svg+xml')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(new URL(page.url()).pathname).toBe(`/reports/${report}`)
})

/** Prose that fills as many pages as that; each report has its own, so that none is drawn already. */
const textOf = (pages: number) =>
  Array.from({ length: pages * 10 }, (_, i) => `${i}.${'今后将加强队伍建设，改进解读。'.repeat(4)}`).join('\n')

async function openLong(page: Page, world: World, pages: number) {
  const unit = await world.unit('甲市民政局')
  const report = await world.report(unit, 2024, { problems: textOf(pages) })
  await enter(page, await world.user(unit, 'filler'))
  return report
}

test('of a long report only the pages that are looked at are fetched, and each is there when it is scrolled to', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const report = await openLong(page, world, 60)
  const fetched = new Set<string>()
  page.on('request', (request) => {
    const number = new URL(request.url()).searchParams.get('page')
    if (number) fetched.add(number)
  })
  await openPart(page, report, 'disputes')
  await page.getByRole('button', { name: '预览' }).click()
  const pages = page.getByRole('dialog').getByRole('img', { name: /^第 \d+ 页/ })
  await expect.poll(() => pages.count(), { timeout: 60_000 }).toBeGreaterThan(40)
  const isDrawn = (which: typeof pages) => which.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)
  await expect.poll(() => isDrawn(pages.first())).toBe(true)
  const count = await pages.count()
  expect(fetched.has('1')).toBe(true)
  expect(fetched.size).toBeLessThan(count / 2)
  expect(await isDrawn(pages.last())).toBe(false)
  await pages.last().scrollIntoViewIfNeeded()
  await expect.poll(() => isDrawn(pages.last())).toBe(true)
  expect(fetched.has(String(count))).toBe(true)
  const address = new URL((await pages.last().getAttribute('src')) ?? '', page.url())
  await expect.poll(async () => (await page.request.get(`${address}`)).status()).toBe(200)
  for (const [name, value] of [
    ['page', String(count + 1)],
    ['page', '0'],
    ['drawing', 'another']
  ] as const) {
    const other = new URL(address)
    other.searchParams.set(name, value)
    expect([200, 404], `${other.search}`).toContain((await page.request.get(`${other}`)).status())
  }
})

test('whoever must wait is told how many are ahead, in the preview and for a file', async ({ page, world }) => {
  test.slow()
  const report = await openLong(page, world, 150)
  // Six may wait for one person: once a seventh is refused, all his places are taken for a while.
  let day = 0
  const occupy = () =>
    Promise.any(
      Array.from({ length: 8 }, async () => {
        const response = await page.request.get(`/reports/${report}/pdf?signed=2025-0${1 + Math.floor(day / 28)}-${10 + (day++ % 18)}`)
        if (response.status() !== 503) throw new Error('not refused')
        return response
      })
    )
  const refused = await occupy()
  expect(refused.headers()).toMatchObject({ 'retry-after': '2', 'cache-control': 'private, no-store' })
  expect(await refused.text()).toMatch(/前面还有 \d+ 份文件/)
  // Looked at where it does not load itself anew.
  await page.setContent(await refused.text())
  await expectAccessible(page)

  // The preview's dialog is told the same, as a number.
  await occupy()
  const preview = await page.request.get(`/reports/${report}/preview`)
  expect([preview.status(), await preview.json()]).toEqual([503, { ahead: expect.any(Number) }])
})
