import type { CDPSession, Page } from '@playwright/test'
import { exampleReport } from '@/report/samples/example'
import type { Values } from '@/report/values'
import { paste } from '../testing/paste'
import { at, enter, expect, expectAccessible, openPart, saveState, tabTo, test, type World } from '../testing/world'

const field = 'overview/requests'
const { [field]: paragraph = '', ...withoutParagraph } = exampleReport.values

async function openProse(page: Page, world: World, values: Values, part = 'overview') {
  const unit = await world.unit(exampleReport.unit)
  const report = await world.report(unit, 2019, values)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, part)
  // The editor takes the place of a plain field, which knows no marks and no keys.
  await expect(at(page, part === 'overview' ? field : part).and(page.locator('[contenteditable=true]'))).toBeEditable()
  return report
}

const marksOf = (page: Page, shows: string) => at(page, field).locator(`[data-shows="${shows}"]`)

/** Puts the caret before a number of the field, by keyboard. */
async function moveBefore(page: Page, number: string): Promise<void> {
  await at(page, field).focus()
  await page.keyboard.press('Control+Home')
  const text = (await at(page, field).innerText()).replaceAll('\n\n', '\n')
  for (let i = 0; i < text.indexOf(number); i++) await page.keyboard.press('ArrowRight')
}

test('text that contradicts the tables is marked as it is typed, mended by one key or explained', async ({ page, world }) => {
  const report = await openProse(page, world, withoutParagraph)
  await at(page, field).focus()
  await page.keyboard.type(paragraph)
  await expect(marksOf(page, 'contradicts')).toHaveText(['83', '58'])
  await expect(marksOf(page, 'agrees')).toHaveText(['87', '4', '13', '4', '2', '2'])
  await expect(page.getByText('▲ 与表不一致 1 处　▲ 与文中其他数不一致 1 处')).toBeVisible()
  await expect(page.getByText('文中“按时办结83件”，所列 6 项合计 81').first()).toBeVisible()
  await expectAccessible(page)

  // The caret in a number shows what it is compared with; one key takes the tables' number, one undo gives it back.
  const card = page.getByRole('group', { name: /^文中/ })
  await moveBefore(page, '58')
  await expect(card).toContainText('1.本机关不掌握相关政府信息·总计 59')
  await expectAccessible(page)
  await page.keyboard.press('Control+Enter')
  await expect(at(page, field)).toContainText('其他单位申请59件')
  await expect(marksOf(page, 'agrees')).toContainText(['59'])
  await page.keyboard.press('Control+z')
  await expect(marksOf(page, 'contradicts')).toHaveText(['83', '58'])
  await page.keyboard.press('Control+y')
  await expect(marksOf(page, 'contradicts')).toHaveText(['83'])
  await expect(page.getByText('所列 6 项合计 82').first()).toBeVisible()

  // F8 leads to what is still wrong; Tab from the number into its card.
  await expect(async () => {
    await page.keyboard.press('F8')
    await expect(card).toContainText('文中“83”', { timeout: 500 })
  }).toPass()
  await tabTo(page, card.getByRole('button', { name: '范围不同' }))
  await page.keyboard.press('Enter')
  await expect(card.getByLabel('范围有何不同')).toBeFocused()
  await page.keyboard.type('撤回的申请另作统计')
  await expectAccessible(page)
  await tabTo(page, card.getByRole('button', { name: '保存说明' }))
  await page.keyboard.press('Enter')
  await expect(marksOf(page, 'explained')).toHaveText(['83'])
  await expect(page.getByText('◆ 已说明：范围不同：撤回的申请另作统计')).toBeVisible()
  await expect(at(page, field)).toBeFocused()
  await expect(saveState(page)).toHaveText(/已保存/)
  await expect.poll(async () => (await world.values(report))[field]).toBe(paragraph.replace('58', '59'))
  await page.reload()
  await expect(marksOf(page, 'explained')).toHaveText(['83'])
})

test('the pointer on a number shows its card, and the button takes the tables’ number', { tag: '@wide' }, async ({ page, world }) => {
  await openProse(page, world, exampleReport.values)
  // Where the card lies below the window, reaching for it scrolls the number away from under the pointer, and the card goes.
  await at(page, field).scrollIntoViewIfNeeded()
  await expect(async () => {
    await marksOf(page, 'contradicts').last().hover()
    await page.getByRole('button', { name: '用表中数字 59' }).click({ timeout: 2_000 })
  }).toPass()
  await expect(at(page, field)).toContainText('其他单位申请59件')
  await marksOf(page, 'agrees').first().hover()
  await expect(page.getByRole('group', { name: '文中“87” ● 与表一致' })).toBeVisible()
  await page.mouse.move(0, 0)
  await expect(page.getByRole('group', { name: '文中“87” ● 与表一致' })).toBeHidden()
})

test('an input method composes among marked numbers without a lost character', { tag: '@wide' }, async ({ page, world }) => {
  const report = await openProse(page, world, { ...withoutParagraph, [field]: '全年收到公开申请87件，办结83件。' })
  const method: CDPSession = await page.context().newCDPSession(page)
  const compose = (text: string) => method.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await expect(marksOf(page, 'agrees')).toHaveText(['87', '83'])

  // In the middle of the text, just before a number, and within one.
  await moveBefore(page, '87')
  for (const text of ['g', 'go', 'gon', 'gong', '共']) await compose(text)
  await expect(at(page, field)).toHaveText('全年收到公开申请共87件，办结83件。')
  await method.send('Input.insertText', { text: '共' })
  await page.keyboard.type('计')
  await expect(at(page, field)).toHaveText('全年收到公开申请共计87件，办结83件。')

  await page.keyboard.press('ArrowRight')
  for (const text of ['b', 'ba', '八']) await compose(text)
  await method.send('Input.insertText', { text: '八' })
  await page.keyboard.press('Backspace')
  await expect(at(page, field)).toHaveText('全年收到公开申请共计87件，办结83件。')

  // One composition after the other, as fast as a hand can.
  await page.keyboard.press('Control+End')
  for (const [pinyin, word] of [
    ['yi', '依'],
    ['fa', '法'],
    ['dafu', '答复'],
    ['4', '4'],
    ['jian', '件']
  ] as const) {
    for (let i = 1; i <= pinyin.length; i++) await compose(pinyin.slice(0, i))
    await method.send('Input.insertText', { text: word })
  }
  await expect(at(page, field)).toHaveText('全年收到公开申请共计87件，办结83件。依法答复4件')
  await expect(saveState(page)).toHaveText(/已保存/)
  await expect.poll(async () => (await world.values(report))[field]).toBe('全年收到公开申请共计87件，办结83件。依法答复4件')

  // A composition given up leaves nothing behind.
  await compose('xie')
  await compose('')
  await page.keyboard.type('。')
  await expect.poll(async () => (await world.values(report))[field]).toBe('全年收到公开申请共计87件，办结83件。依法答复4件。')
})

test('a number of the tables is picked by keyboard, follows its cell and is plain text when printed', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const report = await openProse(page, world, { ...withoutParagraph, [field]: '收到申请件。' })
  await moveBefore(page, '件')
  await page.keyboard.type('#')
  const picker = page.getByRole('combobox', { name: '插入表中数字' })
  await expect(picker).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('新收 总计')
  await expect(page.getByRole('option')).toHaveText(['表三 一、本年新收政府信息公开申请数量·总计：87'])
  await page.keyboard.press('Enter')
  const token = at(page, field).locator('[data-token]')
  await expect(token).toHaveText('87')
  await page.keyboard.type('多')
  await expect(at(page, field)).toHaveText('收到申请87多件。')
  await page.keyboard.press('Backspace')
  await expect(saveState(page)).toHaveText(/已保存/)
  await expect.poll(async () => (await world.values(report))[field]).toBe('收到申请{=requests/received/total}件。')
  await expectAccessible(page)

  // Esc leaves the sign as it was typed.
  await page.keyboard.type('#')
  await expect(picker).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(at(page, field)).toBeFocused()
  await expect(at(page, field)).toHaveText('收到申请87#件。')
  await page.keyboard.press('Control+z')
  await expect(at(page, field)).toHaveText('收到申请87件。')

  await page.getByRole('link', { name: '三、收到和处理申请情况' }).click()
  await at(page, 'requests/received/person').fill('90')
  await page.getByRole('link', { name: '一、总体情况' }).click()
  await expect(token).toHaveText('91')
  await expect(saveState(page)).toHaveText(/已保存/)
  await page.goto(`/reports/${report}/review`)
  await expect(page.getByText('收到申请91件。')).toBeVisible()
})

test('one undo leads back through prose, tokens and cells, and the caret stays where one works', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const report = await openProse(page, world, withoutParagraph)
  await at(page, field).focus()
  await page.keyboard.type('办结83件')
  await page.getByRole('button', { name: '插入表中数字 #' }).nth(2).click()
  await page.keyboard.type('结转下年度 总计')
  await page.keyboard.press('Enter')
  await page.keyboard.type('件')
  await expect(at(page, field)).toHaveText('办结83件4件')
  await page.keyboard.press('Control+z')
  await expect(at(page, field)).toHaveText('办结83件4')
  await page.keyboard.press('Control+z')
  await expect(at(page, field)).toHaveText('办结83件')
  // How many steps keys are depends on how fast they came.
  const pressUntil = (keys: string, text: string) =>
    expect(async () => {
      if ((await at(page, field).textContent()) !== text) await page.keyboard.press(keys)
      await expect(at(page, field)).toHaveText(text, { timeout: 1000 })
    }).toPass()
  await pressUntil('Control+z', '')
  await pressUntil('Control+y', '办结83件4件')
  await page.keyboard.type('。')
  await expect.poll(async () => (await world.values(report))[field]).toBe('办结83件{=requests/carried-out/total}件。')
})

test('the paragraph is drafted from table three into an empty field only', async ({ page, world }) => {
  const report = await openProse(page, world, withoutParagraph)
  const draft = page.getByRole('button', { name: '按表三起草' })
  await draft.click()
  await expect(at(page, field)).toHaveText(/^2019年，新收政府信息公开申请87件，上年结转0件；全年办结83件，.*其他处理2件。$/)
  await expect(draft).toBeHidden()
  await expect(saveState(page)).toHaveText(/已保存/)
  expect((await world.values(report))[field]).toContain('{=requests/received/total}')
  await page.keyboard.press('Control+z')
  await expect(at(page, field)).toHaveText('')
  await at(page, field).fill('自己写的')
  await expect(draft).toBeHidden()
})

test('only plain text is pasted, lines stay lines, and what is copied carries the numbers as read', async ({ page, world }) => {
  const report = await openProse(page, world, { ...withoutParagraph, [field]: '共{=requests/received/total}件' })
  await at(page, field).focus()
  await page.keyboard.press('Control+End')
  await paste(page, { html: '<h1 style="color:red">标题</h1><table><tr><td>1</td></tr></table>', text: '标题\r\n1' })
  await expect(at(page, field).locator('p')).toHaveText(['共87件标题', '1'])
  const long = '基层业务人员变动较多，今后将加强培训。'.repeat(555)
  await paste(page, { text: long })
  await expect(saveState(page)).toHaveText(/已保存/)
  await expect.poll(async () => (await world.values(report))[field]).toBe(`共{=requests/received/total}件标题\n1${long}`)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Shift+End')
  const copy = () =>
    page.evaluate(() => {
      const clipboardData = new DataTransfer()
      document.activeElement?.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
      return clipboardData.getData('text/plain')
    })
  await expect.poll(copy).toBe('共87件标题')
})
