import { cleanReport } from '@/report/testing/clean'
import { enter, expect, test } from '../testing/world'

test.use({ javaScriptEnabled: false })

test('a browser below the minimum reads which one is needed, without scripts; a supported one does not', async ({ page, world }) => {
  const unit = await world.unit('甲市教育局')
  const report = await world.report(unit, 2024, cleanReport(2024).values)
  const clerk = await world.user(unit, 'filler')
  const notice = page.getByRole('region', { name: '请升级或更换浏览器' })
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
  // Playwright's browser without scripts still hides this.
  expect(await (await page.request.get('/sign-in')).text()).toMatch(/<noscript><p[^>]*>本页需要启用 JavaScript/)
  await expect(notice).toBeHidden()

  // An older browser drops what it does not know.
  await page.route('**/*.css', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replaceAll('@supports', '@unknown') })
  })
  await page.goto('/sign-in')
  await expect(notice).toBeVisible()
  await expect(notice).toContainText('Windows 7、8.1：谷歌浏览器（Chrome）109')
  await expect(notice).toContainText('极速模式')
  await enter(page, clerk)
  await page.goto(`/reports/${report}?part=requests`)
  await expect(notice).toBeVisible()
  await page.goto('/published')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(notice).toHaveCount(0)
})
