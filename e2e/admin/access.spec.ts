import type { Page, Request } from '@playwright/test'
import { findUnit } from '@/db/people/units'
import { findAccount } from '@/db/people/users'
import { argumentsOf, nextAction, replay } from '../testing/replay'
import { enter, expect, test } from '../testing/world'

const PATHS = ['', '/units', '/units/1', '/users', '/users/1', '/roles', '/campaigns', '/import', '/import/template']

/** Presses a button and catches the action it sends. */
async function caught(page: Page, press: () => Promise<void>): Promise<Request> {
  const sent = nextAction(page)
  await press()
  const request = await sent
  await request.response()
  return request
}

test('the administration is there for administrators only', { tag: '@wide' }, async ({ page, world }) => {
  for (const path of PATHS) {
    await page.goto(`/admin${path}`)
    expect(new URL(page.url()).pathname, path).toBe('/sign-in')
  }
  const unit = await world.unit('巳市教育局')
  await enter(page, await world.user(unit, 'filler', 'checker', 'secrecy', 'signer', 'reviewer', 'compiler', 'reader'))
  await page.goto('/')
  await expect(page.getByRole('link', { name: '管理' })).toHaveCount(0)
  for (const path of PATHS) expect((await page.request.get(`/admin${path}`)).status(), path).toBe(404)
})

test('every action refuses units, accounts and roles that lie outside an administrator’s reach or above it', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const city = await world.unit('午市人民政府', { kind: 'government' })
  const [county, neighbour] = [
    await world.unit('午县人民政府', { kind: 'government', above: city.id }),
    await world.unit('午邻县人民政府', { kind: 'government', above: city.id })
  ]
  const bureau = await world.unit('午县教育局', { above: county.id })
  const clerk = await world.user(bureau, 'filler')
  const stranger = await world.idOf(await world.user(neighbour, 'filler', 'reader'))
  await enter(page, await world.user(county, 'admin'))
  const panel = (name: string) => page.getByRole('region', { name, exact: true })
  const press = (region: string, button: string, answer?: string) => async () => {
    await panel(region).getByRole('button', { name: button }).click()
    if (answer) await page.getByRole('button', { name: answer }).click()
  }

  await page.goto(`/admin/units/${bureau.id}`)
  await panel('增加下级单位').getByLabel('单位规范全称').fill('午县教育局一科')
  await panel('名称').getByLabel('新的规范全称').fill('午县教育体育局')
  const onUnits = [
    await caught(page, press('增加下级单位', '增加单位')),
    await caught(page, press('单位内审核步骤', '保存步骤')),
    await caught(page, press('名称', '改名')),
    await caught(page, press('归属与审核', '保存归属')),
    await caught(page, press('关闭与恢复', '关闭单位', '确认关闭单位'))
  ]
  for (const request of onUnits) {
    for (const id of [city.id, neighbour.id, 999_999, 'x', null]) {
      expect(await replay(page, request, id, argumentsOf(request)[1]), `${request.postData()} for ${id}`).toContain('没有这个单位')
    }
  }
  const [arrange, close] = onUnits.slice(-2) as [Request, Request]
  for (const request of [arrange, close])
    expect(await replay(page, request, county.id, argumentsOf(request)[1])).toContain('这一项由上级单位的管理员办理')
  expect(await replay(page, arrange, bureau.id, { above: neighbour.id, level: 'department', kind: 'department' })).toContain('没有这个单位')
  expect(await replay(page, close, bureau.id, { closedOn: '2024-02-30' })).toContain('请填写日期')

  await page.goto(`/admin/campaigns?year=2024&unit=${bureau.id}`)
  await panel('延期').getByLabel('延期至').fill('2025-03-01')
  await panel('延期').getByLabel('理由').fill('台账未整理完')
  const [dates, extension] = [await caught(page, press('安排日期', '保存安排')), await caught(page, press('延期', '批准延期'))]
  for (const request of [dates, extension])
    expect(await replay(page, request, neighbour.id, 2024, argumentsOf(request)[2])).toContain('没有这个单位')
  expect(await replay(page, extension, county.id, 2024, argumentsOf(extension)[2])).toContain('这一项由上级单位的管理员办理')
  expect(await replay(page, dates, bureau.id, 1999, argumentsOf(dates)[2])).toContain('这一年度没有适用的年报格式')

  await page.goto(`/admin/users/${await world.idOf(clerk)}`)
  await panel('姓名与联系方式').getByLabel('姓名').fill('周小禾')
  const onAccounts = [
    await caught(page, press('密码与登录', '重置密码', '确认重置密码')),
    await caught(page, press('密码与登录', '退出所有设备', '确认退出所有设备')),
    await caught(page, press('密码与登录', '锁定')),
    await caught(page, press('密码与登录', '停用')),
    await caught(page, press('姓名与联系方式', '保存')),
    await caught(page, press('角色', '取消该角色：午县教育体育局 填报员', '确认取消该角色'))
  ]
  for (const request of onAccounts) {
    for (const id of [stranger, 999_999]) {
      expect(await replay(page, request, id, ...argumentsOf(request).slice(1)), `${request.postData()} for ${id}`).toContain('没有这个账号')
    }
  }
  expect(await replay(page, onAccounts.at(-1) as Request, stranger, { unit: neighbour.id, role: 'filler' })).toContain('没有这个账号')

  expect(await findUnit(world.store, neighbour.id)).toMatchObject({ name: '午邻县人民政府', above: city.id, chain: [], closedOn: null })
  expect(await findAccount(world.store, stranger)).toMatchObject({ closed: false, lockedUntil: null, email: null })
  expect((await findAccount(world.store, stranger))?.memberships).toHaveLength(2)
})
