import type { Page } from '@playwright/test'
import { exampleReport } from '@/report/example'
import { cleanReport } from '@/report/testing'
import { at, expect, expectAccessible, openPart, saveState, signIn, test, type World } from './world'

async function openProse(page: Page, world: World, values: Record<string, string>, part = 'overview') {
  const unit = await world.unit(exampleReport.unit)
  const report = await world.report(unit, 2019, values)
  await signIn(page, await world.user(unit, 'filler'))
  await openPart(page, report, part)
  return report
}

const field = 'overview/requests'
const { [field]: paragraph = '', ...others } = exampleReport.values

test('debug', async ({ page, world }) => {
  page.on('console', (m) => console.log('console', m.type(), m.text()))
  page.on('pageerror', (m) => console.log('pageerror', m))
  const report = await openProse(page, world, others)
  const prose = at(page, field)
  await prose.fill('第一行收到公开申请87件，办结82件。\n第二行  空格')
  await expect(saveState(page)).toHaveText(/已保存/)
  console.log(await world.values(report).then((v) => JSON.stringify(v[field])))
  console.log(await prose.innerHTML())
  await expectAccessible(page)
  await prose.press('End')
  await page.keyboard.type('abc#')
  await page.keyboard.type('收 总计')
  await page.waitForTimeout(500)
  await page.screenshot({ path: '/tmp/form/a.png' })
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(300)
  console.log(await prose.innerHTML())
  await page.locator('[data-shows=contradicts]').hover()
  await page.waitForTimeout(300)
  await page.screenshot({ path: '/tmp/form/b.png' })
  await expectAccessible(page)
  console.log(await world.values(report).then((v) => JSON.stringify(v[field])))
})
