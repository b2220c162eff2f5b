import type { Browser, Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { inHours, newToken } from '@/server/gate/link'
import { nextAction, replay } from '../testing/replay'
import {
  alertOf,
  at,
  enter,
  expect,
  expectAccessible,
  openPart,
  PASSWORD,
  saveState,
  signIn,
  test,
  tryToSignIn,
  type World
} from '../testing/world'

const WRONG = '用户名或密码有误'
let count = 0

/** A browser with an IP address of its own, so that its rate limits are shared with no other test. */
async function newPage(browser: Browser, address = `10.${process.pid % 250}.${Math.floor(Math.random() * 250)}.${++count}`): Promise<Page> {
  return (await browser.newContext({ extraHTTPHeaders: { 'x-forwarded-for': address } })).newPage()
}

async function wordsOf(page: Page, name: string, password: string): Promise<string | null> {
  await tryToSignIn(page, name, password)
  const words = await alertOf(page).textContent()
  await expect(page.getByLabel('用户名')).toHaveValue(name)
  return words
}

const sessionOf = (world: World, user: number) => {
  const { t, read } = world.store
  return read.select().from(t.sessions).where(eq(t.sessions.user, user))
}

/** Nobody has done anything for so long that the session ends at this moment. */
async function setExpiry(world: World, user: number, expires: Date): Promise<void> {
  const { t, tx } = world.store
  await tx(async (db) => {
    await db.update(t.sessions).set({ expires }).where(eq(t.sessions.user, user))
  })
}

test('wrong passwords say the same of a name there is and of one there is not, and stop nobody elsewhere', { tag: '@wide' }, async ({
  browser,
  world
}) => {
  const unit = await world.unit('甲市民政局')
  const name = await world.user(unit, 'filler')
  const told: (string | null)[][] = []
  for (const one of [name, 'nobody-of-this-name']) {
    const stranger = await newPage(browser)
    const words = []
    for (let i = 0; i < 6; i++) words.push(await wordsOf(stranger, one, 'not-the-password'))
    told.push(words)
    await expectAccessible(stranger)
    // The right password as well: nothing is looked at before the time is over.
    expect(await wordsOf(stranger, one, PASSWORD)).toBe('尝试次数过多，请 1 分钟后再试，忘记密码的请联系管理员')
  }
  expect(told[0]?.slice(0, 5)).toEqual(Array(5).fill(WRONG))
  expect(told[0]).toEqual(told[1])
  await signIn(await newPage(browser), name)
})

test('a browser on which somebody signed in before is not shut out by what others try at the same address', { tag: '@wide' }, async ({
  browser,
  world
}) => {
  const unit = await world.unit('甲市民政局')
  const name = await world.user(unit, 'filler')
  const address = `10.251.${process.pid % 250}.${Math.floor(Math.random() * 250)}`
  const own = await newPage(browser, address)
  await signIn(own, name)
  await own.locator('summary', { hasText: name }).click()
  await own.getByRole('button', { name: '退出登录' }).click()
  await own.waitForURL('/sign-in')

  const stranger = await newPage(browser, address)
  for (let i = 0; i < 5; i++) await wordsOf(stranger, name, 'not-the-password')
  expect(await wordsOf(stranger, name, PASSWORD)).toContain('尝试次数过多')
  await signIn(own, name)
})

test('a new password is judged by one rule, all its faults are told at once, and the present one cannot be guessed', {
  tag: '@wide'
}, async ({ page, world }) => {
  const unit = await world.unit('甲市民政局')
  const name = await world.user(unit, 'filler')
  await enter(page, name)
  await page.goto('/password')
  await expect(page.getByLabel('新密码', { exact: true })).toHaveAccessibleDescription(/^至少 8 位，不能全是数字/)
  await expectAccessible(page)
  const change = async (present: string, password: string, again = password) => {
    await page.getByLabel('当前密码').fill(present)
    await page.getByLabel('新密码', { exact: true }).fill(password)
    await page.getByLabel('再次输入新密码', { exact: true }).fill(again)
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: '保存密码' }).click()
    await answered
  }
  await change(PASSWORD, PASSWORD)
  await expect(alertOf(page)).toHaveText('新密码不能与当前密码相同')
  await change('not-the-password', '11112222', '11112223')
  for (const fault of [/当前密码有误/, /新密码不能全是数字/, /新密码容易被猜到，因为其中有常用的密码/, /两次输入的新密码不一致/])
    await expect(alertOf(page)).toHaveText(fault)
  await expectAccessible(page)
  await change(PASSWORD, `${unit.name}2024`)
  await expect(alertOf(page)).toHaveText(/新密码不能包含单位名称/)
  // The right one gave back what the wrong one had cost.
  for (let i = 0; i < 5; i++) await change('not-the-password', 'heliu-pingan-9')
  await expect(alertOf(page)).toHaveText('当前密码有误')
  await change(PASSWORD, 'heliu-pingan-9')
  await expect(alertOf(page)).toHaveText(/^尝试次数过多，请 1 分钟后再试/)
})

test('a link signs in somebody who has forgotten his password, once, and he chooses another', async ({ page, browser, world }) => {
  const unit = await world.unit('甲市民政局')
  const name = await world.user(unit, 'filler')
  const link = `/link/${await world.link(name)}`
  await page.goto(link)
  await page.getByRole('button', { name: '开始使用' }).click()
  await expect(page.getByRole('heading', { name: '设置密码' })).toBeVisible()
  await expect(page.getByLabel('当前密码')).toHaveCount(0)
  await page.getByLabel('新密码', { exact: true }).fill('heliu-pingan-9')
  await page.getByLabel('再次输入新密码', { exact: true }).fill('heliu-pingan-9')
  await page.getByRole('button', { name: '保存密码' }).click()
  await expect(page.getByRole('heading', { name: '我的年报' })).toBeVisible()
  const other = await newPage(browser)
  await other.goto(link)
  await other.getByRole('button', { name: '开始使用' }).click()
  await expect(alertOf(other)).toContainText('已使用')
  expect(await wordsOf(other, name, PASSWORD)).toBe(WRONG)
})

test('links are not guessed without end', { tag: '@wide' }, async ({ browser, world }) => {
  const stranger = await newPage(browser)
  await stranger.goto(`/link/${newToken()}`)
  const sent = nextAction(stranger)
  await stranger.getByRole('button', { name: '开始使用' }).click()
  const guess = await sent
  for (let i = 0; i < 99; i++) expect(await replay(stranger, guess, newToken())).toContain('已使用')
  const unit = await world.unit('甲市民政局')
  await stranger.goto(`/link/${await world.link(await world.user(unit, 'filler'))}`)
  await stranger.getByRole('button', { name: '开始使用' }).click()
  await expect(alertOf(stranger)).toContainText('尝试次数过多')
})

test('whoever does nothing is signed out; typing keeps him in, what a page asks by itself does not; he signs in again on the spot', async ({
  page,
  world
}) => {
  const unit = await world.unit('甲市财政局')
  const report = await world.report(unit, 2024)
  const name = await world.user(unit, 'filler')
  const user = await world.idOf(name)
  await signIn(page, name)
  await openPart(page, report, 'problems')
  const ends = (await sessionOf(world, user))[0]?.ends as Date
  expect(ends.getTime()).toBeGreaterThan(inHours(new Date(), 11.9).getTime())

  const soon = inHours(new Date(), 1)
  await setExpiry(world, user, soon)
  expect((await page.request.get('/inbox/unread')).status()).toBe(200)
  expect((await sessionOf(world, user))[0]?.expires).toEqual(soon)
  await at(page, 'problems').fill('人手不足，')
  await expect(saveState(page)).toHaveText(/已保存/)
  await expect.poll(async () => (await sessionOf(world, user))[0]?.expires.getTime()).toBeGreaterThan(inHours(new Date(), 1.9).getTime())
  // Within the minute it is not written again.
  const prolonged = (await sessionOf(world, user))[0]?.expires
  await at(page, 'problems').fill('人手不足，将加强培训')
  await expect.poll(() => world.values(report)).toEqual({ problems: '人手不足，将加强培训' })
  expect((await sessionOf(world, user))[0]?.expires).toEqual(prolonged)

  await setExpiry(world, user, new Date())
  await at(page, 'problems').fill('人手不足，将加强培训和力量配备。')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('已填内容保存在本机')
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: '登录并上传' }).click()
  await expect.poll(() => world.values(report)).toEqual({ problems: '人手不足，将加强培训和力量配备。' })
})

test('behind https the cookies are sent over https alone and bound to this host', async ({ browser, world }) => {
  const unit = await world.unit('甲市民政局')
  const name = await world.user(unit, 'filler')
  const page = await newPage(browser)
  await page.goto('/sign-in')
  await page.getByLabel('用户名').fill(name)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  const sent = nextAction(page)
  await page.getByRole('button', { name: '登录' }).click()
  const request = await sent
  const { origin } = new URL(request.url())
  const answer = await page.request.post(request.url(), {
    headers: { ...request.headers(), origin, 'x-forwarded-proto': 'https' },
    data: request.postData() as string,
    maxRedirects: 0
  })
  const cookies = answer.headersArray().filter((header) => header.name.toLowerCase() === 'set-cookie')
  const session = cookies.find(({ value }) => value.startsWith('__Host-nianbao='))?.value ?? ''
  const device = cookies.find(({ value }) => value.startsWith('__Host-nianbao-device='))?.value ?? ''
  for (const value of [session, device]) {
    for (const attribute of [/; Path=\//i, /; Secure/i, /; HttpOnly/i, /; SameSite=lax/i]) expect(value).toMatch(attribute)
    expect(value).not.toMatch(/domain=/i)
  }
})
