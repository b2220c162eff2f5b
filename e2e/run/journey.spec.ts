import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { drawTable } from '@/report/layout/drawing'
import { layGrid } from '@/report/layout/grid'
import { templateOf } from '@/report/report'
import { exampleReport } from '@/report/samples/example'
import { partAddress, type Table } from '@/report/template'
import { printValue, readAmounts } from '@/report/values'
import { readWord } from '@/server/files/word/read-word'
import { readPdfText } from '../testing/read-pdf'
import { at, expect, expectAccessible, PASSWORD, saveState, tabTo, test } from '../testing/world'

const template = templateOf(exampleReport)
const [disclosure, requests, disputes] = template.tables as [Table, Table, Table]

/** Types a whole table as a clerk does: row by row, Tab to the next cell to fill in, from its first cell. */
async function typeTable(page: Page, table: Table): Promise<void> {
  const cells = drawTable(table).rows.flatMap((row) => row.cells.flatMap(({ at: address }) => address ?? []))
  await tabTo(page, at(page, cells[0] ?? ''))
  for (const address of cells) {
    const text = exampleReport.values[address]
    // A total, which is computed.
    if (text === undefined) continue
    await expect(at(page, address)).toBeFocused()
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
}

async function openByKeyboard(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('navigation', { name: '年报各部分' }).getByRole('link', { name }), 'Shift+Tab')
  await page.keyboard.press('Enter')
}

/** Presses Enter on the focused button until its dialog has the focus: a page just loaded may not be hydrated. */
async function openDialog(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog')
  await expect(async () => {
    await page.keyboard.press('Enter')
    await expect(dialog).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(dialog.locator(':focus')).toBeVisible()
  return dialog
}

async function signInByKeyboard(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in')
  await expect(page.getByLabel('用户名')).toBeFocused()
  await page.keyboard.type(name)
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL('/')
}

test('the report of 2019 from the first key to the approved files, by keyboard alone', { tag: '@wide' }, async ({
  page,
  browser,
  world
}) => {
  test.setTimeout(300_000)
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  const city = await world.unit('淮南市人民政府', { kind: 'government' })
  const office = await world.unit(exampleReport.unit, { above: city.id })
  const clerk = await world.user(office, 'filler')
  const supervisor = await world.user(city, 'reviewer')

  await test.step('the clerk starts the report', async () => {
    await signInByKeyboard(page, clerk)
    await expectAccessible(page)
    await tabTo(page, page.getByText('新建年报'))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByLabel('年度'))
    await page.keyboard.type('2019')
    await tabTo(page, page.getByRole('button', { name: '开始填报' }))
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/reports\/\d+/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('2019 年 · 淮南市人民政府办公室')
    await expectAccessible(page)
  })
  const report = Number(/reports\/(\d+)/.exec(page.url())?.[1])

  await test.step('types every figure and sees the totals appear', async () => {
    await openByKeyboard(page, '二、主动公开政府信息情况')
    await typeTable(page, disclosure)
    await expectAccessible(page)
    await openByKeyboard(page, '三、收到和处理申请情况')
    await typeTable(page, requests)
    await expect(at(page, 'requests/handled/total')).toHaveAttribute('placeholder', '83')
    await expect(at(page, 'requests/handled/person')).toHaveAttribute('placeholder', '82')
    await expect(at(page, 'requests/carried-out/total')).toHaveAttribute('placeholder', '4')
    await expect(at(page, 'requests/received/total')).toHaveAttribute('placeholder', '87')
    await expectAccessible(page)
    await openByKeyboard(page, '四、行政复议、行政诉讼情况')
    await typeTable(page, disputes)
    await expectAccessible(page)
  })

  await test.step('breaks one cell, sees the rule with both sides, mends it', async () => {
    await openByKeyboard(page, '三、收到和处理申请情况')
    await tabTo(page, at(page, 'requests/received/person'))
    await page.keyboard.type('90')
    const finding = page.getByRole('button', { name: '自然人：本年新收加上年结转 90，（七）总计加结转下年度 86，多 4' })
    await expect(finding).toBeVisible()
    await expect(at(page, 'requests/handled/person')).toHaveAttribute('data-level', 'error')
    await expect(at(page, 'requests/received/person')).toHaveAttribute('aria-invalid', 'true')
    await expect(page.locator('td', { has: at(page, 'requests/handled/person') })).toContainText('多 4')
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(at(page, 'requests/received/person')).toHaveValue('86')
    await expect(finding).toBeHidden()
  })

  await test.step('writes the prose', async () => {
    const prose = [
      ['引言', [['preamble']]],
      ['一、总体情况', template.sections[0]?.parts?.map((part) => [partAddress(template.sections[0] as never, part)])],
      ['五、主要问题及改进情况', [['problems']]],
      ['六、其他需要报告的事项', [['other-matters']]]
    ] as [string, [string][]][]
    for (const [name, parts] of prose) {
      await openByKeyboard(page, name)
      for (const [address] of parts) {
        await tabTo(page, at(page, address))
        await page.keyboard.insertText(exampleReport.values[address] ?? '')
      }
      await expectAccessible(page)
    }
    await expect(saveState(page)).toHaveText(/已保存 \d\d:\d\d/)
    expect(await world.values(report)).toEqual(exampleReport.values)
  })

  await test.step('answers the warnings, those on its words too, and submits', async () => {
    await openByKeyboard(page, '概览')
    const reasons = ['25件为内部管理文件，依规定不公开。', '含一件行政查询。', '归入另行制作。', '一件为社会公益组织。', '两件另作统计。']
    for (const reason of [...reasons, '沿用发文时的简称。', '按要求补录往年报告。']) {
      await tabTo(page, page.getByRole('button', { name: '填写说明' }).last())
      await page.keyboard.press('Enter')
      await expect(page.getByLabel(/^说明：/)).toBeFocused()
      await page.keyboard.type(reason)
      await tabTo(page, page.getByRole('button', { name: '保存说明' }))
      await page.keyboard.press('Enter')
      await expect(page.getByText(`已说明：${reason}`)).toBeVisible()
    }
    await expect(page.getByRole('heading', { name: /^全文：\s*● 没有需要处理的问题\s+◆ 7 处已说明/ })).toBeVisible()
    await tabTo(page, page.getByRole('button', { name: '提交审核' }), 'Shift+Tab')
    await expect(await openDialog(page)).toContainText('提交《淮南市人民政府办公室2019年政府信息公开工作年度报告》？')
    await expectAccessible(page)
    await expect(page.getByRole('dialog').getByRole('button', { name: '提交审核' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: '报告', exact: true }).getByText('待审核')).toBeVisible()
    expect(await world.filing(report)).toMatchObject({ state: 'SUBMITTED', version: 1 })
  })

  const desk = await (await browser.newContext({ acceptDownloads: true })).newPage()
  await test.step('the supervisor claims it and returns it with a comment and a reason', async () => {
    await signInByKeyboard(desk, supervisor)
    await expectAccessible(desk)
    await desk.goto('/queue')
    await tabTo(desk, desk.getByRole('link', { name: /^审核/ }))
    await desk.keyboard.press('Enter')
    await desk.waitForURL(/review/)
    await expect(desk.getByRole('article')).toContainText('收到公开申请87件')
    await expect(desk.getByText('25件为内部管理文件')).toBeVisible()
    await expectAccessible(desk)
    await expect(desk.getByRole('button', { name: /领取审核/ })).toBeEnabled()
    await desk.keyboard.press('l')
    await expect(desk.getByText('您已领取')).toBeVisible()
    await desk.keyboard.press('c')
    await expect(desk.getByLabel('意见：整份年报')).toBeFocused()
    await desk.keyboard.type('依申请公开一段的件数请与表三核对。')
    await desk.keyboard.press('Control+Enter')
    await expect(desk.getByRole('tab', { name: '意见 1' })).toBeVisible()
    await tabTo(desk, desk.getByRole('button', { name: '退回修改…' }))
    await openDialog(desk)
    await expect(desk.getByLabel('退回原因')).toBeFocused()
    await desk.keyboard.type('请核对依申请公开一段的件数。')
    await expectAccessible(desk)
    await tabTo(desk, desk.getByRole('button', { name: '确认退回' }))
    await desk.keyboard.press('Enter')
    await expect(desk.getByRole('region', { name: '报告', exact: true }).getByText('已退回')).toBeVisible()
  })

  await test.step('the clerk sees why, and submits again', async () => {
    await page.reload()
    await expect(page.getByText('请核对依申请公开一段的件数。').first()).toBeVisible()
    await openByKeyboard(page, '概览')
    await tabTo(page, page.getByRole('button', { name: '回复' }))
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('回复')).toBeFocused()
    await page.keyboard.type('已核对，件数无误。')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('已答复')).toBeVisible()
    await tabTo(page, page.getByRole('button', { name: '提交审核' }), 'Shift+Tab')
    await openDialog(page)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: '报告', exact: true }).getByText('待审核')).toBeVisible()
  })

  await test.step('the supervisor approves; both see the history', async () => {
    await desk.reload()
    await expect(desk.getByText('已核对，件数无误。')).toBeVisible()
    await desk.keyboard.press('l')
    await expect(desk.getByText('您已领取')).toBeVisible()
    await desk.keyboard.press('e')
    await expect(desk.getByText('已了结')).toBeVisible()
    await tabTo(desk, desk.getByRole('button', { name: '审核通过' }))
    await expect(await openDialog(desk)).toContainText('淮南市人民政府办公室2019年政府信息公开工作年度报告')
    await desk.keyboard.press('Enter')
    await expect(desk.getByRole('region', { name: '报告', exact: true }).getByText('审核通过')).toBeVisible()
    await page.goto(`/reports/${report}`)
    await desk.keyboard.press('8')
    for (const side of [page, desk]) {
      const steps = side.getByRole('region', { name: '历程' }).getByRole('listitem')
      await expect(steps).toHaveText([/审核通过/, /领取审核/, /提交审核/, /退回修改.*请核对/s, /领取审核/, /提交审核/, /开始填报/])
    }
    await expectAccessible(page)
  })

  expect(complaints, 'the browser console').toEqual([])

  await test.step('both download the files, which hold every cell', async () => {
    for (const [side, folder] of [
      [page, 'clerk'],
      [desk, 'supervisor']
    ] as const) {
      const file = async (format: string) => {
        const [download] = await Promise.all([
          side.waitForEvent('download'),
          side.goto(`/reports/${report}/${format}`).catch(() => undefined)
        ])
        const path = test.info().outputPath(`${folder}.${format}`)
        await download.saveAs(path)
        return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(path)) }
      }
      const [word, pdf] = [await file('word'), await file('pdf')]
      expect(word.name).toBe('淮南市人民政府办公室2019年政府信息公开工作年度报告.docx')
      expect(pdf.name).toBe('淮南市人民政府办公室2019年政府信息公开工作年度报告.pdf')

      const values = await world.values(report)
      const amounts = readAmounts(template, values)
      const { tables } = readWord(word.bytes)
      const text = await readPdfText(pdf.bytes)
      template.tables.forEach((table, t) => {
        const { rows, columns } = drawTable(table)
        const grid = layGrid(
          rows.map(({ cells }) => cells),
          columns
        )
        grid.forEach((line, r) => {
          const cells = line.filter(({ row, column }, c) => row === r && column === c)
          for (const { cell, column } of cells) {
            if (cell.at !== undefined) expect(tables[t]?.[r]?.[column], cell.at).toBe(printValue(template, values, amounts, cell.at))
          }
          const printed = cells.map(({ cell }) => cell.text || printValue(template, values, amounts, cell.at ?? ''))
          const label = cells.findLastIndex(({ cell }) => cell.at === undefined)
          if (cells.some(({ cell }) => cell.at !== undefined))
            expect(text).toContain(printed.slice(Math.max(label, 0)).join('').replace(/\s/g, ''))
        })
      })
      for (const cell of Object.keys(values)) {
        if (!template.index.has(cell)) expect(text).toContain(values[cell]?.replace(/\s/g, ''))
      }
    }
  })
})
