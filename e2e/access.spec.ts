import type { Page, Request } from '@playwright/test'
import { cleanReport } from '@/report/testing'
import { alertOf, at, expect, openPart, saveState, signIn, test } from './world'

/** The next server action the page sends, to be sent again by hand. */
function nextAction(page: Page): Promise<Request> {
  return page.waitForRequest((request) => request.headers()['next-action'] !== undefined)
}

/** The same action for another report, as somebody would send it who only changes the number. */
async function replay(
  page: Page,
  request: Request,
  report: number,
  change: (input: Record<string, unknown>) => object = (input) => input
): Promise<string> {
  const [, input] = JSON.parse(request.postData() ?? '[]')
  const { 'next-action': action, 'next-router-state-tree': tree, accept } = request.headers()
  const response = await page.request.post(request.url(), {
    headers: {
      'next-action': action ?? '',
      'next-router-state-tree': tree ?? '',
      accept: accept ?? '',
      'content-type': 'text/plain;charset=UTF-8',
      origin: new URL(request.url()).origin
    },
    data: JSON.stringify([report, change(input)])
  })
  return response.text()
}

test('nobody gets anywhere without signing in', async ({ page, world }) => {
  const unit = await world.unit('甲市民政局')
  const report = await world.report(unit, 2024)
  for (const path of [
    '/',
    `/reports/${report}`,
    `/reports/${report}/review`,
    `/reports/${report}/word`,
    `/reports/${report}/pdf`,
    '/rules',
    '/admin',
    '/setup',
    '/password'
  ]) {
    await page.goto(path)
    expect(new URL(page.url()).pathname, path).toBe('/sign-in')
  }
})

test('the neighbour’s report is not there: every page and file of it is a 404, every action refused', async ({ page, world }) => {
  const [mine, theirs] = [await world.unit('甲市民政局'), await world.unit('乙市民政局')]
  const own = await world.report(mine, 2024)
  const foreign = await world.report(theirs, 2024, cleanReport(2024).values)
  await signIn(page, await world.user(mine, 'filler'))
  for (const path of ['', '/review', '/word', '/pdf']) {
    for (const id of [String(foreign), '999999', '0', '1e3', 'abc', '%27--']) {
      const response = await page.request.get(`/reports/${id}${path}`)
      expect(response.status(), `/reports/${id}${path}`).toBe(404)
    }
  }
  expect((await page.request.get('/admin')).status()).toBe(404)

  await openPart(page, own, 'problems')
  const sent = nextAction(page)
  await at(page, 'problems').fill('本单位的文字')
  const save = await sent
  await expect(saveState(page)).toHaveText(/已保存/)
  expect(await replay(page, save, foreign)).toContain('没有这份年报')
  expect(await replay(page, save, 999999)).toContain('没有这份年报')
  expect(await world.values(foreign)).toEqual(cleanReport(2024).values)
})

test('a save made by hand is looked at: unknown cells, repeated cells and giant texts are refused whole', async ({ page, world }) => {
  const unit = await world.unit('甲市民政局')
  const report = await world.report(unit, 2024)
  await signIn(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'problems')
  const sent = nextAction(page)
  await at(page, 'problems').fill('文字')
  const save = await sent
  await expect(saveState(page)).toHaveText(/已保存/)
  const cell = (address: string, now: string) => ({ at: address, was: '', now, how: 'typed' })
  const send = (...cells: object[]) => replay(page, save, report, () => ({ saveId: 'by-hand-0001', cells }))
  expect(await send(cell('requests/nobody/person', '1'))).toContain('有的格子不在表中')
  expect(await send(cell('requests/denied/person', '1'))).toContain('有的格子不在表中')
  expect(await send(cell('preamble', '一'), cell('preamble', '二'))).toContain('提交的内容不完整')
  expect(await send(cell('preamble', '长'.repeat(120_001)))).toContain('一处文字最多 120000 字')
  expect(await send()).toContain('提交的内容不完整')
  expect(await world.values(report)).toEqual({ problems: '文字' })
})

test('a submission made by hand is checked like any other', async ({ page, world }) => {
  const unit = await world.unit('甲市民政局')
  const good = await world.report(unit, 2024, cleanReport(2024).values)
  const bad = await world.report(unit, 2023, { ...cleanReport(2023).values, 'requests/received/person': '11' })
  await signIn(page, await world.user(unit, 'filler'))
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

  expect(await replay(page, submit, bad)).toContain('处错误或未说明的提醒，不能办理')
  expect(await world.filing(bad)).toMatchObject({ state: 'DRAFT', version: 0 })
  expect(await replay(page, submit, good)).toContain('报告刚由')
  expect(await world.filing(good)).toMatchObject({ state: 'SUBMITTED', version: 1 })
})

test('a reviewer sees what was handed in, of the units below, and types nowhere', async ({ page, world }) => {
  const city = await world.unit('丙市人民政府', { kind: 'government' })
  const bureau = await world.unit('丙市民政局', { above: city.id })
  const draft = await world.report(bureau, 2023, cleanReport(2023).values)
  await signIn(page, await world.user(city, 'reviewer'))
  await expect(page.getByRole('row', { name: /丙市民政局 2023 填报中/ })).toBeVisible()
  await expect(page.getByRole('link', { name: '审核' })).toHaveCount(0)
  expect((await page.request.get(`/reports/${draft}`)).status()).toBe(404)
  expect((await page.request.get(`/reports/${draft}/review`)).status()).toBe(404)
})

test('nobody approves what he typed himself', async ({ page, world }) => {
  const unit = await world.unit('丁市民政局')
  const report = await world.report(unit, 2024, cleanReport(2024).values)
  await signIn(page, await world.user(unit, 'filler', 'reviewer'))
  await openPart(page, report, 'problems')
  await at(page, 'problems').fill('人手不足，将加强培训和力量配备。')
  await expect(saveState(page)).toHaveText(/已保存/)
  await page.getByRole('button', { name: '填写说明' }).click()
  await page.getByLabel(/^说明：/).fill('补录往年报告。')
  await page.getByRole('button', { name: '保存说明' }).click()
  await page.getByRole('button', { name: '提交审核' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByRole('region', { name: '报告', exact: true }).getByText('待审核')).toBeVisible()
  await page.goto(`/reports/${report}/review`)
  await page.getByRole('button', { name: /领取审核/ }).click()
  await expect(page.getByRole('region', { name: '办理' }).getByRole('alert')).toHaveText('不能审核自己填报或提交的报告，请由其他人员办理')
})

test('a wrong password says nothing of the account, five lock it', async ({ page, world }) => {
  const unit = await world.unit('甲市民政局')
  const name = await world.user(unit, 'filler')
  const tryWith = async (user: string) => {
    await page.goto('/sign-in')
    await page.getByLabel('用户名').fill(user)
    await page.getByLabel('密码', { exact: true }).fill('not-the-password')
    await page.getByRole('button', { name: '登录' }).click()
    const words = await alertOf(page).textContent()
    await expect(page.getByLabel('用户名')).toHaveValue(user)
    return words
  }
  expect(await tryWith('nobody-of-this-name')).toBe('用户名或密码不对')
  for (let i = 0; i < 5; i++) expect(await tryWith(name)).toBe('用户名或密码不对')
  expect(await tryWith(name)).toContain('账号已锁定')
})

test('a year without a form is refused with its reason', async ({ page, world }) => {
  const unit = await world.unit('甲市民政局')
  await signIn(page, await world.user(unit, 'filler'))
  await page.getByText('新建年报').click()
  await page.getByLabel('年度').evaluate((select: HTMLSelectElement) => {
    select.add(new Option('2018', '2018'))
    select.value = '2018'
  })
  await page.getByRole('button', { name: '开始填报' }).click()
  await expect(alertOf(page)).toContainText('2018 年没有适用的国家式样')
})
