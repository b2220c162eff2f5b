import { randomBytes } from 'node:crypto'
import { newPublisher } from '@/db/testing/publisher'
import { cleanReport } from '@/report/testing/clean'
import { enter, expect, test } from '../testing/world'

const AT = 'requests/received/person'

test('the years of a unit are shown to the public and in review from two on, and not of one', async ({ page, world }) => {
  const one = await newPublisher(world.store, `甲市档案局${randomBytes(3).toString('hex')}`)
  const publish = (year: number, received: string) =>
    one.publish(year, { ...cleanReport(year).values, [AT]: received, 'requests/granted/person': received })
  const figure = page.getByRole('figure').filter({ hasText: '的政府信息公开申请（件）' })
  const pageOf = (year: number) => page.goto(`/published/${one.unit.id}/${year}`)
  await publish(2021, '11')
  await pageOf(2021)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(one.unit.name)
  await expect(figure).toHaveCount(0)

  const second = await publish(2022, '13')
  await pageOf(2022)
  await expect(figure.getByText('2021—2022 年的政府信息公开申请（件）')).toBeVisible()
  for (const cell of ['11', '13']) await expect(figure.getByRole('cell', { name: cell, exact: true }).first()).toBeVisible()
  await expect.poll(() => figure.getByRole('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
  // The year before it has none before itself.
  await pageOf(2021)
  await expect(figure).toHaveCount(0)

  const third = await publish(2023, '17')
  await enter(page, await world.user({ id: one.city }, 'reviewer'))
  const years = page.getByRole('table', { name: '历年' })
  const look = async (report: number) => {
    await page.goto(`/reports/${report}/review`)
    const answered = page.waitForResponse((answer) => answer.url().endsWith(`/reports/${report}/years`))
    await page.locator(`article [data-at="${AT}"]`).first().click()
    await answered
  }
  await look(third)
  await expect(years.getByRole('row')).toHaveText([/2022 年\s*13/, /2021 年\s*11/])
  await look(second)
  await expect(page.locator('article [data-current]').first()).toHaveAttribute('data-at', AT)
  await expect(years).toHaveCount(0)
})
