import { addUser } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { newPublisher } from '@/db/testing/publisher'
import { alertOf, enter, expect, expectAccessible, tabTo, test } from '../testing/world'

const panel = (page: import('@playwright/test').Page, name: string) => page.getByRole('region', { name })

test('an administrator adds, arranges, renames and closes units; old names are found', async ({ page, world }) => {
  const city = await world.unit('戊市人民政府', { kind: 'government' })
  await world.unit('戊市民政局', { above: city.id })
  await enter(page, await world.user(city, 'admin'))
  await page.goto('/')
  await expect(page.getByText('您是管理员')).toBeVisible()
  await page.getByRole('link', { name: '管理' }).click()
  await page.waitForURL('/admin/units')
  await page.getByRole('treeitem', { name: '戊市人民政府' }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1, name: /戊市人民政府/ })).toBeVisible()
  await expectAccessible(page)

  const below = panel(page, '增加下级单位')
  await below.getByLabel('单位规范全称').fill('戊市旅游局')
  await below.getByRole('button', { name: '增加单位' }).click()
  await expect(below.getByRole('status')).toHaveText('已在“戊市人民政府”下增加“戊市旅游局”')
  await page.getByRole('treeitem', { name: '戊市旅游局' }).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: /戊市旅游局/ })).toBeVisible()
  await expect(page.getByText('由戊市人民政府审核')).toBeVisible()

  const chain = panel(page, '单位内审核步骤')
  await chain.getByLabel('初审').check()
  await chain.getByLabel('签发').check()
  await chain.getByRole('button', { name: '保存步骤' }).click()
  await expect(chain.getByRole('status')).toHaveText('已保存：初审 → 签发 → 报送')
  await page.reload()
  await expect(chain.getByLabel('保密审查')).not.toBeChecked()
  await expect(chain.getByLabel('签发')).toBeChecked()

  const place = panel(page, '归属与审核')
  await place.getByRole('combobox', { name: '审核单位' }).click()
  await place.getByRole('combobox', { name: '审核单位' }).fill('民政')
  await page.getByRole('option', { name: '戊市民政局' }).click()
  await place.getByLabel('级别').selectOption('乡镇街道')
  await place.getByRole('button', { name: '保存归属' }).click()
  await expect(place.getByRole('status')).toHaveText('已保存')
  await expect(page.getByText('由戊市民政局审核')).toBeVisible()

  const names = panel(page, '名称')
  await names.getByLabel('新的规范全称').fill('戊市文化和旅游局')
  await names.getByRole('button', { name: '改名' }).click()
  await expect(names.getByRole('status')).toContainText('已改名为“戊市文化和旅游局”')
  await expect(names.getByText(/^戊市旅游局（至/)).toBeVisible()
  await page.getByLabel('查找单位').fill('市旅游局')
  await expect(page.getByText('找到 1 个单位')).toBeVisible()
  await expect(page.getByRole('treeitem', { name: /戊市文化和旅游局（原 戊市旅游局）/ }).last()).toBeVisible()
  await page.getByLabel('查找单位').fill('')

  const closing = panel(page, '关闭与恢复')
  await closing.getByRole('button', { name: '关闭单位' }).click()
  await page.getByRole('button', { name: '确认关闭单位' }).click()
  await expect(page.getByText(/起关闭/)).toBeVisible()
  await closing.getByRole('button', { name: '恢复单位' }).click()
  await expect(page.getByText(/起关闭$/)).toHaveCount(0)

  const details = panel(page, '基本信息')
  await details.getByLabel('统一社会信用代码').fill('11340400MB00000001')
  await details.getByRole('button', { name: '保存基本信息' }).click()
  await expect(details.getByRole('alert')).toContainText('末位是校验码')
  await details.getByLabel('统一社会信用代码').fill('11340400mb0000000a')
  await details.getByRole('button', { name: '保存基本信息' }).click()
  await expect(details.getByRole('status')).toHaveText('已保存')
})

test('a bureau is merged after a preview, with the people that are ticked; its published pages say so, and it is undone', {
  tag: '@wide'
}, async ({ page, world }) => {
  const city = await world.unit('壬市人民政府', { kind: 'government' })
  const target = await world.unit('壬市文化和旅游局', { above: city.id })
  const publisher = await newPublisher(world.store, '壬市旅游局')
  await publisher.publish(2023)
  const both = await world.user(city, 'admin')
  await world.member(both, { id: publisher.city }, 'admin')
  await enter(page, both)
  await page.goto(`/admin/units/${publisher.unit.id}`)
  await page.getByRole('link', { name: /机构变更…/ }).click()
  await page.waitForURL(/\/admin\/units\/change/)
  const form = panel(page, '办理变更')
  await form.getByRole('combobox', { name: '并入的单位' }).fill('文化和旅游')
  await page.getByRole('option', { name: target.name }).click()
  await form.getByRole('button', { name: '预览' }).click()
  await expect(form.getByRole('alert')).toHaveText('请填写批准文件的文号')
  await form.getByLabel('批准文件文号').fill('壬编〔2025〕3号')
  await form.getByRole('button', { name: '预览' }).click()
  await expect(form.getByText(/“壬市旅游局”自.*起关闭，并入“壬市文化和旅游局”/)).toBeVisible()
  await expect(form.getByText(/已公布的 1 份年报/)).toBeVisible()
  await expect(form.getByRole('checkbox', { name: /填报员 → 壬市文化和旅游局 填报员/ })).toBeChecked()
  await expectAccessible(page)
  await form.getByRole('button', { name: '确认办理' }).click()
  await expect(form.getByRole('status')).toContainText('已办理机构合并')
  await page.goto(`/admin/units/${publisher.unit.id}`)
  await expect(page.getByText(/起并入壬市文化和旅游局/)).toBeVisible()
  await page.getByRole('link', { name: '查看壬市文化和旅游局' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('壬市文化和旅游局')
  const path = `/published/${publisher.unit.id}/2023`
  await page.goto(path)
  await expect(page.getByRole('note')).toContainText(/本单位\d+年\d+月起并入壬市文化和旅游局/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('壬市旅游局')
  await page.goto('/admin/units/change')
  await page.getByRole('button', { name: /^撤销机构合并/ }).click()
  await page.getByRole('button', { name: '确认撤销变更' }).click()
  await expect(page.getByText('已撤销，恢复到变更之前')).toBeVisible()
  await page.goto(path)
  await expect(page.getByRole('note')).toHaveCount(0)
})

test('a unit is not closed while a report of it is under way or a unit below it is open, and the refusal names both', {
  tag: '@wide'
}, async ({ page, world }) => {
  const city = await world.unit('己市人民政府', { kind: 'government' })
  const county = await world.unit('己县人民政府', { kind: 'government', above: city.id })
  await world.unit('己县教育局', { above: county.id })
  const by = (await addUser(world.store, { name: `by-${county.id}`, password: null, now: new Date() })) as number
  await startReport(world.store, { unit: county, year: 2023, by, now: new Date() })
  await enter(page, await world.user(city, 'admin'))
  await page.goto(`/admin/units/${county.id}`)
  await page.getByRole('button', { name: '关闭单位' }).click()
  await page.getByRole('button', { name: '确认关闭单位' }).click()
  await expect(alertOf(page)).toHaveText('不能关闭：2023 年年报仍在办理；下级单位尚未关闭：己县教育局')
  await page.getByRole('combobox', { name: '上级单位' }).click()
  await page.getByRole('option', { name: '己县教育局' }).click()
  await page.getByRole('button', { name: '保存归属' }).click()
  await expect(panel(page, '归属与审核').getByRole('alert')).toHaveText('上级单位不能是本单位或其下级单位')
})

test('the tree of five hundred units is walked by keyboard and searched at once', { tag: '@wide' }, async ({ page, world }) => {
  const city = await world.unit('庚市人民政府', { kind: 'government' })
  for (let i = 1; i <= 25; i++) {
    const county = await world.unit(`庚${i}县人民政府`, { kind: 'government', above: city.id })
    for (let k = 1; k <= 19; k++) await world.unit(`庚${i}县${k}局`, { above: county.id })
  }
  await enter(page, await world.user(city, 'admin'))
  await page.goto('/admin/units')
  await expect(page.getByText('共 501 个单位')).toBeVisible()
  await tabTo(page, page.getByLabel('查找单位'))
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: /庚\d+县\d+局/ })).toBeVisible()
  await page.getByLabel('查找单位').fill('庚25县19局')
  await expect(page.getByText('找到 1 个单位')).toBeVisible()
  await page.getByLabel('查找单位').press('Tab')
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByRole('heading', { level: 1, name: /庚25县19局/ })).toBeVisible()
  await page.getByLabel('查找单位').fill('没有符合的单位')
  await expect(page.getByText('找到 0 个单位')).toBeVisible()
})

test('what lies above an administrator is not his: his own unit’s place, the neighbour’s units, guessed numbers', async ({
  page,
  world
}) => {
  const city = await world.unit('辛市人民政府', { kind: 'government' })
  const [county, neighbour] = [
    await world.unit('辛县人民政府', { kind: 'government', above: city.id }),
    await world.unit('辛邻县人民政府', { kind: 'government', above: city.id })
  ]
  await world.unit('辛县教育局', { above: county.id })
  await enter(page, await world.user(county, 'admin'))
  for (const id of [String(city.id), String(neighbour.id), '999999', '0', 'abc', '1e3']) {
    expect((await page.request.get(`/admin/units/${id}`)).status(), id).toBe(404)
  }
  await page.goto(`/admin/units/${county.id}`)
  await expect(panel(page, '单位内审核步骤')).toBeVisible()
  await expect(panel(page, '归属与审核')).toHaveCount(0)
  await expect(panel(page, '关闭与恢复')).toHaveCount(0)
  await expect(page.getByText('辛邻县')).toHaveCount(0)
})
