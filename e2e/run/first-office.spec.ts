import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openStore } from '@/db/engine/client'
import { listAccounts, removeMembership } from '@/db/people/users'
import { grant } from '@/db/permission'
import { saveAnswer } from '@/db/reports/answers'
import { saveCells } from '@/db/reports/cells'
import { findFilings } from '@/db/reports/reports'
import { judgeFiling } from '@/db/workflow/demands'
import { cleanReport } from '@/report/testing/clean'
import { chooseNameAndPassword, linkIn } from '../testing/first-link'
import { type OwnServer, test } from '../testing/server'
import { alertOf, expect, expectAccessible, saveState } from '../testing/world'

/** Sets the first unit up, up to the question who reviews. */
async function setUpUnit(page: Page, server: OwnServer): Promise<void> {
  await chooseNameAndPassword(page, linkIn(await server.untilReady()))
  await page.getByLabel('单位规范全称').fill('青禾县教育局')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { name: '由谁审核' })).toBeVisible()
}

/** The first report, filled in by what a test puts into the database and handed in by the person on the page. */
async function startAndSubmit(page: Page, { folder }: OwnServer): Promise<void> {
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
async function reviewAndPublish(page: Page, { address }: OwnServer): Promise<void> {
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

test('the first office, with a reviewer who was invited, comes from the link to the publication', { tag: '@wide' }, async ({
  page,
  browser,
  launch
}) => {
  const server = await launch()
  const { address } = server
  await setUpUnit(page, server)
  await page.getByLabel('审核员的用户名').fill('王穗')
  await page.getByRole('button', { name: '邀请审核员' }).click()
  const link = (await page.getByRole('status').locator('pre').textContent()) ?? ''
  await page.getByRole('link', { name: '下一步' }).click()
  await startAndSubmit(page, server)
  const waits = '等待主管部门审核员办理（王穗，尚未首次登录）。登录链接失效的，请重新生成'
  await expect(page.getByRole('region', { name: '下一步' })).toHaveText(`${waits} 去办理`)
  await expect(page.getByRole('region', { name: '历程' })).toContainText(`下一步：${waits}`)
  await page.goto(`${address}/`)
  await expect(page.getByRole('main')).toContainText(waits)

  // The link was lost: whoever is told so makes another, and the first one says what to do.
  await page.goto(`${address}/admin/users`)
  await expect(page.getByRole('row', { name: /王穗.*尚未登录/ })).toBeVisible()
  await page.goto(`${address}/reports/1`)
  await page.getByRole('region', { name: '下一步' }).getByRole('link', { name: '去办理' }).click()
  await page.getByRole('button', { name: '重新生成登录链接' }).click()
  const renewed = (await page.getByRole('status').locator('pre').textContent()) ?? ''
  await expectAccessible(page)
  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await other.getByRole('button', { name: '开始使用' }).click()
  await expect(alertOf(other)).toContainText('尚未设置密码的，请管理员在“管理—账号”中打开您的账号，重新生成登录链接')
  await other.goto(renewed)
  await other.getByRole('button', { name: '开始使用' }).click()
  await other.getByLabel('新密码', { exact: true }).fill('muqiao-yewan-51')
  await other.getByLabel('再次输入新密码', { exact: true }).fill('muqiao-yewan-51')
  await other.getByRole('button', { name: '保存密码' }).click()
  await expect(other.getByRole('row', { name: /青禾县教育局.*待审核/ })).toBeVisible()
  await reviewAndPublish(other, server)
  await other.context().close()
})

test('the first office that reviews itself comes from the link to the publication alone', { tag: '@wide' }, async ({ page, launch }) => {
  const server = await launch()
  const { address } = server
  await setUpUnit(page, server)
  await page.getByRole('button', { name: '本单位自行审核公布' }).click()
  await startAndSubmit(page, server)
  await page.goto(`${address}/`)
  await expect(page.getByRole('row', { name: /青禾县教育局.*待审核/ })).toBeVisible()
  await reviewAndPublish(page, server)

  // A request for a correction stands out until it is answered.
  await page.goto(`${address}/reports/1`)
  await page.getByRole('button', { name: '申请更正…' }).click()
  await page.getByRole('dialog').getByRole('textbox').first().fill('表三漏报一件')
  await page.getByRole('dialog').getByRole('button', { name: '确认申请更正' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.goto(`${address}/`)
  await expect(page.getByRole('row', { name: /青禾县教育局.*李禾.*申请更正：表三漏报一件/ })).toBeVisible()
  await page.goto(`${address}/reports/1/review`)
  await expect(page.getByRole('region', { name: '下一步' })).toContainText('申请更正：表三漏报一件')
  await page.getByRole('button', { name: '不同意申请…' }).click()
  await page.getByRole('dialog').getByRole('textbox').first().fill('核对无误，不需更正')
  await page.getByRole('dialog').getByRole('button', { name: '确认不同意申请' }).click()
  await expect(page.getByRole('region', { name: '下一步' })).toHaveCount(0)
  await page.goto(`${address}/`)
  await expect(page.getByText('没有等待您办理的年报。')).toBeVisible()
})

test('where nobody can take the next step, every page says so and who can mend it', { tag: '@wide' }, async ({ page, launch }) => {
  const server = await launch()
  const { address } = server
  await setUpUnit(page, server)
  await page.getByRole('button', { name: '本单位自行审核公布' }).click()
  await page.getByLabel('年度').waitFor()
  // The one reviewer is given away again: the report that is handed in has nobody to review it.
  const store = await openStore(join(server.folder, 'nianbao.db'))
  const [user] = await listAccounts(store, [1])
  if (!user) throw new Error('the first run left no account')
  await removeMembership(store, { user: user.id, unit: 1, role: 'reviewer', by: user.id })
  await store.close()
  await startAndSubmit(page, server)
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
