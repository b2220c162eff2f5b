import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openStore, type Store } from '@/db/engine/client'
import { listUnitsBelow } from '@/db/people/units'
import { listYears } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import { dayOf } from '@/report/workflow/dates'
import { proposeReturnDue } from '@/report/workflow/deadline'
import { SESSION_COOKIE } from '@/server/gate/link'
import { openSessionOf } from '@/server/testing/session'
import { linkIn } from '../testing/first-link'
import { test } from '../testing/server'
import { expect, World } from '../testing/world'

const TODAY = dayOf(new Date())
const YEAR = listYears(TODAY)[0] as number
const TOWNS = ['甲镇', '乙镇', '丙镇', '丁镇', '戊镇', '己镇'].map((name) => `${name}人民政府`)

const UNITS = `单位名称,级别,报告类型,上级单位
清河县人民政府,县区,本级/部门,清河市人民政府
${TOWNS.map((name) => `${name},乡镇,本级/部门,清河县人民政府`).join('\n')}
清河市教育局,部门,本级/部门,清河市人民政府
`
const ACCOUNTS = `用户名,姓名,单位,角色
chief,李禾,清河市人民政府,主管部门审核员
county,周小禾,清河县人民政府,填报员
county,周小禾,清河县人民政府,主管部门审核员
${TOWNS.map((name, i) => `town${i},王小${'甲乙丙丁戊己'[i]},${name},填报员`).join('\n')}
edu,林一,清河市教育局,填报员
`

/** Signs somebody in on a server of the test's own. */
async function become(page: Page, store: Store, world: World, address: string, name: string): Promise<void> {
  await page.context().clearCookies()
  const value = await openSessionOf(store, await world.idOf(name))
  await page.context().addCookies([{ name: SESSION_COOKIE, value, url: address, httpOnly: true, sameSite: 'Lax' }])
  await store.tx(async (db) => {
    await db.update(store.t.users).set({ mustChangePassword: false })
  })
}

test('a season: roster, task, board, 催报, two levels of review, returns with dates, many approved and published, a correction, a merger, next year’s task', {
  tag: '@wide'
}, async ({ page, launch, folder }) => {
  test.setTimeout(240_000)
  page.setDefaultTimeout(20_000)
  const server = await (await launch()).untilReady()
  const { address } = server
  const go = (path: string) => page.goto(`${address}${path}`)
  let steps = 0
  /** Something somebody does between an empty installation and a running season: one screen, or one thing sent. */
  const does = (name: string, work: () => Promise<unknown>) => {
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
  })
  const choose = async (panel: string, text: string) => {
    const place = page.getByRole('region', { name: panel, exact: true })
    await expect(place.getByRole('button', { name: '文件' })).toBeEnabled()
    await place.locator('input[type="file"]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    return place
  }
  await does('opens the import', () => go('/admin/import'))
  const units = await does('chooses the list of units', () => choose('导入单位', UNITS))
  await does('writes the units', async () => {
    await (units as Awaited<ReturnType<typeof choose>>).getByRole('button', { name: '写入 8 个单位' }).click()
    await expect(page.getByText('已写入 8 个')).toBeVisible()
  })
  const accounts = await does('chooses the list of accounts', () => choose('导入账号', ACCOUNTS))
  await does('writes the accounts', async () => {
    await (accounts as Awaited<ReturnType<typeof choose>>).getByRole('button', { name: /写入 9 个账号/ }).click()
    await expect(page.getByText('已写入 9 个')).toBeVisible()
  })
  await does('opens the task', () => go(`/admin/tasks?year=${YEAR}`))
  await does('writes and previews it', async () => {
    await page.getByLabel('任务要求').fill('总体情况不超过1000字（《通知》第一条）')
    await page.getByRole('button', { name: '预览' }).click()
    await expect(page.getByRole('status').filter({ hasText: '新下达 9 个' })).toBeVisible()
  })
  await does('issues it', async () => {
    await page.getByRole('button', { name: '下达任务' }).click()
    await expect(page.getByText('修改后重新下达，只通知受影响的单位')).toBeVisible()
  })
  expect(steps).toBeLessThanOrEqual(12)

  const store = await openStore(join(folder, 'nianbao.db'))
  const world = new World(store, 'season')
  const as = (name: string) => become(page, store, world, address, name)
  const [city] = (await listUnitsBelow(store, [1])).filter(({ above }) => above === null)
  const all = await listUnitsBelow(store, [city?.id ?? 1])
  const unitOf = (name: string) => all.find((one) => one.name === name) as (typeof all)[number]
  const reports: number[] = []
  await test.step('half of the towns begin and hand in', async () => {
    for (const [i, name] of TOWNS.entries()) {
      if (i > 3) break
      reports.push(await world.report(unitOf(name), YEAR, cleanReport(YEAR).values))
      if (i < 3) await world.step('submit', reports[i] as number, `town${i}`)
    }
  })

  await test.step('from "who is late?" to all of them reminded in four clicks', async () => {
    await as('county')
    await go('/')
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '进度' }).click()
    await page
      .getByRole('table', { name: '各组报送进度' })
      .getByRole('link', { name: /^全部单位合计：未开始/ })
      .click()
    await page.getByRole('link', { name: /^催报以上全部 \d 个未报送的单位/ }).click()
    await page.getByRole('button', { name: /^向 \d 个单位发送催报/ }).click()
    await expect(page.getByRole('status').filter({ hasText: '已发给' })).toBeVisible()
    expect((await world.notices('town4'))[0]?.text).toMatch(/现为“未开始”/)
    expect((await world.notices('town0')).filter(({ text }) => /现为/.test(text))).toEqual([])
  })

  await test.step('the county returns one with a new date, approves the others together and publishes them together', async () => {
    await go('/queue')
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
    await go('/queue')
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

  await test.step('the city reviews the county, and spot-checks what the county approved', async () => {
    const own = await world.report(unitOf('清河县人民政府'), YEAR, { ...cleanReport(YEAR).values })
    await world.hand(own, 'county')
    await as('chief')
    await go('/queue')
    await expect(page.getByRole('row', { name: /清河县/ })).toBeVisible()
    await expect(page.getByRole('row', { name: /镇/ })).toHaveCount(0)
    await go(`/reports/${reports[0]}/review`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('甲镇')
  })

  await test.step('a correction is asked for, and granted from the list of what waits', async () => {
    await world.step('askCorrection', reports[1] as number, 'town1', { reason: '表三数字有误' })
    await as('county')
    await go('/queue')
    await expect(page.getByRole('row', { name: /乙镇/ })).toContainText('申请更正：表三数字有误')
    await page.getByRole('row', { name: /乙镇/ }).getByRole('link').click()
    await page.getByRole('button', { name: /同意更正…/ }).click()
    await page.getByLabel('理由').fill('同意更正表三')
    await page.getByRole('button', { name: '确认同意更正' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await go('/queue')
    await expect(page.getByRole('row', { name: /乙镇/ })).toHaveCount(0)
  })

  await test.step('more time is asked for and given', async () => {
    await as('edu')
    await go('/')
    await page.getByRole('link', { name: '申请延期' }).click()
    await page.getByLabel('延期至').fill(`${YEAR + 1}-02-20`)
    await page.getByLabel('理由').fill('系统故障，数据待补')
    await page.getByRole('button', { name: '申请延期' }).click()
    await expect(page.getByRole('status').filter({ hasText: '已申请延期' })).toBeVisible()
    await as('admin')
    await go('/applications')
    await expect(page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '申请 1' })).toBeVisible()
    await page.getByRole('button', { name: '批准延期' }).click()
    await expect(page.getByText('没有等待您答复的申请。')).toBeVisible()
  })

  await test.step('two towns become one', async () => {
    await go('/admin/units/change')
    await page.getByRole('combobox', { name: '要合并的单位' }).fill('己镇')
    await page.getByRole('option', { name: '己镇人民政府' }).click()
    await page.getByRole('combobox', { name: '并入的单位' }).fill('戊镇')
    await page.getByRole('option', { name: '戊镇人民政府' }).last().click()
    await page.getByLabel('批准文件文号').fill('清编〔2026〕3号')
    await page.getByRole('button', { name: '预览' }).click()
    await page.getByRole('button', { name: '确认办理' }).click()
    await expect(page.getByRole('status').filter({ hasText: '已办理机构合并' })).toBeVisible()
    await go(`/board?year=${YEAR}&problem=excused`)
    await expect(page.getByRole('row', { name: /己镇/ })).toContainText('起并入戊镇人民政府')
  })

  await test.step('next year’s task is a copy with its dates moved on', async () => {
    // A year later: the task of this season is last year's.
    await store.tx(async (db) => {
      await db.update(store.t.campaigns).set({ year: YEAR - 1 })
    })
    await go(`/admin/tasks?year=${YEAR}`)
    await expect(page.getByText(`以下内容照抄 ${YEAR - 1} 年的任务，日期和年份已顺延一年`)).toBeVisible()
    await expect(page.getByLabel('部门报送截止')).toHaveValue(`${YEAR + 2}-01-31`)
    await expect(page.getByLabel('任务要求')).toHaveValue('总体情况不超过1000字（《通知》第一条）')
  })
  await store.close()
})
