import type { Page } from '@playwright/test'
import { cellName } from '@/components/form/table/cell-name'
import { openTemplate } from '@/report/templates'
import { cleanReport } from '@/report/testing/clean'
import { openCase, YEAR } from '../testing/case'
import { Keyboard } from '../testing/keyboard'
import { paste } from '../testing/paste'
import { at, enter, expect, expectAccessible, openPart, test } from '../testing/world'

/** A screen of 1366 × 768 at 200 %, one of 1822 × 1024 at 200 %, each with a form. */
const TWICE = [
  { width: 683, height: 384, year: YEAR - 1, form: 'F2021' },
  { width: 911, height: 512, year: 2020, form: 'F2019' }
] as const

/** Cells of the table that are not wholly in sight, or lie under something, when they have the focus. */
function findHidden(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const hidden: string[] = []
    for (const field of document.querySelectorAll<HTMLElement>('[role="grid"] input')) {
      field.focus()
      const { left, right, top, bottom } = field.getBoundingClientRect()
      const corners = [
        [left + 3, top + 3],
        [right - 3, top + 3],
        [left + 3, bottom - 3],
        [right - 3, bottom - 3]
      ]
      const isSeen = corners.every(([x, y]) => field.parentElement?.contains(document.elementFromPoint(x as number, y as number)))
      if (!isSeen) hidden.push(field.getAttribute('name') ?? '')
    }
    return hidden
  })
}

/** The text boxes of the accessibility tree, as a screen reader is given them. */
async function readFields(page: Page) {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes
    .filter(({ role, ignored }) => role?.value === 'textbox' && !ignored)
    .map(({ name, value, description, properties }) => ({
      name: name?.value as string,
      value: (value?.value ?? '') as string,
      description: (description?.value ?? '') as string,
      isInvalid: properties?.find((one) => one.name === 'invalid')?.value.value === 'true'
    }))
}

for (const { year, form, ...size } of TWICE) {
  test(`at 200 % (${size.width} × ${size.height}) each cell of ${form} is in sight and says row, column, value, state and reason`, {
    tag: '@wide'
  }, async ({ page, world }) => {
    await page.setViewportSize(size)
    const template = openTemplate(form)
    const one = await openCase(world)
    const wrong = { 'requests/received/person': '12', 'disputes/review/upheld': 'x', 'disclosure/normative/made': '-1' }
    const { values } = cleanReport(year, wrong)
    const report = await world.report(one.bureau, year, values)
    await enter(page, one.filler)
    for (const table of template.tables) {
      await openPart(page, report, table.key)
      expect.soft(await findHidden(page), table.key).toEqual([])
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), table.key).toBeLessThanOrEqual(size.width)

      const fields = await readFields(page)
      for (const cell of template.cells.filter((cell) => cell.table === table && cell.role !== 'group')) {
        const [field, ...others] = fields.filter(({ name }) => name === cellName(cell) || name.startsWith(`${cellName(cell)}，`))
        expect.soft(others, cell.at).toEqual([])
        expect.soft(field?.value, cell.at).toBe(values[cell.at] ?? '')
        if (cell.role === 'total' && !values[cell.at]) expect.soft(field?.name, cell.at).toMatch(/，自动计算 \d+$|，尚不能自动计算$/)
      }
      const [place = '', text = ''] = Object.entries(wrong).find(([place]) => place.startsWith(`${table.key}/`)) ?? []
      const said = fields.find(({ name }) => name === template.cells.filter(({ at }) => at === place).map(cellName)[0])
      expect(said).toMatchObject({ value: text, isInvalid: true, description: expect.stringMatching(/■ 错误.+/) })
    }
  })
}

test('at 400 % a dialog is within the screen, and each of its stops is in sight', { tag: '@wide' }, async ({ page, world }) => {
  await page.setViewportSize({ width: 320, height: 256 })
  const one = await openCase(world, { values: { 'requests/granted/person': '12' } })
  await enter(page, one.filler)
  await openPart(page, one.report, 'requests')
  const keyboard = new Keyboard(page)
  const dialog = page.getByRole('dialog')
  const look = async (name: string) => {
    await expect(dialog.locator(':focus')).toHaveCount(1)
    // The browser of the tests asks for less motion.
    expect.soft(await page.evaluate(() => document.getAnimations().length), name).toBe(0)
    const { x = -1, width = 999 } = (await dialog.boundingBox()) ?? {}
    expect.soft([x >= 0, x + width <= 320], name).toEqual([true, true])
    const stops = await dialog.locator('a, button, input, textarea, select, [tabindex="0"]').count()
    for (let i = 0; i < stops; i++) await keyboard.press('Tab')
    await expect(dialog.locator(':focus'), name).toHaveCount(1)
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
  for (const name of ['提交审核', '快捷键', '预览']) {
    await page.getByRole('button', { name, exact: true }).press('Enter')
    await look(name)
  }
  await at(page, 'requests/received/person').focus()
  await paste(page, { text: '8\t1\n0\t0\n' })
  await look('粘贴预览')
})
