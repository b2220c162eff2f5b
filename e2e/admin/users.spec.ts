import type { Page } from '@playwright/test'
import { alertOf, enter, expect, expectAccessible, signIn, test, tryToSignIn } from '../testing/world'

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('an account is added; its first password must be changed; it is signed out, locked, unlocked and closed', async ({
  page,
  browser,
  world
}) => {
  const city = await world.unit('戊市人民政府', { kind: 'government' })
  const bureau = await world.unit('戊市水利局', { above: city.id })
  const heir = await world.user(bureau, 'checker')
  await enter(page, await world.user(city, 'admin'))
  await page.goto('/admin/users')
  await expectAccessible(page)

  const name = `shuili-${city.id}`
  const adding = panel(page, '增加账号')
  await adding.getByRole('button', { name: '增加账号' }).click()
  await expect(alertOf(page)).toHaveText('请填写姓名')
  await adding.getByLabel('姓名').fill('周小禾')
  await adding.getByLabel('办公电话').fill('0554-0000123')
  await adding.getByLabel('用户名').fill(name)
  await adding.getByLabel('邮箱').fill('不是邮箱')
  await adding.getByRole('combobox', { name: '单位' }).click()
  await page.getByRole('option', { name: '戊市水利局' }).click()
  await adding.getByRole('button', { name: '增加账号' }).click()
  await expect(alertOf(page)).toHaveText('邮箱格式有误，如 name@example.cn')
  await expect(adding.getByLabel('用户名')).toHaveValue(name)
  await adding.getByLabel('邮箱').fill('shuili@example.cn')
  await adding.getByRole('button', { name: '增加账号' }).click()
  const told = adding.getByRole('status')
  await expect(told).toContainText('初始密码')
  const password = /初始密码：(\w+)/.exec((await told.textContent()) ?? '')?.[1] ?? ''
  await expect(page.getByRole('row', { name: `周小禾 ${name} 戊市水利局 填报员 0554-0000123 shuili@example.cn 正常` })).toBeVisible()
  await adding.getByLabel('姓名').fill('林一')
  await adding.getByLabel('用户名').fill(name)
  await adding.getByRole('button', { name: '增加账号' }).click()
  await expect(alertOf(page)).toHaveText(`用户名“${name}”已被使用，请换一个`)

  const theirs = await (await browser.newContext()).newPage()
  await tryToSignIn(theirs, name, password)
  await expect(theirs.getByRole('heading', { name: '设置密码' })).toBeVisible()
  for (const path of ['/', '/rules', '/admin', '/admin/units', '/admin/users']) {
    await theirs.goto(path)
    expect(new URL(theirs.url()).pathname).toBe('/password')
  }
  await theirs.getByLabel('当前密码').fill(password)
  await theirs.getByLabel('新密码', { exact: true }).fill('heliu-pingan-9')
  await theirs.getByLabel('再次输入新密码', { exact: true }).fill('heliu-pingan-8')
  await theirs.getByRole('button', { name: '保存密码' }).click()
  await expect(alertOf(theirs)).toBeVisible()
  await theirs.getByLabel('再次输入新密码', { exact: true }).fill('heliu-pingan-9')
  await theirs.getByRole('button', { name: '保存密码' }).click()
  await expect(theirs.getByRole('heading', { name: '我的年报' })).toBeVisible()
  // What one is called and how one is reached everybody mends himself.
  await theirs.locator('summary', { hasText: '周小禾' }).click()
  await theirs.getByRole('link', { name: '我的信息' }).click()
  const own = panel(theirs, '姓名与联系方式')
  await own.getByLabel('职务').fill('科长')
  await own.getByLabel('手机').fill('13900001111')
  await own.getByRole('button', { name: '保存' }).click()
  await expect(own.getByRole('status')).toHaveText('已保存')
  await expectAccessible(theirs)

  await page.getByLabel('查找账号').fill(name)
  await page.getByRole('button', { name: '查找' }).click()
  await expect(page.getByText('找到 1 个账号')).toBeVisible()
  await page.getByRole('link', { name: '周小禾' }).click()
  const access = panel(page, '密码与登录')
  await access.getByRole('button', { name: '退出所有设备' }).click()
  await page.getByRole('button', { name: '确认退出所有设备' }).click()
  await expect(access.getByRole('status')).toHaveText('已退出所有设备')
  await theirs.reload()
  expect(new URL(theirs.url()).pathname).toBe('/sign-in')

  await access.getByRole('button', { name: '锁定' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已锁定')
  await tryToSignIn(theirs, name, 'heliu-pingan-9')
  await expect(alertOf(theirs)).toHaveText('账号已由管理员锁定，请联系管理员')
  await access.getByRole('button', { name: '解锁' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('正常')
  await signIn(theirs, name, 'heliu-pingan-9')

  await access.getByRole('button', { name: '停用' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已停用')
  await tryToSignIn(theirs, name, 'heliu-pingan-9')
  await expect(alertOf(theirs)).toHaveText('用户名或密码有误')
  await access.getByRole('button', { name: '启用' }).click()
  await access.getByRole('button', { name: '重置密码' }).click()
  await page.getByRole('button', { name: '确认重置密码' }).click()
  await expect(access.getByRole('status')).toContainText('新的初始密码')
  await expectAccessible(page)

  const handing = panel(page, '交接')
  await handing.getByRole('combobox', { name: '接任者' }).click()
  await page.getByRole('option', { name: heir }).click()
  await handing.getByRole('button', { name: '交接并停用' }).click()
  await page.getByRole('button', { name: '确认交接并停用' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已停用')
  await page.goto(`/admin/users?q=${heir}`)
  await expect(page.getByRole('row', { name: `${heir} 戊市水利局 科室审核员、填报员` })).toBeVisible()
})

test('an account holds roles in several units; the last one stays, and so does one’s own last administrator role', {
  tag: '@wide'
}, async ({ page, world }) => {
  const city = await world.unit('壬市人民政府', { kind: 'government' })
  const bureau = await world.unit('壬市财政局', { above: city.id })
  const admin = await world.user(city, 'admin', 'reader')
  const name = await world.user(bureau, 'filler')
  await enter(page, admin)
  await page.goto('/admin/users')
  await page.getByRole('link', { name }).click()
  const adding = panel(page, '增加角色')
  await adding.getByRole('combobox', { name: '单位' }).click()
  await page.getByRole('option', { name: '壬市人民政府' }).click()
  await adding.getByLabel('角色').selectOption('主管部门审核员')
  await adding.getByRole('button', { name: '增加角色' }).click()
  await expect(page.getByRole('row', { name: '壬市人民政府 主管部门审核员' })).toBeVisible()
  await page.getByRole('button', { name: '取消该角色：壬市财政局 填报员' }).click()
  await page.getByRole('button', { name: '确认取消该角色' }).click()
  await expect(page.getByRole('row', { name: '壬市财政局' })).toHaveCount(0)
  await page.getByRole('button', { name: '取消该角色：壬市人民政府 主管部门审核员' }).click()
  await page.getByRole('button', { name: '确认取消该角色' }).click()
  await expect(alertOf(page)).toHaveText('至少保留一个角色，不再使用的账号请停用')
  const profile = panel(page, '姓名与联系方式')
  await profile.getByLabel('姓名').fill('周小禾')
  await profile.getByLabel('邮箱').fill('ren@example.cn')
  await profile.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('周小禾')
  await expect(profile.getByRole('status')).toHaveText('已保存')

  await page.goto('/admin/users')
  await page.getByRole('link', { name: admin }).click()
  await expect(page.getByRole('button', { name: '停用' })).toHaveCount(0)
  await page.getByRole('button', { name: '取消该角色：壬市人民政府 管理员' }).click()
  await page.getByRole('button', { name: '确认取消该角色' }).click()
  await expect(alertOf(page)).toHaveText('不能取消自己最后一个管理员角色，请由其他管理员办理')
})

test('an account that also works elsewhere is nobody’s but a common superior’s', async ({ page, world }) => {
  const city = await world.unit('癸市人民政府', { kind: 'government' })
  const [one, two] = [
    await world.unit('癸一县人民政府', { kind: 'government', above: city.id }),
    await world.unit('癸二县人民政府', { kind: 'government', above: city.id })
  ]
  const both = await world.user(one, 'filler')
  await world.member(both, two, 'reviewer')
  const foreign = await world.user(two, 'filler')
  await enter(page, await world.user(one, 'admin'))
  await page.goto('/admin/users')
  await expect(page.getByRole('row', { name: `${both} 癸一县人民政府 填报员` })).toBeVisible()
  await expect(page.getByText(foreign)).toHaveCount(0)
  await page.getByRole('link', { name: both }).click()
  await expect(page.getByText('该账号在其他单位也有角色')).toBeVisible()
  await expect(page.getByText('癸二县')).toHaveCount(0)
  await expect(panel(page, '密码与登录')).toHaveCount(0)
  for (const id of [String(await world.idOf(foreign)), '999999', '0', 'abc']) {
    expect((await page.request.get(`/admin/users/${id}`)).status(), id).toBe(404)
  }
})

test('who may do what stands in one table, read from the one the server obeys', async ({ page, world }) => {
  const unit = await world.unit('子市人民政府', { kind: 'government' })
  await enter(page, await world.user(unit, 'admin'))
  await page.goto('/admin/roles')
  await expect(page.getByRole('heading', { name: '角色权限一览' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^同意 待初审 ● 下一步/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^审核通过 审核中 ● 审核通过 由本人领取且未到期；不是自己填报或提交的/ })).toBeVisible()
  await expectAccessible(page)
})
