import type { Page } from '@playwright/test'
import { newPublisher } from '@/db/testing/publisher'
import { cleanReport } from '@/report/testing/clean'
import { openCase, YEAR } from '../testing/case'
import { readFilled, readPdfText } from '../testing/read-pdf'
import { enter, expect, expectAccessible, openPart, test } from '../testing/world'

/** The printable width of A4 in pixels, upright and lying: what is wider is cut off. */
const UPRIGHT = 680
const LYING = 1030

/** What Ctrl+P puts on paper, as one text; fails if anything reaches over its edge. */
async function print(page: Page, width = UPRIGHT): Promise<string> {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width, height: 960 })
  const cut = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll<HTMLElement>('main, main *, aside, aside *')]
      .filter((element) => element === document.documentElement || getComputedStyle(element).overflow !== 'visible')
      .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight, tagName }) =>
        tagName === 'HTML'
          ? scrollWidth > clientWidth
          : clientWidth > 1 && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1)
      )
      .map(({ tagName, className, scrollWidth, clientWidth }) => `${tagName} ${className} ${scrollWidth} > ${clientWidth}`)
  )
  expect(cut).toEqual([])
  const text = await readPdfText(new Uint8Array(await page.pdf({ preferCSSPageSize: true })))
  await page.emulateMedia({ media: null })
  await page.setViewportSize({ width: 1366, height: 768 })
  // Chromium takes some characters for the radicals that look like them.
  return text.replace(/[\u2e80-\u2fdf]/g, (radical) => radical.normalize('NFKC'))
}

test('the form is printed to its last row, column and line', { tag: '@wide' }, async ({ page, world }) => {
  const long = Array.from({ length: 60 }, (_, i) => `第${i + 1}项工作已经完成，有关情况另行公开。`).join('\n')
  const one = await openCase(world, { values: { problems: long, 'requests/received/total': '1234', 'requests/carried-out/total': '4321' } })
  await enter(page, one.filler)
  const printPart = async (part: string) => {
    await openPart(page, one.report, part)
    return print(page)
  }
  const requests = await printPart('requests')
  for (const words of ['三、收到和处理政府信息公开申请情况', '（七）总计', '四、结转下年度继续办理', '1234', '4321', '表下注释', '错误'])
    expect(requests).toContain(words)
  for (const button of ['提交审核', '下载', '插入表中数字']) expect(requests).not.toContain(button)
  expect(await printPart('disputes')).toContain('行政诉讼')
  expect(await printPart('disclosure')).toContain('行政事业性收费')
  const prose = await printPart('problems')
  for (const line of ['第1项工作', '第60项工作已经完成，有关情况另行公开。']) expect(prose).toContain(line)
  expect(await printPart('summary')).toContain('六、其他需要报告的事项')
})

test('lists are printed to their last line, wide tables on a lying page', { tag: '@wide' }, async ({ page, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  for (let i = 1; i <= 14; i++) {
    const unit = await world.unit(`甲市第${i}中学`, { above: one.city.id })
    const filler = await world.user(unit, 'filler')
    await world.step('submit', await world.report(unit, YEAR, await world.values(one.report)), filler)
  }
  await world.notify(one.reviewer, one.report, '最早的一条消息')
  await enter(page, one.reviewer)
  await page.goto('/batch')
  await expect(page.getByText('甲市第14中学')).toBeAttached()
  expect(await print(page)).toContain('甲市第9中学')
  await page.goto('/queue')
  const queue = await print(page)
  for (const words of ['待我办理', '甲市第1中学', '甲市第14中学', '待审核', '报送截止']) expect(queue).toContain(words)
  await page.goto('/inbox')
  expect(await print(page)).toContain('最早的一条消息')
  await page.goto(`/reports/${one.report}/review`)
  const review = await print(page)
  for (const words of ['甲市教育局', '（七）总计', '六、其他需要报告的事项']) expect(review).toContain(words)
  await page.goto('/rules')
  expect(await print(page)).toContain('X-14')

  await enter(page, one.admin)
  await page.goto('/admin/roles')
  const roles = await print(page, LYING)
  for (const words of ['查看', '申请撤下', '条件', '另一人已先申请']) expect(roles).toContain(words)
  await page.goto('/admin/units')
  expect(await print(page)).toContain('甲市第14中学')
  await page.goto('/admin/users')
  expect(await print(page)).toContain(one.secrecy)
})

test('a board is printed with all its units, fifty to a screen, and its heads on each sheet', { tag: '@wide' }, async ({ page, world }) => {
  const city = await world.unit('未市人民政府', { kind: 'government' })
  for (let i = 1; i <= 60; i++) await world.unit(`未市第${i}局`, { above: city.id })
  await world.owe(city, YEAR)
  await enter(page, await world.user(city, 'reviewer'))
  await page.goto(`/board?year=${YEAR}&kind=department`)
  await expect(page.getByText('第 1 页，共 2 页')).toBeVisible()
  const opened = page.waitForEvent('popup')
  // The browser's dialog would hold the page.
  await page.context().addInitScript(() => Object.assign(window, { print: () => document.body.setAttribute('data-printed', '') }))
  await page.getByRole('link', { name: '打印全部' }).click()
  const sheet = await opened
  await expect(sheet.locator('body')).toHaveAttribute('data-printed')
  await expectAccessible(sheet)
  const text = await print(sheet, LYING)
  for (const words of ['年报；共60个单位', '未市第1局', '未市第60局']) expect(text).toContain(words)
  expect(text.split('序号单位').length - 1).toBe(3)
})

test('a published report is printed on pages that are more than half full, but the last', { tag: '@wide' }, async ({ page, world }) => {
  const { publish, unit } = await newPublisher(world.store, `甲市教育局${Math.random().toString(36).slice(2, 8)}`)
  const { values } = cleanReport(2023)
  const problems = Array.from({ length: 12 }, (_, i) => `第${i + 1}项工作已经完成，有关情况另行公开，下一年继续推进。`).join('\n')
  await publish(2022)
  await publish(2023, { ...values, problems })
  for (const year of [2022, 2023]) {
    await page.goto(`/published/${unit.id}/${year}`)
    const pages = await readFilled(new Uint8Array(await page.pdf({ preferCSSPageSize: true })), 25 * (72 / 25.4))
    expect(pages.length).toBeGreaterThan(2)
    for (const filled of pages.slice(0, -1)) expect(filled).toBeGreaterThan(0.5)
  }
})
