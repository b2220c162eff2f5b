import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { listFilings } from '@/db/reports/reports'
import { YEAR } from '@/e2e/testing/case'
import { openCity } from '@/e2e/testing/city'
import { at, enter, expect, expectAccessible, openPart, test } from '@/e2e/testing/world'
import { cleanReport } from '@/report/testing/clean'

const AT = 'requests/granted/person'
const TOTAL = 'requests/granted/total'

test('departments, county and city add up: one missing, declared, published with its note; a correction below is taken above', {
  tag: '@wide'
}, async ({ page, world }) => {
  const { city, county, people, reports, approve } = await openCity(world)
  const texts = cleanReport(YEAR).values
  const countyReport = await world.report(county, YEAR, texts)
  const cityReport = await world.report(city, YEAR, texts)

  await enter(page, people.county)
  await openPart(page, countyReport, 'requests')
  await expect(page.getByText('有 2 个成员单位，尚未汇总')).toBeVisible()
  await page.getByRole('button', { name: '汇总各单位数据' }).click()
  await expect(page.getByText('汇总自全部 2 个单位')).toBeVisible()
  await expect(at(page, AT)).toHaveValue('18')
  await expect(at(page, AT)).not.toBeEditable()
  await expect(page.getByText('计入：丁市人民政府汇总')).toBeVisible()
  await world.step('submit', countyReport, people.county)
  await approve(countyReport)

  await enter(page, people.city)
  await openPart(page, cityReport, 'requests')
  await page.getByRole('button', { name: '汇总各单位数据' }).click()
  await expect(page.getByText('汇总自 2 个单位中的 1 个；未计入：丁市住房局（未开始）').first()).toBeVisible()
  await page.getByRole('button', { name: '提交审核' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '丁市住房局（未开始，联系人 王小麦 0554-0000100）' })).toBeVisible()

  await enter(page, people.reviewer)
  await page.goto(`/queue/chase?year=${YEAR}`)
  await page.getByRole('button', { name: '丁市住房局列为缺报' }).click()
  await page.getByLabel('丁市住房局缺报的理由').fill('机构改革，台账尚未移交')
  await page.getByRole('button', { name: '确认列为缺报' }).click()
  await expect(page.getByRole('button', { name: '撤销缺报' })).toBeVisible()
  await expectAccessible(page)

  await enter(page, people.city)
  await openPart(page, cityReport, 'requests')
  await page.getByRole('button', { name: '采用最新数据' }).click()
  const note = '汇总自 2 个单位中的 1 个；未计入：丁市住房局（缺报：机构改革，台账尚未移交）'
  await expect(page.getByText(note).first()).toBeVisible()
  await expectAccessible(page)

  // From the city's total to the clerk's cell: a cell, the county, the office. Three clicks, and no more.
  let clicks = 0
  const click = async (place: Locator) => {
    clicks++
    await place.click()
  }
  await click(at(page, TOTAL))
  await click(page.getByRole('table', { name: /构成/ }).getByRole('link', { name: county.name }))
  await expect(page.getByRole('heading', { name: '戊县人民政府 · 汇总构成' })).toBeVisible()
  await expectAccessible(page)
  await click(page.getByRole('table', { name: /构成/ }).getByRole('link', { name: '戊县人民政府办公室' }))
  await page.waitForURL(`/reports/${reports.office}/review#${TOTAL}`)
  await expect(page.locator(`[id="${TOTAL}"]`)).toHaveText('9')
  expect(clicks).toBeLessThanOrEqual(3)

  await world.step('submit', cityReport, people.city)
  await approve(cityReport)
  await page.goto(`/published/${city.id}/${YEAR}`)
  await expect(page.getByText(note).first()).toBeVisible()

  // The office corrects its figure: it is told what that changes above, and above it is told what has changed.
  await world.step('correct', reports.office, people.reviewer, { reason: '同意更正一处数字' })
  const correction = (await listFilings(world.store, [(await world.filing(reports.office))?.unit ?? 0]))[0]?.id ?? 0
  await world.type(correction, people.office, { 'disclosure/licensing/decisions': '5' })
  await enter(page, people.office)
  await openPart(page, correction, 'requests')
  await expect(page.getByText(/计入：戊县人民政府汇总（已公布）。本次更正审核通过后/)).toBeVisible()
  await world.hand(correction, people.office)
  await approve(correction)

  await enter(page, people.county)
  await page.goto(`/reports/${countyReport}/sum`)
  await expect(page.getByText('戊县人民政府办公室：数据已更新')).toBeVisible()
  await world.step('correct', countyReport, people.reviewer, { reason: '成员单位已更正' })
  const next = (await listFilings(world.store, [county.id]))[0]?.id ?? 0
  await page.goto(`/reports/${next}/sum`)
  await page.getByRole('button', { name: '采用最新数据（1 个单位有变化）' }).click()
  await expect(page.getByRole('heading', { name: '▲ 汇总之后有变化' })).toHaveCount(0)
  await world.hand(next, people.county)
  await approve(next)

  // The county's correction makes the published city stale; the city's own correction takes it and is published.
  await enter(page, people.city)
  await page.goto(`/reports/${cityReport}/sum`)
  await expect(page.getByText(`${county.name}：数据已更新`)).toBeVisible()
  await expect(page.getByText('已公布的，在“查看全文”中申请更正')).toBeVisible()
  const cell = page.getByRole('table', { name: '将要变化的格' }).getByRole('row', { name: /行政许可/ })
  await expect(cell).toBeVisible()
  await world.step('correct', cityReport, people.reviewer, { reason: '成员单位已更正' })
  const corrected = (await listFilings(world.store, [city.id]))[0]?.id ?? 0
  await page.goto(`/reports/${corrected}/sum`)
  await page.getByRole('button', { name: '采用最新数据（1 个单位有变化）' }).click()
  await expect(page.getByRole('heading', { name: '▲ 汇总之后有变化' })).toHaveCount(0)
  await world.hand(corrected, people.city)
  await approve(corrected)
  await page.goto(`/published/${city.id}/${YEAR}`)
  await expect(page.getByText(note).first()).toBeVisible()
  await expect(page.locator('[id="disclosure/licensing/decisions"]')).toHaveText('5')
})

test('whoever composes an aggregate chooses what counts, reads what its members wrote, and keeps a cell as picture and as link', async ({
  page,
  world
}) => {
  const { county, people, reports } = await openCity(world)
  const report = await world.report(county, YEAR, cleanReport(YEAR).values)
  await enter(page, people.county)
  await page.goto(`/reports/${report}/sum?at=${AT}`)
  await page.getByLabel('计入范围').selectOption({ label: '已公布（2/2）' })
  await page.getByRole('button', { name: '汇总各单位数据' }).click()
  await expect(page.getByText('计入已公布的年报').first()).toBeVisible()
  const rows = page.getByRole('table', { name: /构成/ }).getByRole('row')
  await expect(rows).toHaveCount(4)
  await page.getByRole('link', { name: '这次构成的固定链接' }).click()
  await page.waitForURL(/taking=\d+/)
  const link = page.url()

  await page.getByText('图', { exact: true }).click()
  const picture = page.getByRole('img', { name: /^条形图.*数值见上表$/ })
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(100)
  const kept = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载图片（PNG）' }).click()
  expect((await kept).suggestedFilename()).toMatch(/戊县人民政府汇总.*\.png$/)
  await expectAccessible(page)

  // A member is corrected and taken: the link shows what it showed.
  await page.goto(`/reports/${report}/sum?at=${AT}`)
  await page.getByRole('button', { name: '增加调整项…' }).click()
  await page.getByLabel('调整数').fill('-1')
  await page.getByRole('textbox', { name: '理由' }).fill('联合发文只计一次')
  await page.getByRole('button', { name: '确认调整' }).click()
  await expect(rows).toHaveCount(5)
  await page.goto(link)
  await expect(page.getByText('这是较早一次汇总时的构成')).toBeVisible()
  await expect(rows).toHaveCount(4)

  await openPart(page, report, 'overview')
  await page.getByText('成员单位的文字').first().press('Enter')
  const texts = page.getByRole('region', { name: '成员单位的文字' })
  await expect(texts.getByRole('link', { name: '戊县人民政府办公室' })).toHaveAttribute('href', /\/reports\/\d+\/review#overview\/general$/)
  await expect(texts.getByRole('heading')).toHaveCount(2)
  await expectAccessible(page)
  await at(page, 'overview/requests').click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('全县收到政府信息公开申请20件，其中己镇11件、县政府办公室10件。')
  await expect(page.getByText('文中“己镇11件”，己镇人民政府年报表三“收到申请”为 10').first()).toBeVisible()
  expect(reports.town).toBeGreaterThan(0)
})

test('of two who adjust a cell at once the second is told, what he typed stays, and both lines are in 历程', async ({ page, world }) => {
  const { county, people } = await openCity(world)
  const report = await world.report(county, YEAR, cleanReport(YEAR).values)
  const other = await world.user(county, 'filler')
  await enter(page, people.county)
  await openPart(page, report, 'requests')
  await page.getByRole('button', { name: '汇总各单位数据' }).click()
  // The page is loaded anew with the sums.
  await expect(page.getByText('汇总自全部 2 个单位')).toBeVisible()
  await openPart(page, report, 'requests')
  // A cell opens with one key.
  await at(page, AT).press('Enter')
  await page.waitForURL(/\/sum\?at=/)
  const rows = page.getByRole('table', { name: /构成/ }).getByRole('row')
  await expect(rows).toHaveCount(4)
  const adjust = async (by: Page) => {
    await by.getByRole('button', { name: '增加调整项…' }).click()
    await by.getByLabel('调整数').fill('-1')
    await by.getByRole('textbox', { name: '理由' }).fill('联合发文只计一次')
  }
  await adjust(page)

  const second = await page.context().browser()?.newContext()
  const colleague = (await second?.newPage()) as Page
  await enter(colleague, other)
  await colleague.goto(`/reports/${report}/sum?at=${AT}`)
  await adjust(colleague)
  await colleague.getByRole('button', { name: '确认调整' }).click()
  await expect(colleague.getByRole('table', { name: /构成/ }).getByRole('row')).toHaveCount(5)
  await second?.close()

  await page.getByRole('button', { name: '确认调整' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /^此格刚由.*现为 17。请核对上表/ })).toBeVisible()
  // The table shows what the other did; the words typed here are there still.
  await expect(rows).toHaveCount(5)
  await expect(page.getByRole('textbox', { name: '理由' })).toHaveValue('联合发文只计一次')
  await expectAccessible(page)
  await page.getByRole('button', { name: '确认调整' }).click()
  await expect(rows).toHaveCount(6)
  await page.goto(`/reports/${report}/review`)
  await page.getByRole('tab', { name: /历程/ }).click()
  await expect(page.getByText('增加调整项')).toHaveCount(2)
  await expect(page.getByText(/予以公开.* -1：联合发文只计一次/).first()).toBeVisible()
})

test('a link to kept statistics says the same after a report was corrected, for indicators, pages and files alike', async ({
  page,
  world
}) => {
  const { people, reports, approve } = await openCity(world)
  const cell = 'disclosure/licensing/decisions'
  await enter(page, people.reviewer)
  await page.goto(`/statistics?indicator=${cell}&from=${YEAR}&to=${YEAR}`)
  const whole = page.getByRole('row', { name: /^全部单位合计/ }).first()
  const before = await whole.innerText()
  await page.getByRole('button', { name: '生成固定链接' }).click()
  await page.waitForURL(/kept=\d+/)
  const link = page.url()
  await expect(page.getByRole('note')).toContainText('数据截至')
  expect(await whole.innerText()).toBe(before)
  const csv = page.getByRole('link', { name: '导出 CSV' })
  const readCsv = async () => (await page.request.get((await csv.getAttribute('href')) ?? '')).text()
  const file = await readCsv()
  await expectAccessible(page)
  const svg = await (
    await page.request.get((await page.getByRole('link', { name: '下载图片（SVG）' }).first().getAttribute('href')) ?? '')
  ).text()
  expect(svg).toMatch(/^<svg[\s\S]*全部单位合计/)
  const picture = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载图片（PNG）' }).first().click()
  const png = await readFile(await (await picture).path())
  expect([png.subarray(1, 4).toString(), png.length > 2000]).toEqual(['PNG', true])

  await world.step('correct', reports.office, people.reviewer, { reason: '同意更正一处数字' })
  const correction = (await listFilings(world.store, [(await world.filing(reports.office))?.unit ?? 0]))[0]?.id ?? 0
  await world.type(correction, people.office, { [cell]: '77' })
  await world.hand(correction, people.office)
  await approve(correction)

  await page.goto(link)
  expect(await whole.innerText()).toBe(before)
  // Everything the page leads to is of the same.
  await page.getByRole('link', { name: '公开率', exact: true }).click()
  await page.waitForURL(/indicator=disclosed.*kept=\d+|kept=\d+.*indicator=disclosed/)
  await expect(page.getByRole('note')).toContainText('数据截至')
  await page.goto(link)
  expect(await readCsv()).toBe(file)
  await page.getByRole('link', { name: '查看现在的数据' }).click()
  await page.waitForURL((url) => !url.searchParams.has('kept'))
  await expect(whole).toContainText('7')
  expect(await whole.innerText()).not.toBe(before)
})
