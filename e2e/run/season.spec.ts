import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { openStore, type Store } from '@/db/engine/client'
import { listUnitsBelow } from '@/db/people/units'
import { listYears } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import { dayOf } from '@/report/workflow/dates'
import { proposeReturnDue } from '@/report/workflow/deadline'
import { SESSION_COOKIE } from '@/server/gate/link'
import { makeRosterWorkbook } from '@/server/roster/testing/roster-workbook'
import { openSessionOf } from '@/server/testing/session'
import { linkIn } from '../testing/first-link'
import { OwnServer } from '../testing/server'
import { expect, expectAccessible, test, World } from '../testing/world'

const TODAY = dayOf(new Date())
/** Last season's year, so that the next one's task can be issued through the screen; its dates lie ahead. */
const YEAR = (listYears(TODAY)[0] as number) - 1
const AHEAD = Number(TODAY.slice(0, 4)) + 1
/** What it holds is nobody's business: it is handed on as it came. */
const FILE = Buffer.from('PK\u0003\u0004 not a file that opens')
const TOWNS = ['甲镇', '乙镇', '丙镇', '丁镇', '戊镇', '己镇'].map((name) => `${name}人民政府`)

/** The others of five hundred, the city itself among them. */
const BUREAUS = Array.from({ length: 491 }, (_, i) => `清河市第${i + 1}局`)

const UNITS = [
  ['单位名称', '级别', '报告类型', '上级单位'],
  ['清河县人民政府', '县区', '本级/部门', '清河市人民政府'],
  ...TOWNS.map((name) => [name, '乡镇', '本级/部门', '清河县人民政府']),
  ...['清河市教育局', ...BUREAUS].map((name) => [name, '部门', '本级/部门', '清河市人民政府'])
]
const ACCOUNTS = [
  ['用户名', '姓名', '单位', '角色'],
  ['chief', '李禾', '清河市人民政府', '主管部门审核员'],
  ['county', '周小禾', '清河县人民政府', '填报员'],
  ['county', '周小禾', '清河县人民政府', '主管部门审核员'],
  ...TOWNS.map((name, i) => [`town${i}`, `王小${'甲乙丙丁戊己'[i]}`, name, '填报员']),
  ['edu', '林一', '清河市教育局', '填报员'],
  ['signs', '赵小麦', '清河市教育局', '分管领导/签发人'],
  ...BUREAUS.map((name, i) => [`clerk${i}`, '林小禾', name, '填报员'])
]
/** One file for both. */
const ROSTER = Buffer.from(makeRosterWorkbook({ 单位: UNITS, 账号: ACCOUNTS }))

/** One installation that goes through a season: each test goes on where the one before ended. */
test.describe.configure({ mode: 'serial', timeout: 60_000 })
test.use({ actionTimeout: 20_000 })

let folder: string
let server: OwnServer
let store: Store
let world: World
const reports: number[] = []

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-season-'))
  server = await (await OwnServer.launch(folder)).untilReady()
})
test.afterAll(async () => {
  await store?.close()
  await server.end('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const go = (page: Page, path: string) => page.goto(`${server.address}${path}`)

/** Signs somebody in on the server of this file. */
async function become(page: Page, name: string): Promise<void> {
  await page.context().clearCookies()
  const value = await openSessionOf(store, await world.idOf(name))
  await page.context().addCookies([{ name: SESSION_COOKIE, value, url: server.address, httpOnly: true, sameSite: 'Lax' }])
  await store.tx(async (db) => {
    await db.update(store.t.users).set({ mustChangePassword: false })
  })
}

async function unitOf(name: string) {
  const all = await listUnitsBelow(store, [1])
  return all.find((one) => one.name === name) as (typeof all)[number]
}

test('from an empty installation to a running season of 500 units out of one roster in twelve steps', { tag: '@wide' }, async ({
  page
}) => {
  test.setTimeout(180_000)
  let steps = 0
  /** Something somebody does between an empty installation and a running season: a link, a file, or a screen that is filled in and sent. */
  const does = <T>(name: string, work: () => Promise<T>) => {
    steps++
    return test.step(`${steps}. ${name}`, work)
  }

  await does('follows the link', async () => {
    await page.goto(linkIn(server))
    await page.getByRole('button', { name: '开始使用' }).click()
  })
  await does('chooses a name and a password', async () => {
    await page.getByLabel('用户名').fill('admin')
    await page.getByLabel('新密码', { exact: true }).fill('qingcaohe-7788')
    await page.getByLabel('再次输入新密码', { exact: true }).fill('qingcaohe-7788')
    await page.getByRole('button', { name: '保存密码' }).click()
  })
  await does('names the unit', async () => {
    await page.getByLabel('单位规范全称').fill('清河市人民政府')
    await page.getByRole('button', { name: '下一步' }).click()
    await expect(page.getByLabel('单位规范全称')).toBeHidden()
  })
  const choose = async (panel: string) => {
    const place = page.getByRole('region', { name: panel, exact: true })
    await expect(place.getByRole('button', { name: '文件' })).toBeEnabled()
    await place.locator('input[type="file"]').setInputFiles({ name: '名册.xlsx', mimeType: 'application/zip', buffer: ROSTER })
    return place
  }
  const menu = (name: string) => page.getByRole('navigation', { name: '管理' }).getByRole('link', { name })
  await does('opens the import', () => page.getByRole('link', { name: '先批量导入单位和账号' }).click())
  const units = await does('chooses the roster for the units', () => choose('导入单位'))
  await does('writes the units', async () => {
    await units.getByRole('button', { name: '写入 499 个单位' }).click()
    await expect(page.getByText('已写入 499 个')).toBeVisible()
  })
  const accounts = await does('chooses the same roster for the accounts', () => choose('导入账号'))
  await does('writes the accounts', async () => {
    await accounts.getByRole('button', { name: '写入 501 个账号' }).click()
    // A password is hashed for each.
    await expect(page.getByText('已写入 501 个')).toBeVisible({ timeout: 90_000 })
  })
  await does('opens the task', () => menu('年度任务').click())
  // Nothing is done here that somebody would do: only so that these tests can go on with a task for the year after.
  await go(page, `/admin/tasks?year=${YEAR}`)
  await does('writes and previews it', async () => {
    await page.getByLabel('任务要求').fill('总体情况不超过1000字（《通知》第一条）')
    await page.getByLabel('部门报送截止').fill(`${AHEAD}-01-31`)
    await page.getByLabel('政府报送截止').fill(`${AHEAD}-03-31`)
    await page.getByRole('button', { name: '预览' }).click()
    await expect(page.getByRole('status').filter({ hasText: '新下达 500 个' })).toContainText('将通知 500 名填报员')
  })
  await does('issues it', async () => {
    await page.getByRole('button', { name: '下达任务' }).click()
    await expect(page.getByText('现应报送 500 个单位')).toBeVisible()
  })
  expect(steps).toBeLessThanOrEqual(12)

  store = await openStore(join(folder, 'nianbao.db'))
  world = new World(store, 'season')
})

test('the notice has a file, which a town finds on its desk', { tag: '@wide' }, async ({ page }) => {
  await become(page, 'admin')
  await go(page, `/admin/tasks?year=${YEAR}`)
  const panel = page.getByRole('region', { name: '通知附件' })
  await expect(panel.getByRole('button', { name: '增加附件' })).toBeEnabled()
  await panel.locator('input[type="file"]').setInputFiles({ name: '填报口径.docx', mimeType: 'application/zip', buffer: FILE })
  await panel.getByRole('button', { name: '附上“填报口径.docx”' }).click()
  await expect(panel.getByRole('link', { name: '填报口径.docx' })).toBeVisible()
  await expectAccessible(page)
  await become(page, 'town0')
  await go(page, '/')
  const link = page.getByRole('link', { name: '填报口径.docx' })
  await expect(link).toBeVisible()
  await expectAccessible(page)
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(readFileSync(await download.path()).equals(FILE)).toBe(true)
  // What the notice demands stands among the rules before anybody begins, with its article.
  await go(page, '/rules')
  await expect(page.getByText('总体情况不超过 1000 字（《通知》第一条）')).toBeVisible()
})

test('half of the towns begin; who is late is seen and reminded in four clicks', { tag: '@wide' }, async ({ page }) => {
  await test.step('half of the towns begin and hand in', async () => {
    for (const [i, name] of TOWNS.entries()) {
      if (i > 3) break
      reports.push(await world.report(await unitOf(name), YEAR, cleanReport(YEAR).values))
      if (i < 3) await world.step('submit', reports[i] as number, `town${i}`)
    }
  })

  await test.step('what the task demands stands beside the text it is about', async () => {
    await become(page, 'town3')
    await go(page, `/reports/${reports[3]}?part=overview`)
    await expect(page.getByRole('list', { name: '任务要求' })).toHaveText('总体情况不超过 1000 字（《通知》第一条）')
  })

  await test.step('at the width of a phone whoever is to be called stands on the line, and nothing lies beside the screen', async () => {
    await become(page, 'county')
    const wide = page.viewportSize() as { width: number; height: number }
    await page.setViewportSize({ width: 390, height: 844 })
    for (const path of [`/queue/chase?year=${YEAR}`, `/board?year=${YEAR}`]) {
      await go(page, path)
      const row = page.getByRole('row', { name: /戊镇/ })
      const cells = row.getByRole('cell').filter({ hasText: /\S/ })
      await expect(cells.filter({ hasText: '王小戊' })).toBeVisible()
      for (const cell of await cells.all()) {
        const box = await cell.boundingBox()
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
      }
      await expectAccessible(page)
    }
    await page.setViewportSize(wide)
  })

  await test.step('from "who is late?" to all of them reminded in four clicks', async () => {
    let clicks = 0
    const click = async (place: Locator) => {
      clicks++
      await place.click()
    }
    await become(page, 'county')
    await go(page, '/')
    await click(page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '进度' }))
    await click(page.getByRole('table', { name: '各组报送进度' }).getByRole('link', { name: /^全部单位合计：未开始/ }))
    await click(page.getByRole('link', { name: /^催报以上全部 \d 个未报送的单位/ }))
    await click(page.getByRole('button', { name: /^向 \d 个单位发送催报/ }))
    await expect(page.getByRole('status').filter({ hasText: '已发给' })).toBeVisible()
    expect(clicks).toBeLessThanOrEqual(4)
    expect((await world.notices('town4'))[0]?.text).toMatch(/现为“未开始”/)
    const sent = page.getByRole('region', { name: /^发送记录 \d 条，已读 0 条$/ })
    await expect(sent.getByRole('row', { name: /催报 王小戊（戊镇人民政府）.*未读/ })).toBeVisible()
    expect((await world.notices('town0')).filter(({ text }) => /现为/.test(text))).toEqual([])
  })
})

test('the county returns one with a new date, approves the others together and publishes them together', { tag: '@wide' }, async ({
  page
}) => {
  await become(page, 'county')
  await go(page, '/queue')
  await expect(page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '待办 3' })).toBeVisible()
  await page
    .getByRole('row', { name: /丙镇/ })
    .getByRole('button', { name: /^领取审核/ })
    .click()
  await expect(page.getByRole('row', { name: /丙镇/ })).toContainText('我已领取')
  await world.comment(reports[2] as number, 'county', 'problems', '请补充改进措施。')
  await page.getByRole('row', { name: /丙镇/ }).getByRole('link', { name: /^审核/ }).click()
  await page.getByRole('button', { name: /退回修改…/ }).click()
  const due = page.getByLabel('重新报送截止')
  await expect(due).toHaveValue(proposeReturnDue(TODAY))
  await page.getByLabel('退回原因').fill('请补充改进措施')
  await page.getByRole('button', { name: '确认退回修改' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect((await world.notices('town2'))[0]?.text).toContain('前重新报送')
  await go(page, '/queue')
  for (const [name, done] of [
    ['批量通过', '审核通过'],
    ['批量公布', '公布']
  ] as const) {
    await page.getByRole('button', { name: `${name} 2 份…` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: `${done} 2 份` }).click()
    await expect(dialog.getByRole('status')).toContainText(/2 份，未.+ 0 份/)
    await dialog.getByRole('button', { name: '完成' }).click()
    await expect(dialog).toHaveCount(0)
  }
  for (const report of reports.slice(0, 2)) expect(await world.filing(report)).toMatchObject({ state: 'PUBLISHED' })
})

test('the city reviews the county, and spot-checks what the county approved', { tag: '@wide' }, async ({ page }) => {
  const own = await world.report(await unitOf('清河县人民政府'), YEAR, { ...cleanReport(YEAR).values })
  await world.hand(own, 'county')
  await become(page, 'chief')
  await go(page, '/queue')
  await expect(page.getByRole('row', { name: /清河县/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /镇/ })).toHaveCount(0)
  await go(page, `/reports/${reports[0]}/review`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('甲镇')
})

test('a correction is asked for, and granted from the list of what waits', { tag: '@wide' }, async ({ page }) => {
  await world.step('askCorrection', reports[1] as number, 'town1', { reason: '表三数字有误' })
  await become(page, 'county')
  await go(page, '/queue')
  await expect(page.getByRole('row', { name: /乙镇/ })).toContainText('申请更正：表三数字有误')
  await page.getByRole('row', { name: /乙镇/ }).getByRole('link').click()
  await page.getByRole('button', { name: /同意更正…/ }).click()
  await page.getByLabel('理由').fill('同意更正表三')
  await page.getByRole('button', { name: '确认同意更正' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await go(page, '/queue')
  await expect(page.getByRole('row', { name: /乙镇/ })).toHaveCount(0)
})

test('more time is asked for and given', { tag: '@wide' }, async ({ page }) => {
  await become(page, 'edu')
  await go(page, '/')
  await page.getByRole('link', { name: '申请延期' }).click()
  await page.getByLabel('延期至').fill(`${AHEAD}-02-20`)
  await page.getByLabel('理由').fill('系统故障，数据待补')
  await page.getByRole('button', { name: '申请延期' }).click()
  await expect(page.getByRole('status').filter({ hasText: '已申请延期' })).toBeVisible()
  await become(page, 'admin')
  await go(page, '/applications')
  await expect(page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '申请 1' })).toBeVisible()
  await page.getByRole('button', { name: '批准延期' }).click()
  await expect(page.getByText('没有等待您答复的申请。')).toBeVisible()
  // People are called by their names, never by what they sign in with.
  await go(page, `/admin/units/${(await unitOf('清河市教育局')).id}`)
  await expect(page.getByRole('region', { name: '单位内审核步骤' })).toContainText('签发赵小麦')
})

test('two towns become one', { tag: '@wide' }, async ({ page }) => {
  await become(page, 'admin')
  await go(page, '/admin/units/change')
  await page.getByRole('combobox', { name: '要合并的单位' }).fill('己镇')
  await page.getByRole('option', { name: '己镇人民政府' }).click()
  await page.getByRole('combobox', { name: '并入的单位' }).fill('戊镇')
  await page.getByRole('option', { name: '戊镇人民政府' }).last().click()
  await page.getByLabel('批准文件文号').fill('清编〔2026〕3号')
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByRole('button', { name: '确认办理' }).click()
  await expect(page.getByRole('status').filter({ hasText: '已办理机构合并' })).toBeVisible()
  await go(page, `/board?year=${YEAR}&problem=excused`)
  await expect(page.getByRole('row', { name: /己镇/ })).toContainText('起并入戊镇人民政府')
})

test('next year’s task is a copy with its dates and its file, issued once it was looked at', { tag: '@wide' }, async ({ page }) => {
  await become(page, 'admin')
  await go(page, `/admin/tasks?year=${YEAR + 1}`)
  await expect(page.getByText(`以下内容照抄 ${YEAR} 年的任务，日期和年份已顺延一年`)).toBeVisible()
  await expect(page.getByLabel('部门报送截止')).toHaveValue(`${AHEAD + 1}-01-31`)
  await expect(page.getByLabel('任务要求')).toHaveValue('总体情况不超过1000字（《通知》第一条）')
  await expect(page.getByRole('checkbox', { name: /^填报口径\.docx/ })).toBeChecked()
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByRole('status').filter({ hasText: '新下达 499 个' })).toBeVisible()
  await page.getByRole('button', { name: '下达任务' }).click()
  await expect(page.getByText('修改后重新下达，只通知受影响的单位')).toBeVisible()
  await expect(page.getByRole('region', { name: '通知附件' }).getByRole('link', { name: '填报口径.docx' })).toBeVisible()
  await become(page, 'town4')
  await go(page, '/')
  await expect(page.getByRole('heading', { name: `戊镇人民政府 ${YEAR + 1} 年年报任务` })).toBeVisible()
})
