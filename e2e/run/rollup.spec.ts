import { eq } from 'drizzle-orm'
import { listFilings } from '@/db/reports/reports'
import { YEAR } from '@/e2e/testing/case'
import { at, enter, expect, expectAccessible, openPart, test, type World } from '@/e2e/testing/world'
import { cleanReport } from '@/report/testing/clean'

const AT = 'requests/granted/person'
const TOTAL = 'requests/granted/total'

type Unit = Awaited<ReturnType<World['unit']>>

/** A city with a bureau and a county; the county with an office and a town that have published. */
async function openCity(world: World) {
  const city = await world.unit('丁市人民政府', { kind: 'government' })
  const bureau = await world.unit('丁市住房局', { above: city.id })
  const county = await world.unit('戊县人民政府', { kind: 'government', above: city.id })
  const office = await world.unit('戊县人民政府办公室', { above: county.id })
  const town = await world.unit('己镇人民政府', { above: county.id })
  const people = {
    city: await world.user(city, 'filler', 'compiler'),
    county: await world.user(county, 'filler', 'compiler'),
    office: await world.user(office, 'filler'),
    town: await world.user(town, 'filler'),
    bureau: await world.user(bureau, 'filler'),
    reviewer: await world.user(city, 'reviewer')
  }
  const { t } = world.store
  const called = { fullName: '王小麦', officePhone: '0554-0000100' }
  await world.store.tx((db) => db.update(t.users).set(called).where(eq(t.users.name, people.bureau)))
  await world.owe(city, YEAR)
  const approve = async (report: number) => {
    for (const name of ['claim', 'approve', 'publish'] as const)
      await world.step(name, report, people.reviewer, { changeNote: '更正一处数字' })
  }
  const publish = async (unit: Unit, who: string) => {
    const report = await world.report(unit, YEAR, cleanReport(YEAR).values)
    await world.step('submit', report, who)
    await approve(report)
    return report
  }
  const reports = { office: await publish(office, people.office), town: await publish(town, people.town) }
  return { city, county, people, reports, approve }
}

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

  // From the city's total to the clerk's cell: a cell, the county, the office.
  await at(page, TOTAL).click()
  await page.getByRole('table', { name: /构成/ }).getByRole('link', { name: county.name }).click()
  await expect(page.getByRole('heading', { name: '戊县人民政府 · 汇总构成' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('table', { name: /构成/ }).getByRole('link', { name: '戊县人民政府办公室' }).click()
  await page.waitForURL(`/reports/${reports.office}/review#${TOTAL}`)

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
})
