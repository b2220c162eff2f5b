import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Report } from '@/report/report'
import { templateOf } from '@/report/report'
import { makeSnapshot } from '@/report/snapshot'
import { makeCsv } from '@/server/files/csv/csv'
import { makeWorkbook } from '@/server/files/excel/make-workbook'
import { inventReport, PLAIN, randomOf, writeDocx, writePage, writeSavedPage, writeText } from '@/server/testing/foreign/foreign-files'
import { printReport } from '@/server/testing/foreign/printed-files'
import { paste } from '../testing/paste'
import { alertOf, at, enter, expect, expectAccessible, openPart, saveState, test, type World } from '../testing/world'

/** The report that lies in server/files/foreign/fixtures, saved by LibreOffice. */
const report = inventReport(17)
const fixture = (ending: string) => readFileSync(`server/files/foreign/fixtures/invented.${ending}`)
const FILES: Record<string, () => Uint8Array | string> = {
  'report.docx': () => writeDocx(report, PLAIN),
  'page.html': () => writePage(report, PLAIN),
  'saved.mht': () => writeSavedPage(writePage(report, PLAIN)),
  'copied.txt': () => writeText(report, PLAIN),
  'ours.json': () => makeSnapshot(report),
  'ours.xlsx': () => makeWorkbook(report),
  'ours.csv': () => makeCsv(report),
  'old.doc': () => fixture('doc'),
  'text.odt': () => fixture('odt'),
  'text.rtf': () => fixture('rtf'),
  'printed.pdf': () => fixture('pdf'),
  // The kind is told by the first bytes.
  'renamed.pdf': () => writeDocx(report, PLAIN)
}

const fileOf = (name: string, content: Uint8Array | string) => ({ name, mimeType: '', buffer: Buffer.from(content) })
const dialogOf = (page: Page) => page.getByRole('dialog', { name: '导入年报文件' })

async function openForm(page: Page, world: World, given: Partial<Report> = {}) {
  const { unit: name, year, values } = { ...report, values: {}, ...given }
  const unit = await world.unit(name)
  const id = await world.report(unit, year, values)
  const clerk = await world.user(unit, 'filler')
  await enter(page, clerk)
  await openPart(page, id, 'requests')
  return { id, clerk }
}

async function choose(page: Page, name: string, content: Uint8Array | string) {
  const dialog = dialogOf(page)
  await dialog.locator('input[type=file]').setInputFiles(fileOf(name, content))
  return dialog
}

/** Clicks on a page so far. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.documentElement.dataset.clicks = '0'
    addEventListener(
      'click',
      ({ isTrusted }) => {
        const { dataset } = document.documentElement
        if (isTrusted) dataset.clicks = String(Number(dataset.clicks) + 1)
      },
      true
    )
  })
  return async () => Number(await page.evaluate(() => document.documentElement.dataset.clicks))
}

const cellsOf = (values: Report['values']) =>
  Object.fromEntries(Object.entries(values).filter(([place]) => templateOf(report).index.has(place)))

test('a file of every kind fills the form with three clicks, and one undo takes all of it back', { tag: '@wide' }, async ({
  page,
  world
}) => {
  test.setTimeout(180_000)
  const { id } = await openForm(page, world)
  const clicks = await countClicks(page)
  for (const [name, make] of Object.entries(FILES)) {
    // Choosing the file in the window of the system is one that no page sees.
    const before = (await clicks()) - 1
    await page.getByRole('button', { name: '导入', exact: true }).click()
    const dialog = await choose(page, name, make())
    await dialog.getByRole('button', { name: /^导入 \d+ 处$/ }).click()
    await expect(dialog).toBeHidden()
    await expect.poll(async () => cellsOf(await world.values(id)), { message: name }).toEqual(cellsOf(report.values))
    // A CSV has no texts.
    const whole = name.endsWith('.csv') ? cellsOf(report.values) : report.values
    expect(Object.keys(await world.values(id)).sort(), name).toEqual(Object.keys(whole).sort())
    expect((await clicks()) - before, name).toBeLessThanOrEqual(4)
    await page.keyboard.press('Control+z')
    await expect.poll(() => world.values(id), { message: name }).toEqual({})
  }
  await page.goto(`/reports/${id}`)
  const history = page.getByRole('region', { name: '历程' })
  await expect(history.getByText(/printed\.pdf（SHA-256 [\da-f]{16}）/)).toBeVisible()
  await expect(history.getByText('导入文件')).toHaveCount(Object.keys(FILES).length)
})

test('what is unclear or stands there already waits for a choice, with the piece of the file beside it', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const [unclear, standing, blank] = ['requests/granted/company', 'requests/granted/person', 'problems']
  const odd: Report = { ...report, values: { ...report.values, [unclear]: '12 34' } }
  const { id } = await openForm(page, world, { values: { [standing]: '88888' } })
  await page.getByRole('button', { name: '导入', exact: true }).click()
  const dialog = await choose(page, '去年.docx', writeDocx(odd, PLAIN))
  const requests = dialog.getByRole('region', { name: /^三、/ }).first()
  await expect(requests.locator('td[data-is=unclear]')).toHaveCount(1)
  await expect(requests.locator('td[data-is=different]')).toContainText('≠')
  await expectAccessible(page)

  const choices = requests.getByRole('list', { name: '请选择' })
  await expect(choices.getByText(/予以公开.*12 34/)).toBeVisible()
  await choices.getByRole('radio', { name: '采用“12 34”' }).check()
  await dialog.getByRole('checkbox', { name: /^五、/ }).uncheck()
  await dialog.getByRole('button', { name: /^导入 \d+ 处$/ }).click()
  await expect(saveState(page)).toContainText('已保存')
  await expect(at(page, standing)).toHaveValue('88888')
  await expect.poll(async () => (await world.values(id))[unclear]).toBe('12 34')
  expect((await world.values(id))[blank]).toBeUndefined()
})

test('beside an unclear cell of a PDF stands what is drawn there, with the place marked', async ({ page, world }) => {
  const at = 'requests/granted/company'
  await openForm(page, world)
  await page.getByRole('button', { name: '导入', exact: true }).click()
  const odd: Report = { ...report, values: { ...report.values, [at]: '12 34' } }
  const dialog = await choose(page, '去年.pdf', printReport(odd, PLAIN, randomOf(4)))
  const choice = dialog.getByRole('radiogroup', { name: /予以公开.*商业企业/ })
  const cut = choice.locator('svg[data-cut]')
  await expect(cut).toBeVisible()
  expect((await cut.locator('text').allTextContents()).join('')).toContain('予以公开')
  const [mark, number] = await Promise.all([cut.locator('rect').boundingBox(), cut.getByText('34').first().boundingBox()])
  expect(number?.x).toBeGreaterThanOrEqual(mark?.x ?? Number.POSITIVE_INFINITY)
  expect(number?.y).toBeGreaterThanOrEqual(mark?.y ?? Number.POSITIVE_INFINITY)
  await expectAccessible(page)
})

test('another unit or year is said first, another form is refused, and what cannot be read says what to do', async ({ page, world }) => {
  const { id } = await openForm(page, world, { unit: '乙县财政局', year: 2024 })
  await page.goto(`/reports/${id}/import`)
  const dialog = dialogOf(page)
  const other = { ...report, template: 'F2021' as const }
  const [older, newer] = [{ ...inventReport(17), year: 2020, template: 'F2019' as const }, other]
  await choose(page, '照片.docx', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))
  await expect(alertOf(page)).toContainText('这是图片，读不出文字')
  await choose(page, '二〇二〇.html', writePage({ ...older, values: { problems: '人手不足。' } }, PLAIN))
  // It is offered as the report of its own year.
  await expect(dialog.getByRole('button', { name: '作为 2020 年历史年报导入' })).toBeVisible()
  await dialog.getByText('2024 年本年报').click()
  await expect(alertOf(page)).toContainText('格式不同，不能导入')
  await dialog.getByRole('button', { name: '另选文件' }).click()
  await choose(page, '别的单位.html', writePage({ ...newer, year: 2022 }, PLAIN))
  await dialog.getByText('2024 年本年报').click()
  await expect(alertOf(page)).toContainText(`文件是“${report.unit}”的年报，本年报是“乙县财政局”的。`)
  const take = dialog.getByRole('button', { name: /^导入 \d+ 处$/ })
  await expect(take).toBeDisabled()
  await dialog.getByRole('checkbox', { name: '已核对，仍要导入本年报' }).check()
  await take.click()
  await expect(saveState(page)).toContainText('已保存')
  expect(Object.keys(await world.values(id)).length).toBeGreaterThan(100)
})

test('a whole report is pasted into the dialog, and a file dropped on the form opens it', async ({ page, world }) => {
  const { id } = await openForm(page, world)
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await dialogOf(page)
    .getByRole('region', { name: '拖入或粘贴' })
    .evaluate(
      (region, html) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/html', html)
        region.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      },
      writePage(report, PLAIN).replace(/^.*?<body>|<\/body>.*$/gs, '')
    )
  await dialogOf(page)
    .getByRole('button', { name: /^导入 \d+ 处$/ })
    .click()
  await expect.poll(async () => cellsOf(await world.values(id))).toEqual(cellsOf(report.values))

  await page.evaluate(
    (text) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([text], '拖入.txt'))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    },
    writeText(report, PLAIN)
  )
  await expect(dialogOf(page).getByText(/^拖入\.txt：/)).toBeVisible()
  await expect(dialogOf(page).getByRole('button', { name: '导入 0 处' })).toBeDisabled()
})

test('a text with the headings of 总体情况 is divided among its parts by one paste, and comes back by one undo', async ({
  page,
  world
}) => {
  const { id } = await openForm(page, world)
  await openPart(page, id, 'overview')
  await page.locator('[contenteditable=true]').first().click()
  await paste(page, { text: '（一）主动公开。公开12条。\n（二）依申请公开。收到10件。\n（五）监督保障。培训2次。' })
  const parts = { 'overview/disclosure': '公开12条。', 'overview/requests': '收到10件。', 'overview/oversight': '培训2次。' }
  await expect.poll(() => world.values(id)).toEqual(parts)
  await page.keyboard.press('Control+z')
  await expect.poll(() => world.values(id)).toEqual({})
})
