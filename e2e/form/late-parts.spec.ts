import type { Page } from '@playwright/test'
import { openCase } from '../testing/case'
import { at, enter, expect, openPart, saveState, test } from '../testing/world'

/** Holds back every lazily loaded script; returns how to release them. */
async function holdLateParts(page: Page, path: string): Promise<() => void> {
  const html = await (await page.request.get(path)).text()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/chunks/**', async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) as string
    if (!html.includes(name)) await released
    await route.continue()
  })
  return release
}

test('what is typed into a text before its editor is there stands in it, and the caret goes on where it was', async ({ page, world }) => {
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
  const html = await (await page.request.get(`/reports/${one.report}?part=problems`)).text()
  await page.route('**/_next/static/chunks/**', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) as string
    return html.includes(name) ? route.continue() : route.abort()
  })
  await openPart(page, one.report, 'problems')
  await expect(page.getByText('编辑器没有载入，文字可以照常填写和保存')).toBeVisible()
  await at(page, 'problems').fill('新问题。')
  await expect(saveState(page)).toContainText('已保存')
  await expect.poll(async () => (await world.values(one.report)).problems).toBe('新问题。')
  await page.keyboard.press('Control+z')
  await expect(at(page, 'problems')).toHaveValue('旧问题。')
})

test('no key of an explanation or a reply is lost, however soon it is typed', async ({ page, world }) => {
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
