import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { YEAR } from '@/e2e/testing/case'
import { openCity } from '@/e2e/testing/city'
import { enter, expect, test } from '@/e2e/testing/world'

const isThere = spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status === 0

/** LibreOffice computes every formula anew when it opens a file of another program. */
const ALWAYS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

/** Every worksheet as LibreOffice computes it, by its name. */
function openInOffice(workbook: Buffer): Map<string, string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'office-'))
  try {
    mkdirSync(join(folder, 'profile', 'user'), { recursive: true })
    writeFileSync(join(folder, 'profile', 'user', 'registrymodifications.xcu'), ALWAYS)
    writeFileSync(join(folder, 'file.xlsx'), workbook)
    const csv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    execFileSync('soffice', [profile, '--headless', '--convert-to', csv, '--outdir', folder, join(folder, 'file.xlsx')], { stdio: 'pipe' })
    const made = readdirSync(folder).filter((name) => name.endsWith('.csv'))
    return new Map(
      made.map((name) => [
        name.replace(/^file-|\.csv$/g, ''),
        parse(readFileSync(join(folder, name)), { relax_column_count: true }) as string[][]
      ])
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('statistics exported and opened in LibreOffice have the sums of the page', { tag: '@wide' }, async ({ page, world }) => {
  test.skip(!isThere, 'LibreOffice is not here')
  const { people } = await openCity(world)
  await enter(page, people.reviewer)
  const asked = `indicator=requests/granted/total&from=${YEAR}&to=${YEAR}`
  await page.goto(`/statistics?${asked}`)
  const whole = page.getByRole('row', { name: /^全部单位合计/ }).first()
  const shown = (await whole.getByRole('cell').allInnerTexts()).at(-1)
  const sheets = openInOffice(await (await page.request.get(`/statistics/xlsx?${asked}`)).body())
  expect([...sheets.keys()].sort()).toEqual(['主要数据', '统计', '表三', '表二', '表四', '覆盖情况'].sort())
  const lines = sheets.get('统计') ?? []
  expect(lines.find(([first]) => first === '全部单位合计')?.at(-1)).toBe(shown?.split('\n')[0])
  for (const name of ['表二', '表三', '表四', '主要数据']) {
    const rows = sheets.get(name) ?? []
    const total = rows.find(([first]) => first?.startsWith('合计')) ?? []
    const added = rows.filter((row) => row[3] === '是')
    expect(added.length, name).toBe(2)
    const sums = total.slice(4).map((_, i) => String(added.reduce((sum, row) => sum + Number(row[i + 4]), 0)))
    expect(total.slice(4), name).toEqual(sums)
  }
})
