import type { Page } from '@playwright/test'
import { saveAnswer } from '@/db/reports/answers'
import { opened, openFiling } from '@/db/testing/steps'
import { judgeFiling } from '@/db/workflow/demands'
import { exampleReport } from '@/report/samples/example'
import type { Values } from '@/report/values'
import { openCase } from '../testing/case'
import { current, lineOf, side } from '../testing/review-page'
import { enter, expect, expectAccessible, tabTo, test, type World } from '../testing/world'

const field = 'overview/requests'
const text = (page: Page, at = field) => page.locator(`article p[data-at="${at}"]`)
const marksOf = (page: Page, shows: string, at = field) => text(page, at).locator(`[data-shows="${shows}"]`)
const card = (page: Page) => page.getByRole('tooltip')

/** An office under a city, and its report with what its tables and its text say. */
async function openOffice(world: World, values: Values) {
  const city = await world.unit('甲市人民政府', { kind: 'government' })
  const office = await world.unit(exampleReport.unit, { above: city.id })
  return {
    filler: await world.user(office, 'filler'),
    reviewer: await world.user(city, 'reviewer'),
    report: await world.report(office, 2019, values)
  }
}

async function openReview(page: Page, user: string, report: number) {
  await enter(page, user)
  await page.goto(`/reports/${report}/review`)
  // Keys work after hydration.
  await expect(async () => {
    await page.keyboard.press('0')
    await expect(side(page).getByRole('button', { name: '全部问题' })).toHaveAttribute('aria-pressed', 'true', { timeout: 500 })
  }).toPass()
}

test('the supervisor sees the numbers that contradict the tables, reads why by keyboard and is led to the cell', async ({
  page,
  world
}) => {
  const { filler, reviewer, report } = await openOffice(world, exampleReport.values)
  const filing = await openFiling(world.store, report)
  const as = await opened(world.store, 'edit', report, await world.idOf(filler))
  for (const { key, basis, finding } of await judgeFiling(world.store, filing, new Date())) {
    if (finding.rule === 'N-06' || finding.rule === 'N-08')
      await saveAnswer(world.store, as, { finding: key, basis, text: '范围不同：撤回的申请另作统计', now: new Date() })
  }
  await world.hand(report, filler)
  await openReview(page, reviewer, report)

  await expect(marksOf(page, 'explained')).toHaveText(['83', '58', '2'])
  await expect(marksOf(page, 'agrees')).toHaveText(['87', '4', '13', '4', '2', '2'])
  await expect(marksOf(page, 'unlinked', 'overview/disclosure').first()).toHaveText('18356')
  await expectAccessible(page)

  // Tab stops at what the rules complain of and nowhere else.
  await tabTo(page, marksOf(page, 'explained').first())
  await expect(card(page)).toContainText('文中“83” ◆ 已说明')
  await expect(card(page)).toContainText('所列 6 项合计 81')
  await page.keyboard.press('Tab')
  await expect(marksOf(page, 'explained').nth(1)).toBeFocused()
  await expect(card(page)).toContainText('文中“建议向其他单位申请58件”')
  await expect(card(page)).toContainText('1.本机关不掌握相关政府信息·总计 59')
  await expect(card(page)).toContainText('范围不同：撤回的申请另作统计')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(current(page)).toHaveAttribute('data-at', 'requests/not-held/total')
  await expect(current(page)).toHaveText('59')
  await expect(current(page)).toBeInViewport()
  await expect(card(page)).toBeHidden()

  // One key lists them all; the next one is a key away, on the sheet and in the list.
  await page.keyboard.press('9')
  await expect(side(page).getByRole('button', { name: '文中数字' })).toHaveAttribute('aria-pressed', 'true')
  await expect(side(page).getByText(/● 与表一致 \d+ 处.*◆ 已说明 3 处/)).toBeVisible()
  await expect(lineOf(page)).toContainText('文中“87” ● 与表一致')
  await expect(marksOf(page, 'agrees').first()).toBeFocused()
  await page.keyboard.press('j')
  await expect(marksOf(page, 'explained').first()).toBeFocused()
  await expect(lineOf(page)).toContainText('文中“83” ◆ 已说明')
  await expect(card(page)).toContainText('文中“83”')
  await expect(marksOf(page, 'explained').first()).toBeInViewport()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(card(page)).toBeHidden()
  await lineOf(page).getByRole('button', { name: '（七）总计 83' }).click()
  await expect(current(page)).toHaveAttribute('data-at', 'requests/handled/total')

  // The printed sheet is only the report.
  await page.emulateMedia({ media: 'print' })
  const looks = await marksOf(page, 'explained')
    .first()
    .evaluate((mark) => [getComputedStyle(mark).textDecorationLine, getComputedStyle(mark).backgroundImage])
  expect(looks).toEqual(['none', 'none'])
})

test('numbers after live ones are marked where they stand, and the pointer shows the card', async ({ page, world }) => {
  const values = { ...exampleReport.values, [field]: '收到公开申请{=requests/received/total}件。\n建议向其他单位申请58件。' }
  const { filler, report } = await openOffice(world, values)
  await openReview(page, filler, report)
  await expect(text(page)).toHaveText(['（二）依申请公开。收到公开申请87件。', '建议向其他单位申请58件。'])
  await expect(marksOf(page, 'agrees')).toHaveText(['87'])
  await expect(marksOf(page, 'contradicts')).toHaveText(['58'])
  await marksOf(page, 'contradicts').hover()
  await expect(card(page)).toContainText('文中“58” ▲ 与表不一致')
  await card(page).hover()
  await expect(card(page)).toBeVisible()
  await marksOf(page, 'contradicts').click()
  await expect(current(page)).toHaveAttribute('data-at', 'requests/not-held/total')
  await expect(card(page)).toBeHidden()
})

test('numbers are marked among old words struck and new ones', { tag: '@wide' }, async ({ page, world }) => {
  const one = await openCase(world, { values: { [field]: '全年收到申请10件，均已办理。' } })
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await one.ask('reviewer', field, '请写明办结件数。')
  await one.step('return', 'reviewer', { reason: '请写明办结件数' })
  await one.type({ [field]: '一年来收到申请{=requests/received/total}件，办结9件。' })
  await one.step('submit', 'filler')
  await openReview(page, one.reviewer, one.report)
  await expect(marksOf(page, 'agrees')).toHaveText(['10', '9'])
  await expect(text(page).locator('del').first()).toHaveText('全年')
  await expect(text(page).locator('ins [data-shows="agrees"]')).toHaveText(['9'])
  await page.keyboard.press('9')
  await page.keyboard.press('j')
  await expect(marksOf(page, 'agrees').last()).toBeFocused()
  await expectAccessible(page)
})
