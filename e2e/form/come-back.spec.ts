import type { Page } from '@playwright/test'
import { cleanReport } from '@/report/testing/clean'
import type { Values } from '@/report/values'
import { breakOnDemand, failAt, SUMMED } from '../testing/failing'
import { at, enter, expect, openPart, PASSWORD, saveState, test, type World } from '../testing/world'

const CELL = 'requests/received/person'
const OTHER = 'requests/received/company'

async function newForm(page: Page, world: World, values: Values = {}) {
  const unit = await world.unit('子市财政局')
  const report = await world.report(unit, 2024, { ...values, problems: '原来的文字' })
  const [filler, colleague] = [await world.user(unit, 'filler'), await world.user(unit, 'filler')]
  await enter(page, filler)
  await openPart(page, report, 'requests')
  return { report, filler, colleague }
}

const desk = (page: Page) => page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '工作台' })

async function leave(page: Page): Promise<void> {
  await desk(page).click()
  await page.waitForURL('/')
}

test('after Back the form shows what was saved, and typing on quarrels with nobody', async ({ page, world }) => {
  const { report } = await newForm(page, world)
  await at(page, CELL).fill('17')
  await expect(saveState(page)).toHaveText(/已保存/)
  await leave(page)
  await page.goBack()
  await expect(at(page, CELL)).toHaveValue('17')
  await at(page, CELL).fill('178')
  await expect(saveState(page)).toHaveText(/已保存/)
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await world.values(report)).toMatchObject({ [CELL]: '178' })
})

test('what was typed in the moment of leaving is saved all the same', async ({ page, world }) => {
  const { report } = await newForm(page, world)
  await at(page, CELL).fill('17')
  await leave(page)
  await expect.poll(() => world.values(report)).toMatchObject({ [CELL]: '17' })
})

test('after Back the form shows what others saved meanwhile, also without a word to the server before', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const { report, colleague } = await newForm(page, world)
  await leave(page)
  await world.type(report, colleague, { [CELL]: '99', problems: '同事写的文字' })
  await page.goBack()
  await expect(at(page, CELL)).toHaveValue('99')
  await expect(saveState(page)).toHaveText(/已保存/)
})

test('a page taken out of the browser’s own store asks before it says anything is saved', { tag: '@wide' }, async ({ page, world }) => {
  const { report, colleague } = await newForm(page, world)
  await world.type(report, colleague, { [CELL]: '99' })
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await expect(at(page, CELL)).toHaveValue('99')
})

test('a page that was left open for a day asks who is there, then shows what is stored and keeps what was typed', async ({
  page,
  world
}) => {
  const { report, filler, colleague } = await newForm(page, world)
  await page.evaluate(() => Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }))
  await world.expire(filler)
  await world.type(report, colleague, { [CELL]: '99' })
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  const dialog = page.getByRole('dialog', { name: '登录已过期' })
  await expect(saveState(page)).not.toHaveText(/已保存/)
  await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: '登录并上传' }).click()
  await expect(at(page, CELL)).toHaveValue('99')
  await expect(saveState(page)).toHaveText(/已保存/)
  await at(page, OTHER).fill('3')
  await expect.poll(() => world.values(report)).toMatchObject({ [CELL]: '99', [OTHER]: '3' })
})

test('a failure inside the form and 重试 lose nothing: not what was typed, nor that it is unsent', async ({ page, context, world }) => {
  await breakOnDemand(page)
  const { report } = await newForm(page, world, SUMMED)
  await context.setOffline(true)
  await at(page, OTHER).fill('4')
  await expect(saveState(page)).toContainText('本机有 1 处未上传')
  await failAt(page, CELL, '17')
  await page.getByRole('button', { name: '重试', exact: true }).click()
  await expect(at(page, CELL)).toHaveValue('17')
  await expect(at(page, OTHER)).toHaveValue('4')
  await expect(saveState(page)).toContainText('未保存')
  await context.setOffline(false)
  await expect(saveState(page)).toHaveText(/已保存/)
  expect(await world.values(report)).toMatchObject({ [CELL]: '17', [OTHER]: '4' })
})

test('a second tab of the same person shows what the first saves, and the first what the second does', { tag: '@wide' }, async ({
  page,
  context,
  world
}) => {
  const { report } = await newForm(page, world)
  const second = await context.newPage()
  await openPart(second, report, 'requests')
  await at(page, CELL).fill('17')
  await expect(at(second, CELL)).toHaveValue('17')
  await at(second, CELL).fill('178')
  await expect(at(page, CELL)).toHaveValue('178')
  await expect(saveState(page)).toHaveText(/已保存/)
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('what somebody left unsent goes out in his name only, when he is back', { tag: '@wide' }, async ({ page, context, world }) => {
  const { report, filler, colleague } = await newForm(page, world)
  await context.clearCookies()
  await at(page, CELL).fill('17')
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click()
  await expect(saveState(page)).toContainText('登录已过期')
  await enter(page, colleague)
  await at(page, OTHER).fill('3')
  await saveState(page).getByRole('button', { name: '重新登录' }).click()
  await expect(page.getByRole('dialog', { name: '本浏览器已换人登录' })).toBeVisible()
  expect(await world.values(report)).toEqual({ problems: '原来的文字' })

  page.on('dialog', (dialog) => dialog.accept())
  await openPart(page, report, 'requests')
  await expect(at(page, CELL)).toHaveValue('')
  await expect(saveState(page)).toHaveText(/已保存/)

  await enter(page, filler)
  await openPart(page, report, 'requests')
  await expect(at(page, CELL)).toHaveValue('17')
  await expect(saveState(page)).toHaveText(/已保存/)
  expect(await world.values(report)).toMatchObject({ [CELL]: '17', [OTHER]: '3' })
})

test('a form that was handed in meanwhile is shown as handed in after Back', { tag: '@wide' }, async ({ page, world }) => {
  const unit = await world.unit('子市民政局')
  const report = await world.report(unit, 2024, cleanReport(2024).values)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'requests')
  await leave(page)
  await world.hand(report, await world.user(unit, 'filler'))
  await page.goBack()
  await expect(page.getByRole('region', { name: '报告', exact: true }).getByText('待审核')).toBeVisible()
  await expect(at(page, CELL)).not.toBeEditable()
})
