import type { Page } from '@playwright/test'
import type { Template } from '@/report/template'
import { findTemplate } from '@/report/templates'
import { anchorName } from '@/report/workflow/comment'
import { openCase, YEAR } from '../testing/case'
import { openTown } from '../testing/pages'
import { at, enter, expect, expectAccessible, openPart, saveState, test } from '../testing/world'

const PHONE = { width: 390, height: 844 }

/** A screen of 1366 × 768 at 200 %, and one of 1280 at 400 %. */
const [TWICE, FOURFOLD] = [
  { width: 683, height: 384 },
  { width: 320, height: 640 }
]

declare global {
  interface Window {
    listStickingOut: () => string[]
  }
}

/** The outermost elements that end beyond the right edge, for whoever has to mend it. */
const tellStickingOut = (page: Page) =>
  page.addInitScript(() => {
    window.listStickingOut = () =>
      [...document.querySelectorAll('body *')]
        .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !one.closest('table'))
        .slice(0, 5)
        .map((one) => `${one.tagName} ends at ${Math.round(one.getBoundingClientRect().right)}: ${one.textContent?.slice(0, 20)}`)
  })

/** What a page does wrong on its screen: it scrolls sideways, sets a text too small or a few characters a line, cuts a button. */
function findFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const faults = document.documentElement.scrollWidth > width ? [`the page is ${document.documentElement.scrollWidth} px wide`] : []
    faults.push(...(faults.length > 0 ? window.listStickingOut() : []))
    const says = (element: Element) => element.textContent?.trim().slice(0, 20)
    // The form itself sets the names of its groups upright.
    for (const cell of document.querySelectorAll<HTMLElement>(
      'th:not([scope=rowgroup]), td, dt, dd, li, p, h1, h2, h3, label, a, caption'
    )) {
      const own = [...cell.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : '')).join('')
      const length = own.match(/\p{Script=Han}/gu)?.length ?? 0
      const { paddingLeft, paddingRight, fontSize, display, writingMode } = getComputedStyle(cell)
      const room = (cell.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)) / Number.parseFloat(fontSize)
      const least = length >= 10 ? 4 : length >= 3 ? 2 : 0
      if (cell.clientWidth > 1 && display !== 'inline' && writingMode === 'horizontal-tb' && room < least)
        faults.push(`“${says(cell)}” has ${room.toFixed(1)} characters a line`)
    }
    for (const button of document.querySelectorAll<HTMLElement>('button, summary')) {
      const { left, right, width: its } = button.getBoundingClientRect()
      const label = button.querySelector('.mantine-Button-label') ?? button
      if (its > 1 && !button.closest('td') && (left < 0 || right > width || label.scrollWidth > label.clientWidth + 1))
        faults.push(`“${says(button)}” is cut off`)
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const size = Number.parseFloat(text.parentElement ? getComputedStyle(text.parentElement).fontSize : '')
      if (size < 12 && text.textContent?.trim() && text.parentElement?.checkVisibility())
        faults.push(`“${says(text.parentElement)}” is set in ${size} px`)
    }
    return faults
  })
}

/** Sets all text as wide as WCAG 1.4.12 says somebody may, and tells what is cut off by it. */
function findCutBySpacing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const spacing = new CSSStyleSheet()
    spacing.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'
    )
    document.adoptedStyleSheets.push(spacing)
    const width = document.documentElement.clientWidth
    const faults = document.documentElement.scrollWidth > width ? [`the page is ${document.documentElement.scrollWidth} px wide`] : []
    faults.push(...(faults.length > 0 ? window.listStickingOut() : []))
    for (const one of document.querySelectorAll<HTMLElement>('body *:not(input, textarea, select, .unseen, [id^="hint-"])')) {
      const hasText = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
      const { overflowX, overflowY } = getComputedStyle(one)
      const isCut =
        (/hidden|clip/.test(overflowX) && one.scrollWidth > one.clientWidth + 1) ||
        (/hidden|clip/.test(overflowY) && one.scrollHeight > one.clientHeight + 1)
      if (hasText && isCut && one.clientWidth > 1) faults.push(`“${one.textContent?.trim().slice(0, 20)}” is cut off`)
    }
    return faults
  })
}

/** Pages of one kind, each test short enough for a slow machine. */
const KINDS = {
  'the public': (path: string, who: unknown) => who === undefined && !path.startsWith('/published'),
  'what is published': (path: string) => path.startsWith('/published'),
  'the desk': (path: string, who: unknown) => who !== undefined && !/^.(reports|admin|queue|board|statistics)/.test(path),
  'the lists of a season': (path: string) => /^.(queue|board|statistics)/.test(path),
  'the form and the review': (path: string) => path.startsWith('/reports'),
  'the administration': (path: string) => path.startsWith('/admin')
}

for (const [kind, isOfKind] of Object.entries(KINDS)) {
  test(`every page of ${kind} fits a phone, a screen with the longest names, 200 % and 400 %, and text set wide`, { tag: '@wide' }, async ({
    page,
    world
  }) => {
    const { pages } = await openTown(world)
    await tellStickingOut(page)
    let present: string | undefined
    for (const { path, who } of pages.filter(({ path, who }) => isOfKind(path, who))) {
      if (who && who !== present) await enter(page, who)
      present = who
      await page.setViewportSize({ width: 1366, height: 768 })
      await page.goto(path)
      await expect(page.getByRole('heading').first()).toBeVisible()
      expect.soft(await findFaults(page), `${path} on a screen`).toEqual([])
      await page.setViewportSize(PHONE)
      expect.soft(await findFaults(page), `${path} on a phone`).toEqual([])
      await page.setViewportSize(TWICE)
      expect.soft(await findFaults(page), `${path} at 200 %`).toEqual([])
      await expectAccessible(page)
      await page.setViewportSize(FOURFOLD)
      expect.soft(await findFaults(page), `${path} at 400 %`).toEqual([])
      expect.soft(await findCutBySpacing(page), `${path} with its text set wide`).toEqual([])
      await expectAccessible(page)
    }
  })
}

test('on a phone a clerk corrects a cell, a reviewer returns one report and approves another', async ({ page, world }) => {
  await page.setViewportSize(PHONE)
  const one = await openCase(world)
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  const cell = at(page, 'requests/carried-out/other')
  await cell.tap().catch(() => cell.click())
  const label = page.getByRole('rowheader', { name: /^四、结转/ })
  await expect(label).toBeInViewport({ ratio: 0.9 })
  await expect(cell).toBeInViewport({ ratio: 0.9 })
  await expect(page.getByRole('columnheader', { name: '其他', exact: true })).toBeInViewport()
  await cell.fill('1')
  await at(page, 'requests/received/other').fill('1')
  await expect(saveState(page)).toContainText('已保存')

  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await one.ask('reviewer', 'requests/received', '这一行请核对。')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  await page.getByRole('button', { name: /退回修改/ }).click()
  await page.getByLabel('退回原因').fill('请核对第一行')
  await page.getByRole('button', { name: /^确认/ }).click()
  await expect(page.getByRole('region', { name: '报告', exact: true }).getByText('已退回')).toBeVisible()

  const other = await openCase(world)
  await other.step('submit', 'filler')
  await other.step('claim', 'reviewer')
  await enter(page, other.reviewer)
  await page.goto('/queue')
  await page.getByRole('link', { name: `审核：甲市教育局 ${YEAR} 年年报` }).click()
  await page.getByRole('button', { name: /审核通过/ }).click()
  await page.getByRole('button', { name: /^确认/ }).click()
  await expect(page.getByRole('region', { name: '报告', exact: true }).getByText('审核通过')).toBeVisible()
})

test('on a phone the review shows a number beside the name of its row', { tag: '@wide' }, async ({ page, world }) => {
  await page.setViewportSize(PHONE)
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  const places = [
    'requests/received/total',
    'requests/carried-out/person',
    'requests/state-secret/welfare',
    'disclosure/normative/made',
    'disclosure/licensing/decisions'
  ]
  for (const place of places) await one.ask('reviewer', place, '请核对。')
  const template = findTemplate(YEAR) as Template
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  await page.getByRole('tab', { name: /^意见/ }).click()
  for (const place of places) {
    const cell = page.locator(`td[data-at="${place}"]`)
    const name = cell.locator('xpath=../th').last()
    await page
      .getByRole('button', { name: anchorName(template, { at: place }) })
      .first()
      .click()
    await expect(cell).toBeInViewport({ ratio: 0.9 })
    await expect(name).toBeInViewport({ ratio: 0.5 })
    const [left, right] = [
      await cell.evaluate((one) => one.getBoundingClientRect().left),
      await name.evaluate((one) => one.getBoundingClientRect().right)
    ]
    expect(left, place).toBeGreaterThanOrEqual(right - 1)
  }
})

test('units of the same name are told apart by what is above them, and a picker takes what is typed alone', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const { chief, bureau, name } = await openTown(world)
  await enter(page, chief)
  for (const path of ['/', '/queue', '/batch', '/admin/users']) {
    await page.goto(path)
    for (const county of ['乙县', '丙县']) await expect(page.getByText(`城关镇人民政府（${county}人民政府）`).first()).toBeVisible()
  }
  await page.goto(`/admin/campaigns?unit=${bureau.id}`)
  const picker = page
    .getByRole('combobox', { name: '单位' })
    .or(page.getByRole('textbox', { name: '单位' }))
    .first()
  await expect(picker).toHaveValue(name)
  await picker.click()
  await page.keyboard.type('城关镇')
  await expect(picker).toHaveValue('城关镇')
  await expect(page.getByRole('option', { name: /政府|办公室/ })).toHaveText([
    '城关镇人民政府（乙县人民政府）',
    '城关镇人民政府（丙县人民政府）'
  ])
})
