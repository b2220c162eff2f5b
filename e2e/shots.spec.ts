import { readFileSync } from 'node:fs'
import { inventReport, PLAIN, writeDocx } from '@/server/testing/foreign-files'
import { enter, expect, openPart, test } from './testing/world'

const report = inventReport(17)
test('shots', async ({ page, world }) => {
  const unit = await world.unit(report.unit)
  const odd = { ...report, values: { ...report.values, 'requests/granted/company': '12 34' } }
  const id = await world.report(unit, report.year, {
    'requests/granted/person': '88888',
    'requests/received/person': report.values['requests/received/person'] as string
  })
  await enter(page, await world.user(unit, 'filler', 'signer'))
  await openPart(page, id, 'requests')
  await page.screenshot({ path: '/tmp/shots/form.png' })
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await page.waitForTimeout(300)
  await page.screenshot({ path: '/tmp/shots/choose.png' })
  await page.locator('input[type=file]').setInputFiles({ name: '去年.docx', mimeType: '', buffer: Buffer.from(writeDocx(odd, PLAIN)) })
  await expect(page.getByRole('button', { name: /^导入 \d+ 处$/ })).toBeVisible()
  await page.screenshot({ path: '/tmp/shots/review-top.png' })
  await page.getByRole('dialog').getByRole('region', { name: /^三、/ }).first().scrollIntoViewIfNeeded()
  await page.getByRole('list', { name: '请选择' }).first().scrollIntoViewIfNeeded()
  await page.screenshot({ path: '/tmp/shots/review-three.png' })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: '/tmp/shots/review-phone.png' })
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.getByRole('button', { name: /^导入 \d+ 处$/ }).click()
  await page.waitForTimeout(1500)
  const next = await world.report(unit, report.year + 1)
  await openPart(page, next, 'problems')
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '去年.pdf', mimeType: '', buffer: readFileSync('server/files/foreign/fixtures/invented.pdf') })
  await expect(page.getByRole('button', { name: /^作为/ })).toBeVisible()
  await page.screenshot({ path: '/tmp/shots/past.png' })
  await page.getByRole('button', { name: /^作为/ }).click()
  await expect(page.getByRole('button', { name: '返回填报' })).toBeVisible()
  await page.screenshot({ path: '/tmp/shots/past-done.png' })
  await page.getByRole('button', { name: '返回填报' }).click()
  await openPart(page, next, 'problems')
  await page.getByText(`${report.year} 年的文字`).click()
  await page.screenshot({ path: '/tmp/shots/last-text.png' })
  await page.goto(`/reports/${await world.pastReport(unit, report.year)}/review`)
  await page.waitForTimeout(800)
  await page.screenshot({ path: '/tmp/shots/past-review.png' })
  await page.goto('/')
  await page.screenshot({ path: '/tmp/shots/desk.png' })
  await page.goto('/import')
  await page.locator('input[type=file]').setInputFiles([
    { name: '去年.docx', mimeType: '', buffer: Buffer.from(writeDocx(odd, PLAIN)) },
    { name: '照片.jpg', mimeType: '', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]) },
    { name: '别的.docx', mimeType: '', buffer: Buffer.from(writeDocx({ ...report, unit: '丙县林业局' }, PLAIN)) }
  ])
  await expect(page.getByRole('row')).toHaveCount(4)
  await page.screenshot({ path: '/tmp/shots/bulk.png' })
  await page.getByRole('button', { name: /逐条处理/ }).click()
  await page.waitForTimeout(500)
  await page.screenshot({ path: '/tmp/shots/walk.png' })
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.waitForTimeout(500)
  await page.screenshot({ path: '/tmp/shots/bulk-phone.png' })
})
