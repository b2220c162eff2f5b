import { strToU8, zipSync } from 'fflate'
import { chooseHabits, inventReport, randomOf, writeDocx, writePage } from '@/server/testing/foreign/foreign-files'
import { printReport } from '@/server/testing/foreign/printed-files'
import { Keyboard } from '../testing/keyboard'
import { enter, expect, test } from '../testing/world'

/** Seconds of a person: a key, a click with finding the place, and reading a doubt beside its piece of the file. */
const [KEY, CLICK, LOOK] = [0.3, 1.5, 6]
const YEARS = [2020, 2021, 2022, 2023, 2024]
/** A third of the units that are promised, for the time of the test. */
const [UNITS, PROMISED] = [20, 60]

/** An invented report of a year. */
function inventYear(year: number, from: number) {
  for (let seed = from; ; seed++) {
    const report = inventReport(seed)
    if (report.year === year) return report
  }
}

test('five years of sixty units are read in, doubts settled by keys, within a quarter of an hour of a person', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const mark = Math.random().toString(36).slice(2, 7)
  const city = await world.unit(`辛市${mark}人民政府`, { kind: 'government' })
  const files: Record<string, Uint8Array> = {}
  for (let u = 0; u < UNITS; u++) {
    const name = `辛市${mark}第${u + 1}局`
    await world.unit(name, { above: city.id })
    for (const year of YEARS) {
      const seed = 100 * u + year
      const report = { ...inventYear(year, seed * 10), unit: name }
      const [habits, random] = [chooseHabits(randomOf(seed)), randomOf(seed + 1)]
      const path = `${year}/${name}`
      // Every fourth of an unclear figure: what people have to settle.
      const odd = seed % 4 === 0 ? { ...report, values: { ...report.values, 'requests/granted/company': '12 34' } } : report
      if (seed % 3 === 0) files[`${path}.pdf`] = printReport(odd, habits, random)
      else if (seed % 3 === 1) files[`${path}.docx`] = writeDocx(odd, habits)
      else files[`${path}.html`] = strToU8(writePage(odd, habits))
    }
  }
  expect(Object.keys(files)).toHaveLength(UNITS * YEARS.length)
  const archive = zipSync(files, { level: 0 })

  await enter(page, await world.user(city, 'admin'))
  await page.goto('/import')
  // Three clicks: 导入 on the desk, the field, the archive in the window of the system.
  let clicks = 3
  await page.locator('input[type=file]').setInputFiles({ name: '五年.zip', mimeType: 'application/zip', buffer: Buffer.from(archive) })
  await expect(page.getByRole('row')).toHaveCount(1 + UNITS * YEARS.length, { timeout: 120_000 })
  await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 })

  const keyboard = new Keyboard(page, false)
  const settle = page.getByRole('button', { name: /^逐条处理存疑 \d+ 处$/ })
  const doubts = Number(/\d+/.exec(await settle.innerText())?.[0])
  expect(doubts).toBeGreaterThan(15)
  await settle.click()
  clicks++
  let looks = 0
  for (let i = 1; i <= doubts; looks++) {
    const walk = page.getByRole('dialog', { name: `存疑 ${i}/${doubts}` })
    await expect(walk).toBeVisible()
    const says = await walk.innerText()
    if (/\.pdf/.test(says)) await expect(walk.locator('svg[data-cut]')).toBeVisible()
    const [, row] = /A 这一行 (\d+) 处/.exec(says) ?? []
    await keyboard.press(row ? 'a' : '1')
    i += Number(row ?? 1)
  }
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: `导入可导入的 ${UNITS * YEARS.length} 份` }).click()
  clicks++
  await expect(page.getByText('✓ 已导入，查看')).toHaveCount(UNITS * YEARS.length, { timeout: 60_000 })

  // Sixty units come in one archive as well: only the doubts are more.
  const seconds = clicks * CLICK + (keyboard.count * KEY + looks * LOOK) * (PROMISED / UNITS)
  test.info().annotations.push({
    type: 'figure',
    description: `${doubts} doubts in ${looks} looks, ${keyboard.count} keys, ${clicks} clicks: ${Math.round(seconds)} s`
  })
  expect(seconds).toBeLessThanOrEqual(15 * 60)
})
