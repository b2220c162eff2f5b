import type { Page } from '@playwright/test'
import { cleanReport } from '@/report/testing/clean'
import { alertOf, enter, expect, expectAccessible, tabTo, test, type World } from '../testing/world'

/** A year whose reports are never late. */
const YEAR = new Date().getFullYear()

/** A city with two reviewers and bureaus under it, each with somebody who fills in. */
async function newCity(world: World, name: string, bureaus: readonly string[]) {
  const city = await world.unit(`${name}人民政府`, { kind: 'government' })
  const units = []
  for (const bureau of bureaus) {
    const unit = await world.unit(`${name}${bureau}`, { above: city.id })
    units.push({ ...unit, filler: await world.user(unit, 'filler') })
  }
  await world.owe(city, YEAR)
  return { units, reviewer: await world.user(city, 'reviewer'), colleague: await world.user(city, 'reviewer') }
}
type Bureau = Awaited<ReturnType<typeof newCity>>['units'][number]

async function handIn(world: World, unit: Bureau): Promise<number> {
  const report = await world.report(unit, YEAR, cleanReport(YEAR).values)
  await world.step('submit', report, unit.filler)
  return report
}

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) })

test('a reviewer goes through the queue by keyboard: down, claim, put back, hand over, open', async ({ page, world }) => {
  const { units, reviewer, colleague } = await newCity(world, '壬市', ['财政局', '民政局', '教育局'])
  const [first, second] = [await handIn(world, units[0] as Bureau), await handIn(world, units[1] as Bureau)]
  await enter(page, reviewer)
  await page.goto('/')
  await expect(page.getByRole('heading', { name: '待我审核' })).toBeVisible()
  await expect(page.getByRole('table', { name: '待我审核' }).getByRole('row')).toHaveCount(3)
  await expect(
    page.getByRole('region', { name: '各组报送进度' }).getByRole('row', { name: /^全部单位合计 审核中 2，未开始 2 4 2 50%/ })
  ).toBeVisible()
  await expectAccessible(page)

  await page.goto('/queue')
  await expectAccessible(page)
  const name = async () => page.evaluate(() => document.activeElement?.closest('tr')?.querySelector('th')?.textContent)
  const pressUntilFocus = () =>
    expect(async () => {
      await page.keyboard.press('j')
      expect(await name()).toBeTruthy()
    }).toPass()
  await pressUntilFocus()
  await page.keyboard.press('k')
  const top = await name()
  await page.keyboard.press('j')
  expect(await name()).not.toBe(top)
  await page.keyboard.press('k')
  expect(await name()).toBe(top)
  await page.keyboard.press('l')
  await expect(row(page, top as string)).toContainText('我已领取')
  const claimed = (await world.filing(first))?.state === 'IN_REVIEW' ? first : second
  expect(await world.filing(claimed)).toMatchObject({ state: 'IN_REVIEW' })

  await test.step('puts it back', async () => {
    await tabTo(page, row(page, top as string).getByRole('button', { name: /^退还待审/ }))
    await page.keyboard.press('Enter')
    await expect(row(page, top as string)).not.toContainText('我已领取')
    expect(await world.filing(claimed)).toMatchObject({ state: 'SUBMITTED', claimedBy: null })
    expect(await name()).toBe(top)
  })

  await test.step('hands it over with a note', async () => {
    await page.keyboard.press('l')
    await tabTo(page, row(page, top as string).getByRole('button', { name: /^转交/ }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toContainText(`${top} ${YEAR} 年年报`)
    await expectAccessible(page)
    await expect(page.getByRole('dialog').getByRole('button', { name: '确认转交' })).toBeDisabled()
    await page.getByLabel('转交说明').fill('出差请代办')
    await page.getByRole('button', { name: '确认转交' }).click()
    await expect(row(page, top as string)).toHaveCount(0)
    expect(await world.filing(claimed)).toMatchObject({ claimedBy: await world.idOf(colleague) })
  })

  await test.step('O opens what is left', async () => {
    await page.reload()
    await expect(async () => {
      await page.keyboard.press('o')
      await page.waitForURL(/\/reports\/\d+\/review/, { timeout: 2000 })
    }).toPass()
    expect(page.url()).toContain(`/reports/${claimed === first ? second : first}/review`)
  })
})

test('what two people do at once from a stale list is told to the second', async ({ page, browser, world }) => {
  const { units, reviewer, colleague } = await newCity(world, '癸市', ['财政局', '审计局'])
  const report = await handIn(world, units[0] as Bureau)
  await world.step('claim', await handIn(world, units[1] as Bureau), reviewer)
  await enter(page, reviewer)
  await page.goto('/queue')
  const other = await (await browser.newContext()).newPage()
  await enter(other, colleague)
  await other.goto('/queue')
  await other.getByRole('button', { name: /^领取审核/ }).click()
  await expect(row(other, '财政局')).toContainText('我已领取')
  await page.getByRole('button', { name: /^领取审核/ }).click()
  await expect(alertOf(page)).toContainText(`年报刚由 ${colleague}（癸市人民政府） 办理，现在是“审核中”`)
  expect(await world.filing(report)).toMatchObject({ claimedBy: await world.idOf(colleague) })

  // What was refused is over once another step is begun.
  await row(page, '审计局').getByRole('button', { name: /^转交/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(alertOf(page)).toHaveCount(0)
})

test('complaint 57: reports with nothing to look at are approved in one go, each for itself', { tag: '@wide' }, async ({ page, world }) => {
  const { units, reviewer, colleague } = await newCity(world, '子市', ['财政局', '民政局', '教育局', '水利局'])
  const reports: number[] = []
  for (const unit of units) reports.push(await handIn(world, unit))
  const [plain, stolen, discussed, left] = reports as [number, number, number, number]
  await world.step('claim', discussed, reviewer)
  await world.comment(discussed, reviewer, 'problems', '请补充改进措施。')
  await enter(page, reviewer)
  await page.goto('/queue')
  await expect(row(page, '教育局')).not.toContainText('可批量通过')
  await page.getByRole('button', { name: '批量通过 3 份…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('checkbox')).toHaveCount(3)
  await expectAccessible(page)
  await dialog.getByLabel(/水利局/).uncheck()
  // Somebody else is quicker with one of them.
  await world.step('claim', stolen, colleague)
  await dialog.getByRole('button', { name: '审核通过 2 份' }).click()
  await expect(dialog.getByRole('status')).toHaveText('通过 1 份，未通过 1 份，未办理 0 份')
  await expect(dialog.getByRole('listitem').filter({ hasText: '财政局' })).toContainText('● 已通过')
  await expect(dialog.getByRole('listitem').filter({ hasText: '民政局' })).toContainText('■')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: '完成' }).click()
  const states = await Promise.all([plain, stolen, discussed, left].map(async (id) => (await world.filing(id))?.state))
  expect(states).toEqual(['APPROVED', 'IN_REVIEW', 'IN_REVIEW', 'SUBMITTED'])
  // Nobody signs in these bureaus: what was approved waits for the reviewer to publish it.
  await expect(row(page, '财政局')).toContainText('审核通过')
  await expect(row(page, '财政局')).not.toContainText('可批量通过')
})

test('complaint 57: approving many can be stopped, and says what was left', { tag: '@wide' }, async ({ page, world }) => {
  const { units, reviewer } = await newCity(world, '丑市', ['财政局', '民政局', '教育局', '水利局', '交通局', '农业局'])
  for (const unit of units) await handIn(world, unit)
  await enter(page, reviewer)
  await page.goto('/queue')
  await page.getByRole('button', { name: '批量通过 6 份…' }).click()
  const dialog = page.getByRole('dialog')
  // The second one is under way until 停止 has been pressed.
  let press = () => {}
  const isPressed = new Promise<void>((resolve) => {
    press = resolve
  })
  let sent = 0
  await page.route('**/queue', async (route) => {
    if (route.request().method() === 'POST' && ++sent === 2) await isPressed
    await route.continue()
  })
  await dialog.getByRole('button', { name: '审核通过 6 份' }).click()
  await expect(dialog.getByText('● 已通过')).toHaveCount(1)
  await expect(dialog.getByRole('progressbar')).toBeVisible()
  await dialog.getByRole('button', { name: '停止' }).click()
  press()
  await expect(dialog.getByRole('status')).toHaveText('通过 2 份，未通过 0 份，未办理 4 份')
})

test('complaint 58: units that are closed or excused are not missing; those that have not begun are named, drafts not opened', {
  tag: '@wide'
}, async ({ page, world }) => {
  const { units, reviewer } = await newCity(world, '寅市', ['财政局', '民政局', '教育局', '档案局'])
  const [filed, drafting, , closed] = units as [Bureau, Bureau, Bureau, Bureau]
  await handIn(world, filed)
  await world.report(drafting, YEAR, cleanReport(YEAR).values)
  await world.close(closed)
  await enter(page, reviewer)
  await page.goto(`/queue?state=all&year=${YEAR}`)
  await expect(page.getByText(`${YEAR} 年应报送 4 个单位，已报送 1，未报送 3`)).toBeVisible()
  await expect(row(page, '档案局')).toContainText('自 2020年1月1日起关闭')
  await expect(row(page, '教育局')).toContainText('未开始')
  await expect(row(page, '民政局')).toContainText('填报中')
  await expect(row(page, '民政局').getByRole('link')).toHaveCount(0)
  await expectAccessible(page)

  await row(page, '教育局')
    .getByRole('button', { name: /^列为无需报送/ })
    .click()
  await page.getByLabel('理由').fill('机构已撤并')
  await page.getByRole('button', { name: '确认列为无需报送' }).click()
  await expect(page.getByText(`${YEAR} 年应报送 3 个单位，已报送 1，未报送 2`)).toBeVisible()
  await expect(row(page, '教育局')).toContainText('无需报送')
  await row(page, '教育局')
    .getByRole('button', { name: /^恢复报送/ })
    .click()
  await page.getByLabel('理由').fill('仍在运行')
  await page.getByRole('button', { name: '确认恢复报送' }).click()
  await expect(row(page, '教育局')).toContainText('填报中')

  await test.step('the address keeps what was looked for', async () => {
    await page.getByLabel('状态').selectOption('填报中')
    await page.getByLabel('单位').fill('民政')
    await page.getByRole('button', { name: '查找' }).click()
    await page.waitForURL(/state=DRAFT.*search=/)
    await expect(page.getByRole('row')).toHaveCount(2)
    await page.reload()
    await expect(row(page, '民政局')).toBeVisible()
    await page.goto('/queue?state=nonsense&year=abc&page=-3')
    await expect(page.getByRole('heading', { name: '待我办理' })).toBeVisible()
  })
})

test('complaint 54: a returned report reaches the unit: reason, comments and the way to them stand on its desk', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const { units, reviewer } = await newCity(world, '卯市', ['财政局'])
  const [bureau] = units as [Bureau]
  const report = await handIn(world, bureau)
  await world.step('claim', report, reviewer)
  await world.comment(report, reviewer, 'requests/received/person', '与台账不符，请核对。')
  await world.comment(report, reviewer, '', '请补充附件。')
  await world.step('return', report, reviewer, { reason: '两处请修改' })
  await enter(page, bureau.filler)
  await page.goto('/')
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: `${YEAR} 年` }) })
  await expect(card).toContainText('已退回')
  await expect(card).toContainText(`退回原因 ${reviewer}（卯市人民政府）：两处请修改`)
  await expect(card).toContainText('待修改或答复的意见 2 条')
  await expect(card).toContainText('与台账不符，请核对。')
  await expectAccessible(page)
  await expect(page.getByRole('link', { name: /^消息/ })).toContainText('3 条未读')
  await card.getByRole('link', { name: /本年新收/ }).click()
  await page.waitForURL(new RegExp(`/reports/${report}\\?part=requests`))
})

test('the people of a unit’s chain find what waits for them', { tag: '@wide' }, async ({ page, world }) => {
  const { units } = await newCity(world, '辰市', ['财政局'])
  const [bureau] = units as [Bureau]
  await world.chain(bureau, ['SIGNING'])
  const signer = await world.user(bureau, 'signer')
  const report = await handIn(world, bureau)
  expect(await world.filing(report)).toMatchObject({ state: 'SIGNING' })
  await enter(page, signer)
  await page.goto('/')
  await expect(page.getByRole('heading', { name: '待我办理' })).toBeVisible()
  await expect(row(page, '财政局')).toContainText('待签发')
  await expect(row(page, '财政局').getByRole('link', { name: /^办理/ })).toBeVisible()
  await expectAccessible(page)
})

test('the list holds what only the reviewer can bring on, what was asked for, and says what nobody can', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const { units, reviewer } = await newCity(world, '卯市', ['财政局', '民政局', '教育局'])
  const [unsigned, asking, stuck] = units as [Bureau, Bureau, Bureau]
  // Nobody signs: the approved report waits for whoever reviews.
  const approved = await handIn(world, unsigned)
  for (const step of ['claim', 'approve'] as const) await world.step(step, approved, reviewer)
  const published = await handIn(world, asking)
  for (const step of ['claim', 'approve', 'publish'] as const) await world.step(step, published, reviewer)
  await world.step('askCorrection', published, asking.filler, { reason: '表三漏报一件' })
  await world.chain(stuck, ['SIGNING'])
  await handIn(world, stuck)

  await enter(page, reviewer)
  await page.goto('/')
  await expect(row(page, '卯市财政局.*审核通过')).toBeVisible()
  await expect(row(page, `卯市民政局.*已公布.*${asking.filler}（卯市民政局） .*申请更正：表三漏报一件`)).toBeVisible()
  await expect(row(page, '卯市教育局')).toHaveCount(0)
  await page.goto('/queue?state=all')
  await expect(row(page, '卯市教育局.*无人办理：“卯市教育局”没有分管领导/签发人，请系统维护人员增加分管领导/签发人')).toBeVisible()
  await expectAccessible(page)
  await row(page, '卯市民政局').getByRole('link', { name: /^办理/ }).click()
  await page.getByRole('button', { name: '同意更正…' }).click()
  await page.getByRole('dialog').getByRole('textbox').first().fill('同意更正')
  await page.getByRole('dialog').getByRole('button', { name: '确认同意更正' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.goto('/')
  await expect(row(page, '卯市财政局.*审核通过')).toBeVisible()
  await expect(row(page, '卯市民政局')).toHaveCount(0)
})
