import { chooseNameAndPassword, linkIn, NAME, PASSWORD } from '../testing/first-link'
import { test } from '../testing/server'
import { alertOf, expect, expectAccessible, saveState, signIn } from '../testing/world'

test('the first start prints a link that leads in four screens into the form', async ({ page, launch }) => {
  const server = await (await launch()).untilReady()
  const { address, port } = server
  const link = linkIn(server)
  expect(link).not.toBe('')
  await chooseNameAndPassword(page, link)

  await expect(page.getByRole('heading', { name: '您的单位' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(alertOf(page)).toHaveText('请填写单位的规范全称')
  await page.getByLabel('单位规范全称').fill('青禾县教育局')
  await page.getByRole('button', { name: '下一步' }).click()

  await expect(page.getByRole('heading', { name: '由谁审核' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '邀请审核员' }).click()
  await expect(alertOf(page)).toHaveText('用户名至少 2 个字符')
  await page.getByLabel('审核员的用户名').fill('王穗')
  await page.getByRole('button', { name: '邀请审核员' }).click()
  await expect(page.getByRole('status')).toContainText(`${address}/link/`)
  await expectAccessible(page)
  await page.getByRole('link', { name: '下一步' }).click()

  await expect(page.getByRole('heading', { name: '开始第一份年报' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '开始填报' }).click()
  await page.waitForURL(/reports\/1/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('青禾县教育局')
  await expect(saveState(page)).toBeVisible()

  await page.goto(`${address}/admin/units`)
  await expect(page.getByRole('status').filter({ hasText: '尚未设置对外网址' })).toContainText('PUBLIC_URL')
  await expectAccessible(page)

  // Used up: for others, and after a restart.
  await page.context().clearCookies()
  await page.goto(link)
  await page.getByRole('button', { name: '开始使用' }).click()
  await expect(alertOf(page)).toContainText('已使用')
  await server.end('SIGTERM')
  const again = await (await launch({}, { port })).untilReady()
  expect(linkIn(again)).toBe('')
  await signIn(page, NAME, PASSWORD, address)
  await expect(page.getByRole('heading', { name: '我的年报' })).toBeVisible()
})

test('a link that was lost is replaced at the next start, and the example can be loaded', { tag: '@wide' }, async ({ page, launch }) => {
  const server = await (await launch()).untilReady()
  const first = linkIn(server)
  await server.end('SIGTERM')
  const second = linkIn(await (await launch({}, { port: server.port })).untilReady())
  await page.goto(first)
  await page.getByRole('button', { name: '开始使用' }).click()
  await expect(alertOf(page)).toBeVisible()
  await chooseNameAndPassword(page, second)
  await page.getByLabel('单位规范全称').fill('淮南市人民政府办公室')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '本单位自行审核公布' }).click()
  await page.getByRole('button', { name: '载入 2019 年示例' }).click()
  await page.waitForURL(/reports\/1/)
  await page.getByRole('link', { name: '三、收到和处理申请情况' }).click()
  await expect(page.locator('[name="requests/handled/total"]')).toHaveAttribute('placeholder', '83')
})

test('the demonstration has its accounts on the sign-in page and its example city behind it', { tag: '@wide' }, async ({
  page,
  launch
}) => {
  const { address } = await (await launch({ DEMO: '1' })).untilReady()
  await page.goto(`${address}/sign-in`)
  await expect(page.getByText('演示账号')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('用户名').fill('shenhe')
  await page.getByLabel('密码', { exact: true }).fill('nianbao2019')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('row', { name: /淮南市公安局.*待审核/ })).toBeVisible()
  await page
    .getByRole('row', { name: /淮南市公安局/ })
    .getByRole('link', { name: /审核/ })
    .click()
  await expect(page.getByRole('article', { name: /^淮南市公安局/ })).toContainText('收到公开申请128件')
})

test('a wrong environment stops the start with one sentence', async ({ launch }) => {
  const server = await launch({ DATABASE_URL: 'mysql://x', PORT: '0' })
  expect(await server.exitCode()).not.toBe(0)
  expect(server.printed).toMatch(
    /^设置有误：DATABASE_URL 应以 postgres:\/\/ 开头，现在是“mysql:\/\/x”；PORT 应为 1 到 65535 之间的端口号.*\n$/
  )
})
