import { exampleReport } from '@/report/example'
import { at, enter, expect, expectAccessible, openPart, test } from './world'

test('the preview shows the printed pages with what was just typed, and leads back to the cell', async ({ page, world }) => {
  const unit = await world.unit('甲市民政局')
  const report = await world.report(unit, 2019, exampleReport.values)
  await enter(page, await world.user(unit, 'filler'))
  await openPart(page, report, 'problems')
  await at(page, 'problems').fill('人手不足。今后将配备专职人员。')
  await page.getByRole('button', { name: '预览' }).click()
  const pages = page.getByRole('dialog').getByRole('img', { name: /^第 \d+ 页/ })
  await expect(pages.first()).toHaveAccessibleName(/^第 1 页，共 \d+ 页$/)
  expect(await world.values(report)).toMatchObject({ problems: '人手不足。今后将配备专职人员。' })
  expect(await pages.count()).toBeGreaterThan(4)
  await expectAccessible(page)
  const picture = await page.request.get(`/reports/${report}/preview`)
  expect(picture.headers()['content-type']).toBe('image/svg+xml')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(new URL(page.url()).pathname).toBe(`/reports/${report}`)
})
