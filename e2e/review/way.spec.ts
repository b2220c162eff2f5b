import type { Page } from '@playwright/test'
import { verifyHistory } from '@/db/reports/events'
import { listRevisions } from '@/db/reports/reports'
import { readWord } from '@/server/files/word/read-word'
import { openCase } from '../testing/case'
import { comment, confirm, dialog, side, stateOf, steps } from '../testing/review-page'
import { at, enter, expect, expectAccessible, saveState, test } from '../testing/world'

test('a report passes its unit, is claimed, returned with two comments, changed and answered, compared, approved, published and corrected', async ({
  page,
  browser,
  world
}) => {
  test.setTimeout(300_000)
  const one = await openCase(world, {
    chain: ['CHECKING', 'SECRECY', 'SIGNING'],
    values: { problems: '一是专职人员只有2名。下一步，将加强培训，配备专人。' }
  })
  const passUnit = async (report: number) => {
    for (const who of ['checker', 'secrecy', 'signer'] as const) await one.step('pass', who, {}, report)
  }
  await one.step('submit', 'filler')
  const unit = await (await browser.newContext()).newPage()

  await test.step('three people of the unit agree, one after the other', async () => {
    for (const [who, next] of [
      ['checker', '待保密审查'],
      ['secrecy', '待签发'],
      ['signer', '待审核']
    ] as const) {
      await enter(page, one[who])
      await page.goto(`/reports/${one.report}/review`)
      await confirm(page, /同意/, '确认同意')
      await expect(stateOf(page).getByText(next)).toBeVisible()
    }
  })

  await test.step('the signer gives it its number and takes the paper with the three opinions along', async () => {
    await page.getByRole('button', { name: '公文要素…' }).click()
    const typing = page.getByRole('dialog', { name: '公文要素' })
    await expectAccessible(page)
    await typing.getByLabel('发文字号', { exact: true }).fill('3号')
    await typing.getByLabel('成文日期', { exact: true }).fill('2020-01-16')
    await typing.getByRole('button', { name: '保存' }).click()
    await expect(typing.getByText('发文字号请写作')).toBeVisible()
    await typing.getByLabel('发文字号', { exact: true }).fill('甲政办发[2020]3号')
    await typing.getByLabel('发文字号和成文日期也在公开页面').check()
    await typing.getByRole('button', { name: '保存' }).click()
    await expect(typing).toBeHidden()
    await expect(page.getByRole('article').getByText('甲政办发〔2020〕3号')).toBeVisible()
    await page.getByText('更多文件').click()
    const link = await page.getByRole('link', { name: '审查呈批单（Word）' }).getAttribute('href')
    const { tables } = readWord(new Uint8Array(await (await page.request.get(link ?? '')).body()))
    for (const opinion of ['初审意见', '保密审查意见', '签发意见'])
      expect(tables[0]?.find(([label]) => label === opinion)?.[1]).toMatch(/^同意\n　　.+（.+）　　20\d\d年/)
  })
  await enter(page, one.reviewer)

  await test.step('the reviewer claims it and returns it with two comments', async () => {
    await page.goto(`/reports/${one.report}/review`)
    await steps(page)
      .getByRole('button', { name: /领取审核/ })
      .click()
    await expect(stateOf(page).getByText('审核中')).toBeVisible()
    await comment(page, 'requests/received/person', '与台账不符，请核对。')
    // A sentence is chosen by selecting it.
    await page.locator('p[data-at="problems"]').evaluate((paragraph) => {
      // The number in it is marked: the words lie in several nodes.
      const nodes = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
      const find = (words: string) => {
        nodes.currentNode = paragraph
        while (nodes.nextNode()) {
          const start = nodes.currentNode.textContent?.indexOf(words) ?? -1
          if (start >= 0) return { node: nodes.currentNode, start }
        }
        throw new Error(`no ${words}`)
      }
      const [first, last] = [find('专职人员'), find('名。')]
      window.getSelection()?.setBaseAndExtent(first.node, first.start, last.node, last.start + 1)
    })
    await page.keyboard.press('c')
    const composer = page.getByRole('region', { name: '写意见' })
    await expect(composer.getByLabel('针对')).toHaveValue('专职人员只有2名')
    await expectAccessible(page)
    await composer.getByRole('textbox').fill('请写明是否在编。')
    await composer.getByRole('button', { name: '发出' }).click()
    await expect(side(page).getByRole('tab', { name: '意见 2' })).toBeVisible()
    await confirm(page, /退回修改/, '确认退回修改', { 退回原因: '两处请核对后重新提交' })
    await expect(stateOf(page).getByText('已退回')).toBeVisible()
    expect((await one.threads()).map(({ at: place, quote }) => [place, quote])).toEqual([
      ['requests/received/person', ''],
      ['problems', '专职人员只有2名']
    ])
  })

  await test.step('the unit finds them on the overview and beside the cell, changes one and answers the other', async () => {
    await enter(unit, one.filler)
    await unit.goto(`/reports/${one.report}`)
    await expect(unit.getByText('两处请核对后重新提交').first()).toBeVisible()
    await expect(unit.getByRole('heading', { name: '意见 2 条，其中 2 条等待修改或答复' })).toBeVisible()
    await expectAccessible(unit)
    await unit.getByRole('button', { name: '提交审核' }).click()
    await expect(dialog(unit)).toContainText('还有 2 条意见待办理')
    await expectAccessible(unit)
    await dialog(unit).getByRole('button', { name: '与台账不符，请核对。' }).click()
    await expect(at(unit, 'requests/received/person')).toBeFocused()
    const guide = unit.getByRole('region', { name: '填报说明' })
    await expect(guide).toContainText('与台账不符，请核对。')
    await expect(guide).toContainText('未修改')
    await unit.keyboard.type('12')
    await unit.keyboard.press('Enter')
    await at(unit, 'requests/received/person').focus()
    await expect(guide).toContainText('已改')
    await at(unit, 'requests/granted/person').fill('11')
    await expect(saveState(unit)).toHaveText(/已保存/)

    await unit.getByRole('link', { name: '概览' }).click()
    await expect(unit.getByRole('heading', { name: '意见 2 条，其中 1 条等待修改或答复' })).toBeVisible()
    const asked = unit.getByRole('article').filter({ hasText: '请写明是否在编。' })
    await asked.getByRole('button', { name: '回复' }).click()
    await asked.getByRole('textbox').fill('2名均在编，无需改动。')
    await asked.getByRole('button', { name: '发出' }).click()
    await expect(asked).toContainText('已答复')
    await unit.getByRole('button', { name: '提交审核' }).click()
    await expect(dialog(unit)).toContainText('2 条意见均已修改或答复')
    await dialog(unit).getByRole('button', { name: '提交审核' }).click()
    await expect(stateOf(unit).getByText('待初审')).toBeVisible()
    await passUnit(one.report)
  })

  await test.step('the reviewer sees first what changed beside what was asked, and approves', async () => {
    await page.reload()
    await expect(stateOf(page).getByText('第 2 次报送')).toBeVisible()
    const lines = side(page).getByRole('listitem')
    await expect(lines).toHaveCount(3)
    await expect(lines.nth(0)).toContainText(/与台账不符.*10 → 12/s)
    await expect(lines.nth(0)).toContainText('已改')
    await expect(lines.nth(1)).toContainText('9 → 11')
    await expect(lines.nth(2)).toContainText('2名均在编，无需改动。')
    await expect(lines.nth(2)).toContainText('已答复')
    await expectAccessible(page)
    await steps(page)
      .getByRole('button', { name: /领取审核/ })
      .click()
    await expect(page.getByText('您已领取')).toBeVisible()
    for (const i of [0, 2]) await lines.nth(i).getByRole('button', { name: '了结' }).click()
    await expect(side(page).getByText('已了结')).toHaveCount(2)
    await lines.nth(2).getByRole('button', { name: '重新打开' }).click()
    await expect(side(page).getByText('已了结')).toHaveCount(1)
    await lines.nth(2).getByRole('button', { name: '了结' }).click()
    await expect(side(page).getByText('已了结')).toHaveCount(2)
    await confirm(page, /审核通过/, '确认审核通过')
    await confirm(page, '公布…', '确认公布')
    await expect(stateOf(page).getByText('已公布', { exact: true })).toBeVisible()
  })

  await test.step('the unit asks for a correction, which becomes revision 2 with a change note', async () => {
    await unit.reload()
    await confirm(unit, '申请更正…', '确认申请更正', { '要更正什么，为什么': '部分公开一件漏报' })
    await page.reload()
    await side(page).getByRole('tab', { name: '历程' }).click()
    await expect(side(page).getByText('部分公开一件漏报')).toBeVisible()
    await confirm(page, '同意更正…', '确认同意更正', { 理由: '同意更正部分公开' })
    const second = (await listRevisions(world.store, await one.filing())).at(-1)?.id as number
    await one.type({ 'requests/received/person': '13', 'requests/partial/person': '1' }, second)
    await one.step('submit', 'filler', {}, second)
    await passUnit(second)

    await page.goto(`/reports/${second}/review`)
    await expect(stateOf(page).locator('summary').first()).toHaveText(/第 2 版/)
    await expect(side(page).getByRole('tab', { name: '变动 2' })).toHaveAttribute('aria-selected', 'true')
    await steps(page)
      .getByRole('button', { name: /领取审核/ })
      .click()
    await confirm(page, /审核通过/, '确认审核通过')
    await steps(page).getByRole('button', { name: '公布…' }).click()
    await expect(dialog(page).getByRole('button', { name: '确认公布' })).toBeDisabled()
    await dialog(page).getByLabel('更正说明').fill('补报部分公开1件。')
    await dialog(page).getByRole('button', { name: '确认公布' }).click()
    await expect(stateOf(page).getByText('已公布', { exact: true })).toBeVisible()

    expect((await listRevisions(world.store, await one.filing())).map(({ state }) => state)).toEqual(['SUPERSEDED', 'PUBLISHED'])
    for (const id of [one.report, second]) expect(await verifyHistory(world.store, id)).toBeUndefined()
    await side(page).getByRole('tab', { name: '历程' }).click()
    const history = side(page).getByRole('region', { name: '历程' }).getByRole('listitem')
    await expect(history).toHaveText(
      [/公布.*补报部分公开1件/s, /审核通过/, /领取审核/, ...['同意', '同意', '同意'], /提交审核/, /开始填报/].map(
        (words) => new RegExp(words, 's')
      )
    )
    await page.goto(`/reports/${one.report}/review`)
    await expect(page.getByRole('region', { name: '版本' })).toContainText('这是第 1 版，最新的是 第 2 版（已公布）')
    await expect(page.getByRole('region', { name: '版本' })).toContainText('补报部分公开1件。')
    await expectAccessible(page)
  })

  await test.step('the inboxes of both tell what the other did', async () => {
    const notices = (shown: Page) => shown.getByRole('main').getByRole('listitem')
    for (const shown of [page, unit]) await shown.goto('/inbox')
    for (const words of ['退回修改', '审核通过', '公布']) await expect(notices(unit).filter({ hasText: words }).first()).toBeVisible()
    for (const words of ['同意', '申请更正']) await expect(notices(page).filter({ hasText: words }).first()).toBeVisible()
  })
})
