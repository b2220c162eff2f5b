import { eq } from 'drizzle-orm'
import { cleanReport } from '@/report/testing/clean'
import { alertOf, at, enter, expect, expectAccessible, openPart, PASSWORD, saveState, test } from '../testing/world'

test('what is typed is saved by itself, half a second after the last key and at once on leaving the field', async ({ page, world }) => {
  const unit = await world.unit('甲市财政局')
  const report = await world.report(unit, 2024)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'overview')
  await expect(at(page, 'overview/disclosure')).toBeEditable()
  await at(page, 'overview/disclosure').pressSequentially('全年公开信息12条。')
  await expect(saveState(page)).toHaveText(/已保存 \d\d:\d\d/)
  await expect.poll(() => world.values(report)).toEqual({ 'overview/disclosure': '全年公开信息12条。' })
})

test('what is said of saving changes and moves nothing on the page', async ({ page, world }) => {
  const unit = await world.unit('甲市财政局')
  const report = await world.report(unit, 2024)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'requests')
  await expect(at(page, 'requests/received/person')).toBeEditable()
  const boxes = await saveState(page).evaluateHandle((element) => {
    const seen: string[] = []
    const look = () => seen.push(`${element.textContent} ${JSON.stringify(element.getBoundingClientRect())}`)
    new MutationObserver(look).observe(element, { subtree: true, childList: true, characterData: true })
    return seen
  })
  await at(page, 'requests/received/person').pressSequentially('7')
  await expect(saveState(page)).toHaveText(/已保存 \d\d:\d\d/)
  await expect.poll(() => boxes.evaluate((seen) => seen.map((one) => one.split(' ')[0]))).toEqual(['未保存', '正在保存', '已保存'])
  expect(new Set(await boxes.evaluate((seen) => seen.map((one) => one.slice(one.indexOf('{')))))).toHaveProperty('size', 1)
})

test('without a connection it stays here, says so, and goes out when the connection is back', async ({ page, context, world }) => {
  const unit = await world.unit('甲市财政局')
  const report = await world.report(unit, 2024)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'requests')
  await context.setOffline(true)
  await at(page, 'requests/received/person').fill('7')
  await at(page, 'requests/received/company').fill('8')
  await expect(saveState(page)).toContainText('未保存，将重试 · 本机有 2 处未上传')
  await expectAccessible(page)
  await context.setOffline(false)
  await expect(saveState(page)).toHaveText(/已保存/)
  expect(await world.values(report)).toEqual({ 'requests/received/person': '7', 'requests/received/company': '8' })
})

test('a tab closed without a connection loses nothing: the next one brings it back and saves it', async ({ page, context, world }) => {
  const unit = await world.unit('甲市财政局')
  const report = await world.report(unit, 2024, { problems: '原来的文字' })
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'problems')
  await expect(at(page, 'problems')).toBeEditable()
  await context.setOffline(true)
  await at(page, 'problems').fill('没有来得及上传的文字')
  await expect(saveState(page)).toContainText('本机有 1 处未上传')
  await page.close()
  await context.setOffline(false)
  const next = await context.newPage()
  await openPart(next, report, 'problems')
  await expect(at(next, 'problems')).toHaveText('没有来得及上传的文字')
  await expect.poll(() => world.values(report)).toEqual({ problems: '没有来得及上传的文字' })
})

test('a key typed just before a reload is kept, also where the screen cannot follow', async ({ page, world }) => {
  const unit = await world.unit('甲市财政局')
  const report = await world.report(unit, 2024)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'requests')
  // No frame comes any more, as on a machine that is busy.
  await page.evaluate(() => {
    window.requestAnimationFrame = () => 0
  })
  page.on('dialog', (dialog) => dialog.accept())
  await at(page, 'requests/received/person').focus()
  await page.keyboard.press('7')
  await page.reload()
  await expect(at(page, 'requests/received/person')).toHaveValue('7')
  await expect(saveState(page)).toHaveText(/已保存/)
  expect(await world.values(report)).toMatchObject({ 'requests/received/person': '7' })
})

test('two people in one cell see both texts, who and when, and choose', async ({ browser, world }) => {
  const unit = await world.unit('甲市财政局')
  const report = await world.report(unit, 2024)
  const names = [await world.user(unit, 'filler'), await world.user(unit, 'filler')]
  const pages = await Promise.all(
    names.map(async (name) => {
      const page = await (await browser.newContext()).newPage()
      await enter(page, name)
      await openPart(page, report, 'requests')
      return page
    })
  )
  const [one, other] = pages
  if (!one || !other) throw new Error('two pages are needed')

  // Different cells never meet.
  await at(one, 'requests/received/person').fill('58')
  await at(other, 'requests/received/company').fill('3')
  await expect(saveState(one)).toHaveText(/已保存/)
  await expect(saveState(other)).toHaveText(/已保存/)

  await at(other, 'requests/received/person').fill('59')
  const dialog = other.getByRole('dialog')
  await expect(dialog).toContainText(`${names[0]}（甲市财政局） 于`)
  await expect(dialog).toContainText('58')
  await expect(dialog).toContainText('59')
  await expectAccessible(other)
  expect(await world.values(report)).toMatchObject({ 'requests/received/person': '58', 'requests/received/company': '3' })
  await dialog.getByRole('button', { name: '保留我填的' }).click()
  await expect(saveState(other)).toHaveText(/已保存/)
  await expect.poll(() => world.values(report)).toMatchObject({ 'requests/received/person': '59' })

  await at(one, 'requests/received/person').fill('60')
  await one
    .getByRole('dialog')
    .getByRole('button', { name: `采用 ${names[1]}（甲市财政局） 填的` })
    .click()
  await expect(at(one, 'requests/received/person')).toHaveValue('59')
  await expect(one.getByRole('dialog')).toBeHidden()
  expect(await world.values(report)).toMatchObject({ 'requests/received/person': '59' })
})

test('a session that ends while typing is renewed on the spot and nothing is lost', { tag: '@wide' }, async ({ page, context, world }) => {
  const unit = await world.unit('甲市财政局')
  const report = await world.report(unit, 2024)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'problems')
  await context.clearCookies()
  await at(page, 'problems').fill('登录过期时写下的文字，将继续改进。')
  await page.keyboard.press('Control+End')
  // Slowly enough to be saved in between: the dialog waits for a pause in typing, or it would take the keystrokes.
  await at(page, 'problems').pressSequentially('2026', { delay: 600 })
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('已填内容保存在本机')
  await expectAccessible(page)
  await dialog.getByLabel('密码', { exact: true }).fill('wrong-password')
  await dialog.getByRole('button', { name: '登录并上传' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('用户名或密码有误')
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: '登录并上传' }).click()
  await expect(saveState(page)).toHaveText(/已保存/)
  // A slow machine may leave more time between two keys than the dialog waits for.
  const typed = await at(page, 'problems').textContent()
  expect(typed).toMatch(/^登录过期时写下的文字，将继续改进。2/)
  expect(await world.values(report)).toEqual({ problems: typed })
})

test('a save after the report was handed in changes nothing and is told', async ({ page, context, world }) => {
  const unit = await world.unit('甲市财政局')
  const report = await world.report(unit, 2024, cleanReport(2024).values)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'problems')
  const { t, read, tx } = world.store
  await tx(async (db) => {
    await db.update(t.reports).set({ state: 'SUBMITTED', version: 1 }).where(eq(t.reports.id, report))
  })
  await at(page, 'problems').fill('提交以后才写的文字。')
  await expect(alertOf(page)).toContainText('年报待审核，不能再修改，本机有 1 处修改没有保存。')
  expect((await world.values(report)).problems).toBe(cleanReport(2024).values.problems)
  page.on('dialog', (dialog) => dialog.accept())
  await page.getByRole('button', { name: '放弃这些修改，查看最新内容' }).click()
  await page.getByRole('button', { name: '确认放弃这些修改' }).click()
  await expect(page.getByRole('region', { name: '报告', exact: true }).getByText('待审核')).toBeVisible()
  await expect(at(page, 'problems')).toHaveAttribute('aria-readonly', 'true')
  expect(context.pages()).toHaveLength(1)
  expect(await read.select().from(t.changes).where(eq(t.changes.report, report))).not.toContainEqual(
    expect.objectContaining({ now: '提交以后才写的文字。' })
  )
})

test('two tabs of one person share what is saved and quarrel about nothing they did not both change', { tag: '@wide' }, async ({
  page,
  context,
  world
}) => {
  const unit = await world.unit('甲市财政局')
  const report = await world.report(unit, 2024)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'requests')
  const second = await context.newPage()
  await openPart(second, report, 'requests')
  await at(page, 'requests/received/person').fill('1')
  await at(second, 'requests/received/company').fill('2')
  await at(page, 'requests/received/research').fill('3')
  await expect
    .poll(() => world.values(report))
    .toEqual({ 'requests/received/person': '1', 'requests/received/company': '2', 'requests/received/research': '3' })
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(second.getByRole('dialog')).toBeHidden()
})
