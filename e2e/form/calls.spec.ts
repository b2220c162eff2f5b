import type { Page } from '@playwright/test'
import { alertOf, at, enter, expect, expectAccessible, openPart, PASSWORD, saveState, test, type World } from '../testing/world'

const YEAR = new Date().getFullYear()

/** The page on which an administrator gives a unit more time, filled in and not sent. */
async function fillExtension(page: Page, world: World) {
  const city = await world.unit('申市人民政府', { kind: 'government' })
  const unit = await world.unit('申市民政局', { above: city.id })
  const admin = await world.user(city, 'admin')
  await enter(page, admin)
  await page.goto(`/admin/campaigns?unit=${unit.id}&year=${YEAR - 1}`)
  const reason = page.getByLabel('理由')
  await page.getByLabel('延期至').fill(`${YEAR}-11-30`)
  await reason.fill('系统升级，经批准延期')
  const send = () => page.getByRole('button', { name: '批准延期' }).click()
  const granted = page.getByText(`已延期至 ${YEAR}年11月30日`)
  return { city, unit, admin, reason, send, granted }
}

/** Calls find a server that does not know them, as after an update. */
async function outdate(page: Page): Promise<void> {
  await page.route('**/*', (route) => {
    const headers = route.request().headers()
    return route.continue(headers['next-action'] ? { headers: { ...headers, 'next-action': `40${'0'.repeat(40)}` } } : {})
  })
}

test('without a connection a call says so; page and fields stay, and the next try goes through', async ({ page, context, world }) => {
  const { reason, send, granted } = await fillExtension(page, world)
  await context.setOffline(true)
  await send()
  await expect(alertOf(page)).toContainText('网络已断开')
  await expect(reason).toHaveValue('系统升级，经批准延期')
  await expectAccessible(page)
  await context.setOffline(false)
  await send()
  await expect(granted).toBeVisible()
})

test('a session that is over is renewed on the spot, and the call is made again; whoever leaves the dialog keeps what he typed', async ({
  page,
  context,
  world
}) => {
  const { reason, send, granted } = await fillExtension(page, world)
  const dialog = page.getByRole('dialog', { name: '登录已过期' })
  await context.clearCookies()
  await send()
  await dialog.getByRole('button', { name: '关闭' }).click()
  await expect(alertOf(page)).toContainText('登录已过期')
  await expect(reason).toHaveValue('系统升级，经批准延期')
  await send()
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: '登录并上传' }).click()
  await expect(granted).toBeVisible()
  await expect(dialog).toBeHidden()
})

test('nothing is done in the name of somebody else who signed in in this browser meanwhile', { tag: '@wide' }, async ({ page, world }) => {
  const { city, admin, send, granted } = await fillExtension(page, world)
  const other = await world.user(city, 'admin')
  await enter(page, other)
  await send()
  const dialog = page.getByRole('dialog', { name: '本浏览器已换人登录' })
  await expect(dialog).toContainText(`本页是 ${admin} 的，本浏览器现在由 ${other} 登录`)
  await expectAccessible(page)
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: '重新登录' }).click()
  await expect(granted).toBeVisible()
})

test('a page older than the server asks to be loaded anew, and what was typed is there again', async ({ page, world }) => {
  const { reason, send, granted } = await fillExtension(page, world)
  await outdate(page)
  await send()
  await expect(alertOf(page)).toContainText('系统已更新，请刷新页面。已填内容已存在本机')
  await page.unroute('**/*')
  await alertOf(page).getByRole('button', { name: '刷新页面' }).click()
  await expect(reason).toHaveValue('系统升级，经批准延期')
  await send()
  await expect(granted).toBeVisible()
})

test('a form older than the server keeps what was typed over loading it anew, and saves it then', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const unit = await world.unit('申市财政局')
  const report = await world.report(unit, 2024)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'requests')
  await outdate(page)
  await at(page, 'requests/received/person').fill('17')
  await expect(alertOf(page)).toContainText('系统已更新，请刷新页面')
  await at(page, 'requests/received/company').fill('18')
  await expectAccessible(page)
  await page.unroute('**/*')
  page.on('dialog', (dialog) => dialog.accept())
  await page.getByRole('button', { name: '刷新页面' }).click()
  await expect(at(page, 'requests/received/person')).toHaveValue('17')
  await expect(saveState(page)).toHaveText(/已保存/)
  expect(await world.values(report)).toEqual({ 'requests/received/person': '17', 'requests/received/company': '18' })
})

test('words not sent yet outlive the page they were written on', async ({ page, world }) => {
  const city = await world.unit('酉市人民政府', { kind: 'government' })
  const unit = await world.unit('酉市民政局', { above: city.id })
  await world.owe(unit, YEAR)
  const reviewer = await world.user(city, 'reviewer')
  await enter(page, reviewer)
  await page.goto(`/queue?state=all&year=${YEAR}`)
  const ask = () =>
    page
      .getByRole('row', { name: new RegExp(unit.name) })
      .getByRole('button', { name: /^列为无需报送/ })
      .click()
  await ask()
  await page.getByRole('dialog').getByLabel('理由').fill('机构已经撤并')
  await page.reload()
  await ask()
  await expect(page.getByRole('dialog').getByLabel('理由')).toHaveValue('机构已经撤并')
})

test.describe('before scripts, or without them', () => {
  test('signing in works, never by the address, and says what is wrong', async ({ page, world }) => {
    const name = await world.user(await world.unit('戌市民政局'), 'filler')
    await page.route('**/*.js', (route) => route.abort())
    await page.goto('/sign-in')
    await page.getByLabel('用户名').fill(name)
    await page.getByLabel('密码', { exact: true }).fill('not-the-password')
    await page.keyboard.press('Enter')
    await expect(page.getByText('用户名或密码有误')).toBeVisible()
    expect(page.url()).not.toContain('not-the-password')
    await page.getByLabel('用户名').fill(name)
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL('/')
    await expect(page.getByRole('button', { name: '退出登录' }).or(page.getByText(name)).first()).toBeVisible()
  })

  test('no other form is sent before the page listens', async ({ page, world }) => {
    const city = await world.unit('亥市人民政府', { kind: 'government' })
    await enter(page, await world.user(city, 'admin'))
    await page.route('**/*.js', (route) => route.abort())
    await page.goto(`/admin/units/${city.id}`)
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: '增加单位' }) })
    await form.getByLabel('单位规范全称').fill('亥市民政局')
    await page.keyboard.press('Enter')
    await expect(form.getByLabel('单位规范全称')).toHaveValue('亥市民政局')
    expect(new URL(page.url()).search).toBe('')
  })
})
