import type { Page, Route } from '@playwright/test'
import { openCase } from '../testing/case'
import { paste } from '../testing/paste'
import { at, enter, expect, openPart, saveState, test } from '../testing/world'

const CHUNKS = '**/_next/static/chunks/**'

/** What becomes of each lazily loaded script before it is fetched. */
async function onLateParts(page: Page, path: string, treat: (route: Route) => Promise<void>): Promise<void> {
  const html = await (await page.request.get(path)).text()
  await page.route(CHUNKS, (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) as string
    return html.includes(name) ? route.continue() : treat(route)
  })
}

/** Holds them back; returns how to release them. */
async function holdLateParts(page: Page, path: string): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await onLateParts(page, path, async (route) => {
    await released
    await route.continue()
  })
  return release
}

const loseLateParts = (page: Page, path: string) => onLateParts(page, path, (route) => route.abort())

test('what is typed into a text before its editor is there stands in it, and the caret goes on where it was', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const one = await openCase(world, { values: { problems: '' } })
  await enter(page, one.filler)
  const release = await holdLateParts(page, `/reports/${one.report}?part=problems`)
  await openPart(page, one.report, 'problems')
  const field = at(page, 'problems')
  await expect(field).toBeEditable()
  await field.click()
  await page.keyboard.type('主要问题：培训不足。')
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft')
  release()
  await expect(page.locator('[name="problems"][contenteditable]')).toBeFocused()
  await page.keyboard.type('人手和')
  await expect(field).toHaveText('主要问题：人手和培训不足。')
  await expect(saveState(page)).toContainText('已保存')
  await expect.poll(async () => (await world.values(one.report)).problems).toBe('主要问题：人手和培训不足。')
})

test('a text can be filled in where its editor never comes', async ({ page, world }) => {
  const one = await openCase(world, { values: { problems: '旧问题。' } })
  await enter(page, one.filler)
  await loseLateParts(page, `/reports/${one.report}?part=problems`)
  await openPart(page, one.report, 'problems')
  await expect(page.getByText('编辑器没有载入，文字可以照常填写和保存')).toBeVisible()
  await at(page, 'problems').fill('新问题。')
  await expect(saveState(page)).toContainText('已保存')
  await expect.poll(async () => (await world.values(one.report)).problems).toBe('新问题。')
  await page.keyboard.press('Control+z')
  await expect(at(page, 'problems')).toHaveValue('旧问题。')
})

test('what is pasted before its reader is there is read when it comes, a table and a single cell', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const one = await openCase(world)
  await enter(page, one.filler)
  const release = await holdLateParts(page, `/reports/${one.report}?part=requests`)
  await openPart(page, one.report, 'requests')
  const first = at(page, 'requests/received/person')
  await first.click()
  await paste(page, { html: '<table><tr><td>7</td></tr></table>', text: '7\r\n' })
  await expect(first).toHaveValue('10')
  release()
  await expect(first).toHaveValue('7')
  await expect(saveState(page)).toContainText('已保存')
  await expect.poll(async () => (await world.values(one.report))['requests/received/person']).toBe('7')
  await paste(page, { text: '一、本年新收政府信息公开申请数量\t12\t0\t0\t0\t0\t0\t12' })
  await page.getByRole('dialog', { name: '粘贴预览' }).getByRole('button', { name: '粘贴', exact: true }).click()
  await expect(first).toHaveValue('12')
})

test('a table that cannot be read without a connection is told, and nothing is pasted', { tag: '@wide' }, async ({ page, world }) => {
  const one = await openCase(world)
  await enter(page, one.filler)
  await loseLateParts(page, `/reports/${one.report}?part=requests`)
  await openPart(page, one.report, 'requests')
  const first = at(page, 'requests/received/person')
  await first.click()
  await paste(page, { text: '1\t2' })
  await expect(page.getByText('无法连接服务器，没有粘贴。请在网络恢复后再粘贴。')).toBeVisible()
  await expect(first).toHaveValue('10')
  await page.unroute(CHUNKS)
  await paste(page, { text: '1\t2' })
  await expect(page.getByRole('dialog', { name: '粘贴预览' })).toBeVisible()
})

test('no key of an explanation or a reply is lost, however soon it is typed', { tag: '@wide' }, async ({ page, world }) => {
  const one = await openCase(world)
  await one.step('submit', 'filler')
  await one.step('claim', 'reviewer')
  await one.ask('reviewer', 'problems', '请核对。')
  await one.step('return', 'reviewer', { reason: '请核对数字' })
  // More than half is carried over: a warning.
  await world.type(one.report, one.filler, { 'requests/granted/person': '2', 'requests/carried-out/person': '8' })
  await enter(page, one.filler)
  await holdLateParts(page, `/reports/${one.report}`)
  await openPart(page, one.report, 'summary')
  await page.getByRole('button', { name: '填写说明' }).first().click()
  await page.keyboard.type('情况属实，见附件。')
  await expect(page.getByLabel(/^说明：/)).toHaveValue('情况属实，见附件。')
  await page.getByRole('button', { name: '取消' }).click()
  await page.getByRole('button', { name: '回复', exact: true }).first().click()
  await page.keyboard.type('已核对。')
  await expect(page.getByLabel('回复')).toHaveValue('已核对。')
})
