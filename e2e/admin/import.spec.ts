import type { Page } from '@playwright/test'
import { listUnitsBelow } from '@/db/people/units'
import { enter, expect, expectAccessible, test } from '../testing/world'

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

async function choose(page: Page, name: string, file: string, text: string | Buffer): Promise<void> {
  await expect(panel(page, name).getByRole('button', { name: '文件' })).toBeEnabled()
  await panel(page, name)
    .locator('input[type="file"]')
    .setInputFiles({ name: file, mimeType: 'text/csv', buffer: Buffer.from(text as string) })
}

test('a list with a bad line writes nothing; the mended one brings units, then their accounts with first passwords', {
  tag: '@wide'
}, async ({ page, browser, world }) => {
  const city = await world.unit('卯市人民政府', { kind: 'government' })
  const below = async () => (await listUnitsBelow(world.store, [city.id])).map(({ name }) => name)
  await enter(page, await world.user(city, 'admin'))
  await page.goto('/admin/import')
  await expectAccessible(page)
  const template = await page.request.get('/admin/import/template?roster=units')
  expect(await template.text()).toBe(
    '\ufeff单位名称,级别,报告类型,上级单位,审核单位,审核步骤,统一社会信用代码,地址,公开专栏,排序号,成立日期\r\n'
  )

  const units = panel(page, '导入单位')
  await choose(page, '导入单位', '单位.csv', '单位名称,级别,上级单位\n卯县人民政府,县区,卯市人民政府\n卯县教育局,部门,卯县政府\n')
  await expect(units.getByText('1 处校验未通过，没有写入')).toBeVisible()
  await expect(units.getByText('第 3 行 没有找到上级单位“卯县政府”')).toBeVisible()
  await expect(units.getByRole('button', { name: /写入/ })).toHaveCount(0)
  expect(await below()).toHaveLength(1)
  await choose(page, '导入单位', '单位.csv', '单位名称,级别,上级单位\n卯县人民政府,县区,卯市人民政府\n卯县教育局,部门,卯县人民政府\n')
  await expect(units.getByText('卯县教育局（部门，卯县人民政府）')).toBeVisible()
  expect(await below()).toHaveLength(1)
  await units.getByRole('button', { name: '写入 2 个单位' }).click()
  await expect(units.getByText('已写入 2 个')).toBeVisible()
  expect(await below()).toHaveLength(3)

  const accounts = panel(page, '导入账号')
  const [jia, yi] = [`jia-${city.id}`, `yi-${city.id}`]
  const list = `用户名,姓名,单位,角色\n${jia},周小禾,卯县教育局,填报员\n${yi},林一,卯县人民政府,主管部门审核员、管理员\n`
  await choose(page, '导入账号', '账号.csv', list)
  await accounts.getByRole('button', { name: '写入 2 个账号' }).click()
  await expect(accounts.getByText('已写入 2 个')).toBeVisible()
  await expectAccessible(page)
  const [download] = await Promise.all([page.waitForEvent('download'), accounts.getByRole('button', { name: '下载初始密码' }).click()])
  const passwords = await (await download.createReadStream()).toArray()
  const lines = Buffer.concat(passwords).toString().replace('\ufeff', '').trim().split('\r\n')
  expect(lines[0]).toBe('姓名,用户名,初始密码')
  const password = lines.find((line) => line.includes(`,${jia},`))?.split(',')[2] ?? ''

  await choose(page, '导入账号', '账号.csv', list)
  await expect(accounts.getByText('没有要增加的；2 个已有，跳过')).toBeVisible()
  await choose(page, '导入账号', '账号.csv', list.replace('周小禾', '周大禾'))
  await expect(accounts.getByText(`第 2 行 用户名“${jia}”已被使用，请换一个`)).toBeVisible()
  const exported = await (await page.request.get('/admin/import/export?roster=accounts')).text()
  expect(exported).toContain(`${jia},周小禾,,,,,卯县教育局,填报员`)

  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto('/sign-in')
  await theirs.getByLabel('用户名').fill(jia)
  await theirs.getByLabel('密码', { exact: true }).fill(password)
  await theirs.getByRole('button', { name: '登录' }).click()
  await expect(theirs.getByRole('heading', { name: '设置密码' })).toBeVisible()
})

test('a file of the wrong kind, or too large, is refused in words; GBK is understood', { tag: '@wide' }, async ({ page, world }) => {
  const city = await world.unit('辰市人民政府', { kind: 'government' })
  await enter(page, await world.user(city, 'admin'))
  await page.goto('/admin/import')
  const units = panel(page, '导入单位')
  await choose(page, '导入单位', '单位.csv', Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00]))
  await expect(units.getByText('不是 CSV 或 Excel（.xlsx）文件')).toBeVisible()
  await choose(page, '导入单位', '单位.csv', Buffer.alloc(8_000_001, 0x61))
  await expect(units.getByText('文件过大，最多 8 MB')).toBeVisible()
  // 单位名称 in GBK, and nothing else.
  await choose(page, '导入单位', '单位.csv', Buffer.from([0xb5, 0xa5, 0xce, 0xbb, 0xc3, 0xfb, 0xb3, 0xc6]))
  await expect(units.getByText('标题行缺少“级别”“上级单位”，请使用模板')).toBeVisible()
})
