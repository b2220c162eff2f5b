import { parse } from 'csv-parse/sync'
import { YEAR } from '@/e2e/testing/case'
import { openCity } from '@/e2e/testing/city'
import { enter, expect, test } from '@/e2e/testing/world'
import { computeSheets, hasOffice } from '@/server/testing/office'

test('statistics exported and opened in LibreOffice have the sums of the page', { tag: '@wide' }, async ({ page, world }) => {
  test.skip(!hasOffice, 'there is no LibreOffice here')
  const { people } = await openCity(world)
  await enter(page, people.reviewer)
  const asked = `indicator=requests/granted/total&from=${YEAR}&to=${YEAR}`
  await page.goto(`/statistics?${asked}`)
  const whole = page.getByRole('row', { name: /^全部单位合计/ }).first()
  const shown = (await whole.getByRole('cell').last().innerText()).split('\n')[0]
  expect(shown).toMatch(/^\d+/)
  const computed = computeSheets(await (await page.request.get(`/statistics/xlsx?${asked}`)).body())
  const sheets = new Map([...computed].map(([name, csv]) => [name, parse(csv, { relax_column_count: true }) as string[][]]))
  expect([...sheets.keys()].sort()).toEqual(['主要数据', '统计', '表三', '表二', '表四', '覆盖情况'].sort())
  const lines = sheets.get('统计') ?? []
  expect(lines.find(([first]) => first === '全部单位合计')?.at(-1)).toBe(shown)
  for (const name of ['表二', '表三', '表四', '主要数据']) {
    const rows = sheets.get(name) ?? []
    const total = rows.find(([first]) => first?.startsWith('合计')) ?? []
    expect(total.length, name).toBeGreaterThan(4)
    const added = rows.filter((row) => row[3] === '是')
    expect(added.length, name).toBe(2)
    const sums = total.slice(4).map((_, i) => String(added.reduce((sum, row) => sum + Number(row[i + 4]), 0)))
    expect(total.slice(4), name).toEqual(sums)
  }
})
