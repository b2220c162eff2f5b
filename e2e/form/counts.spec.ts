import type { Page } from '@playwright/test'
import { templateOf } from '@/report/report'
import { exampleReport } from '@/report/samples/example'
import { cleanReport } from '@/report/testing/clean'
import { openCase } from '../testing/case'
import { at, enter, expect, expectAccessible, openPart, test } from '../testing/world'

const panel = (page: Page) => page.getByRole('complementary', { name: '问题与填报说明' })
const parts = (page: Page) => page.getByRole('navigation', { name: '年报各部分' })

type Counted = Record<string, number>

/** `■ 1 处错误　○ 32 处尚未填写` as numbers by their words. */
const read = (text: string): Counted =>
  Object.fromEntries([...text.matchAll(/(\d+) ([处条][^\d\s■▲○※◆◇●]+)/g)].map(([, count, words]) => [words, Number(count)]))

const openOnly = ({ 处已说明: _, 处提示: __, ...open }: Counted): Counted => open

/** What the panel draws, by sign, what is not filled in by its places; what belongs to other pages left out. */
async function countCards(page: Page): Promise<Counted> {
  const cards = await panel(page)
    .locator('[data-level]')
    .evaluateAll((all) =>
      all
        .filter((card) => !card.closest('section')?.querySelector('h3')?.textContent?.startsWith('见于其他部分'))
        .map((card) => ({
          text: card.textContent ?? '',
          level: (card as HTMLElement).dataset.level,
          isAnswered: 'answered' in (card as HTMLElement).dataset
        }))
    )
  const counted: Counted = {}
  const add = (words: string, count = 1) => {
    counted[words] = (counted[words] ?? 0) + count
  }
  for (const { text, level, isAnswered } of cards) {
    if (isAnswered) add('处已说明')
    else if (text.startsWith('○')) add('处尚未填写', Number(/还有 (\d+) 格/.exec(text)?.[1] ?? 1))
    else add(level === 'error' ? '处错误' : level === 'warning' ? '处待说明' : '处提示')
  }
  return counted
}

test('what a heading counts stands under it, beside the page in the list, and in the dialog', { tag: '@wide' }, async ({ page, world }) => {
  const unit = await world.unit(exampleReport.unit)
  const values = { ...exampleReport.values, 'requests/received/person': '85', 'requests/received/legal': '', preamble: '据【文号】编制。' }
  const report = await world.report(unit, 2019, { ...values, 'other-matters': '' })
  await enter(page, await world.user(unit, 'filler'))
  let sum: Counted = {}
  let all: Counted = {}
  for (const part of ['summary', 'preamble', ...templateOf(exampleReport).sections.map(({ key }) => key)]) {
    await openPart(page, report, part)
    const heading = read(
      (await panel(page)
        .getByRole('heading', { name: /^(全文|本部分)：/ })
        .textContent()) ?? ''
    )
    expect(await countCards(page)).toEqual(heading)
    expect(read((await parts(page).locator('[aria-current]').textContent()) ?? '')).toEqual(openOnly(heading))
    if (part === 'summary') all = heading
    else for (const [words, count] of Object.entries(heading)) sum = { ...sum, [words]: (sum[words] ?? 0) + count }
  }
  // 2019 is late: that is said of the report as a whole.
  expect({ ...sum, 处待说明: (sum.处待说明 ?? 0) + 1 }).toEqual(all)

  await page.getByRole('button', { name: '提交审核' }).click()
  expect(read((await page.getByRole('dialog').getByRole('heading').textContent())?.replaceAll('、', ' ') ?? '')).toEqual(openOnly(all))
  await expectAccessible(page)
  await page.goto('/')
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '2019 年' }) })
  expect(openOnly(read((await card.locator('ul').first().innerText()).replaceAll('\n', ' ')))).toMatchObject(openOnly(all))
})

test('an empty report is not said to be right, and a text that agrees with itself not to agree with a table', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const unit = await world.unit('甲市教育局')
  const report = await world.report(unit, new Date().getFullYear())
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'summary')
  await expect(panel(page)).not.toContainText(/没有问题|没有需要处理/)
  await expect(page.getByText('一致')).toHaveCount(0)
  await expect(parts(page).getByRole('link', { name: '引言' })).toContainText('○ 可不填')
  await expect(parts(page).getByRole('link', { name: '五、' })).toContainText('○ 1 处尚未填写')
  await openPart(page, report, 'problems')
  await expect(page.getByRole('main').getByText('主要问题及改进情况')).toHaveCount(1)
  await at(page, 'problems').fill('全年召开会议3次，包括专题会议1次、培训2次。今后改进。')
  await expect(page.getByText('文中数字：● 与文中其他数一致 3 处')).toBeVisible()
  await expect(parts(page).getByRole('link', { name: '五、' })).toContainText('● 已填写')
  await parts(page).getByRole('link', { name: '引言' }).click()
  await expect(page.getByRole('main').getByText('引言', { exact: true })).toHaveCount(1)
  await expectAccessible(page)
})

test('the only report of somebody shows on the desk what each of its parts still needs', async ({ page, world }) => {
  const unit = await world.unit('丙市教育局')
  const report = await world.report(unit, new Date().getFullYear(), { problems: '人手不足，今后改进。' })
  await enter(page, await world.user(unit, 'filler'))
  await page.goto('/')
  const lines = page.getByRole('list', { name: /年年报各部分$/ }).getByRole('listitem')
  await expect(lines).toHaveCount(7)
  await expect(lines.filter({ hasText: '五、' })).toContainText('● 已填写')
  await expectAccessible(page)
  await lines.filter({ hasText: '三、' }).getByRole('link').click()
  await expect(page).toHaveURL(`/reports/${report}?part=requests`)
})

test('a comment counts on its page until the unit does something about it, and the panel does not say all is done', {
  tag: '@wide'
}, async ({ page, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await one.ask('reviewer', 'requests/granted', '请核对。')
  await one.step('return', 'reviewer', { reason: '请核对数字' })
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  await expect(panel(page).getByRole('heading', { name: /^本部分：\s*※ 1 条意见待办理$/ })).toBeVisible()
  await expect(parts(page).getByRole('link', { name: '三、' })).toContainText('※ 1 条意见待办理')
  await panel(page).getByRole('button', { name: '※ 意见 （一）予以公开（整行）：请核对。' }).click()
  await expect(at(page, 'requests/granted/person')).toBeFocused()
  await expectAccessible(page)
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByRole('dialog', { name: '提交前还有 1 条意见待办理' })).toBeVisible()
  await page.keyboard.press('Escape')
  await at(page, 'requests/granted/person').fill('8')
  await at(page, 'requests/partial/person').fill('1')
  await expect(panel(page).getByRole('heading', { name: /^本部分：\s*● 没有需要处理的问题$/ })).toBeVisible()
})

test('the review counts the places that changed, the same in the tab, above the list and before the decision', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const one = await openCase(world, { values: { 'requests/granted/person': '8', 'requests/partial/person': '1' } })
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await one.ask('reviewer', 'requests/granted', '请核对。')
  await one.ask('reviewer', 'other-matters', '请写明。')
  await one.step('return', 'reviewer', { reason: '请核对数字' })
  await one.type({ 'requests/granted/person': '7', 'requests/partial/person': '2' })
  await one.answer('filler', 'other-matters', '没有其他事项。')
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await one.closeAll('reviewer')
  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  const side = page.getByRole('complementary', { name: '审核' })
  await expect(side.getByRole('tab', { name: '变动 2' })).toBeVisible()
  await expect(side.getByText('变动 2 处，没有改动的意见 1 条')).toBeVisible()
  await expectAccessible(page)
  await page
    .getByRole('region', { name: '办理' })
    .getByRole('button', { name: /审核通过/ })
    .click()
  await expect(page.getByRole('dialog')).toContainText('与上次相比变动 2 处')
})

test('a rule’s id is never broken in two, and last year’s figure beside 上年结转 is the one wanted', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const unit = await world.unit('乙市教育局')
  const clerk = await world.user(unit, 'filler')
  const last = { 'requests/carried-in/person': '0', 'requests/granted/person': '6', 'requests/carried-out/person': '4' }
  await world.hand(await world.report(unit, 2022, cleanReport(2022, last).values), clerk)
  const report = await world.report(unit, 2023)
  await enter(page, clerk)
  await openPart(page, report, 'requests')
  await page.getByRole('button', { name: '显示上年' }).click()
  await expect(page.locator('td', { has: at(page, 'requests/carried-in/person') })).toContainText('上年 4')
  await at(page, 'requests/carried-in/person').focus()
  await expect(page.getByLabel('填报说明', { exact: true })).toContainText('上年 4')
  await parts(page).getByRole('link', { name: '概览' }).click()
  const ids = panel(page).locator('a[href^="/rules#"]')
  for (const lines of await ids.evaluateAll((all) => all.map((id) => id.getClientRects().length))) expect(lines).toBe(1)
  expect(await ids.count()).toBeGreaterThan(0)
})
