import type { Page } from '@playwright/test'
import { excel, word, wordCell } from '@/components/form/testing/clipboards'
import { take } from '@/db/testing/steps'
import { exampleReport } from '@/report/samples/example'
import { cleanReport } from '@/report/testing/clean'
import { paste } from '../testing/paste'
import { alertOf, at, enter, expect, expectAccessible, openPart, saveState, test, type World } from '../testing/world'

async function openReport(
  page: Page,
  world: World,
  { year = 2024, values = {}, part = 'requests' }: { year?: number; values?: Record<string, string>; part?: string } = {}
) {
  const unit = await world.unit('甲市教育局')
  const report = await world.report(unit, year, values)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, part)
  return { report, unit }
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name'))

test('the keys of a spreadsheet move between cells, over merged ones and headings', async ({ page, world }) => {
  await openReport(page, world)
  const walk = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
    return focused(page)
  }
  await at(page, 'requests/received/person').focus()
  expect(await walk('ArrowRight')).toBe('requests/received/company')
  expect(await walk('ArrowDown')).toBe('requests/carried-in/company')
  expect(await walk('Enter')).toBe('requests/granted/company')
  expect(await walk('Shift+Enter')).toBe('requests/carried-in/company')
  expect(await walk('ArrowUp', 'ArrowLeft', 'ArrowLeft')).toBe('requests/received/person')
  expect(await walk('End')).toBe('requests/received/total')
  expect(await walk('Home')).toBe('requests/received/person')
  // Tab goes on where something was typed, past the total and into the next row.
  await at(page, 'requests/received/other').focus()
  expect(await walk('3', 'Tab', '4', 'Shift+Tab')).toBe('requests/received/other')
  await page.keyboard.press('Home')
  expect(await walk('ArrowRight')).toBe('requests/received/company')
  // Within a text half typed, left and right stay with the text.
  await page.keyboard.type('12')
  expect(await walk('ArrowLeft')).toBe('requests/received/company')
  expect(await walk('Escape')).toBe('requests/received/company')
  await expect(at(page, 'requests/received/company')).toHaveValue('')

  await page.goto(page.url().replace('requests', 'disclosure'))
  await at(page, 'disclosure/normative/valid').focus()
  expect(await walk('ArrowDown')).toBe('disclosure/licensing/decisions')
  expect(await walk('ArrowDown', 'ArrowDown', 'ArrowDown')).toBe('disclosure/fees/amount')
})

test('a row is a form the browser reads in no time, and a key that sends forms sends nothing', { tag: '@wide' }, async ({
  page,
  world
}) => {
  await openReport(page, world)
  const most = await page
    .locator('table input')
    .evaluateAll((fields: HTMLInputElement[]) => Math.max(...fields.map(({ form }) => form?.length ?? 999)))
  expect(most).toBe(7)

  await page.goto(page.url().replace('requests', 'disclosure'))
  await expect(at(page, 'disclosure/fees/amount')).toBeEditable()
  const url = page.url()
  await page.evaluate(() => document.body.classList.add('same-page'))
  await at(page, 'disclosure/fees/amount').fill('12.5')
  await page.keyboard.press('Control+Enter')
  await expect(saveState(page)).toContainText('已保存')
  await expect(at(page, 'disclosure/fees/amount')).toHaveValue('12.5')
  await expect(page.locator('body.same-page')).toBeAttached()
  expect(page.url()).toBe(url)
})

test('totals follow what is typed; a typed total is kept, compared and given up with one key', async ({ page, world }) => {
  await openReport(page, world, { values: cleanReport(2024).values })
  const total = at(page, 'requests/handled/person')
  await expect(total).toHaveAttribute('placeholder', '9')
  await total.focus()
  await page.keyboard.type('8')
  await expect(page.getByRole('button', { name: '自然人：予以公开至其他处理合计 9，（七）总计 8，多 1' })).toBeVisible()
  await expect(page.locator('td', { has: total })).toContainText('计算 9')
  await page.keyboard.press('=')
  await expect(total).toHaveValue('')
  await expect(page.getByRole('heading', { name: /^本部分：(?!.*处错误)/ })).toBeVisible()
  // A part that is not filled leaves the total open.
  await at(page, 'requests/granted/person').fill('')
  await expect(total).not.toHaveAttribute('placeholder')
})

test('shows what was understood, keeps what cannot be read, tomorrow as well', { tag: '@wide' }, async ({ page, world }) => {
  const { report } = await openReport(page, world, { values: cleanReport(2024).values })
  const odd = {
    'requests/received/person': '１０',
    'requests/received/company': '12a',
    'requests/received/research': '1e999',
    'requests/received/welfare': '-1',
    'requests/received/legal': '3.5'
  }
  for (const [address, text] of Object.entries(odd)) await at(page, address).fill(text)
  await expect(page.locator('td', { has: at(page, 'requests/received/person') })).toContainText('识别为 10')
  await expect(page.getByRole('button', { name: '“12a”不是数字' })).toBeVisible()
  await expect(page.getByRole('button', { name: '不能为负数' })).toBeVisible()
  await expect(page.getByRole('button', { name: '应为整数' })).toBeVisible()
  await expect(saveState(page)).toHaveText(/已保存/)
  await page.reload()
  for (const [address, text] of Object.entries(odd)) await expect(at(page, address)).toHaveValue(text)
  await expect(at(page, 'requests/received/company')).toHaveAttribute('aria-invalid', 'true')
  expect(await world.values(report)).toMatchObject(odd)

  // Words around a number are tidied with one press.
  await at(page, 'requests/received/company').fill('1,234件')
  await page.getByRole('button', { name: '改为 1234' }).click()
  await expect(at(page, 'requests/received/company')).toHaveValue('1234')
})

test('the remaining blanks become 0 in one step that can be undone, before and after it was saved', async ({ page, world }) => {
  const { report } = await openReport(page, world, { part: 'disputes' })
  await at(page, 'disputes/review/upheld').fill('3')
  await page.getByRole('button', { name: '本表其余 11 个未填的格填 0' }).click()
  await expect(at(page, 'disputes/review/total')).toHaveAttribute('placeholder', '3')
  await expect(saveState(page)).toHaveText(/已保存/)
  expect(Object.keys(await world.values(report))).toHaveLength(12)
  await page.keyboard.press('Control+z')
  await expect(at(page, 'disputes/direct/upheld')).toHaveValue('')
  await page.keyboard.press('Control+z')
  await expect(at(page, 'disputes/review/upheld')).toHaveValue('')
  await page.keyboard.press('Control+y')
  await page.keyboard.press('Control+y')
  await expect(at(page, 'disputes/direct/upheld')).toHaveValue('0')
  await page.keyboard.press('Control+z')
  await expect(saveState(page)).toHaveText(/已保存/)
  await expect.poll(() => world.values(report)).toEqual({ 'disputes/review/upheld': '3' })
})

test('a block from a spreadsheet is previewed, its totals compared, and undone as one', async ({ page, world }) => {
  const { report } = await openReport(page, world)
  await at(page, 'requests/received/person').focus()
  const text = '86\t0\t0\t1\t0\t0\t88\r\n0\t0\t0\t0\t0\t0\t0\r\n'
  await paste(page, { text })
  const preview = page.getByRole('dialog')
  await expect(preview).toContainText('将填入 12 格。总计 2 格不覆盖，只作比较。')
  await expect(preview).toContainText('总计：粘贴 88，计算 87')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(preview).toBeHidden()
  expect(await world.values(report)).toEqual({})

  await at(page, 'requests/received/person').focus()
  await paste(page, { text })
  await expect(page.getByRole('button', { name: '粘贴', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(at(page, 'requests/received/welfare')).toHaveValue('1')
  await expect(at(page, 'requests/received/total')).toHaveAttribute('placeholder', '87')
  await expect(saveState(page)).toHaveText(/已保存/)
  expect(await world.values(report)).toMatchObject({ 'requests/received/person': '86', 'requests/carried-in/other': '0' })
  await page.keyboard.press('Control+z')
  await expect(at(page, 'requests/received/person')).toHaveValue('')
  await expect(at(page, 'requests/carried-in/other')).toHaveValue('')
})

test('a table copied from Word finds its cells by their labels, wherever the cursor stands', async ({ page, world }) => {
  await openReport(page, world, { year: 2019 })
  await at(page, 'requests/repeated/other').focus()
  const html = `<html><body><table>
    <tr><td rowspan=2>三、本年度办理结果</td><td colspan=2><p>（一）予以公开</p></td><td>13</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>13</td></tr>
    <tr><td rowspan=1>（四）无法提供</td><td>1.本机关不掌握相关政府信息</td><td>５８</td><td>0</td><td>0</td><td>1</td><td>0</td><td>0</td><td>58</td></tr>
  </table></body></html>`
  await paste(page, { html, text: 'whatever' })
  await expect(page.getByRole('dialog')).toContainText('1.本机关不掌握相关政府信息·总计：粘贴 58，计算 59')
  await expect(page.getByRole('button', { name: '粘贴', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(at(page, 'requests/granted/person')).toHaveValue('13')
  await expect(at(page, 'requests/not-held/person')).toHaveValue('５８')
  await expect(at(page, 'requests/not-held/total')).toHaveAttribute('placeholder', '59')
})

test('a paste too large for the table or for a cell is told before anything is written', { tag: '@wide' }, async ({ page, world }) => {
  const { report } = await openReport(page, world)
  await at(page, 'requests/received/person').focus()
  await paste(page, { text: `${new Array(200).fill(new Array(200).fill('7').join('\t')).join('\n')}\n` })
  await expect(page.getByRole('dialog')).toContainText('将填入 144 格')
  await expect(page.getByRole('dialog')).toContainText('超出表格的 39825 格不填入')
  await page.keyboard.press('Escape')
  await at(page, 'requests/received/person').focus()
  await paste(page, { text: '长'.repeat(10_000) })
  await expect(alertOf(page)).toHaveText('粘贴的内容有 10000 字，一格最多 500 字，没有粘贴。')
  expect(await world.values(report)).toEqual({})
})

test('the preview is the table itself: what changes is drawn in it, what was not understood is told row by row', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const values = { 'requests/received/person': '5', 'requests/received/company': '7', 'requests/received/research': '1' }
  const { report } = await openReport(page, world, { values })
  await at(page, 'requests/received/person').focus()
  const zeros = '<td>0</td><td>0</td><td>0</td>'
  await paste(
    page,
    excel(
      `<tr><td rowspan=2>一、本年新收政府信息公开申请数量</td><td>1,234</td><td></td><td>4<br>5</td>${zeros}<td>1,300</td></tr>
      <tr style='display:none'><td>9</td><td>9</td><td>9</td>${zeros}<td>9</td></tr>
      <tr><td>窗口当场答复</td><td>3</td><td>0</td><td>0</td>${zeros}<td>3</td></tr>`
    )
  )
  const preview = page.getByRole('dialog')
  await expect(preview).toContainText(
    '将填入 4 格。总计 1 格不覆盖，只作比较。复制内容为空的 1 格保留原有内容。有 1 格不是数字，不填入。有 1 行没有识别，不填入。'
  )
  const notes = preview.getByRole('list', { name: '请核对' })
  await expect(notes).toContainText('窗口当场答复 3 0 0 0 0 0 3：没有认出行名')
  await expect(notes).toContainText('4⏎5：一格内有多行，不能确定是哪个数')
  const drawn = preview.getByRole('region', { name: '粘贴后的表' })
  await expect(drawn.locator('del')).toHaveText('5')
  await expect(drawn.locator('ins').first()).toHaveText('1,234')
  await expect(drawn).toContainText('识别为 1234')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(at(page, 'requests/received/person')).toHaveValue('1,234')
  await expect(at(page, 'requests/received/company')).toHaveValue('7')
  await expect(at(page, 'requests/received/research')).toHaveValue('1')
  await expect(saveState(page)).toHaveText(/已保存/)
  await page.keyboard.press('Control+z')
  await expect(at(page, 'requests/received/person')).toHaveValue('5')
  await expect(saveState(page)).toHaveText(/已保存/)
  await expect.poll(() => world.values(report)).toEqual(values)
})

test('a table pasted into another one is known, and nothing can be overwritten with it', { tag: '@wide' }, async ({ page, world }) => {
  const values = cleanReport(2024).values
  const { report } = await openReport(page, world, { values, part: 'disclosure' })
  await at(page, 'disclosure/normative/made').focus()
  const line = (label: string) => `<tr>${[label, 1, 2, 3, 4, 5, 6, 21].map((text) => wordCell(`${text}`)).join('')}</tr>`
  await paste(page, word(line('一、本年新收政府信息公开申请数量') + line('二、上年结转政府信息公开申请数量') + line('（一）予以公开')))
  const preview = page.getByRole('dialog')
  await expect(preview.getByRole('alert')).toHaveText('这是表三（收到和处理政府信息公开申请情况），请打开该表后在那里粘贴，这里不会填入。')
  await expect(preview.getByRole('button', { name: '粘贴', exact: true })).toHaveCount(0)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(preview).toBeHidden()
  expect(await world.values(report)).toEqual(values)
})

test('F8 and a click on a finding lead into the cell, also of another section', async ({ page, world }) => {
  await openReport(page, world, {
    values: { ...cleanReport(2024).values, 'disputes/review/upheld': 'x', 'disclosure/normative/made': '8' },
    part: 'summary'
  })
  await page.keyboard.press('F8')
  await expect(at(page, 'disclosure/normative/valid')).toBeFocused()
  await page.keyboard.press('F8')
  await expect(at(page, 'disputes/review/upheld')).toBeFocused()
  await page.keyboard.press('Shift+F8')
  await expect(at(page, 'disclosure/normative/valid')).toBeFocused()
  await page.getByRole('link', { name: '概览' }).click()
  await page.getByRole('button', { name: '“x”不是数字' }).click()
  await expect(at(page, 'disputes/review/upheld')).toBeFocused()
  await expect(page.getByRole('navigation', { name: '年报各部分' })).toContainText('■ 1 处错误')
  await page.getByRole('link', { name: '二、主动公开政府信息情况' }).click()
  await page.getByRole('button', { name: '现行有效件数 0' }).hover()
  await expect(at(page, 'disclosure/normative/repealed')).toHaveAttribute('data-active')
})

test('last year’s report stands beside this year’s and offers its opening balances', { tag: '@wide' }, async ({ page, world }) => {
  const unit = await world.unit(exampleReport.unit)
  const clerk = await world.user(unit, 'filler')
  const last = await world.report(
    unit,
    2019,
    cleanReport(2019, { 'requests/granted/person': '6', 'requests/carried-out/person': '4' }).values
  )
  await take(world.store, 'submit', last, 1, { now: new Date('2020-01-10T02:00:00Z') })
  const report = await world.report(unit, 2020)
  await enter(page, clerk)
  await openPart(page, report, 'requests')

  await page.getByRole('button', { name: '填入上年结转数据（6 格）' }).click()
  await expect(at(page, 'requests/carried-in/person')).toHaveValue('4')
  await expect(at(page, 'requests/carried-in/total')).toHaveAttribute('placeholder', '4')
  await at(page, 'requests/received/person').fill('25')
  await expect(page.getByLabel('填报说明', { exact: true })).toContainText('上年 10，增 15')
  await page.getByRole('button', { name: '显示上年' }).click()
  await expect(page.locator('td', { has: at(page, 'requests/granted/person') })).toContainText('上年 6')
  await expectAccessible(page)
  await at(page, 'requests/carried-in/person').fill('3')
  await expect(page.getByRole('button', { name: '自然人：上年结转 3，上一年度报告的结转下年度 4，少 1' })).toBeVisible()
  await expect(saveState(page)).toHaveText(/已保存/)
  const carried = await world.store.read.select().from(world.store.t.changes)
  expect(carried.filter((change) => change.report === report && change.how === 'carried')).toHaveLength(6)
})

test('the preamble is a pattern with gaps to fill', async ({ page, world }) => {
  await openReport(page, world, { part: 'preamble' })
  await page.getByRole('button', { name: '按范本填写' }).click()
  await expect(at(page, 'preamble')).toHaveText(/国办公开办函〔2021〕30号.*【网站名称】/s)
  const selected = () => page.evaluate(() => window.getSelection()?.toString())
  await page.getByRole('button', { name: '下一处待填（还有 7 处）' }).click()
  expect(await selected()).toBe('【上级通知名称及文号】')
  await page.keyboard.insertText('省政务公开办通知')
  await page.getByRole('button', { name: '下一处待填（还有 6 处）' }).click()
  expect(await selected()).toBe('【网站名称】')
  await expect(page.getByRole('button', { name: /引言：【网站名称】.*尚未填写/ })).toBeVisible()
})

test('a long text is kept whole, and a character no font can print is told at its field', async ({ page, world }) => {
  const { report } = await openReport(page, world, { part: 'problems' })
  const text = `${'基层业务人员变动较多，今后将加强培训。'.repeat(600)}😀\u0007`
  await at(page, 'problems').fill(text)
  await expect(page.getByText(/“😀”.*不能印刷/).first()).toBeVisible()
  await expect(saveState(page)).toHaveText(/已保存/)
  await expect.poll(async () => (await world.values(report)).problems).toBe(text)
})
