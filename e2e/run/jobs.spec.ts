import { openCase, YEAR } from '../testing/case'
import { APPROVE, EXPLAIN, EXTEND, FILL, type Job, RETURN } from '../testing/jobs'
import { Keyboard } from '../testing/keyboard'
import { enter, expect, openPart, test } from '../testing/world'

/** A screen as offices have it, and the same at 200 %. */
const SIZES = { '100 %': { width: 1366, height: 768 }, '200 %': { width: 683, height: 384 } }

/** Keys beside the words, as `npm run bench -- keys` prints them beside the clicks. */
const MOST = new Map<Job, number>([
  [FILL, 7],
  [EXPLAIN, 4],
  [RETURN, 5],
  [APPROVE, 2],
  [EXTEND, 12]
])

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(`by keyboard alone at ${size}`, { tag: size === '100 %' ? [] : '@wide' }, () => {
    test.use({ viewport })

    test('a clerk fills a row and mends it, explains a warning and hands in', async ({ page, world }) => {
      const keyboard = new Keyboard(page)
      const said = page.locator('#said-results')
      await test.step(FILL.name, async () => {
        const one = await openCase(world, FILL)
        await enter(page, one.filler)
        await openPart(page, one.report, 'requests')
        await FILL.keys(keyboard)
        await expect(FILL.done(page)).toBeVisible()
        expect(keyboard.count).toBeLessThanOrEqual(MOST.get(FILL) as number)
      })
      await test.step(EXPLAIN.name, async () => {
        const one = await openCase(world, EXPLAIN)
        await enter(page, one.filler)
        await openPart(page, one.report, 'requests')
        keyboard.count = 0
        await EXPLAIN.keys(keyboard)
        await expect(EXPLAIN.done(page)).toBeVisible()
        await expect(said).toHaveText('说明已保存')
        expect(keyboard.count).toBeLessThanOrEqual(MOST.get(EXPLAIN) as number)
      })
      await test.step('hand in', async () => {
        await keyboard.goTo(page.getByRole('button', { name: '提交审核' }), 'Shift+Tab')
        await keyboard.press('Enter')
        await expect(page.getByRole('dialog').getByRole('button', { name: '提交审核' })).toBeFocused()
        await keyboard.press('Enter')
        await expect(page.getByText('待审核').first()).toBeVisible()
        await expect(said).toHaveText(/提交成功/)
        await keyboard.press('Tab')
      })
    })

    test('a reviewer claims, comments and returns, settles and approves', async ({ page, world }) => {
      const one = await openCase(world, RETURN)
      await one.type({})
      await one.step('submit', 'filler')
      const keyboard = new Keyboard(page)
      const said = page.locator('#said-results')
      const list = page.getByRole('complementary', { name: '审核' })
      await enter(page, one.reviewer)
      await page.goto('/queue')
      const line = page.getByRole('link', { name: /^审核：/ })
      await expect(async () => {
        await page.keyboard.press('j')
        await expect(line).toBeFocused({ timeout: 1000 })
      }).toPass()
      await keyboard.press('l')
      await expect(page.getByText('我已领取')).toBeVisible()
      await expect(said).toHaveText(/已领取/)
      await keyboard.press('o')
      await expect(page).toHaveTitle(new RegExp(`^审核 · ${YEAR} · 甲市教育局 · 审核中$`))
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      for (const key of ['a', 'r', '?']) {
        await keyboard.press(key)
        await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1)
        await keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }

      await test.step(RETURN.name, async () => {
        keyboard.count = 0
        await RETURN.keys(keyboard)
        await expect(RETURN.done(page)).toBeVisible()
        await expect(said).toHaveText(/^已退回/)
        expect(keyboard.count).toBeLessThanOrEqual(MOST.get(RETURN) as number)
        await keyboard.press('Tab')
      })

      await one.answer('filler', (await one.threads())[0]?.at as string, '已核对，件数无误。')
      await one.step('submit', 'filler')
      await one.step('claim', 'reviewer')
      await page.reload()
      await test.step('settle', async () => {
        await expect(list.getByText('已答复').first()).toBeVisible()
        await keyboard.press('6', 'e')
        await expect(list.getByText(/已了结|了结 ·/).first()).toBeVisible()
      })
      await test.step(APPROVE.name, async () => {
        keyboard.count = 0
        await APPROVE.keys(keyboard)
        await expect(APPROVE.done(page)).toBeVisible()
        await expect(said).toHaveText('已审核通过')
        expect(keyboard.count).toBeLessThanOrEqual(MOST.get(APPROVE) as number)
        await keyboard.press('Tab')
      })
    })

    test('an administrator extends a date, adds a unit, takes a role away and is asked before', async ({ page, world }) => {
      const one = await openCase(world)
      await world.member(one.colleague, one.bureau, 'checker')
      const keyboard = new Keyboard(page)
      const dialog = page.getByRole('dialog')
      await enter(page, one.admin)
      await page.goto(EXTEND.path(one))
      await expect(page.getByRole('button', { name: '批准延期' })).toBeEnabled()
      await test.step(EXTEND.name, async () => {
        await EXTEND.keys(keyboard)
        await expect(EXTEND.done(page)).toBeVisible()
        expect(keyboard.count).toBeLessThanOrEqual(MOST.get(EXTEND) as number)
        await keyboard.press('Tab')
      })

      await test.step('Enter in a date sends nothing, closing a unit asks, and what is missing is told at its field', async () => {
        await page.goto(`/admin/units/${one.bureau.id}`)
        const close = page.getByRole('button', { name: '关闭单位' })
        await expect(close).toBeEnabled()
        const name = page.getByLabel('单位规范全称')
        await keyboard.goTo(page.getByRole('button', { name: '增加单位' }))
        await keyboard.press('Enter')
        await expect(name).toBeFocused()
        await expect(name).toHaveAttribute('aria-invalid', 'true')
        const reason = (await name.getAttribute('aria-errormessage')) as string
        await expect(page.locator(`[id="${reason}"]`)).toContainText(/./)
        await keyboard.type('甲市教育局招生办公室')
        await keyboard.press('Enter')
        await expect(page.getByText('增加“甲市教育局招生办公室”')).toBeVisible()
        await expect(name).not.toHaveAttribute('aria-invalid')
        await keyboard.goTo(page.getByLabel('关闭日期'))
        await keyboard.press('Enter')
        await expect(dialog).toBeHidden()
        await keyboard.goTo(close)
        await keyboard.press('Enter')
        await expect(dialog.getByRole('button', { name: '取消' })).toBeFocused()
        await keyboard.press('Enter')
        await expect(dialog).toBeHidden()
        await expect(close).toBeFocused()
      })

      await test.step('a role goes only after an answer', async () => {
        await page.goto(`/admin/users/${await world.idOf(one.colleague)}`)
        const row = page.getByRole('row', { name: /甲市教育局/ })
        const remove = row.getByRole('button', { name: /^取消该角色：甲市教育局/ })
        await expect(remove).toBeVisible()
        await keyboard.goTo(remove)
        await keyboard.press('Enter')
        await expect(dialog.getByRole('button', { name: '取消', exact: true })).toBeFocused()
        await keyboard.press('Escape')
        await expect(remove).toBeFocused()
        await keyboard.press('Enter')
        await expect(dialog.getByRole('button', { name: '取消', exact: true })).toBeFocused()
        await keyboard.press('Tab')
        await expect(dialog.getByRole('button', { name: '确认取消该角色' })).toBeFocused()
        await keyboard.press('Enter')
        await expect(row).toHaveCount(0)
        await keyboard.press('Tab')
      })
    })
  })
}
