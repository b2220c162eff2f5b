import type { Page } from '@playwright/test'
import { listRevisions } from '@/db/reports/reports'
import { openCase } from '../testing/case'
import { dialog, side, stateOf, steps } from '../testing/review-page'
import { alertOf, enter, expect, expectAccessible, test } from '../testing/world'

// What users of the systems before this one complained of most, each as a test.

test('complaint 50: what was handed in has a way back that needs nobody’s help desk', { tag: '@wide' }, async ({ page, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await enter(page, one.filler)
  await page.goto(`/reports/${one.report}`)
  await steps(page).getByRole('button', { name: '撤回' }).click()
  await expect(dialog(page)).toContainText('撤回后可以继续修改')
  await expectAccessible(page)
  await dialog(page).getByRole('button', { name: '确认撤回' }).click()
  await expect(stateOf(page).getByText('填报中')).toBeVisible()

  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await page.reload()
  await expect(steps(page).getByRole('button', { name: '撤回', exact: true })).toHaveCount(0)
  await steps(page).getByRole('button', { name: '申请撤回…' }).click()
  await dialog(page).getByLabel('理由').fill('发现一处错误')
  await dialog(page).getByRole('button', { name: '确认申请撤回' }).click()
  await expect(page.getByRole('region', { name: '历程' })).toContainText('发现一处错误')
  expect((await one.filing()).state).toBe('IN_REVIEW')
})

test('complaint 51: of several revisions the newest is recognisable, and each leads to the others', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  for (const step of ['claim', 'approve', 'publish'] as const) await one.step(step, 'reviewer')
  const second = await one.step('correct', 'reviewer', { reason: '同意更正' })
  await one.type({ problems: '人手不足，今后将加强培训，改进工作。' }, second)
  await one.step('submit', 'filler', {}, second)
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  await page.getByRole('region', { name: '版本' }).getByRole('link', { name: '第 2 版（待审核）' }).click()
  await page.waitForURL(new RegExp(`/reports/${second}/review`))
  await expect(page.getByRole('region', { name: '版本' })).toHaveCount(0)
  await stateOf(page).locator('summary').first().click()
  await expect(page.getByRole('group').filter({ hasText: '第 2 版' }).getByRole('link')).toHaveText([
    '第 1 版 · 已公布',
    '第 2 版 · 待审核 · 最新'
  ])
  await page.getByRole('link', { name: '第 1 版' }).click()
  await page.waitForURL(new RegExp(`/reports/${one.report}/review`))
})

test('complaint 52: approving cannot be mistaken for returning: ends, colours, shapes, words, and a question that names the report', {
  tag: '@wide'
}, async ({ page, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  const [back, on] = [/退回修改/, /审核通过/].map((name) => steps(page).getByRole('button', { name })) as [
    ReturnType<Page['locator']>,
    ReturnType<Page['locator']>
  ]
  const [left, right] = [await back.boundingBox(), await on.boundingBox()]
  expect((right?.x ?? 0) - (left?.x ?? 0)).toBeGreaterThan(800)
  const lookOf = (button: typeof back) =>
    button.evaluate((element) => {
      const { backgroundColor, color, borderRadius } = getComputedStyle(element)
      return { backgroundColor, color, borderRadius }
    })
  const [backLook, onLook] = [await lookOf(back), await lookOf(on)]
  for (const trait of ['backgroundColor', 'color', 'borderRadius'] as const) expect(onLook[trait]).not.toBe(backLook[trait])
  for (const [key, title, button] of [
    ['a', '审核通过', '确认审核通过'],
    ['r', '退回修改', '确认退回修改']
  ] as const) {
    await page.keyboard.press(key)
    await expect(dialog(page)).toHaveAccessibleName(title)
    await expect(dialog(page)).toContainText(`《甲市教育局${(await one.filing()).year}年政府信息公开工作年度报告》`)
    await expect(dialog(page).getByRole('button', { name: button })).toBeVisible()
    // A second key does nothing behind the question.
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
  }
  expect((await one.filing()).state).toBe('IN_REVIEW')
})

test('complaint 53: an approval can be taken back, with its reason on record', { tag: '@wide' }, async ({ page, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  for (const step of ['claim', 'approve'] as const) await one.step(step, 'reviewer')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  await steps(page).getByRole('button', { name: '撤销通过…' }).click()
  await expect(dialog(page).getByRole('button', { name: '确认撤销通过' })).toBeDisabled()
  await dialog(page).getByLabel('理由').fill('发现漏项，重新审核')
  await dialog(page).getByRole('button', { name: '确认撤销通过' }).click()
  await expect(stateOf(page).getByText('待审核')).toBeVisible()
  await page.keyboard.press('8')
  await expect(side(page).getByText('发现漏项，重新审核')).toBeVisible()
  await page.keyboard.press('l')
  await expect(stateOf(page).getByText('审核中')).toBeVisible()
})

test('complaint 54: a return reaches the unit where it works, and approving over unanswered comments is warned of', {
  tag: '@wide'
}, async ({ page, browser, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await one.ask('reviewer', 'requests/received', '这一行与台账不符。')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  await page.keyboard.press('a')
  await expect(dialog(page).getByRole('note')).toContainText('还有 1 条意见尚未了结')
  await expect(dialog(page).getByRole('button', { name: '确认审核通过' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await one.step('return', 'reviewer', { reason: '请核对申请数量' })

  const unit = await (await browser.newContext()).newPage()
  await enter(unit, one.filler)
  await unit.goto(`/reports/${one.report}?part=requests`)
  await expect(unit.getByRole('region', { name: '退回原因' })).toContainText('请核对申请数量（1 条意见等待修改或答复')
  // The whole row carries the corner mark; the comment stands beside whichever of its cells one is in.
  await expect(unit.locator('td[data-commented]')).toHaveCount(7)
  await unit.locator('[name="requests/received/company"]').focus()
  await expect(unit.getByRole('region', { name: '填报说明' })).toContainText('这一行与台账不符。')
  await expectAccessible(unit)
})

test('complaint 55: a remark for colleagues is kept with the report and never shown to the unit', { tag: '@wide' }, async ({
  page,
  browser,
  world
}) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  await page.locator('article [data-at="problems"]').click()
  await page.keyboard.press('n')
  const composer = page.getByRole('region', { name: '写内部意见' })
  await expect(composer).toContainText('填报单位看不到')
  await expectAccessible(page)
  await composer.getByRole('textbox').fill('与上年雷同，明年抽查。')
  await page.keyboard.press('Control+Enter')
  await expect(composer).toHaveCount(0)
  await page.keyboard.press('6')
  await expect(side(page).getByRole('region', { name: '内部意见（填报单位看不到）' })).toContainText('与上年雷同，明年抽查。')

  const colleague = await (await browser.newContext()).newPage()
  await enter(colleague, one.colleague)
  await colleague.goto(`/reports/${one.report}/review`)
  await colleague.keyboard.press('6')
  await expect(side(colleague)).toContainText('与上年雷同，明年抽查。')

  const unit = await (await browser.newContext()).newPage()
  await enter(unit, one.filler)
  for (const path of [`/reports/${one.report}`, `/reports/${one.report}/review`]) {
    const html = await (await unit.request.get(path)).text()
    expect(html).toContain('甲市教育局')
    expect(html).not.toContain('明年抽查')
  }
})

test('complaint 56: a return without a reason and a comment is not possible', { tag: '@wide' }, async ({ page, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  await page.keyboard.press('r')
  const button = dialog(page).getByRole('button', { name: '确认退回修改' })
  await dialog(page).getByLabel('退回原因').fill('请修改数字')
  await expect(button).toBeDisabled()
  await expect(dialog(page)).toContainText('退回前请至少写一条，指明要修改的位置')
  await expectAccessible(page)
  await dialog(page).getByRole('button', { name: '写意见' }).click()
  await page.getByRole('region', { name: '写意见' }).getByRole('textbox').fill('全文请统一用词。')
  await page.keyboard.press('Control+Enter')
  await expect(side(page).getByRole('tab', { name: '意见 1' })).toBeVisible()
  await page.keyboard.press('r')
  await expect(dialog(page)).toContainText('全文请统一用词。')
  // What was typed before is still there.
  await expect(dialog(page).getByLabel('退回原因')).toHaveValue('请修改数字')
  await dialog(page).getByLabel('退回原因').fill('')
  await expect(button).toBeDisabled()
  await dialog(page).getByLabel('退回原因').fill('请修改用词')
  await button.click()
  await expect(stateOf(page).getByText('已退回')).toBeVisible()
  expect(await alertOf(page).count()).toBe(0)
  expect(await listRevisions(world.store, await one.filing())).toHaveLength(1)
})
