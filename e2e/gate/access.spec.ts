import { readFileSync } from 'node:fs'
import type { Page, Request } from '@playwright/test'
import { listNotices } from '@/db/people/notices'
import { findUnit } from '@/db/people/units'
import { findAccount, removeMembership } from '@/db/people/users'
import { moveUnit } from '@/db/testing/unit-verbs'
import { cleanReport } from '@/report/testing/clean'
import { ACTIONS, ROUTES, type Theirs } from '../testing/access-table'
import { argumentsOf, nextAction, replay } from '../testing/replay'
import { PAGE_ROLES } from '../testing/rights-table'
import { alertOf, at, enter, expect, openPart, saveState, test, type World } from '../testing/world'

/** The number by which a built page calls an action. */
function numbersOfActions(): Map<string, string> {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  const known = Object.entries(node as Record<string, { filename: string; exportedName: string }>)
  return new Map(known.map(([number, { filename, exportedName }]) => [`${filename.replace(/^app\//, '')} ${exportedName}`, number]))
}

/** Calls an action with a forged request; returns the whole answer as text. */
async function call(page: Page, number: string, path: string, args: unknown[]): Promise<string> {
  const origin = new URL(test.info().project.use.baseURL as string).origin
  const response = await page.request.post(path, {
    headers: { 'next-action': number, accept: 'text/x-component', 'content-type': 'text/plain;charset=UTF-8', origin },
    data: JSON.stringify(args),
    maxRedirects: 0
  })
  return `${response.status()} ${response.headers()['x-action-redirect'] ?? ''} ${await response.text()}`
}

/** Somebody's unit with a draft, an account and a notice; a stranger with every role elsewhere; a reader of the unit itself. */
async function newNeighbours(world: World) {
  const city = await world.unit('午市人民政府', { kind: 'government' })
  const unit = await world.unit('午市住房保障中心', { above: city.id })
  const filler = await world.user(unit, 'filler')
  const report = await world.report(unit, 2024, cleanReport(2024).values)
  await world.notify(filler, report, '只给本人看的消息')
  const [notice] = await listNotices(world.store, await world.idOf(filler))
  const elsewhere = await world.unit('未市人民政府', { kind: 'government' })
  const stranger = await world.user(elsewhere, 'filler', 'checker', 'secrecy', 'signer', 'reviewer', 'compiler', 'admin', 'reader')
  const theirs: Theirs = {
    report,
    unit: unit.id,
    unitName: unit.name,
    account: await world.idOf(filler),
    notice: notice?.id as number,
    year: 2024
  }
  const look = async () => ({
    report: [await world.filing(report), await world.values(report)],
    unit: await findUnit(world.store, unit.id),
    account: await findAccount(world.store, theirs.account),
    notices: await listNotices(world.store, theirs.account)
  })
  return { theirs, stranger, reader: await world.user(unit, 'reader'), look }
}

/** The same action for another report, as somebody would send it who only changes the number. */
const replayOn = (page: Page, request: Request, report: number, change: (input: unknown) => unknown = (input) => input) =>
  replay(page, request, report, change(argumentsOf(request)[1]))

test('every action is in the built product', () => {
  const numbers = numbersOfActions()
  expect(Object.keys(ACTIONS).filter((action) => !numbers.has(action))).toEqual([])
})

test('nobody gets anywhere without signing in but to what is public', async ({ page, world }) => {
  const { theirs, look } = await newNeighbours(world)
  const before = await look()
  for (const [route, [kind, path]] of Object.entries(ROUTES)) {
    const response = await page.request.get(path(theirs))
    const isSignIn = new URL(response.url()).pathname === '/sign-in'
    expect(isSignIn, `${route} leads to the sign-in page`).toBe(kind !== 'open' || route === '/sign-in')
    expect(await response.text(), route).not.toContain(theirs.unitName)
  }
  const numbers = numbersOfActions()
  for (const [action, { page: at, args, signedOut }] of Object.entries(ACTIONS))
    expect(await call(page, numbers.get(action) as string, at(theirs), args(theirs)), action).toMatch(signedOut)
  expect(await look()).toEqual(before)
})

test('a stranger finds nothing of another unit, whatever roles he holds in his own and whatever number he guesses', {
  tag: '@wide'
}, async ({ page, world }) => {
  test.setTimeout(180_000)
  const { theirs, stranger, look } = await newNeighbours(world)
  await enter(page, stranger)
  const before = await look()
  for (const [route, [kind, path]] of Object.entries(ROUTES)) {
    const response = await page.request.get(path(theirs))
    if (kind !== 'open') expect(response.status(), route).toBe(kind === 'theirs' || kind === 'report' ? 404 : 200)
    expect(await response.text(), route).not.toContain(theirs.unitName)
  }
  const numbers = numbersOfActions()
  for (const [action, { page: at, args, stranger: answer }] of Object.entries(ACTIONS))
    if (answer) expect(await call(page, numbers.get(action) as string, at(theirs), args(theirs)), action).toMatch(answer)
  expect(await look()).toEqual(before)
  for (const id of ['999999', '0', '1e3', 'abc', '%27--', '-1', '1.5'])
    expect((await page.request.get(`/reports/${id}`)).status(), `/reports/${id}`).toBe(404)
})

test('somebody of the unit whose role does not allow it is refused as well', async ({ page, world }) => {
  test.setTimeout(180_000)
  const { theirs, reader, look } = await newNeighbours(world)
  await enter(page, reader)
  const before = await look()
  for (const [route, [kind, path]] of Object.entries(ROUTES)) {
    const status = (await page.request.get(path(theirs))).status()
    if (kind !== 'open') expect(status, route).toBe(kind === 'own' || PAGE_ROLES[route]?.includes('reader') ? 200 : 404)
  }
  const numbers = numbersOfActions()
  for (const [action, { page: at, args, reader: answer }] of Object.entries(ACTIONS))
    if (answer) expect(await call(page, numbers.get(action) as string, at(theirs), args(theirs)), action).toMatch(answer)
  expect(await look()).toEqual(before)
})

test('a save made by hand is looked at: unknown cells, repeated cells and giant texts are refused whole', async ({ page, world }) => {
  const unit = await world.unit('甲市民政局')
  const report = await world.report(unit, 2024)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'problems')
  const sent = nextAction(page)
  await at(page, 'problems').fill('文字')
  const save = await sent
  await expect(saveState(page)).toHaveText(/已保存/)
  const cell = (address: string, now: string) => ({ at: address, was: '', now, how: 'typed' })
  const send = (...cells: object[]) => replayOn(page, save, report, () => ({ saveId: 'by-hand-0001', cells }))
  expect(await send(cell('requests/nobody/person', '1'))).toContain('部分格不在表中')
  expect(await send(cell('requests/denied/person', '1'))).toContain('部分格不在表中')
  expect(await send(cell('preamble', '一'), cell('preamble', '二'))).toContain('提交的内容不完整')
  expect(await send(cell('preamble', '长'.repeat(20_001)))).toContain('“引言”有 20001 字，最多 20000 字，请删减后再保存')
  expect(await send(cell('preamble', '长'.repeat(120_001)))).toContain('一处文字最多 20000 字')
  expect(await send(cell('requests/received/person', '1'.repeat(501)))).toContain('最多 500 字，请删减后再保存')
  expect(await send()).toContain('提交的内容不完整')
  expect(await world.values(report)).toEqual({ problems: '文字' })
})

test('a submission made by hand is checked like any other', async ({ page, world }) => {
  const unit = await world.unit('甲市民政局')
  const good = await world.report(unit, 2024, cleanReport(2024).values)
  const bad = await world.report(unit, 2023, { ...cleanReport(2023).values, 'requests/received/person': '11' })
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, good, 'summary')
  await page.getByRole('button', { name: '填写说明' }).click()
  await page.getByLabel(/^说明：/).fill('补录往年报告。')
  await page.getByRole('button', { name: '保存说明' }).click()
  await expect(page.getByText('已说明：补录往年报告。')).toBeVisible()
  await page.getByRole('button', { name: '提交审核' }).click()
  const sent = nextAction(page)
  await page.getByRole('dialog').getByRole('button', { name: '提交审核' }).click()
  const submit = await sent
  await expect(page.getByRole('region', { name: '报告', exact: true }).getByText('待审核')).toBeVisible()

  expect(await replayOn(page, submit, bad)).toContain('处错误、1 处待说明，不能办理')
  expect(await world.filing(bad)).toMatchObject({ state: 'DRAFT', version: 0 })
  expect(await replayOn(page, submit, good)).toContain('年报刚由')
  expect(await world.filing(good)).toMatchObject({ state: 'SUBMITTED', version: 1 })
})

test('a reviewer sees what was handed in, of the units below, and types nowhere', async ({ page, world }) => {
  const city = await world.unit('丙市人民政府', { kind: 'government' })
  const bureau = await world.unit('丙市民政局', { above: city.id })
  const draft = await world.report(bureau, 2023, cleanReport(2023).values)
  await enter(page, await world.user(city, 'reviewer'))
  await page.goto('/queue?state=all&year=2023')
  await expect(page.getByRole('row', { name: /丙市民政局 2023 填报中/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /^(审核|查看)/ })).toHaveCount(0)
  expect((await page.request.get(`/reports/${draft}`)).status()).toBe(404)
  expect((await page.request.get(`/reports/${draft}/review`)).status()).toBe(404)
})

test('an old link of somebody who left leads to who has the report now, and of a unit that was moved to whom it hangs below', async ({
  page,
  world
}) => {
  const city = await world.unit('戊市人民政府', { kind: 'government' })
  const [county, other] = [
    await world.unit('戊县人民政府', { kind: 'government', above: city.id }),
    await world.unit('己县人民政府', { kind: 'government', above: city.id })
  ]
  const bureau = await world.unit('戊县民政局', { above: county.id })
  const clerk = await world.user(bureau, 'filler')
  const report = await world.report(bureau, 2023, cleanReport(2023).values)
  await world.hand(report, clerk)
  await world.member(clerk, county, 'admin')
  await removeMembership(world.store, { user: await world.idOf(clerk), unit: bureau.id, role: 'filler', by: 0 })
  await world.user(bureau, 'filler')
  await moveUnit(world.store, bureau.id, other.id)
  await enter(page, clerk)
  for (const path of ['', '/review', '/word']) {
    await page.goto(`/reports/${report}${path}`)
    expect(new URL(page.url()).pathname).toBe('/moved')
    await expect(page.getByRole('heading', { name: '戊县民政局 2023 年年报' })).toBeVisible()
    await expect(page.getByText(/^由.+填报，由己县人民政府审核。$/)).toBeVisible()
  }
  await page.goto(`/admin/units/${bureau.id}`)
  await expect(page.getByText('现在的上级单位是己县人民政府。')).toBeVisible()
  expect((await page.request.get(`/admin/units/${other.id}`)).status()).toBe(404)
})

test('nobody approves what he typed himself', async ({ page, world }) => {
  const unit = await world.unit('丁市民政局')
  const report = await world.report(unit, 2024, cleanReport(2024).values)
  await enter(page, await world.user(unit, 'filler', 'reviewer'))
  await openPart(page, report, 'problems')
  await at(page, 'problems').fill('人手不足，将加强培训和力量配备。')
  await expect(saveState(page)).toHaveText(/已保存/)
  // A late report is said to be late on the overview.
  await page.getByRole('button', { name: /^全文：/ }).click()
  await page.getByRole('button', { name: '填写说明' }).click()
  await page.getByLabel(/^说明：/).fill('补录往年报告。')
  await page.getByRole('button', { name: '保存说明' }).click()
  await page.getByRole('button', { name: '提交审核' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByRole('region', { name: '报告', exact: true }).getByText('待审核')).toBeVisible()
  await page.goto(`/reports/${report}/review`)
  await page.getByRole('button', { name: /领取审核/ }).click()
  await expect(page.getByRole('region', { name: '办理' }).getByRole('alert')).toHaveText('不能审核自己填报或提交的年报，请由其他人员办理')
})

test('a year without a form is refused with its reason', async ({ page, world }) => {
  const unit = await world.unit('甲市民政局')
  await enter(page, await world.user(unit, 'filler'))
  await page.goto('/')
  await page.getByText('新建年报').click()
  await page.getByLabel('年度').evaluate((select: HTMLSelectElement) => {
    select.add(new Option('2018', '2018'))
    select.value = '2018'
  })
  await page.getByRole('button', { name: '开始填报' }).click()
  await expect(alertOf(page)).toContainText('2018 年没有适用的年报格式')
})
