import { alertOf, expect, expectAccessible, signIn, test } from './world'

test('an administrator adds a unit and an account; its first password must be changed; it can be closed', async ({
  page,
  browser,
  world
}) => {
  const city = await world.unit('戊市人民政府', { kind: 'government' })
  await signIn(page, await world.user(city, 'admin'))
  await expect(page.getByText('您是管理员')).toBeVisible()
  await page.getByRole('link', { name: '管理' }).click()
  await expectAccessible(page)

  await page.getByLabel('单位规范全称').fill('戊市水利局')
  await page.getByRole('button', { name: '增加单位' }).click()
  await expect(page.getByRole('status')).toHaveText('已增加“戊市水利局”')

  const name = `shuili-${city.id}`
  const addAccount = async () => {
    await page.getByLabel('用户名').fill(name)
    await page.getByLabel('单位', { exact: true }).selectOption('戊市水利局')
    await page.getByRole('button', { name: '增加账号' }).click()
  }
  await addAccount()
  const told = page.getByRole('status').filter({ hasText: '初始密码' })
  const password = /初始密码：(\w+)/.exec((await told.textContent()) ?? '')?.[1] ?? ''
  await expect(page.getByRole('row', { name: new RegExp(`${name} 戊市水利局 填报员 正常`) })).toBeVisible()
  await addAccount()
  await expect(alertOf(page)).toHaveText(`用户名“${name}”已被使用，请换一个`)

  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto('/sign-in')
  await theirs.getByLabel('用户名').fill(name)
  await theirs.getByLabel('密码', { exact: true }).fill(password)
  await theirs.getByRole('button', { name: '登录' }).click()
  await expect(theirs.getByRole('heading', { name: '设置密码' })).toBeVisible()
  for (const path of ['/', '/rules', '/admin']) {
    await theirs.goto(path)
    expect(new URL(theirs.url()).pathname).toBe('/password')
  }
  await theirs.getByLabel('现在的密码').fill(password)
  await theirs.getByLabel('新密码', { exact: true }).fill('heliu-pingan-9')
  await theirs.getByLabel('再输一次新密码', { exact: true }).fill('heliu-pingan-8')
  await theirs.getByRole('button', { name: '保存密码' }).click()
  await expect(alertOf(theirs)).toBeVisible()
  await theirs.getByLabel('再输一次新密码', { exact: true }).fill('heliu-pingan-9')
  await theirs.getByRole('button', { name: '保存密码' }).click()
  await expect(theirs.getByRole('heading', { name: '我的年报' })).toBeVisible()

  const row = page.getByRole('row', { name: new RegExp(name) })
  await row.getByRole('button', { name: '退出所有设备' }).click()
  await expect(page.getByRole('status').filter({ hasText: '已退出所有设备' })).toBeVisible()
  await theirs.reload()
  expect(new URL(theirs.url()).pathname).toBe('/sign-in')
  await row.getByRole('button', { name: '停用' }).click()
  await expect(row).toContainText('停用')
  await theirs.getByLabel('用户名').fill(name)
  await theirs.getByLabel('密码', { exact: true }).fill('heliu-pingan-9')
  await theirs.getByRole('button', { name: '登录' }).click()
  await expect(alertOf(theirs)).toHaveText('用户名或密码不对')
})

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
