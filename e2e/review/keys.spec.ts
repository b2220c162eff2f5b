import type { Page } from '@playwright/test'
import { cleanReport } from '@/report/testing/clean'
import { openCase, YEAR } from '../testing/case'
import { current, lineOf, side, stateOf } from '../testing/review-page'
import { alertOf, enter, expect, expectAccessible, test } from '../testing/world'

/** Presses keys and counts them. */
function counting(page: Page) {
  let count = 0
  return {
    press: async (key: string) => {
      count++
      await page.keyboard.press(key)
    },
    add: (more: number) => {
      count += more
    },
    count: () => count
  }
}

const FIVE = {
  'requests/received/person': '12',
  'requests/granted/person': '10',
  'requests/partial/person': '1',
  'disclosure/normative/made': '1',
  'disclosure/normative/valid': '1'
}

test('a re-review of a report with five changed cells takes at most 12 keys from the queue to the decision', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await one.ask('reviewer', 'requests/received/person', '与台账不符，请核对。')
  await one.ask('reviewer', 'disclosure/normative/made', '请核对制发件数。')
  await one.step('return', 'reviewer', { reason: '请核对两处数字' })
  await one.type(FIVE)
  await one.step('submit', 'filler')
  await enter(page, one.reviewer)

  const keys = counting(page)
  await page.goto('/queue')
  await expect(page.getByRole('row', { name: '甲市教育局' })).toBeVisible()
  await expect(async () => {
    // A page just loaded may not be hydrated; the key is counted once.
    await page.keyboard.press('o')
    await page.waitForURL(/review/, { timeout: 2000 })
  }).toPass()
  keys.add(1)
  await page.waitForURL(/review/)
  await expect(side(page).getByRole('tab', { name: '变动 5' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('button', { name: /领取审核/ })).toBeEnabled()
  await keys.press('l')
  await expect(page.getByText('您已领取')).toBeVisible()

  await expect(current(page)).toHaveAttribute('data-at', 'disclosure/normative/made')
  await expect(lineOf(page)).toContainText('0 → 1')
  await expect(lineOf(page)).toContainText('请核对制发件数。')
  await expect(lineOf(page)).toContainText('已改')
  // Closing a comment goes on to the next place.
  await keys.press('e')
  await expect(current(page)).toHaveAttribute('data-at', 'disclosure/normative/valid')
  await keys.press('j')
  await expect(current(page)).toHaveAttribute('data-at', 'requests/received/person')
  await expect(current(page).locator('del')).toHaveText('10')
  await expect(current(page).locator('ins')).toHaveText('12')
  await expect(side(page).getByText('了结 ·')).toHaveCount(1)
  await keys.press('e')
  await expect(current(page)).toHaveAttribute('data-at', 'requests/granted/person')
  await keys.press('j')
  await expect(current(page)).toHaveAttribute('data-at', 'requests/partial/person')
  await expect(current(page)).toBeInViewport()
  await expect(side(page).getByText('了结 ·')).toHaveCount(2)
  await keys.press('a')
  await expect(page.getByRole('dialog')).toContainText(`甲市教育局${(await one.filing()).year}年政府信息公开工作年度报告`)
  await expect(page.getByRole('dialog').getByRole('button', { name: '确认审核通过' })).toBeFocused()
  await keys.press('Enter')
  await expect(stateOf(page).getByText('审核通过')).toBeVisible()
  expect((await one.filing()).state).toBe('APPROVED')
  test.info().annotations.push({ type: 'keys', description: String(keys.count()) })
  expect(keys.count()).toBeLessThanOrEqual(12)
})

test('every filter has its key and remembers where one was; the list of keys says so', { tag: '@wide' }, async ({ page, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await one.ask('reviewer', 'requests/received/person', '与台账不符，请核对。')
  await one.ask('reviewer', 'problems', '请写具体。')
  await one.step('return', 'reviewer', { reason: '请核对两处' })
  await one.type({ 'requests/received/person': '12', 'requests/granted/person': '11', problems: '人手不足，今后将加强培训，改进工作。' })
  await one.step('submit', 'filler')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  await expect(side(page).getByRole('button', { name: '本次变动' })).toHaveAttribute('aria-pressed', 'true')
  await expectAccessible(page)

  const filters = {
    2: '累计变动',
    0: '全部问题',
    3: '错误',
    4: '已说明',
    5: '未填',
    9: '文中数字',
    6: '全部意见',
    7: '未了结',
    1: '本次变动'
  }
  for (const [key, words] of Object.entries(filters)) {
    await page.keyboard.press(key)
    await expect(side(page).getByRole('button', { name: words })).toHaveAttribute('aria-pressed', 'true')
  }
  await page.keyboard.press('8')
  await expect(side(page).getByRole('region', { name: '历程' }).getByRole('listitem')).toHaveCount(5)

  await page.keyboard.press('1')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(current(page)).toHaveAttribute('data-at', 'problems')
  // Prose is told word by word.
  await expect(current(page).locator('ins').first()).toHaveText(/人手/)
  await page.keyboard.press('6')
  await expect(current(page)).toHaveAttribute('data-at', 'requests/received/person')
  await page.keyboard.press('1')
  await expect(current(page)).toHaveAttribute('data-at', 'problems')
  await page.keyboard.press('k')
  await expect(current(page)).toHaveAttribute('data-at', 'requests/granted/person')

  await page.keyboard.press('Shift+ArrowUp')
  await expect(current(page)).not.toHaveAttribute('data-at', 'requests/granted/person')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(current(page)).toHaveAttribute('data-at', 'requests/granted/person')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(current(page)).toHaveAttribute('data-at', 'requests/granted/company')

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: '快捷键' }).getByRole('row')).toHaveCount(25)
  await expectAccessible(page)
  await page.getByLabel('使用单键快捷键').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await page.keyboard.press('6')
  await expect(side(page).getByRole('button', { name: '本次变动' })).toHaveAttribute('aria-pressed', 'true')
})

test('last year’s value, the change and its share stand in each cell on demand, and only the sheet is printed', async ({ page, world }) => {
  const one = await openCase(world)
  const figures = { 'requests/received/person': '8', 'requests/granted/person': '8', 'requests/carried-out/person': '0' }
  const before = await world.report(one.bureau, YEAR - 1, cleanReport(YEAR - 1, figures).values)
  await one.type({}, before)
  await one.step('submit', 'filler', {}, before)
  await one.type({})
  await one.step('submit', 'filler')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  const cell = page.locator('article [data-at="requests/received/person"]')
  await expect(cell).toHaveText('10')
  await page.getByRole('button', { name: /显示上年/ }).click()
  await expect(cell).toContainText('上年 8')
  await expect(cell).toContainText('+2 +25%')
  await page.keyboard.press('o')
  await expect(cell).toHaveText('10')
  await page.keyboard.press('o')

  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('article', { name: /政府信息公开工作年度报告/ })).toBeVisible()
  for (const hidden of [
    side(page),
    stateOf(page),
    page.getByRole('region', { name: '办理' }),
    page.getByRole('banner'),
    cell.getByText('上年 8')
  ]) {
    await expect(hidden).toBeHidden()
  }
})

test('the sheet shows old struck and new marked, prints only the new, and hides the changes on demand', async ({ page, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await one.ask('reviewer', 'requests/received', '这一行请核对。')
  await one.ask('reviewer', 'problems', '留意。', { board: 'internalComments' })
  await one.step('return', 'reviewer', { reason: '请核对数字' })
  await one.type({ 'requests/received/person': '12', 'requests/granted/person': '11' })
  await one.step('submit', 'filler')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  const row = page.getByRole('row', { name: /本年新收/ })
  await expect(row.locator('del')).toHaveText('10')
  await expect(row.locator('ins')).toHaveText('12')
  await expect(row.getByText('1', { exact: true })).toBeVisible()
  await expect(page.locator('p[data-at="problems"]').getByText('内1')).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(row.locator('del')).toBeHidden()
  await expect(row.locator('ins')).toBeVisible()
  await expect(page.locator('p[data-at="problems"]').getByText('内1')).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await page.keyboard.press('d')
  await expect(row.locator('del')).toHaveCount(0)
  expect(await alertOf(page).count()).toBe(0)
})
