import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { get, type IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openStore } from '@/db/engine/client'
import { listAccounts, removeMembership } from '@/db/people/users'
import { grant } from '@/db/permission'
import { saveAnswer } from '@/db/reports/answers'
import { saveCells } from '@/db/reports/cells'
import { findFilings } from '@/db/reports/reports'
import { newPublisher } from '@/db/testing/publisher'
import { judgeFiling } from '@/db/workflow/demands'
import { cleanReport } from '@/report/testing/clean'
import { readPdfText } from './read-pdf'
import { alertOf, expect, expectAccessible, saveState, signIn, test } from './world'

let folder: string
let server: ChildProcess
let address: string

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Starts the product on an empty folder and returns what it prints until it is ready. */
async function startServer(more: Record<string, string> = {}, ...flags: string[]): Promise<() => string> {
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  folder = mkdtempSync(join(tmpdir(), 'nianbao-first-'))
  return startAgain(port, more, ...flags)
}

async function startAgain(port: number, more: Record<string, string> = {}, ...flags: string[]): Promise<() => string> {
  let printed = ''
  server = spawn('node', ['scripts/serve.mjs', ...flags], {
    env: { ...process.env, DATA_DIR: folder, PORT: String(port), ...more }
  })
  server.stdout?.on('data', (chunk) => {
    printed += chunk
  })
  await expect.poll(async () => (await fetch(`${address}/readyz`).catch(() => undefined))?.status, { timeout: 60_000 }).toBe(200)
  return () => printed
}

const stopServer = () =>
  new Promise<void>((resolve) => {
    server.once('exit', () => resolve())
    server.kill('SIGTERM')
  })

const linkIn = (printed: string) => /http:\/\/127\.0\.0\.1:\d+\/link\/\S+/.exec(printed)?.[0] ?? ''

test.afterEach(async () => {
  if (server.exitCode === null) await stopServer()
  rmSync(folder, { recursive: true })
})

const NAME = '李禾'
const PASSWORD = 'qingcaohe-7788'

async function chooseNameAndPassword(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await expectAccessible(page)
  await page.getByRole('button', { name: '开始使用' }).click()
  await expect(page.getByRole('heading', { name: '设置用户名和密码' })).toBeVisible()
  const choose = async (name: string, password: string, again: string) => {
    await page.getByLabel('用户名').fill(name)
    await page.getByLabel('新密码', { exact: true }).fill(password)
    await page.getByLabel('再次输入新密码', { exact: true }).fill(again)
    await page.getByRole('button', { name: '保存密码' }).click()
  }
  // The rule stands there before anything is typed; what is wrong is told all at once.
  await expect(page.getByLabel('新密码', { exact: true })).toHaveAccessibleDescription(/^至少 8 位/)
  await choose('!', '1234567', '7654321')
  for (const fault of [/用户名至少 2 个字符/, /新密码至少 8 位/, /新密码不能全是数字/, /容易被猜到/, /两次输入的新密码不一致/])
    await expect(alertOf(page)).toHaveText(fault)
  await expectAccessible(page)
  await choose(NAME, PASSWORD, PASSWORD)
}

test('the first start prints a link that leads in four screens into the form', async ({ page }) => {
  const printed = await startServer()
  const link = linkIn(printed())
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
  const port = Number(new URL(address).port)
  await stopServer()
  const again = await startAgain(port)
  expect(linkIn(again())).toBe('')
  await signIn(page, NAME, PASSWORD, address)
  await expect(page.getByRole('heading', { name: '我的年报' })).toBeVisible()
})

/** Sets the first unit up, up to the question who reviews. */
async function setUpUnit(page: Page): Promise<void> {
  await chooseNameAndPassword(page, linkIn((await startServer())()))
  await page.getByLabel('单位规范全称').fill('青禾县教育局')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { name: '由谁审核' })).toBeVisible()
}

/** The first report, filled in by what a test puts into the database and handed in by the person on the page. */
async function startAndSubmit(page: Page): Promise<void> {
  await page.getByLabel('年度').selectOption('2024')
  await page.getByRole('button', { name: '开始填报' }).click()
  await page.waitForURL(/reports\/1/)
  await expect(saveState(page)).toContainText('已保存')
  const store = await openStore(join(folder, 'nianbao.db'))
  const [filing] = await findFilings(store, [1])
  const [user] = await listAccounts(store, [1])
  if (!filing || !user) throw new Error('the first run left no report')
  const cells = Object.entries(cleanReport(2024).values).map(([at, now]) => ({ at, was: '', now, how: 'typed' as const }))
  await saveCells(store, grant('edit', filing, user.id), { saveId: 'first-run-0001', cells, now: new Date() })
  const said = { text: '首次使用本系统，补报。', now: new Date() }
  for (const { finding, key, basis } of await judgeFiling(store, filing, new Date()))
    if (finding.level !== 'note') await saveAnswer(store, grant('edit', filing, user.id), { ...said, finding: key, basis })
  await store.close()
  await page.reload()
  await page.getByRole('button', { name: '提交审核' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByRole('region', { name: '报告' })).toContainText('待审核')
}

/** From the review page of a report that was handed in to its publication. */
async function reviewAndPublish(page: Page): Promise<void> {
  await page.goto(`${address}/reports/1/review`)
  await page.getByRole('button', { name: '领取审核' }).click()
  for (const step of ['审核通过', '公布']) {
    await page.getByRole('button', { name: new RegExp(`^${step}`) }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `确认${step}` })
      .click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await expect(page.getByRole('region', { name: '报告' })).toContainText('已公布')
  await page.goto(`${address}/published/1/2024`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('青禾县教育局')
}

test('the first office, with a reviewer who was invited, comes from the link to the publication', async ({ page, browser }) => {
  await setUpUnit(page)
  await page.getByLabel('审核员的用户名').fill('王穗')
  await page.getByRole('button', { name: '邀请审核员' }).click()
  const link = (await page.getByRole('status').locator('pre').textContent()) ?? ''
  await page.getByRole('link', { name: '下一步' }).click()
  await startAndSubmit(page)
  const waits = '等待主管部门审核员办理（王穗）'
  await expect(page.getByRole('region', { name: '下一步' })).toHaveText(waits)
  await expect(page.getByRole('region', { name: '历程' })).toContainText(`下一步：${waits}`)
  await page.goto(`${address}/`)
  await expect(page.getByRole('main')).toContainText(waits)

  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await other.getByRole('button', { name: '开始使用' }).click()
  await other.getByLabel('新密码', { exact: true }).fill('muqiao-yewan-51')
  await other.getByLabel('再次输入新密码', { exact: true }).fill('muqiao-yewan-51')
  await other.getByRole('button', { name: '保存密码' }).click()
  await expect(other.getByRole('row', { name: /青禾县教育局.*待审核/ })).toBeVisible()
  await reviewAndPublish(other)
  await other.context().close()
})

test('the first office that reviews itself comes from the link to the publication alone', async ({ page }) => {
  await setUpUnit(page)
  await page.getByRole('button', { name: '本单位自行审核公布' }).click()
  await startAndSubmit(page)
  await page.goto(`${address}/`)
  await expect(page.getByRole('row', { name: /青禾县教育局.*待审核/ })).toBeVisible()
  await reviewAndPublish(page)

  // A request for a correction stands out until it is answered.
  await page.goto(`${address}/reports/1`)
  await page.getByRole('button', { name: '申请更正…' }).click()
  await page.getByRole('dialog').getByRole('textbox').first().fill('表三漏报一件')
  await page.getByRole('dialog').getByRole('button', { name: '确认申请更正' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.goto(`${address}/`)
  await expect(page.getByRole('row', { name: /青禾县教育局.*申请更正（李禾.*表三漏报一件/ })).toBeVisible()
  await page.goto(`${address}/reports/1/review`)
  await expect(page.getByRole('region', { name: '下一步' })).toContainText('待答复：申请更正')
  await page.getByRole('button', { name: '不同意申请…' }).click()
  await page.getByRole('dialog').getByRole('textbox').first().fill('核对无误，不需更正')
  await page.getByRole('dialog').getByRole('button', { name: '确认不同意申请' }).click()
  await expect(page.getByRole('region', { name: '下一步' })).toHaveCount(0)
  await page.goto(`${address}/`)
  await expect(page.getByText('没有等待您办理的年报。')).toBeVisible()
})

test('where nobody can take the next step, every page says so and who can mend it', async ({ page }) => {
  await setUpUnit(page)
  await page.getByRole('button', { name: '本单位自行审核公布' }).click()
  await page.getByLabel('年度').waitFor()
  // The one reviewer is given away again: the report that is handed in has nobody to review it.
  const store = await openStore(join(folder, 'nianbao.db'))
  const [user] = await listAccounts(store, [1])
  if (!user) throw new Error('the first run left no account')
  await removeMembership(store, { user: user.id, unit: 1, role: 'reviewer', by: user.id })
  await store.close()
  await startAndSubmit(page)
  const words = '▲ 无人办理：“青禾县教育局”没有主管部门审核员，请增加主管部门审核员 去办理'
  await expect(page.getByRole('region', { name: '下一步' })).toHaveText(words)
  await expectAccessible(page)
  await page.goto(`${address}/reports/1/review`)
  await expect(page.getByRole('region', { name: '下一步' })).toHaveText(words)
  await page.goto(`${address}/`)
  await expect(page.getByRole('main')).toContainText('无人办理')
  await page.goto(`${address}/admin/units`)
  await expect(page.getByRole('region', { name: '无人办理的年报 1 份' })).toContainText('没有主管部门审核员')
  await expectAccessible(page)
  await page.getByRole('link', { name: '去办理' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /青禾县教育局/ })).toBeVisible()
  await expect(page.getByRole('link', { name: '增加账号…' })).toBeVisible()
})

test('a link that was lost is replaced at the next start, and the example can be loaded', async ({ page }) => {
  const first = linkIn((await startServer())())
  await stopServer()
  const second = linkIn((await startAgain(Number(new URL(address).port)))())
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

test('the demonstration has its accounts on the sign-in page and its example city behind it', async ({ page }) => {
  await startServer({ DEMO: '1' })
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

/** A request whose headers say what they like, `host` included. */
function ask(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status?: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const asked = get(`${address}${path}`, { headers, agent: false }, async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) })
    })
    asked.on('error', reject)
  })
}

const FORGED: Record<string, string>[] = [
  { host: 'evil.example' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  { forwarded: 'host=evil.example;proto=https' }
]

test('nothing that is printed, kept or linked names the address a request came with', async () => {
  await startServer()
  const store = await openStore(join(folder, 'nianbao.db'))
  const one = await newPublisher(store)
  await one.publish(2023)
  await store.close()
  const path = `/published/${one.unit.id}/2023`
  const paths = [
    path,
    `${path}/`,
    '/published',
    '/published/data',
    '/published/feed.xml',
    '/robots.txt',
    '/sitemap.xml',
    '/check',
    '/api/v1/openapi.json'
  ]
  const fields = (headers: IncomingHttpHeaders) => Object.values(headers).flat().join('\n')
  for (const headers of FORGED)
    for (const asked of [...paths, `/api/v1/reports/${one.unit.id}/2023`, '/sign-in', '/admin', '/']) {
      const answer = await ask(asked, headers)
      expect(`${asked} ${fields(answer.headers)} ${answer.body}`).not.toContain('evil.example')
    }

  const files = await Promise.all([{}, ...FORGED].map((headers) => ask(`${path}/1/report.pdf`, headers)))
  expect(new Set(files.map(({ body }) => createHash('sha256').update(body).digest('hex'))).size).toBe(1)
  const text = await readPdfText(new Uint8Array(files[0]?.body ?? []))
  expect(text).toContain('总体情况')
  expect(text).not.toMatch(/\/check\/|127\.0\.0\.1|localhost|evil/)

  expect((await ask('/sitemap.xml')).status).toBe(404)
  expect((await ask('/robots.txt')).body.toString()).not.toContain('Sitemap')
  const feed = (await ask('/published/feed.xml')).body.toString()
  expect(feed).toContain(`<id>urn:nianbao:published:${one.unit.id}:2023</id><link href="${path}/1"/>`)
})

test('https in front is believed of a trusted proxy alone', async ({ page }) => {
  const printed = await startServer()
  const port = Number(new URL(address).port)
  const strict = async (headers: Record<string, string>) => (await ask('/sign-in', headers)).headers['strict-transport-security']
  expect((await ask('/sign-in')).headers['permissions-policy']).toContain('camera=()')
  expect(await strict({})).toBeUndefined()
  const secure: Record<string, string>[] = [
    { 'x-forwarded-proto': 'https' },
    { 'x-forwarded-proto': 'https,http' },
    { forwarded: 'for=203.0.113.7;proto=https' }
  ]
  for (const headers of secure) expect(await strict(headers), JSON.stringify(headers)).toBe('max-age=31536000')

  const isSecure = async (printedLink: string, headers: Record<string, string>) => {
    await page.setExtraHTTPHeaders(headers)
    await page.goto(printedLink)
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.getByRole('button', { name: '开始使用' }).click()
    ])
    return /nianbao=.*; Secure/i.test((await answer.headerValue('set-cookie')) ?? '')
  }
  expect(await isSecure(linkIn(printed()), { 'x-forwarded-proto': 'https,http' })).toBe(true)
  await stopServer()
  const again = await startAgain(port, { TRUST_PROXY: 'none' })
  expect(await strict({ 'x-forwarded-proto': 'https' })).toBeUndefined()
  expect(await isSecure(linkIn(again()), { 'x-forwarded-proto': 'https' })).toBe(false)
})

test('a wrong environment stops the start with one sentence', async () => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-first-'))
  server = spawn('node', ['scripts/serve.mjs'], { env: { ...process.env, DATA_DIR: folder, DATABASE_URL: 'mysql://x', PORT: '0' } })
  let words = ''
  server.stderr?.on('data', (chunk) => {
    words += chunk
  })
  expect(await new Promise((resolve) => server.once('exit', resolve))).not.toBe(0)
  expect(words).toMatch(/^设置有误：DATABASE_URL 应以 postgres:\/\/ 开头，现在是“mysql:\/\/x”；PORT 应为 1 到 65535 之间的端口号.*\n$/)
})
