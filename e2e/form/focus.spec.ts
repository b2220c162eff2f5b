import type { Locator, Page } from '@playwright/test'
import { openCase, YEAR } from '../testing/case'
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

test('the words that explain a warning leave the focus beside them, and so does handing in', async ({ page, world }) => {
  // More than half is carried over: a warning.
  const one = await openCase(world, { values: { 'requests/granted/person': '2', 'requests/carried-out/person': '8' } })
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  const explain = page.getByRole('button', { name: '填写说明' }).first()
  await explain.press('Enter')
  await expect(page.getByRole('textbox', { name: /^说明/ })).toBeFocused()
  await page.keyboard.type('已逐项核实，情况属实。')
  await page.getByRole('button', { name: '保存说明' }).press('Enter')
  await expect(page.getByRole('button', { name: '保存说明' })).toBeHidden()
  await expectFocus(page, 'explained')
  await expect(page.locator('#said-results')).toHaveText('说明已保存')

  await one.type({})
  await page.reload()
  await expect(saveState(page)).toContainText('已保存')
  await page.getByRole('button', { name: '提交审核' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '提交审核' }).press('Enter')
  await expect(page.getByText('待审核').first()).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expectFocus(page, 'handed in')
  await expect(page.locator('#said-results')).toHaveText(/提交成功/)
})

test('a paste that changes nothing cannot be typed behind, and what stood there stays', async ({ page, world }) => {
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

test('a reviewer claims, comments, settles and approves by keyboard and never loses the focus', async ({ page, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await enter(page, one.reviewer)
  await page.goto('/queue')
  await page.keyboard.press('j')
  await expect(page.getByRole('link', { name: /^审核：/ })).toBeFocused()
  await page.keyboard.press('l')
  await expect(page.getByText('我已领取')).toBeVisible()
  await expectFocus(page, 'claimed')
  await expect(page.locator('#said-results')).toHaveText(/已领取/)
  await page.keyboard.press('o')
  await expect(page.getByRole('button', { name: /审核通过/ })).toBeVisible()
  await expect(page).toHaveTitle(new RegExp(`^审核 · ${YEAR} · 甲市教育局 · 审核中$`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)

  for (const [key, name] of [
    ['a', '审核通过'],
    ['r', '退回修改'],
    ['?', '快捷键']
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    await expect(page.getByRole('dialog').locator(':focus'), name).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expectFocus(page, `${name} closed`)
  }

  await page.keyboard.press('c')
  await page.keyboard.type('请核对第一行。')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('#said-results')).toHaveText('已发出')
  await expectFocus(page, 'commented')
  await page.getByRole('tab', { name: /^意见/ }).press('Enter')
  const settle = page.getByRole('button', { name: '了结', exact: true })
  await settle.press('Enter')
  await expect(settle).toBeHidden()
  await expectFocus(page, 'settled')

  await page.keyboard.press('a')
  await page.getByRole('dialog').getByRole('button', { name: /^确认/ }).press('Enter')
  await expect(page.getByRole('region', { name: '报告', exact: true }).getByText('审核通过')).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expectFocus(page, 'approved')
  await expect(page.locator('#said-results')).toHaveText('已审核通过')
})

test('an administrator extends a date; Enter in a date sends nothing, and closing a unit asks first', async ({ page, world }) => {
  const one = await openCase(world)
  await enter(page, one.admin)
  await page.goto(`/admin/units/${one.bureau.id}`)
  const date = page.getByLabel('关闭日期')
  await expect(page.getByRole('button', { name: '关闭单位' })).toBeEnabled()
  await date.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: '关闭单位' }).press('Enter')
  await expect(page.getByRole('dialog', { name: '关闭单位' }).getByRole('button', { name: '取消' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: '关闭单位' })).toBeFocused()
  await expect(page.getByRole('button', { name: '恢复单位' })).toBeHidden()

  // What is missing is told at its field, which has the focus.
  const name = page.getByLabel('单位规范全称')
  await page.getByRole('button', { name: '增加单位' }).press('Enter')
  await expect(name).toBeFocused()
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await expect(name).toHaveAttribute('required', '')
  const reason = (await name.getAttribute('aria-errormessage')) as string
  await expect(page.locator(`[id="${reason}"]`)).toContainText(/./)
  await page.keyboard.type('甲市教育局招生办公室')
  await page.keyboard.press('Enter')
  await expect(page.getByText('增加“甲市教育局招生办公室”')).toBeVisible()
  await expect(name).not.toHaveAttribute('aria-invalid')
  await expectFocus(page, 'added a unit')

  await page.goto(`/admin/campaigns?unit=${one.bureau.id}&year=${YEAR}`)
  await page.getByLabel('延期至').fill(`${YEAR + 1}-03-10`)
  await page.getByLabel('理由').fill('机构改革')
  await page.getByRole('button', { name: '批准延期' }).press('Enter')
  await expect(page.getByText(/已延期至/)).toBeVisible()
  await expectFocus(page, 'extended')
})

test('the table is one stop of the keyboard, and Tab goes on where something was typed', async ({ page, world }) => {
  const one = await openCase(world)
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  await expect(page.locator('[role="grid"] [tabindex="0"]')).toHaveCount(1)
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

test('a number of the text tells how it stands to the tables; its card goes with Esc and gives the keys back', async ({ page, world }) => {
  const one = await openCase(world, { values: { 'overview/requests': '全年收到政府信息公开申请99件。' } })
  await enter(page, one.filler)
  await openPart(page, one.report, 'overview')
  const text = at(page, 'overview/requests')
  const mark = text.locator('[data-shows="contradicts"]')
  await expect(mark).toHaveAttribute('aria-description', /与表不一致/)
  expect(await describedBy(text)).toContain('文中数字：▲ 与表不一致 1 处')
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
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await expect(text).toBeFocused()
})
