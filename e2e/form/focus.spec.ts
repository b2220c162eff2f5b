import type { Locator, Page } from '@playwright/test'
import { openCase, YEAR } from '../testing/case'
import { Keyboard } from '../testing/keyboard'
import { paste } from '../testing/paste'
import { at, enter, expect, openPart, saveState, test } from '../testing/world'

/** What has the focus, in a few words; BODY if nothing. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const one = document.activeElement
    return one === null || one === document.body ? 'BODY' : `${one.tagName} ${one.getAttribute('name') ?? one.textContent?.slice(0, 40)}`
  })

/** The focus is somewhere that can be seen: nobody is sent back to the top of the page. */
async function expectFocus(page: Page, step: string): Promise<void> {
  await expect.poll(() => focused(page), { message: step }).not.toBe('BODY')
  const isSeen = await page.evaluate(() => {
    const { activeElement } = document
    return activeElement !== null && !activeElement.closest('[inert]') && activeElement.getClientRects().length > 0
  })
  expect(isSeen, step).toBe(true)
}

/** The description a screen reader adds to a field: the texts it refers to. */
const describedBy = (field: Locator): Promise<string> =>
  field.evaluate((one) =>
    (one.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ')
  )

const BROKEN = { 'requests/granted/person': '12', 'requests/not-held/company': '1,234件' }

test('a clerk is led by keys from each problem to what mends it and back, and never loses the focus', async ({ page, world }) => {
  const one = await openCase(world, { values: BROKEN })
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  await expect(page).toHaveTitle(new RegExp(`^填报 三、.* · ${YEAR} · 甲市教育局 · 填报中$`))

  // In the order of the panel, first of what is listed there.
  await page.keyboard.press('F8')
  const first = await page.evaluate(() => document.activeElement?.getAttribute('name'))
  expect(first).toMatch(/^requests\//)
  const cell = at(page, first ?? '')
  await expect(cell).toHaveAttribute('aria-invalid', 'true')
  const card = page.locator('[id^="finding-"]').first()
  expect(await describedBy(cell)).toContain((await card.textContent()) as string)
  expect(await describedBy(cell)).toMatch(/■ 错误/)
  await expect(page.locator('td', { has: cell }).getByText('■', { exact: true })).toBeVisible()

  await page.keyboard.press('F7')
  await expect(cell).not.toBeFocused()
  await expectFocus(page, 'F7 to the card')
  await page.keyboard.press('F7')
  await expect(cell).toBeFocused()

  // What a button mends, the cell shows, and has the focus.
  const odd = at(page, 'requests/not-held/company')
  await odd.focus()
  await page.keyboard.press('F7')
  await expect(page.getByRole('button', { name: '改为 1234' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(odd).toHaveValue('1234')
  await expect(odd).toBeFocused()
  await odd.fill('0')
  await expect(saveState(page)).toContainText('已保存')

  for (const name of ['预览', '提交审核', '快捷键']) {
    await page.getByRole('button', { name, exact: true }).press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectFocus(page, `${name} opened`)
    await expect(page.getByRole('dialog').locator(':focus'), name).toHaveCount(1)
    // Nothing behind it takes keys.
    for (const key of ['F8', 'F9', 'Control+z']) await page.keyboard.press(key)
    await expect(page.getByRole('dialog').locator(':focus'), name).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByRole('button', { name, exact: true })).toBeFocused()
  }

  // A repair mends, and its button is gone.
  await page.getByRole('button', { name: '应用' }).first().press('Enter')
  await expectFocus(page, 'a repair applied')
  expect(await focused(page)).toMatch(/^INPUT requests\//)

  await page.keyboard.press('Alt+PageDown')
  await expect(page).toHaveURL(/part=disputes/)
  await expect(page).toHaveTitle(/^填报 四、/)
  await expectFocus(page, 'the next page of the form')
})

test('a paste that changes nothing cannot be typed behind, and what stood there stays', { tag: '@wide' }, async ({ page, world }) => {
  const one = await openCase(world)
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  const cell = at(page, 'requests/received/person')
  await cell.focus()
  const before = await cell.inputValue()
  await paste(page, { text: `${before}\t0\n` })
  const dialog = page.getByRole('dialog', { name: '粘贴预览' })
  await expect(dialog.locator(':focus')).toHaveCount(1)
  await page.keyboard.type('77')
  await page.keyboard.press('Control+z')
  await expect(cell).toHaveValue(before)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(cell).toBeFocused()
  await expect(cell).toHaveValue(before)
})

test('what another window saves, and a connection that goes, leave the keyboard where it is and are said once', { tag: '@wide' }, async ({
  page,
  context,
  world
}) => {
  const one = await openCase(world, { values: BROKEN })
  const keyboard = new Keyboard(page)
  const said = page.locator('#said-results')
  const elsewhere = async (values: Record<string, string>) => {
    await world.type(one.report, one.filler, values)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  }
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  await at(page, 'requests/received/person').focus()
  await elsewhere({ 'requests/received/company': '3' })
  await expect(at(page, 'requests/received/company')).toHaveValue('3')
  await expect(at(page, 'requests/received/person')).toBeFocused()
  await expect(said).toHaveText('在其他窗口修改的 1 处已更新到本页')

  // A finding goes while one of its buttons has the focus.
  await at(page, 'requests/not-held/company').focus()
  await keyboard.press('F7')
  await expect(page.getByRole('button', { name: '改为 1234' })).toBeFocused()
  await elsewhere({ 'requests/not-held/company': '3', 'requests/received/company': '0' })
  await expect(page.getByRole('button', { name: '改为 1234' })).toBeHidden()
  await keyboard.press('Tab')

  await context.setOffline(true)
  await at(page, 'requests/carried-in/person').focus()
  await keyboard.type('5')
  await expect(said).toHaveText(/^未保存，将重试/)
  await keyboard.press('Tab', 'Alt+PageDown')
  await expect(page).toHaveURL(/part=disputes/)
  await context.setOffline(false)
  await expect(said).toHaveText('已恢复保存')
  await keyboard.press('Tab')
  expect(await world.values(one.report)).toMatchObject({ 'requests/carried-in/person': '5' })
})

test('the table is one stop of the keyboard, and Tab goes on where something was typed', async ({ page, world }) => {
  const one = await openCase(world)
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  await expect(page.locator('[role="grid"] [tabindex="0"]')).toHaveCount(1)
  // The editor below the table brings a button along that stands between them.
  await expect(page.locator('#text-requests-note')).toHaveAttribute('contenteditable', 'true')
  await at(page, 'requests/carried-in/person').focus()
  await page.keyboard.press('Tab')
  expect(await focused(page)).not.toMatch(/requests\/(?!note)/)
  await page.keyboard.press('Shift+Tab')
  await expect(at(page, 'requests/carried-in/person')).toBeFocused()
  await page.keyboard.type('3')
  await page.keyboard.press('Tab')
  await expect(at(page, 'requests/carried-in/company')).toBeFocused()
  await expect(page.locator('[role="grid"] [tabindex="0"]')).toHaveCount(1)
  // The first digit that breaks a sum is said, once it stands.
  await expect(page.locator('#said-findings')).toHaveText(/^发现问题：/)
  await expect(at(page, 'requests/carried-in/total')).toHaveAccessibleName(/自动计算 3$/)
  await expect(at(page, 'requests/must-create/person')).toHaveAccessibleName(/^（四）无法提供 2\./)
})

test('a number of the text tells how it stands to the tables; its card goes with Esc and gives the keys back', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const one = await openCase(world, { values: { 'overview/requests': '全年收到政府信息公开申请99件，办结88件。' } })
  await enter(page, one.filler)
  await openPart(page, one.report, 'overview')
  const text = at(page, 'overview/requests')
  const [mark, other] = ['99', '88'].map((hasText) => text.locator('[data-shows="contradicts"]', { hasText })) as [Locator, Locator]
  await expect(mark).toHaveAttribute('aria-description', /与表不一致/)
  expect(await describedBy(text)).toContain('文中数字：▲ 与表不一致 2 处')
  await mark.click()
  const card = page.getByRole('group', { name: /文中“99”/ })
  await expect(card).toBeVisible()
  await expect(page.locator('#said-findings')).toContainText('文中“99” ▲ 与表不一致')
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await expect(text).toBeFocused()
  // Somewhere else and back, it is there again; its buttons are reached from the text, and Esc leads back.
  await text.locator('p').click({ position: { x: 4, y: 12 } })
  await page.mouse.move(0, 0)
  await mark.click()
  await expect(card).toBeVisible()
  const take = card.getByRole('button').first()
  await take.focus()
  // Wherever the pointer goes meanwhile.
  await other.hover()
  await expect(take).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await expect(text).toBeFocused()
})
