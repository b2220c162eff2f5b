import type { Page } from '@playwright/test'
import { cleanReport } from '@/report/testing/clean'
import { openCase, YEAR } from '../testing/case'
import { enter, expect, expectAccessible, tabTo, test } from '../testing/world'

const TEXT = '2025年开展培训3期，参加人员120人次，重点讲解依申请公开的受理、审查和答复流程。今后将补充力量。'
const COPY = TEXT.replace('2025', '2024').replace('120', '98')
const SHARED = '重点讲解依申请公开的受理、审查'
const NEAR = `专栏更新不及时。${SHARED}，其余另行安排。`
const dialog = (page: Page) => page.getByRole('dialog', { name: '主要问题及改进情况：与上年、兄弟单位比对' })

test('a reviewer lays a text beside last year’s and those of sister units, and sees what stands in both', { tag: '@wide' }, async ({
  page,
  world
}) => {
  const one = await openCase(world, { values: { problems: TEXT } })
  const before = await world.report(one.bureau, YEAR - 1, cleanReport(YEAR - 1, { problems: COPY }).values)
  await world.hand(before, one.filler)
  const sister = async (name: string, problems: string, isHandedIn = true) => {
    const unit = await world.unit(name, { above: one.city.id })
    const report = await world.report(unit, YEAR, cleanReport(YEAR, { problems }).values)
    if (isHandedIn) await world.hand(report, await world.user(unit, 'filler'))
  }
  await sister('甲市民政局', NEAR)
  await sister('甲市财政局', COPY.replace('。今后', '；今后'))
  await sister('甲市水利局', '全文另写，与别处不同，逐项说明本年的短板。')
  await sister('甲市审计局', TEXT, false)
  await world.hand(one.report, one.filler)

  await enter(page, one.reviewer)
  await page.goto(`/reports/${one.report}/review`)
  await page.locator('p[data-at="problems"]').click()
  await expect(page.getByRole('button', { name: /比对雷同/ })).toBeVisible()
  await page.keyboard.press('b')
  await expect(dialog(page)).toContainText('已与 3 个兄弟单位')
  const lines = dialog(page).getByRole('listitem')
  await expect(lines).toHaveText([/上年报告\s*100%.*内容雷同/, /甲市财政局\s*100%.*内容雷同/, /甲市民政局\s*\d\d%/])
  // A draft is its unit's own affair.
  await expect(dialog(page)).not.toContainText('审计局')
  await expectAccessible(page)

  await tabTo(page, lines.nth(2).getByRole('button'))
  await page.keyboard.press('Enter')
  const [mine, theirs] = [dialog(page).getByRole('region', { name: '本单位' }), dialog(page).getByRole('region', { name: '甲市民政局' })]
  await expect(theirs).toContainText('专栏更新不及时。')
  await expect(mine.locator('mark')).toHaveText([SHARED])
  await expect(theirs.locator('mark')).toHaveText([SHARED])
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)

  // The unit itself is not shown what others wrote.
  await page.context().clearCookies()
  await enter(page, one.filler)
  await page.goto(`/reports/${one.report}/review`)
  await page.locator('p[data-at="problems"]').click()
  await expect(page.getByText('当前位置 主要问题及改进情况')).toBeVisible()
  await expect(page.getByRole('button', { name: /比对雷同/ })).toHaveCount(0)
})
