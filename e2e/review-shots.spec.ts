import { openCase } from './case'
import { expect, expectAccessible, signIn, test } from './world'

test('shots', async ({ page, world }) => {
  test.setTimeout(120_000)
  page.on('pageerror', (error) => console.log('PAGEERROR', error.stack))
  page.on('console', (m) => m.type() === 'error' && console.log('CONSOLE', m.text()))
  const one = await openCase(world, {
    values: { problems: '一是人手不足，专职人员只有2名。二是培训不够系统。下一步，将加强培训，配备专人。' }
  })
  const { startReport } = await import('@/db/reports')
  void startReport
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await one.ask('reviewer', 'requests/received/person', '与台账不符，请核对。')
  await one.ask('reviewer', 'problems', '请写明具体人数。', { quote: '专职人员只有2名' })
  await one.ask('reviewer', 'requests/partial', '这一行请逐列核对。')
  await one.ask('reviewer', '', '全文请统一用词。')
  await one.ask('reviewer', 'problems', '与上年雷同，留意。', { board: 'internalComments' })
  await page.context().clearCookies()
  await signIn(page, one.reviewer)
  for (const [w, h] of [
    [1366, 768],
    [1920, 1080]
  ] as const) {
    await page.setViewportSize({ width: w, height: h })
    await page.goto(`/reports/${one.report}/review`)
    await page.waitForTimeout(500)
    await page.screenshot({ path: `/tmp/shots/first-${w}.png` })
    await page.keyboard.press('6')
    await page.waitForTimeout(300)
    await page.screenshot({ path: `/tmp/shots/comments-${w}.png` })
    await page.keyboard.press('c')
    await page.waitForTimeout(300)
    await page.screenshot({ path: `/tmp/shots/composer-${w}.png` })
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.waitForTimeout(400)
    await page.screenshot({ path: `/tmp/shots/keys-${w}.png` })
    await page.keyboard.press('Escape')
  }
  await one.step('return', 'reviewer', { reason: '请核对数字和文字' })
  await page.context().clearCookies()
  await signIn(page, one.filler)
  for (const [w, h] of [
    [1366, 768],
    [1920, 1080]
  ] as const) {
    await page.setViewportSize({ width: w, height: h })
    await page.goto(`/reports/${one.report}`)
    await page.waitForTimeout(800)
    await page.screenshot({ path: `/tmp/shots/unit-${w}.png` })
    await page.goto(`/reports/${one.report}?part=requests`)
    await page.locator('[name="requests/received/person"]').click()
    await page.waitForTimeout(500)
    await page.screenshot({ path: `/tmp/shots/unit-cell-${w}.png` })
    await expectAccessible(page)
    await page.getByRole('button', { name: '提交审核' }).click()
    await page.waitForTimeout(500)
    await page.screenshot({ path: `/tmp/shots/unit-submit-${w}.png` })
  }
  await one.type({
    'requests/received/person': '12',
    'requests/granted/person': '11',
    'disclosure/normative/made': '1',
    'disclosure/normative/valid': '1',
    problems: '一是人手不足，专职人员3名。二是培训不够系统。下一步，将加强培训，配备专人。'
  })
  await one.answer('filler', 'requests/partial', '已逐列核对，无误。')
  await one.answer('filler', '', '已统一。')
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await page.context().clearCookies()
  await signIn(page, one.reviewer)
  for (const [w, h] of [
    [1366, 768],
    [1920, 1080]
  ] as const) {
    await page.setViewportSize({ width: w, height: h })
    await page.goto(`/reports/${one.report}/review`)
    await page.waitForTimeout(800)
    await page.screenshot({ path: `/tmp/shots/diff-${w}.png` })
    for (let i = 0; i < 8; i++) await page.keyboard.press('j')
    await page.waitForTimeout(300)
    await page.screenshot({ path: `/tmp/shots/diff-end-${w}.png` })
    await expectAccessible(page)
    await page.keyboard.press('a')
    await page.waitForTimeout(400)
    await page.screenshot({ path: `/tmp/shots/approve-${w}.png` })
    await page.keyboard.press('Escape')
    await page.keyboard.press('r')
    await page.waitForTimeout(400)
    await page.screenshot({ path: `/tmp/shots/return-${w}.png` })
    await page.keyboard.press('Escape')
    await page.keyboard.press('8')
    await page.waitForTimeout(300)
    await page.screenshot({ path: `/tmp/shots/history-${w}.png` })
  }
  await page.emulateMedia({ media: 'print' })
  await page.screenshot({ path: '/tmp/shots/print.png', fullPage: true })
  expect(1).toBe(1)
})
