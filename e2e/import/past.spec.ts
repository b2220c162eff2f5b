import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { cleanReport } from '@/report/testing/clean'
import { readWorksheets } from '@/server/files/excel/read-workbook'
import { inventReport, PLAIN, randomOf, writeDocx, writePage } from '@/server/testing/foreign/foreign-files'
import { printReport } from '@/server/testing/foreign/printed-files'
import { alertOf, at, enter, expect, expectAccessible, openPart, saveState, test } from '../testing/world'

/** The report that lies in server/files/foreign/fixtures, saved by LibreOffice as a PDF. */
const before = inventReport(17)
const pdf = () => readFileSync('server/files/foreign/fixtures/invented.pdf')
const dialogName = '导入年报文件'

test('last year’s report, read in from a PDF, is what this year’s rests on, and is published by whoever may', async ({ page, world }) => {
  test.setTimeout(120_000)
  const unit = await world.unit(before.unit)
  const year = before.year + 1
  const report = await world.report(unit, year)
  const clerk = await world.user(unit, 'filler', 'signer')
  await enter(page, clerk)
  await page.goto('/')
  await page.getByRole('link', { name: `导入文件：${before.unit} ${year} 年年报` }).click()
  const dialog = page.getByRole('dialog', { name: dialogName })
  await dialog.locator('input[type=file]').setInputFiles({ name: '去年.pdf', mimeType: '', buffer: pdf() })
  await dialog.getByRole('button', { name: `作为 ${before.year} 年历史年报导入` }).click()
  await expect(dialog.getByRole('status')).toContainText(`已导入 ${before.year} 年历史年报`)
  await dialog.getByRole('button', { name: '返回填报' }).click()

  // Opening balances, last year's figures beside the cells, the rules across years.
  await openPart(page, report, 'requests')
  await page.getByRole('button', { name: /^填入上年结转数据（\d+ 格）$/ }).click()
  const carried = before.values['requests/carried-out/person'] as string
  await expect(at(page, 'requests/carried-in/person')).toHaveValue(carried)
  await page.getByRole('button', { name: '显示上年' }).click()
  await expect(page.getByRole('grid').first()).toContainText(before.values['requests/granted/person'] as string)
  await at(page, 'requests/carried-in/person').fill(String(Number(carried) + 1))
  await expect(page.getByText(/上年.*结转/).first()).toBeVisible()
  // The text beside the field, and the contacts of the preamble.
  await openPart(page, report, 'problems')
  await page.getByText(`${before.year} 年的文字`).click()
  await expect(page.getByRole('main')).toContainText((before.values.problems as string).slice(0, 12))
  await openPart(page, report, 'preamble')
  await page.getByText(`${before.year} 年的文字`).click()
  await page.getByRole('button', { name: '按范本填写，沿用上年联系方式' }).click()
  await expect(saveState(page)).toContainText('已保存')
  expect((await world.values(report)).preamble).toContain(`统计期限自${year}年1月1日起`)

  // What was kept: where it came from, what is wrong with it, and the way to the public.
  const past = await world.pastReport(unit, before.year)
  await page.goto(`/reports/${past}/review`)
  await expect(page.getByText('历史年报（导入）').first()).toBeVisible()
  await expectAccessible(page)
  await page
    .getByRole('tab', { name: /历程/ })
    .or(page.getByRole('button', { name: /^历程/ }))
    .first()
    .click()
  await expect(page.getByText(/去年\.pdf（SHA-256 [\da-f]{16}）/).first()).toBeVisible()
  await page.getByRole('button', { name: '公布…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /公布/ }).last().click()
  await expect.poll(async () => (await world.filing(past))?.state).toBe('PUBLISHED')
  await page.goto(`/published/${unit.id}/${before.year}`)
  await expect(page.getByText('导入的历史版本').first()).toBeVisible()
})

test('the contacts in the preamble of last year’s PDF stand in this year’s, where the form has gaps for them', async ({ page, world }) => {
  const contacts = {
    site: ['甲市人民政府', 'www.jia.gov.cn'],
    office: '甲市档案局办公室',
    address: '甲市人民路118号行政中心3号楼',
    telephone: '0554-0000118',
    postcode: '232001'
  }
  const { site, office, address, telephone, postcode } = contacts
  const preamble = `${before.values.preamble}报告电子版可在${site[0]}网站（${site[1]}）查阅和下载。如有疑问，请与${office}联系（地址：${address}，电话：${telephone}，邮编：${postcode}）。`
  const unit = await world.unit(before.unit)
  const year = before.year + 1
  const report = await world.report(unit, year)
  await enter(page, await world.user(unit, 'filler'))
  await page.goto('/')
  await page.getByRole('link', { name: `导入文件：${before.unit} ${year} 年年报` }).click()
  const dialog = page.getByRole('dialog', { name: dialogName })
  const buffer = Buffer.from(printReport({ ...before, values: { ...before.values, preamble } }, PLAIN, randomOf(17)))
  await dialog.locator('input[type=file]').setInputFiles({ name: '去年.pdf', mimeType: '', buffer })
  await dialog.getByRole('button', { name: `作为 ${before.year} 年历史年报导入` }).click()
  await expect(dialog.getByRole('status')).toContainText(`已导入 ${before.year} 年历史年报`)
  await openPart(page, report, 'preamble')
  await page.getByText(`${before.year} 年的文字`).click()
  await page.getByRole('button', { name: '按范本填写，沿用上年联系方式' }).click()
  await expect(saveState(page)).toContainText('已保存')
  const { preamble: written } = await world.values(report)
  expect(written).toContain(`统计期限自${year}年1月1日起`)
  for (const said of [...site, office, `地址：${address}`, `电话：${telephone}`, `邮编：${postcode}`]) expect(written).toContain(said)
  // Only what no preamble of last year can know is left to be typed.
  expect(written?.match(/【[^】]*】/g)).toEqual(['【上级通知名称及文号】'])
})

test('an evening’s files: an archive by years, doubts settled by keys, and what is left is there tomorrow', { tag: '@wide' }, async ({
  page,
  world
}) => {
  test.setTimeout(120_000)
  const mark = Math.random().toString(36).slice(2, 7)
  const city = await world.unit(`己市${mark}人民政府`, { kind: 'government' })
  const [schools, health] = await Promise.all(
    [`己市${mark}教育局`, `己市${mark}卫生局`].map((name) => world.unit(name, { above: city.id }))
  )
  const reportOf = (unit: string, year: number, odd?: string) => ({
    ...cleanReport(year, odd ? { 'requests/granted/company': odd } : {}),
    unit
  })
  const archive = zipSync({
    [`2022/${schools?.name}.docx`]: writeDocx(reportOf(schools?.name as string, 2022, '12 34'), PLAIN),
    '2023/教育局.html': strToU8(writePage(reportOf(`${mark}教育局`, 2023, '56 78'), PLAIN)),
    [`2022/${health?.name}.html`]: strToU8(writePage(reportOf(health?.name as string, 2022), PLAIN)),
    '2022/无名单位.html': strToU8(writePage(reportOf('庚市林业局', 2022), PLAIN)),
    '2022/照片.jpg': new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]),
    '../外面.html': strToU8('x')
  })
  await enter(page, await world.user(city, 'admin'))
  await page.goto('/import')
  await page.locator('input[type=file]').setInputFiles({ name: '五年.zip', mimeType: 'application/zip', buffer: Buffer.from(archive) })
  await expect(alertOf(page)).toContainText('外面.html：文件路径指向压缩包之外，没有读取')
  const rows = page.getByRole('row')
  await expect(rows).toHaveCount(6)
  await expect(page.getByRole('row', { name: /照片\.jpg/ })).toContainText('不能读取')
  await expect(page.getByRole('row', { name: /教育局\.html/ })).toContainText(`文件中为“${mark}教育局”`)
  await expectAccessible(page)

  // Whoever comes back finds everything, and goes on.
  await page.goto('/')
  await page.goto('/import')
  await page.getByRole('button', { name: '逐条处理存疑 2 处' }).click()
  const walk = page.getByRole('dialog', { name: /^存疑/ })
  await expect(walk).toContainText('予以公开')
  await page.keyboard.press('1')
  await expect(page.getByRole('dialog', { name: '存疑 2/2' })).toBeVisible()
  await page.keyboard.press('0')
  await expect(walk).toBeHidden()
  // Chosen wrongly, and put right.
  const choose = async (name: string) => {
    await page.getByRole('combobox', { name: '2022/无名单位.html 的单位' }).fill(name)
    await page.getByRole('option', { name, exact: true }).click()
  }
  await choose(schools?.name as string)
  await expect(page.getByRole('row', { name: /^2022\/无名单位/ })).toContainText('是同一单位、同一年度，请移除其中一个')
  await page.getByRole('button', { name: '更改 2022/无名单位.html 的单位和年度' }).click()
  await choose(city.name)
  await expect(page.getByRole('link', { name: '不能读取 1' })).toBeVisible()
  await page.getByRole('button', { name: '移除 2022/照片.jpg' }).click()
  await expect(rows).toHaveCount(5)
  await page.getByRole('button', { name: '导入可导入的 4 份' }).click()
  await expect(page.getByText('✓ 已导入，查看')).toHaveCount(4)

  const past = await world.pastReport(schools as { id: number }, 2022)
  expect((await world.values(past))['requests/granted/company']).toBe('12 34')
  expect((await world.values(await world.pastReport(schools as { id: number }, 2023)))['requests/granted/company']).toBeUndefined()
  const list = await page.request.get('/import/list')
  const [sheet] = readWorksheets(new Uint8Array(await list.body()))
  expect(sheet?.rows.filter((row) => row.includes('已导入'))).toHaveLength(4)
})
