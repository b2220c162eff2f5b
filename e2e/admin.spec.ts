import { expect, expectAccessible, signIn, test } from './world'

test('signing out ends the session here, or everywhere', async ({ page, browser, world }) => {
  const unit = await world.unit('戊市档案局')
  const name = await world.user(unit, 'filler')
  await signIn(page, name)
  const other = await (await browser.newContext()).newPage()
  await signIn(other, name)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await page.waitForURL('/sign-in')
  await other.reload()
  await expect(other.getByRole('heading', { name: '我的年报' })).toBeVisible()
  await signIn(page, name)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('menuitem', { name: '退出所有设备' }).click()
  await page.waitForURL('/sign-in')
  await other.goto('/')
  expect(new URL(other.url()).pathname).toBe('/sign-in')
})

test('the rules are there to be read', async ({ page, world }) => {
  const unit = await world.unit('戊市统计局')
  await signIn(page, await world.user(unit, 'filler'))
  await page.getByRole('link', { name: '核对规则' }).click()
  await expect(page.getByRole('row', { name: /T3-04 ■ 错误 本年新收加上年结转等于（七）总计加结转下年度/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /T2o-03.*2019—2020 年/ })).toBeVisible()
  await expectAccessible(page)
})
