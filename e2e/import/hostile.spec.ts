import type { Page } from '@playwright/test'
import { strToU8, zipSync } from 'fflate'
import { cleanReport } from '@/report/samples/clean-report'
import { BAD_FILES } from '@/server/testing/foreign/bad-files'
import { inventReport, PLAIN, writeDocx } from '@/server/testing/foreign/foreign-files'
import { alertOf, at, enter, expect, openPart, saveState, test } from '../testing/world'

const AT = 'requests/received/person'
const BAD = Object.values(BAD_FILES)
const fileOf = (name: string, content: Uint8Array) => ({ name, mimeType: '', buffer: Buffer.from(content) })
const dialogOf = (page: Page) => page.getByRole('dialog', { name: '导入年报文件' })

test('whatever is dropped on the form says what to do instead, and nothing typed is lost', async ({ page, world }) => {
  const report = inventReport(17)
  const unit = await world.unit(report.unit)
  const id = await world.report(unit, report.year)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, id, 'requests')
  await at(page, AT).fill('7')
  // Not yet saved when the file comes.
  await page.getByRole('button', { name: '导入', exact: true }).click()
  const dialog = dialogOf(page)
  for (const { name, make, says } of BAD) {
    await dialog.locator('input[type=file]').setInputFiles(fileOf(name, make()))
    await expect(dialog.getByRole('alert'), name).toHaveText(says)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(at(page, AT)).toHaveValue('7')
  await expect(saveState(page)).toContainText('已保存')
  expect(await world.values(id)).toEqual({ [AT]: '7' })

  // From the desk it is the same window.
  await page.goto('/')
  await page.getByRole('link', { name: `导入文件：${report.unit} ${report.year} 年年报` }).click()
  for (const { name, make, says } of BAD.slice(0, 3)) {
    await dialog.locator('input[type=file]').setInputFiles(fileOf(name, make()))
    await expect(dialog.getByRole('alert'), name).toHaveText(says)
  }
  expect(await world.values(id)).toEqual({ [AT]: '7' })
})

test('what waits for a choice is counted below the file, and led to one after the other', async ({ page, world }) => {
  const report = inventReport(17)
  const unit = await world.unit(report.unit)
  const standing = 'requests/granted/person'
  const id = await world.report(unit, report.year, { [standing]: '88888' })
  await enter(page, await world.user(unit, 'filler'))
  await page.goto(`/reports/${id}?import`)
  const odd = { ...report, values: { ...report.values, 'requests/granted/company': '12 34' } }
  const dialog = dialogOf(page)
  await dialog.locator('input[type=file]').setInputFiles(fileOf('今年.docx', writeDocx(odd, PLAIN)))
  await expect(dialog.getByText('另有 2 处待选择，不选的不导入')).toBeVisible()
  await expect(dialog.getByRole('list', { name: '图例' })).toContainText('？ 存疑 1 处')
  const next = dialog.getByRole('button', { name: '下一处' })
  await next.click()
  await expect(dialog.getByRole('radio', { name: '保留“88888”' })).toBeFocused()
  await next.click()
  await expect(dialog.getByRole('radio', { name: '暂不填' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(dialog.getByText('另有 1 处待选择，不选的不导入')).toBeVisible()
})

test('a second file for a year before takes the place of the first one only once somebody says so', async ({ page, world }) => {
  const unit = await world.unit('辰市水利局')
  const id = await world.report(unit, 2024)
  await enter(page, await world.user(unit, 'filler'))
  const read = async (name: string, granted: string) => {
    await page.goto(`/reports/${id}?import`)
    const past = { ...cleanReport(2023, { problems: granted }), unit: unit.name }
    await dialogOf(page)
      .locator('input[type=file]')
      .setInputFiles(fileOf(name, writeDocx(past, PLAIN)))
    await dialogOf(page).getByRole('button', { name: '作为 2023 年历史年报导入' }).click()
  }
  await read('一.docx', '人手不足。')
  await expect(dialogOf(page).getByRole('status')).toContainText('从现在起按它计算')
  await read('二.docx', '平台老旧。')
  const ask = page.getByRole('dialog', { name: '替换' })
  await expect(ask).toContainText('2023 年已有历史年报（一.docx），将替换为 二.docx 的内容')
  await ask.getByRole('button', { name: '取消' }).click()
  const past = await world.pastReport(unit, 2023)
  expect((await world.values(past)).problems).toBe('人手不足。')
  await dialogOf(page).getByRole('button', { name: '作为 2023 年历史年报导入' }).click()
  await ask.getByRole('button', { name: '确认替换' }).click()
  await expect(dialogOf(page).getByRole('status')).toContainText('已导入 2023 年历史年报')
  expect((await world.values(past)).problems).toBe('平台老旧。')
})

test('in bulk every file has its line with what to do, and reading goes on after it stopped', async ({ page, world }) => {
  const mark = Math.random().toString(36).slice(2, 7)
  const unit = await world.unit(`寅市${mark}林业局`)
  await enter(page, await world.user(unit, 'filler'))
  await page.goto('/import')
  const input = page.locator('input[type=file]')
  const unread = BAD.filter(({ name }) => !/打包|一万/.test(name))
  await input.setInputFiles(unread.map(({ name, make }) => fileOf(name, make())))
  for (const { name, says } of unread) {
    // Files that take a reader's whole time are read one after another, and a busy machine reads slowly.
    await expect(page.getByRole('row', { name: new RegExp(`^${name}`) }), name).toContainText(says, { timeout: 60_000 })
    await expect(page.getByRole('row', { name: new RegExp(`^${name}`) }), name).toContainText('不能读取')
  }
  await page.getByRole('button', { name: '全部移除' }).click()
  await page.getByRole('button', { name: '确认全部移除' }).click()
  await expect(page.getByRole('row')).toHaveCount(0)

  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`${i}`, new Uint8Array()]))
  await input.setInputFiles(fileOf('一万.zip', zipSync(many)))
  await expect(alertOf(page)).toContainText('压缩包内有 10000 个文件，一次最多 5000 个，请分成几个压缩包')

  // A document called .zip is one, an archive called .docx is opened.
  const reportOf = (year: number) => writeDocx({ ...cleanReport(year), unit: unit.name }, PLAIN)
  await input.setInputFiles([fileOf('年报.zip', reportOf(2019)), fileOf('打包.docx', zipSync({ '2020/年报.docx': reportOf(2020) }))])
  await expect(page.getByRole('row')).toHaveCount(3)
  await expect(page.getByRole('row', { name: /^年报\.zip/ })).toContainText('可导入')
  await expect(page.getByRole('row', { name: /^2020\/年报\.docx/ })).toContainText('可导入')

  // Stopped on the way, and the network gone: the same archive again goes on.
  const years = [2021, 2022, 2023, 2024]
  const archive = zipSync({
    ...Object.fromEntries(years.map((year) => [`${year}/年报.docx`, reportOf(year)])),
    '../../外面.html': strToU8('x')
  })
  let sent = 0
  await page.route('**/import/list?*', async (route) => {
    sent++
    return sent > 2 ? route.abort() : route.continue()
  })
  await input.setInputFiles(fileOf('五年.zip', archive))
  await expect(alertOf(page)).toContainText('外面.html：文件路径指向压缩包之外，没有读取')
  await expect(alertOf(page)).toContainText('已读取 2 个，其余的请稍后重新选择，已读取的不会重复', { timeout: 20_000 })
  await page.unroute('**/import/list?*')
  await page.reload()
  await expect(page.getByRole('row')).toHaveCount(5)
  await input.setInputFiles(fileOf('五年.zip', archive))
  await expect(page.getByRole('row')).toHaveCount(7)
})

test('reading is stopped by a button, and what was read stays', async ({ page, world }) => {
  const mark = Math.random().toString(36).slice(2, 7)
  const unit = await world.unit(`卯市${mark}民政局`)
  await enter(page, await world.user(unit, 'filler'))
  await page.goto('/import')
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let sent = 0
  await page.route('**/import/list?*', async (route) => {
    if (++sent > 1) await held
    await route.continue()
  })
  const files = [2021, 2022, 2023].map((year) => fileOf(`${year}.docx`, writeDocx({ ...cleanReport(year), unit: unit.name }, PLAIN)))
  await page.locator('input[type=file]').setInputFiles(files)
  await expect(page.getByText('正在读取 2022.docx（1/3）')).toBeVisible()
  await expect(page.getByRole('progressbar', { name: '进度' })).toHaveAttribute('aria-valuenow', /^33/)
  await page.getByRole('button', { name: '停止' }).click()
  release()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await expect(page.getByRole('row')).toHaveCount(3)
  await expect(page.getByRole('row', { name: /^2023/ })).toHaveCount(0)
})
